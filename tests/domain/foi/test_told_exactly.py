"""What is told is answered field by field, and what is told wrongly named field by field.

The forms are those of the handbook (docs/handbook/counting.md and letters.md): other
programs read them, so every key and every refusal is held here.
"""

from datetime import date

import pytest

from gongkai.domain.foi.deadlines import AlreadyExtended
from gongkai.domain.foi.told_cases import (
    ToldOutOfOrder,
    ToldWrongly,
    answer_case,
    answer_fee,
    answer_period,
)
from gongkai.domain.foi.told_letters import answer_letter, letter_of
from gongkai.foundation.reference_data import work_calendar
from tests.domain.foi.letter_facts import GRANTED_LINE, ORGAN

CALENDAR = work_calendar()
A_DAY = "2000至2099年间的日期，写成2025-03-01这样"
AN_OBJECT = "带字段名的对象{…}"


def told(received, *events, **more):
    return {"id": "a", "received_on": received, "events": list(events), **more}


def test_a_case_is_answered_with_every_field():
    """Received on Friday 26 September 2025, extended by one: 八天 of holiday from 1 October."""
    answer = answer_case(told("2025-09-26", {"type": "extend", "working_days": 1}), CALENDAR)
    explanation = answer.pop("explanation")
    assert answer == {
        "id": "a", "due_on": "2025-10-31", "provisional": False, "base_on": "2025-09-26",
        "working_days": 21,
    }  # fmt: skip
    assert explanation[0] == {
        "on": "2025-09-27", "weekday": "周六", "count": 0, "reason": "not_worked",
        "text": explanation[0]["text"], "holiday": "", "provisional": False,
    }  # fmt: skip
    assert explanation[4]["holiday"] == "国庆节、中秋节"
    assert [day["weekday"] for day in explanation[1:8]] == [f"周{one}" for one in "日一二三四五六"]
    assert answer_case({"received_on": "2025-09-26"}, CALENDAR)["id"] is None


def test_a_day_in_an_unannounced_year_is_provisional_in_its_own_line():
    days = answer_case(told("2026-12-10"), CALENDAR)["explanation"]
    assert all(day["provisional"] for day in days if day["on"].startswith("2027"))
    assert not any(day["provisional"] for day in days if day["on"] < "2026-12-20")


def test_a_payment_opens_a_new_period_from_its_own_day():
    answer = answer_case(told("2025-01-02", {"type": "fee_paid", "on": "2025-01-24"}), CALENDAR)
    assert (answer["base_on"], answer["working_days"]) == ("2025-01-24", 20)


def test_who_asks_on_the_day_of_payment_asks_in_the_new_period():
    asked = {"type": "consult", "sent_on": "2025-01-24", "ended_on": "2025-02-05"}
    paid = {"type": "fee_paid", "on": "2025-01-24"}
    alone = answer_case(told("2025-01-24", asked), CALENDAR)["due_on"]
    assert answer_case(told("2025-01-02", asked, paid), CALENDAR)["due_on"] == alone


def test_a_fee_is_answered_with_its_steps():
    """国办函〔2020〕109号: 1 to 10 free, 11 to 30 at 100 yuan each, from 31 at 200."""
    assert answer_fee({"id": 7, "basis": "items", "count": "31"}) == {
        "id": 7, "basis": "items", "count": 31, "yuan": 2200,
        "steps": [
            {"from": 1, "to": 10, "count": 10, "price_yuan": 0, "yuan": 0},
            {"from": 11, "to": 30, "count": 20, "price_yuan": 100, "yuan": 2000},
            {"from": 31, "to": 31, "count": 1, "price_yuan": 200, "yuan": 200},
        ],
    }  # fmt: skip
    assert answer_fee({"basis": "pages", "count": 10**6})["count"] == 10**6


