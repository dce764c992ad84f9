"""Issue the documents of the year and of earlier years, and explain them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from gongkai.apps.documents import services as documents
from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.interpretations.models import Interpretation
from gongkai.demo import pictures, plans, timetable, work
from gongkai.demo.county import OFFICE_CODE
from gongkai.demo.texts.articles import summary_of
from gongkai.demo.texts.papers import Paper, body, earlier_papers, explanation, papers
from gongkai.demo.texts.standing import Meeting, meetings
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.roles import Role

_TITLES = {
    "picture": "一图读懂：{subject}",
    "text": "{subject}文字解读",
    "h5": "翻一翻H5：{subject}",
    "animation": "动画说政策：{subject}",
}


def steps(world: World) -> list[Step]:
    """Return the steps that issue and explain documents."""
    now = papers(world.county)
    return [
        Step("历年规范性文件", len(earlier_papers(world.county)), _earlier),
        Step("政策文件和解读", sum(1 + len(paper.forms) for paper in now), _year),
        Step("会议解读", len(meetings()), _meetings),
    ]


def _earlier(world: World) -> Iterator[None]:
    rng = world.rng("earlier documents")
    for paper in earlier_papers(world.county):
        _issue(world, replace(paper, forms=plans.LEFT_OVER.get(paper.key, ())), rng)
        yield


def _year(world: World) -> Iterator[None]:
    rng = world.rng("documents")
    for paper in papers(world.county):
        document = _issue(world, paper, rng)
        yield
        for place, form in enumerate(paper.forms):
            _explain(world, paper, document, form, place, rng)
            yield
    _repeal(world)


def _issue(world: World, paper: Paper, rng: Random) -> PolicyDocument:
    blocks = body(paper, world.county)
    document = PolicyDocument(
        title=paper.title,
        document_kind=paper.kind.value,
        issuer_code=paper.issuer_code,
        number_year=paper.signed_on.year,
        number_serial=paper.number,
        issuer_names=world.organs[paper.organ_code].name,
        theme=paper.theme,
        signed_on=paper.signed_on,
        effective_from=paper.effective_from,
        expires_on=paper.expires_on,
        amended_on=paper.amended_on,
        validity_basis="根据清理结果修改个别条款。" if paper.amended_on else "",
        legality_reviewed_on=paper.signed_on,
        legality_reviewed_by=world.organs["justice"].name,
        needs_interpretation=bool(paper.forms),
        summary=summary_of(tuple(f"{point}。" for point in paper.points)),
        source_name=world.organs[paper.by].short_name,
        body=work.stream(blocks, rng),
    )
    at = timetable.at(timetable.working_day_on_or_before(paper.published_on), 15, paper.number)
    times = timetable.review_times(at)
    registered = work.register_document(world, document, paper.organ_code, times)
    if paper.forms:
        plans.plan(world, paper, registered, times.drafted)
    work.review_draft(world, registered, paper.organ_code, times)
    world.documents[paper.issuer_code, paper.key] = registered
    return registered


def _explain(
    world: World, paper: Paper, document: PolicyDocument, form: str, place: int, rng: Random
) -> None:
    """Publish one interpretation: with the document, or on one of the next two days."""
    day = timetable.calendar().add_working_days(paper.published_on, place + 1)
    at = timetable.at(day, 16, 10 + place)
    asked = world.organs[paper.by]
    drawn = pictures.drawn_of(world.county, paper, form)
    page = Interpretation(
        title=_TITLES[form].format(subject=paper.subject),
        form_value=form,
        document=document,
        who_is_affected="办理有关事项的群众和企业",
        what_to_bring="身份证；能够由部门核对的材料不用带",
        until_when="工作日随时办理，期限见正文",
        whom_to_ask=f"{asked.short_name} {asked.phone}",
        summary=summary_of(tuple(f"{point}。" for point in paper.points)),
        source_name=asked.short_name,
        body=work.stream(explanation(paper.subject, paper.points, "text" if drawn else form), rng),
    )
    section = world.sections[PORTAL, "interpretations"]
    if drawn is None:
        work.publish(world, page, section, paper.organ_code, at)
        return
    pictures.fill(page, drawn, world.rng(f"points of {paper.issuer_code} {paper.key} {form}"))
    work.publish(world, page, section, paper.organ_code, at, pictures.finish_of(drawn))
    pictures.remember(page)


def _repeal(world: World) -> None:
    """Record the repeal that one of the year's documents decided."""
    initial = world.county.initial
    successor = world.documents[f"{initial}政发", "2025-7"]
    for paper in earlier_papers(world.county):
        if paper.repealed_on is not None:
            documents.repeal(
                document_id=world.documents[paper.issuer_code, paper.key].pk,
                on=paper.repealed_on,
                basis=f"{initial}政发〔2025〕7号",
                actor=world.officer(Role.FINAL_REVIEWER, paper.organ_code),
                at=timetable.at(date(2025, 8, 28), 9, 20),
                successor_id=successor.pk,
            )


def _meetings(world: World) -> Iterator[None]:
    rng = world.rng("meetings")
    for meeting in meetings():
        _picture_of(world, meeting, rng)
        yield


def _picture_of(world: World, meeting: Meeting, rng: Random) -> None:
    """Publish the picture that explains a meeting, on the next working day."""
    day = timetable.calendar().add_working_days(meeting.held_on, 1)
    page = Interpretation(
        title=f"会议图解：{meeting.title}研究{meeting.agenda}",
        form_value="picture",
        meeting_title=meeting.title,
        who_is_affected="全县群众和企业",
        what_to_bring="不用带材料",
        until_when="按会议确定的时间办理",
        whom_to_ask="县政府办公室 0000-0000000",
        summary=f"会议{'，'.join(meeting.items)}。",
        body=work.stream(explanation(meeting.title, meeting.items, "picture"), rng),
    )
    section = world.sections[PORTAL, "interpretations"]
    work.publish(world, page, section, OFFICE_CODE, timetable.at(day, 15, 40))
