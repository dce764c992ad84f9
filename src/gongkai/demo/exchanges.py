"""Hold meetings, ask the public, and answer it; all after the year that is reported.

Calls and interviews stand by the calendar of the reader: one is announced, one is open,
one awaits its outcome, one is answered, on whatever day the county is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from gongkai.apps.engagement import services as engagement
from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    OnlineInterview,
    OpenDay,
    OpenDayProgramme,
    OpinionCall,
    PressConference,
)
from gongkai.apps.interpretations.queries import interpretations_of
from gongkai.apps.review import queries as reviews
from gongkai.demo import timetable, work
from gongkai.demo.county import OFFICE_CODE
from gongkai.demo.figures import YEAR
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.calls import CallKind
from gongkai.domain.engagement.questions import QuestionAction, RejectionGround
from gongkai.domain.roles import Role
from gongkai.foundation import clock

_MEETINGS = 4
_FIRST_MEETING = 48
_OTHER_MATTERS = (
    ("听取全县安全生产情况汇报", "各乡镇和部门对排查出的隐患建立台账，整改一项、销号一项。"),
    ("听取防汛备汛情况汇报", "水库、河道责任人到岗到位，物资和队伍在主汛期前备齐。"),
    ("研究城乡环境整治工作", "以村屯道路和集贸市场为重点，每月通报一次进度。"),
    ("研究稳就业工作", "落实社保补贴和技能培训，乡镇每月报送用工需求。"),
)
_BUS_CHOICES = "公交\n步行或者骑车\n自己开车\n其他"
_WISHES = "增加早晚班次\n延长到村里\n站点加遮雨棚\n票价优惠"


def steps(world: World) -> list[Step]:
    """Return the steps that put the county in touch with its public."""
    del world
    return [
        Step("常务会议", _MEETINGS, _meetings),
        Step("政务公开日专题", 1, _programme),
        Step("征集调查", 4, _calls),
        Step("访谈和发布预告", 2, _announcements),
    ]


def _meetings(world: World) -> Iterator[None]:
    rng = world.rng("meetings")
    documents = sorted(
        (row for row in world.documents.values() if row.signed_on.year == YEAR),
        key=lambda row: (row.signed_on, row.pk),
    )[:_MEETINGS]
    section = world.sections[PORTAL, "meetings"]
    for place, (document, other) in enumerate(zip(documents, _OTHER_MATTERS, strict=False)):
        held_on = timetable.working_day_on_or_before(document.signed_on - timedelta(days=6))
        readings = [str(row.pk) for row in interpretations_of(document.pk)]
        page = ExecutiveMeeting(
            title=f"县政府第{_FIRST_MEETING + place}次常务会议",
            number=f"第{_FIRST_MEETING + place}次",
            held_on=held_on,
            chair=f"县长{world.officer(Role.FINAL_REVIEWER).name}（演示）",
            venue="县政府常务会议室",
            attendance="出席：县政府组成人员。\n列席：有关部门主要负责人，县人大代表、政协委员各2名。",
            summary=f"会议审议《{document.title}》，{other[0]}。",
            items=_matters(document, readings, other, rng),
        )
        published = timetable.at(date(YEAR + 1, 1, 15), 15, place)
        work.publish(world, page, section, OFFICE_CODE, published)
        yield


def _matters(document: Any, readings: list[str], other: tuple[str, str], rng: Random) -> str:
    first = {
        "matter": f"审议《{document.title}》",
        "decision": "会议原则通过，由起草单位修改完善后按程序印发，同步做好解读。",
        "papers": [str(document.pk)],
        "readings": readings,
    }
    second = {"matter": other[0], "decision": other[1], "papers": [], "readings": []}
    return work.stream([("matter", first), ("matter", second)], rng)


def _programme(world: World) -> Iterator[None]:
    rng = world.rng("programme")
    day = OpenDay.objects.get(year=YEAR)
    text = (
        f"{YEAR}年政务公开日以“{day.theme}”为主题，线上讲政策、线下送政策，"
        "各乡镇和部门的活动列在下表。"
    )
    page = OpenDayProgramme(
        title=f"{YEAR}年“5·15政务公开日”活动",
        open_day=day,
        summary="活动安排、参加单位和参加人数。",
        body=work.paragraphs([text], rng),
    )
    published = timetable.at(date(YEAR + 1, 1, 16), 15, 10)
    work.publish(world, page, world.sections[PORTAL, "open-day"], OFFICE_CODE, published)
    yield


def _day(days: int) -> date:
    """Return a day so many days from yesterday, the last day on which things happened."""
    return clock.today() + timedelta(days=days - 1)


def _calls(world: World) -> Iterator[None]:
    rng = world.rng("calls")
    for make in (_answered, _awaiting, _open, _announced):
        make(world, rng)
        yield


def _call(world: World, published: int, rng: Random, words: str, **fields: Any) -> OpinionCall:
    """Publish a call so many days from yesterday."""
    page = OpinionCall(
        body=work.paragraphs([words], rng),
        channels=f"信函：{world.county.name}人民政府办公室（演示）\n电话：0000-0000000",
        **fields,
    )
    section = world.sections[PORTAL, "consultation"]
    at = timetable.at(_day(published), 15, 5)
    return work.publish(world, page, section, OFFICE_CODE, at)


def _announced(world: World, rng: Random) -> None:
    _call(
        world,
        -3,
        rng,
        "为编制明年的民生实事项目，拟向社会征集项目建议。教育、医疗、养老、交通、饮水等都可以提。",
        title="明年民生实事项目征集",
        call_kind=CallKind.OTHER.value,
        opens_on=_day(6),
        closes_on=_day(27),
        summary="请大家提一件最想办的实事。",
    )


def _open(world: World, rng: Random) -> None:
    call = _call(
        world,
        -11,
        rng,
        "草案提出，三年内改造县城背街小巷26条，同步更换老旧管网。改造顺序、施工时间向社会公开征求意见。",
        title="县城背街小巷改造三年方案（征求意见稿）｜公开征求意见",
        call_kind=CallKind.MAJOR_DECISION.value,
        opens_on=_day(-10),
        closes_on=_day(25),
        summary="改造哪些巷子、先改哪条、施工怎样少影响出行，请您提意见。",
    )
    _opinions(
        call,
        -5,
        ("先改学校门口的两条巷子，放学时最堵。", "施工时请留出电动车通道。", "建议同时装路灯。"),
    )


def _awaiting(world: World, rng: Random) -> None:
    call = _call(
        world,
        -46,
        rng,
        "办法对集贸市场开市时间、摊位收费公示、卫生保洁和退换货处理作出规定。",
        title="集贸市场管理办法（草案）｜公开征求意见",
        call_kind=CallKind.NORMATIVE_DOCUMENT.value,
        opens_on=_day(-45),
        closes_on=_day(-14),
        summary="对摊位收费公示和卫生保洁的规定征求意见。",
    )
    rows = _opinions(
        call,
        -20,
        ("收费标准应当贴在市场门口。", "早市请提前到五点。", "建议取消卫生费。", "加强夜间巡查。"),
    )
    _settle(world, rows[:2], "收费公示和开市时间", Treatment.ADOPTED, "")


def _answered(world: World, rng: Random) -> None:
    call = _call(
        world,
        -71,
        rng,
        "为调整城乡公交线路和班次，请您回答两个问题，一分钟可以填完。",
        title="城乡公交出行问卷调查",
        call_kind=CallKind.SURVEY.value,
        opens_on=_day(-70),
        closes_on=_day(-50),
        summary="您平时怎样出行，希望公交改进什么。",
        questionnaire=work.stream(
            [
                ("question", {"text": "您平时主要怎样出行？", "kind": "single",
                              "choices": _BUS_CHOICES, "is_required": True}),
                ("question", {"text": "您希望公交改进哪些方面？", "kind": "multiple",
                              "choices": _WISHES, "is_required": False}),
            ],
            rng,
        ),
    )  # fmt: skip
    how, wish = call.survey
    rows = []
    for place in range(24):
        wanted = rng.sample(wish.choices, k=1 + place % 2)
        rows.append(
            engagement.submit_opinion(
                call_id=call.pk,
                answers={how.key: [rng.choice(how.choices)], wish.key: wanted},
                text="周末请加开到乡镇的班车。" if place % 6 == 0 else "",
                at=timetable.at(_day(-69 + place % 18), 10, place),
            )
        )
    written = [row for row in rows if row.text]
    _settle(world, written, "周末加开到乡镇的班车", Treatment.PARTLY, "先在客流较大的6条线路试行。")
    _publish_outcome(world, call)


def _opinions(call: OpinionCall, day: int, texts: tuple[str, ...]) -> list[Any]:
    return [
        engagement.submit_opinion(
            call_id=call.pk,
            text=text,
            name="演示市民" if place % 2 else "",
            contact="0000-0000000" if place % 2 else "",
            at=timetable.at(_day(day), 11, 10 + place),
        )
        for place, text in enumerate(texts)
    ]


def _settle(world: World, rows: list[Any], point: str, treatment: Treatment, reason: str) -> None:
    for place, row in enumerate(rows):
        engagement.settle_opinion(
            opinion_id=row.pk,
            point=point,
            treatment=treatment,
            reason=reason,
            actor=world.officer(Role.EDITOR),
            at=timetable.at(_day(-30 if reason else -8), 9, place),
        )


def _publish_outcome(world: World, call: OpinionCall) -> None:
    times = timetable.review_times(timetable.at(_day(-27), 15, 20))
    engagement.publish_outcome(
        call_id=call.pk, actor=world.officer(Role.EDITOR), at=times.submitted
    )
    latest = reviews.submissions_of_page(call.pk)
    newest = max(row.pk for row in latest)
    work.pass_reviews(world, [newest], OFFICE_CODE, times)


def _announcements(world: World) -> Iterator[None]:
    rng = world.rng("announcements")
    interview = _interview(world, rng)
    _questions(world, interview)
    yield
    page = PressConference(
        title="冬季供暖保障工作新闻发布会（预告）",
        number=f"{_day(9).year}年第1场",
        theme="冬季供暖保障工作",
        held_at=timetable.at(_day(9), 9, 30),
        venue="县政府一楼新闻发布厅",
        registration="媒体记者请在发布会前一个工作日17时前报名。\n联系电话：0000-0000000（演示）",
        people=work.stream(
            [("person", {"name": world.officer(Role.FINAL_REVIEWER, "emergency").name,
                         "post": "主要负责人（演示）", "organ": "县应急局"})],
            rng,
        ),
        summary="介绍供暖准备、故障处理和投诉电话。",
    )  # fmt: skip
    section = world.sections[PORTAL, "press"]
    work.publish(world, page, section, OFFICE_CODE, timetable.at(_day(-1), 15, 40))
    yield


def _interview(world: World, rng: Random) -> OnlineInterview:
    page = OnlineInterview(
        title="在线访谈预告：城乡居民医保怎么缴、怎么报",
        theme="城乡居民医保怎么缴、怎么报",
        people=work.stream(
            [("person", {"name": world.officer(Role.FINAL_REVIEWER, "medical-insurance").name,
                         "post": "主要负责人（演示）", "organ": "县医保局"})],
            rng,
        ),
        held_at=timetable.at(_day(8), 14, 30),
        questions_from_on=_day(-2),
        questions_until_at=timetable.at(_day(8), 16),
        summary="想问什么，现在就可以提。",
    )  # fmt: skip
    section = world.sections[PORTAL, "interviews"]
    return work.publish(world, page, section, OFFICE_CODE, timetable.at(_day(-2), 14, 30))


def _questions(world: World, interview: OnlineInterview) -> None:
    texts = (
        "在外地打工，怎么给老家的父母缴费？",
        "异地住院回来能不能报销？",
        "新生儿什么时候参保？",
        "出租门市房，电话联系。",
    )
    asked = [
        engagement.ask(
            interview_id=interview.pk,
            text=text,
            name="演示网友",
            contact="0000-0000000",
            at=timetable.at(_day(-1), 10, place),
        )
        for place, text in enumerate(texts)
    ]
    editor, at = world.officer(Role.EDITOR), timetable.at(_day(-1), 16)
    engagement.moderate(question_id=asked[0].pk, action=QuestionAction.ACCEPT, actor=editor, at=at)
    engagement.moderate(
        question_id=asked[3].pk,
        action=QuestionAction.REJECT,
        ground=RejectionGround.ADVERTISEMENT,
        actor=editor,
        at=at,
    )
