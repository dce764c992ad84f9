"""Fill the registers of catalogues, administrative acts and the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongkai.apps.administrative_acts.models import YearlyActs
from gongkai.apps.assessment import services as assessment
from gongkai.apps.assessment.models import (
    Assessment,
    AssessmentRound,
    Rectification,
    RoundKind,
    Score,
)
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.demo import figures, timetable
from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, TAX_CODE, DemoOrgan
from gongkai.demo.figures import YEAR
from gongkai.demo.world import Step, World
from gongkai.domain.administrative_acts import ActKind
from gongkai.domain.assessment.rectification import RectificationAction
from gongkai.domain.roles import Role
from gongkai.foundation.records import services as records

CATALOGUES_DUE_ON = date(YEAR, 5, 31)
_LAST_UPLOAD_ON = date(YEAR, 5, 30)
# A unit's and a department's list of items: levels, content, basis.
_ITEMS = (
    ("机构职能", "机关简介", "机构职能、办公地址、办公时间、联系方式、负责人姓名"),
    ("机构职能", "信息公开指南", "公开范围、形式、时限，受理机构和申请办法"),
    ("政策文件", "本机关文件", "文件标题、文号、发文日期、全文和有效性"),
    ("财政信息", "预算、决算", "收支总表、财政拨款支出表、“三公”经费和说明"),
    ("行政执法", "许可和处罚", "依据、条件、程序、办理结果"),
    ("公共服务", "办事指南", "事项名称、条件、材料、流程、期限、收费"),
    ("年度报告", "信息公开年度报告", "上一年度信息公开工作情况"),
)
_BASIS = "《中华人民共和国政府信息公开条例》第二十条"
_ROUNDS = (
    ("第一季度日常督查", RoundKind.INSPECTION, date(YEAR, 3, 26)),
    ("第二季度日常督查", RoundKind.INSPECTION, date(YEAR, 6, 25)),
    ("第三季度日常督查", RoundKind.INSPECTION, date(YEAR, 9, 24)),
    ("年终评议", RoundKind.YEAR_END, date(YEAR, 12, 18)),
)
# Round, organ, problem, what was done about it.
_PROBLEMS = (
    (0, "water", "网站“通知公告”栏目有2条链接打不开", "已更换链接，并对全部栏目检查一遍"),
    (0, "unit-07", "补贴公示超过期限没有撤下", "已撤下，并建立到期提醒台账"),
    (1, "commerce", "政策文件公开后第4个工作日才发布解读", "已改为文件与解读同一天送审"),
    (1, "unit-15", "办事指南联系电话没有及时更新", "已更正电话，每季度核对一次"),
    (2, "transport", "新媒体转载信息没有注明来源", "已补注来源，并修订转载规则"),
    (2, "unit-22", "公示信息中的身份证号没有隐去", "已撤下重新处理，全部历史公示已复查"),
)
_FIRST_SCORE = Decimal("96.50")


def steps(world: World) -> list[Step]:
    """Return the steps that fill the registers."""
    catalogues = len(_catalogue_organs(world))
    acts = len(_acting_organs(world)) * len(ActKind)
    scored = len(world.county.departments) + len(world.county.units)
    return [
        Step("主动公开目录", catalogues, _catalogues),
        Step("行政行为数据", acts, _acts),
        Step("考核", 1 + len(_ROUNDS) + len(_PROBLEMS) + scored, _assessment),
    ]


def _catalogue_organs(world: World) -> list[DemoOrgan]:
    """Return who compiles a catalogue: 县本级, its departments, its units."""
    return [world.county.by_code(COUNTY_CODE), *world.county.departments, *world.county.units]


def _catalogues(world: World) -> Iterator[None]:
    rng = world.rng("catalogues")
    days = timetable.working_days(date(YEAR, 4, 21), _LAST_UPLOAD_ON)
    for organ in _catalogue_organs(world):
        # 县本级 comes last: it adds up what the departments have uploaded.
        place = len(days) - 1 if organ.code == COUNTY_CODE else rng.randrange(1, len(days))
        _catalogue(world, organ, days[place - 1], days[place])
        yield


def _catalogue(world: World, organ: DemoOrgan, compiled_on: date, uploaded_on: date) -> None:
    name = "县本级" if organ.code == COUNTY_CODE else organ.short_name
    actor = world.officer(Role.EDITOR, organ.code)
    at = timetable.at(uploaded_on, 15)
    catalogue = records.add(
        instance=DisclosureCatalogue(
            organ=world.organs[organ.code],
            year=YEAR,
            title=f"{name}主动公开事项目录（{YEAR}年）",
            due_on=CATALOGUES_DUE_ON,
            compiled_on=compiled_on,
            uploaded_on=uploaded_on,
            item_count=len(_ITEMS),
        ),
        actor=actor,
        at=at,
    )
    for position, (level_1, level_2, content) in enumerate(_ITEMS, start=1):
        item = DisclosureItem(
            catalogue=catalogue,
            position=position,
            level_1=level_1,
            level_2=level_2,
            content=content,
            basis=_BASIS,
        )
        records.add(instance=item, actor=actor, at=at)


def _acting_organs(world: World) -> list[DemoOrgan]:
    return [o for o in world.county.organs if o.code not in (COUNTY_CODE, TAX_CODE)]


def _shares(world: World, kind: ActKind) -> dict[str, int]:
    """Return what each organ did of a kind; fees in units of 100 yuan.

    Only departments penalise, coerce and charge; units grant some permits, the office
    does none of these.
    """
    rng = world.rng(f"acts {kind}")
    departments = [organ.code for organ in world.county.departments]
    if kind is ActKind.FEE:
        wan = Decimal(figures.FEES_WAN_YUAN)
        actors, total = departments[:12], int(wan * 100)
    else:
        total = {
            ActKind.PERMIT: figures.PERMITS,
            ActKind.PENALTY: figures.PENALTIES,
            ActKind.COERCION: figures.COERCIONS,
        }[kind]
        units = [unit.code for unit in world.county.units] if kind is ActKind.PERMIT else []
        actors = departments + units
    mean = total // len(actors)
    parts = figures.split(total, len(actors), rng, low=mean // 3, high=mean * 3)
    return dict(zip(actors, parts, strict=True))


def _acts(world: World) -> Iterator[None]:
    at = timetable.at(date(YEAR + 1, 1, 8), 10)
    for kind in ActKind:
        shares = _shares(world, kind)
        for organ in _acting_organs(world):
            share = shares.get(organ.code, 0)
            is_fee = kind is ActKind.FEE
            row = YearlyActs(
                organ=world.organs[organ.code],
                year=YEAR,
                kind=kind.value,
                quantity=None if is_fee else share,
                amount_yuan=Decimal(share * 100) if is_fee else None,
                source_note="财政非税收入系统" if is_fee else "行政执法办案系统",
            )
            records.add(instance=row, actor=world.officer(Role.EDITOR, organ.code), at=at)
            yield


def _assessment(world: World) -> Iterator[None]:
    office = world.officer(Role.OGI_OFFICER)
    year = records.add(
        instance=Assessment(
            year=YEAR,
            weight_percent=Decimal(figures.WEIGHT_PERCENT),
            method="日常督查与年终评议相结合，重点看及时性、准确性、完整性和依申请公开办理。",
        ),
        actor=office,
        at=timetable.at(date(YEAR, 1, 20), 10),
    )
    yield
    rounds = []
    for title, kind, held_on in _ROUNDS:
        held = AssessmentRound(
            assessment=year,
            title=f"{YEAR}年{title}",
            kind=kind.value,
            held_on=held_on,
            scope="全县政府网站栏目、政务新媒体账号、依申请公开办理",
        )
        rounds.append(records.add(instance=held, actor=office, at=timetable.at(held_on, 16)))
        yield
    for place, organ_code, problem, measure in _PROBLEMS:
        _rectify(world, rounds[place], organ_code, problem, measure)
        yield
    yield from _scores(world, year)


def _rectify(
    world: World, held: AssessmentRound, organ_code: str, problem: str, measure: str
) -> None:
    """Find a problem, let the organ report what it did, and confirm it."""
    office, calendar = world.officer(Role.OGI_OFFICER), timetable.calendar()
    reported_on = calendar.add_working_days(held.held_on, 4)
    confirmed_on = calendar.add_working_days(held.held_on, 6)
    code = organ_code if organ_code in world.organs else world.county.units[0].code
    row = records.add(
        instance=Rectification(
            round=held,
            organ=world.organs[code],
            problem=problem,
            found_on=held.held_on,
            due_on=calendar.add_working_days(held.held_on, 10),
        ),
        actor=office,
        at=timetable.at(held.held_on, 16, 30),
    )
    assessment.perform(
        rectification_id=row.pk,
        action=RectificationAction.REPORT,
        on=reported_on,
        actor=world.officer(Role.EDITOR, code),
        at=timetable.at(reported_on, 10),
        measure=f"{measure}。",
    )
    assessment.perform(
        rectification_id=row.pk,
        action=RectificationAction.CONFIRM,
        on=confirmed_on,
        actor=office,
        at=timetable.at(confirmed_on, 10),
    )


def _scores(world: World, year: Assessment) -> Iterator[None]:
    rng = world.rng("scores")
    found = {code for _, code, _, _ in _PROBLEMS}
    for organ in (*world.county.departments, *world.county.units):
        points = _FIRST_SCORE - Decimal(rng.randint(0, 90)) / 10 - (organ.code in found)
        score = Score(
            assessment=year,
            organ=world.organs[organ.code],
            points=points,
            note="督查发现问题扣1分" if organ.code in found else "",
        )
        at = timetable.at(date(YEAR, 12, 26), 10)
        records.add(instance=score, actor=world.officers[OFFICE_CODE, Role.OGI_OFFICER], at=at)
        yield