@pytest.mark.parametrize(
    ("case", "facts"),
    [
        (None, ("整行", AN_OBJECT, None)),
        ({}, ("received_on", A_DAY, None)),
        (told("2025-2-3"), ("received_on", A_DAY, "2025-2-3")),
        (told("1999-12-31"), ("received_on", A_DAY, "1999-12-31")),
        (told("2100-01-01"), ("received_on", A_DAY, "2100-01-01")),
        (told("2025-02-30"), ("received_on", A_DAY, "2025-02-30")),
        (told("2025-02-03", known_on="x"), ("known_on", A_DAY, "x")),
        ({"received_on": "2025-02-03", "events": {"a": 1}}, ("events", "列表", {"a": 1})),
        (told("2025-02-03", "extend"), ("第1个事件", AN_OBJECT, "extend")),
        (told("2025-02-03", {"type": "delay", "until": "2025-04-01"}, 3),
         ("第2个事件", AN_OBJECT, 3)),
        (told("2025-02-03", {"type": "suspend"}),
         ("type", "correction_received、fee_paid、consult、extend、delay之一", "suspend")),
        (told("2025-02-03", {"type": "extend", "working_days": 0}),
         ("working_days", "1到2000之间的整数", 0)),
        (told("2025-02-03", {"type": "extend", "working_days": 2001}),
         ("working_days", "1到2000之间的整数", 2001)),
        (told("2025-02-03", {"type": "delay"}), ("until", A_DAY, None)),
        (told("2025-02-03", {"type": "fee_paid"}), ("on", A_DAY, None)),
        (told("2025-02-03", {"type": "consult"}), ("sent_on", A_DAY, None)),
        (told("2025-02-03", {"type": "consult", "sent_on": "2025-02-04", "ended_on": "x"}),
         ("ended_on", A_DAY, "x")),
    ],
)  # fmt: skip
def test_a_case_told_wrongly_is_refused_by_field_wish_and_finding(case, facts):
    with pytest.raises(ToldWrongly) as refused:
        answer_case(case, CALENDAR)
    assert refused.value.facts == dict(zip(("field", "wanted", "found"), facts, strict=True))


@pytest.mark.parametrize("year", ["2000-01-04", "2099-12-31"])
def test_the_first_and_the_last_year_are_taken(year):
    row = {"start": year, "working_days": 0}
    assert answer_period(row, CALENDAR).on == date.fromisoformat(year)


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        ({"working_days": 3}, ("start", A_DAY, None)),
        ({"start": " 2025-02-03 "}, ("working_days", "0到2000之间的整数", None)),
        ({"start": "2025-02-03", "working_days": "ten"},
         ("working_days", "0到2000之间的整数", "ten")),
        ({"start": "2025-02-03", "working_days": True},
         ("working_days", "0到2000之间的整数", True)),
        ({"start": "2025-02-03", "working_days": 2001},
         ("working_days", "0到2000之间的整数", 2001)),
    ],
)  # fmt: skip
def test_a_period_told_wrongly_is_refused_by_field_wish_and_finding(row, facts):
    with pytest.raises(ToldWrongly) as refused:
        answer_period(row, CALENDAR)
    assert refused.value.facts == dict(zip(("field", "wanted", "found"), facts, strict=True))


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        (3, ("整行", AN_OBJECT, 3)),
        ({"count": 3}, ("basis", "items（按件）或pages（按页）", None)),
        ({"basis": "kilos"}, ("basis", "items（按件）或pages（按页）", "kilos")),
        ({"basis": "items"}, ("count", "0到1000000之间的整数", None)),
        ({"basis": "items", "count": 1_000_001}, ("count", "0到1000000之间的整数", 1_000_001)),
        ({"basis": "items", "count": -1}, ("count", "0到1000000之间的整数", -1)),
    ],
)
def test_a_fee_told_wrongly_is_refused_by_field_wish_and_finding(asked, facts):
    with pytest.raises(ToldWrongly) as refused:
        answer_fee(asked)
    assert refused.value.facts == dict(zip(("field", "wanted", "found"), facts, strict=True))


def test_what_comes_too_early_and_what_was_granted_before_are_named():
    with pytest.raises(ToldOutOfOrder) as refused:
        answer_case(told("2025-02-03", {"type": "fee_paid", "on": "2025-02-02"}), CALENDAR)
    assert refused.value.facts == {"on": date(2025, 2, 2), "after": date(2025, 2, 3)}
    twice = [{"type": "extend", "working_days": 3}] * 2
    with pytest.raises(AlreadyExtended) as again:
        answer_case(told("2025-02-03", *twice), CALENDAR)
    assert again.value.facts == {"granted": 3}
    same_day = {"type": "consult", "sent_on": "2025-02-03", "ended_on": "2025-02-03"}
    assert answer_case(told("2025-02-03", same_day), CALENDAR)["due_on"] == "2025-03-03"


# --- letters ---


