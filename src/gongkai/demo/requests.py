"""Receive the requests for information of three years and answer them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.apps.foi import services as foi
from gongkai.apps.foi.services.history import ConcludedRequest
from gongkai.demo import timetable
from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, data_file
from gongkai.demo.people import invented_names
from gongkai.demo.world import Step, World
from gongkai.domain.foi.intake import IntakeChannel, needs_confirmation
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult
from gongkai.domain.foi.searches import SearchResult
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User

# The reply to the draft under discussion was taken to reconsideration and upheld.
_CONTESTED = Outcome.DELIBERATIVE
_REMEDY_FILED_ON, _REMEDY_CONCLUDED_ON = date(2025, 9, 22), date(2025, 11, 14)
_GROUNDS = {Outcome.GRANTED_IN_PART: (str(Outcome.THIRD_PARTY_RIGHTS.value),)}
_ARCHIVED_AFTER_DAYS = 200


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """One request of the year."""

    received_on: date
    kind: ApplicantKind
    channel: IntakeChannel
    outcome: Outcome
    working_days: int
    wanted: str

    def day(self, working_days: int) -> date:
        """Return the day some working days after receipt."""
        if not working_days:
            return self.received_on
        return timetable.calendar().add_working_days(self.received_on, working_days)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(data_file("requests.toml").read_text("utf-8"))


def plans() -> list[RequestPlan]:
    """Return the requests of the year in the order of their receipt."""
    return [
        RequestPlan(
            received, ApplicantKind(kind), IntakeChannel(channel), Outcome(outcome), n, text
        )
        for received, kind, channel, outcome, n, text in _raw()["requests"]
    ]


def steps(world: World) -> list[Step]:
    """Return the steps that enter old requests and handle those of the year."""
    del world
    return [
        Step("往年申请", 1, _history),
        Step("依申请公开", len(plans()), _requests),
        Step("行政复议", 1, _remedy),
        Step("文书设置", 1, _letter_head),
    ]


def _history(world: World) -> Iterator[None]:
    names = invented_names(world.rng("old applicants"))
    rows = [
        ConcludedRequest(
            applicant_kind=ApplicantKind(kind),
            applicant_name=_applicant(ApplicantKind(kind), next(names)),
            wanted=wanted,
            intake_channel=IntakeChannel(channel),
            received_on=received_on,
            concluded_on=concluded_on,
            outcome=Outcome(outcome),
        )
        for received_on, concluded_on, kind, channel, outcome, wanted in _raw()["history"]
    ]
    foi.import_concluded(
        organ_id=world.organs[OFFICE_CODE].pk,
        rows=rows,
        actor=world.officer(Role.FOI_REGISTRAR),
        at=timetable.at(date(2025, 1, 6), 10),
    )
    yield


def _applicant(kind: ApplicantKind, name: str) -> str:
    """Return an invented applicant."""
    endings = {
        ApplicantKind.COMMERCIAL_ENTERPRISE: "商贸有限公司（演示）",
        ApplicantKind.LEGAL_SERVICE_ORGANISATION: "律师事务所（演示）",
    }
    return f"{name[1:]}{endings[kind]}" if kind in endings else name


def _requests(world: World) -> Iterator[None]:
    names = invented_names(world.rng("applicants"))
    for plan in plans():
        request = foi.register(
            organ_id=world.organs[OFFICE_CODE].pk,
            applicant_kind=plan.kind,
            applicant_name=_applicant(plan.kind, next(names)),
            applicant_contact="0000-0000000",
            wanted=plan.wanted,
            intake_channel=plan.channel,
            submitted_at=timetable.at(plan.received_on, 9, 10),
            confirmed_on=plan.received_on if needs_confirmation(plan.channel) else None,
            actor=world.officer(Role.FOI_REGISTRAR),
            at=timetable.at(plan.received_on, 10, 20),
        )
        _handle(world, request.pk, plan)
        world.requests[plan.outcome] = request.pk
        yield


def _handle(world: World, request_id: int, plan: RequestPlan) -> None:
    """Carry a request from the examination to the served reply, and to the archive."""
    registrar, handler = world.officer(Role.FOI_REGISTRAR), world.officer(Role.FOI_HANDLER)
    replied = plan.working_days
    steps: list[tuple[Event, int, User, str]] = [
        (Event.EXAMINE, 1, registrar, ""),
        (Event.ACCEPT, 1, registrar, "交政务公开科承办。"),
        (Event.SUBMIT_REVIEW, replied - 3, handler, "拟定答复。"),
        (Event.PASS1, replied - 2, world.accounts["fuhe"], "依据准确。"),
        (Event.PASS2, replied - 1, world.officer(Role.SECRECY_REVIEWER), "可以这样答复。"),
        (Event.SIGN, replied - 1, world.officer(Role.FOI_HEAD), "同意。"),
        (Event.DISPATCH, replied, handler, "已按申请人要求的方式发出。"),
        (Event.SERVED, replied + 2, handler, "申请人签收。"),
    ]
    for place, (event, working_days, actor, note) in enumerate(steps):
        facts: dict[str, Any] = {}
        if event is Event.SUBMIT_REVIEW:
            _search(request_id, plan, handler)
            facts = {
                "outcome": str(plan.outcome.value),
                "withheld_under": _GROUNDS.get(plan.outcome, ()),
            }
        on = plan.day(working_days)
        foi.perform(
            request_id=request_id,
            event=event,
            occurred_on=on,
            actor=actor,
            at=timetable.at(on, 14, 2 * place),
            note=note,
            **facts,
        )
    _archive(request_id, plan, registrar)


def _search(request_id: int, plan: RequestPlan, handler: User) -> None:
    """Enter the searches that found nothing, where the reply rests on them."""
    for days, place, terms, period_covered, note in _raw()["searches"].get(plan.wanted, ()):
        on = plan.day(days)
        foi.record_search(
            request_id=request_id,
            searcher_name=handler.name,
            place=place,
            terms=terms,
            period_covered=period_covered,
            result=SearchResult.NOTHING,
            note=note,
            searched_on=on,
            actor=handler,
            at=timetable.at(on, 11, 10),
        )


def _archive(request_id: int, plan: RequestPlan, registrar: User) -> None:
    """Archive the file once no remedy is open any more, if that is still in the year."""
    on = timetable.working_day_on_or_before(
        plan.day(plan.working_days) + timedelta(days=_ARCHIVED_AFTER_DAYS)
    )
    if on.year == plan.received_on.year:
        foi.perform(
            request_id=request_id,
            event=Event.ARCHIVE,
            occurred_on=on,
            actor=registrar,
            at=timetable.at(on, 15, 30),
        )


def _remedy(world: World) -> Iterator[None]:
    actor = world.officer(Role.FOI_HEAD)
    case = foi.file_remedy(
        organ_id=world.organs[OFFICE_CODE].pk,
        kind=RemedyKind.RECONSIDERATION,
        number="演示复〔2025〕7号",
        filed_on=_REMEDY_FILED_ON,
        applicant_label="演示申请人",
        request_id=world.requests[_CONTESTED],
        actor=actor,
        at=timetable.at(_REMEDY_FILED_ON, 9, 30),
    )
    foi.conclude_remedy(
        case_id=case.pk,
        result=RemedyResult.UPHELD,
        concluded_on=_REMEDY_CONCLUDED_ON,
        actor=actor,
        at=timetable.at(_REMEDY_CONCLUDED_ON, 10),
    )
    yield


def _letter_head(world: World) -> Iterator[None]:
    """Let replies be written here from now on; those of the year were made elsewhere."""
    office, county = world.organs[OFFICE_CODE], world.organs[COUNTY_CODE]
    foi.keep_letter_head(
        organ_id=office.pk,
        number_mark=f"{county.short_name[0]}政办公开告",
        reconsideration_body=county.name,
        court=f"{county.short_name}人民法院",
        actor=world.officer(Role.FOI_HEAD),
        at=timetable.at(date(2026, 1, 5), 10),
    )
    yield
