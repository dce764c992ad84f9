"""Plan the interpretation of documents: those of the year, and some not issued yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.interpretations import services
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.demo import timetable
from gongkai.demo.texts.papers import Paper
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import PlanAction
from gongkai.domain.roles import Role

# Documents of earlier years whose interpretation was planned and never came out. 演示
LEFT_OVER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"2024-4": ("picture", "text"), "2024-5": ("text", "qa")}
)
_BEGUN = "2024-5"
# Documents in the making: who drafts, what it is called, how far its plan has come.
_AHEAD = (
    ("agriculture", "关于做好2026年春季农业生产的通知", "returned"),
    ("civil-affairs", "关于印发高龄老年人津贴发放管理办法的通知", "signing"),
    ("transport", "关于下达2026年农村公路养护计划的通知", "executing"),
)
_AHEAD_ON = date(2025, 12, 25)


def steps(world: World) -> list[Step]:
    """Return the steps that plan ahead."""
    del world
    return [Step("待办的解读方案", len(_AHEAD) + 1, _ahead)]


def plan(world: World, paper: Paper, document: PolicyDocument, drafted: datetime) -> None:
    """Plan the interpretation of a document and have it signed before the document is."""
    points = "；".join(paper.points)
    row = InterpretationPlan(
        organ=world.organs[paper.by],
        document=document,
        first_reader=world.officer(Role.FINAL_REVIEWER, paper.by).name,
        first_reader_post="主要负责人",
        forms_planned=list(paper.forms),
        background=f"落实上级部署，结合本县实际，由{world.organs[paper.by].short_name}起草。",
        goals=f"让群众和企业看得懂、用得上{paper.subject}。",
        content=f"{points}。",
        scope="本县行政区域内办理有关事项的群众和企业。",
        cautions="期限、材料以文件正文为准。",
        channels=["website", "new_media", "hall"],
        planned_on=paper.published_on,
    )
    _lead(world, row, drafted, (PlanAction.SUBMIT, PlanAction.APPROVE))


def _lead(
    world: World, row: InterpretationPlan, at: datetime, actions: tuple[PlanAction, ...]
) -> InterpretationPlan:
    """Draft a plan and take it some steps further, five minutes apart."""
    writer = world.officer(Role.EDITOR, row.organ.code)
    row = services.draft_plan(plan=row, actor=writer, at=at)
    for action in actions:
        at += timedelta(minutes=5)
        signing = action in {PlanAction.APPROVE, PlanAction.RETURN}
        role = Role.FINAL_REVIEWER if signing else Role.EDITOR
        row = services.perform(
            plan_id=row.pk,
            action=action,
            actor=world.officer(role, row.organ.code),
            at=at,
            opinion="请写明补贴标准和申领办法。" if action is PlanAction.RETURN else "",
        )
    return row


_WAYS: Mapping[str, tuple[PlanAction, ...]] = MappingProxyType(
    {
        "returned": (PlanAction.SUBMIT, PlanAction.RETURN),
        "signing": (PlanAction.SUBMIT,),
        "executing": (PlanAction.SUBMIT, PlanAction.APPROVE),
    }
)


def _ahead(world: World) -> Iterator[None]:
    """Plan for documents in the making, and begin what was left over."""
    for place, (code, title, way) in enumerate(_AHEAD):
        row = InterpretationPlan(
            organ=world.organs[code],
            document_title=f"{world.county.name}人民政府办公室{title}",
            first_reader=world.officer(Role.FINAL_REVIEWER, code).name,
            first_reader_post="主要负责人",
            forms_planned=["text", "picture"],
            background="上年有关文件年底到期，需要接续。",
            goals="群众知道怎么申请、什么时候能办好。",
            content="对象、标准、程序和期限。",
            channels=["website", "village"],
            planned_on=date(2026, 1, 15 + place),
        )
        _lead(world, row, timetable.at(_AHEAD_ON, 9, 10 * place), _WAYS[way])
        yield
    document = world.documents[f"{world.county.initial}政规", _BEGUN]
    services.begin(
        document=document,
        form=Form.QA,
        section=world.sections[PORTAL, "interpretations"],
        organ=world.organs["data"],
        actor=world.officer(Role.EDITOR, "data"),
        at=timetable.at(_AHEAD_ON, 10),
    )
    yield