def test_a_letter_is_answered_with_every_field():
    letter, faults = letter_of(GRANTED_LINE)
    answer = answer_letter(letter, faults)
    text = answer.pop("text")
    assert answer == {
        "title": "政府信息公开告知书",
        "number": "青交公开告〔2026〕3号",
        "addressee": "张某",
        "annexes": ["青禾县2025年农村公路养护工程招标文件"],
        "organ": ORGAN.name,
        "dated_on": "2026-04-09",
        "may_be_signed": True,
        "faults": [],
    }
    assert [one["part"] for one in text] == [
        "receipt", "course", "facts", "decision", "supply", "remedy",
    ]  # fmt: skip
    assert all(one["text"] for one in text)


def test_a_fault_is_answered_with_every_field():
    letter, faults = letter_of(GRANTED_LINE | {"number": "青交公开告第3号"})
    answer = answer_letter(letter, faults)
    assert answer["may_be_signed"] is False
    (fault,) = answer["faults"]
    assert set(fault) == {"kind", "message", "expected", "found", "basis"}
    assert (fault["kind"], fault["message"], fault["found"]) == (
        "number", "文号缺少或者格式不对", "青交公开告第3号",
    )  # fmt: skip
    assert "答复规范" in fault["basis"]


def test_a_fault_without_a_provision_says_so_with_nothing():
    edited = [{"part": "decision", "text": "此处插入决定。"}]
    letter, faults = letter_of(GRANTED_LINE | {"text": edited})
    answer = answer_letter(letter, faults)
    (blank,) = [fault for fault in answer["faults"] if fault["kind"] == "placeholder"]
    assert (blank["expected"], blank["found"], blank["basis"]) == ("", "此处", "")
    assert answer["text"] == edited


def test_every_told_field_reaches_the_letter():
    """Told with other values everywhere, the letter differs everywhere."""
    case = GRANTED_LINE["case"] | {
        "number": "20260305-0011", "applicant_name": "白河县路桥有限公司",
        "applicant_kind": "business", "received_on": "2026-03-05", "channel": "fax",
        "wanted": "桥梁检测报告", "delivery": "electronic", "course": [],
    }  # fmt: skip
    organ = {
        "name": "白河县交通运输局", "reconsideration_body": "白河县人民政府",
        "court": "白河县人民法院", "online_reconsideration": "https://example.invalid/fy",
    }  # fmt: skip
    line = {
        "kind": "reply", "number": "白交公开告〔2026〕8号", "dated_on": "2026-03-20",
        "organ": organ, "case": case, "decision": {"outcome": "open"},
        "details": {"documents": "《桥梁检测报告》"},
    }  # fmt: skip
    letter, faults = letter_of(line)
    assert faults == []
    text = letter.text_of()
    for said in ("2026年3月5日", "你单位", "传真", "20260305-0011", "桥梁检测报告", "电子",
                 "白河县人民政府", "白河县人民法院", "https://example.invalid/fy"):  # fmt: skip
        assert said in text
    assert (letter.addressee, letter.organ, letter.annexes) == (
        "白河县路桥有限公司", "白河县交通运输局", (),
    )  # fmt: skip


def test_a_letter_to_others_and_its_last_day_are_told():
    line = {
        "kind": "third_party_inquiry", "addressee_name": " 青禾县路桥有限公司 ",
        "details": {"information": "《施工合同》"}, "decision": None, "annexes": [],
    }  # fmt: skip
    letter, faults = letter_of(GRANTED_LINE | line)
    assert (letter.addressee, faults) == ("青禾县路桥有限公司", [])
    late = GRANTED_LINE | {"due_on": "2026-04-08"}
    assert [fault.kind.value for fault in letter_of(late)[1]] == ["late"]


def test_a_repeated_request_that_was_served_before_loses_its_suit():
    line = GRANTED_LINE | {"details": {"earlier_reply": "青交公开告〔2026〕1号，2026年1月9日"}}
    first, _ = letter_of(line | {"decision": {"outcome": "r2"}})
    assert letter_of(line | {"decision": {"outcome": "r2", "already_given": "yes"}})[0] == first
    second, _ = letter_of(line | {"decision": {"outcome": "r2", "already_given": True}})
    assert "提起行政诉讼" not in second.text_of()


WORDS, LIST = "文字", "列表"


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        ({"kind": None}, ("kind", None, None)),
        ({"number": 3}, ("number", WORDS, 3)),
        ({"number": " "}, ("number", WORDS, " ")),
        ({"organ": None}, ("organ", AN_OBJECT, None)),
        ({"organ": {"name": ""}}, ("name", WORDS, "")),
        ({"organ": {"name": "甲"}}, ("reconsideration_body", WORDS, "")),
        ({"organ": {"name": "甲", "reconsideration_body": "乙"}}, ("court", WORDS, "")),
        ({"organ": {"name": "甲", "reconsideration_body": "乙", "court": "丙",
                    "online_reconsideration": 1}}, ("online_reconsideration", WORDS, 1)),
        ({"case": "none"}, ("case", AN_OBJECT, "none")),
        ({"case": GRANTED_LINE["case"] | {"number": ""}}, ("number", WORDS, "")),
        ({"case": GRANTED_LINE["case"] | {"applicant_name": None}},
         ("applicant_name", WORDS, None)),
        ({"case": GRANTED_LINE["case"] | {"received_on": "x"}}, ("received_on", A_DAY, "x")),
        ({"case": GRANTED_LINE["case"] | {"wanted": ""}}, ("wanted", WORDS, "")),
        ({"case": GRANTED_LINE["case"] | {"course": "none"}}, ("course", LIST, "none")),
        ({"case": GRANTED_LINE["case"] | {"course": [1]}}, ("course", AN_OBJECT, 1)),
        ({"case": GRANTED_LINE["case"] | {"course": [{"event": "extend"}]}},
         ("on", A_DAY, None)),
        ({"case": GRANTED_LINE["case"]
          | {"course": [{"event": "extend", "on": "2026-03-25", "working_days": "x"}]}},
         ("working_days", "0到2000之间的整数", "x")),
        ({"decision": "open"}, ("decision", AN_OBJECT, "open")),
        ({"decision": {"outcome": "partial", "withheld_under": "d6"}},
         ("withheld_under", "文字的列表", "d6")),
        ({"details": "none"}, ("details", AN_OBJECT, "none")),
        ({"details": {"documents": " "}}, ("documents", WORDS, " ")),
        ({"annexes": [1]}, ("annexes", "文字的列表", [1])),
        ({"text": "所有文字"}, ("text", LIST, "所有文字")),
        ({"text": ["所有文字"]}, ("text", AN_OBJECT, "所有文字")),
        ({"text": [{"part": "decision", "text": ""}]}, ("text", WORDS, "")),
        ({"addressee_name": 3}, ("addressee_name", WORDS, 3)),
        ({"due_on": "soon"}, ("due_on", A_DAY, "soon")),
    ],
)  # fmt: skip
def test_a_letter_told_wrongly_is_refused_by_field_wish_and_finding(change, facts):
    with pytest.raises(ToldWrongly) as refused:
        letter_of(GRANTED_LINE | change)
    field, wanted, found = facts
    assert refused.value.facts["field"] == field
    assert refused.value.facts["found"] == found
    if wanted is not None:
        assert refused.value.facts["wanted"] == wanted


@pytest.mark.parametrize(
    ("change", "field", "known"),
    [
        ({"kind": "letter"}, "kind", "receipt、correction"),
        ({"case": GRANTED_LINE["case"] | {"delivery": "pigeon"}}, "delivery",
         "mail、collection、electronic"),
        ({"case": GRANTED_LINE["case"] | {"applicant_kind": "x"}}, "applicant_kind", "person、"),
        ({"case": GRANTED_LINE["case"] | {"channel": 1}}, "channel", "in_person"),
        ({"decision": {"outcome": "d9"}}, "outcome", "open、partial"),
        ({"decision": {"outcome": "partial", "withheld_under": ["x"]}}, "withheld_under", "d1、d2"),
        ({"details": {"colour": "red"}}, "details", "matter、period"),
        ({"text": [{"part": "greeting", "text": "您好"}]}, "part", "receipt、course"),
        ({"case": GRANTED_LINE["case"] | {"course": [{"event": "x", "on": "2026-03-25"}]}},
         "event", "submit、"),
    ],
)  # fmt: skip
def test_an_unknown_word_is_refused_with_the_known_ones(change, field, known):
    with pytest.raises(ToldWrongly) as refused:
        letter_of(GRANTED_LINE | change)
    assert refused.value.facts["field"] == field
    assert known in refused.value.facts["wanted"]
    assert refused.value.facts["wanted"].endswith("之一")
