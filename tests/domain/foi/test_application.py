from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.application import (
    Application,
    ApplicationIncomplete,
    Element,
    ProvisionForm,
    first_plain,
    hash_of,
    is_doubtful_identity,
    matters,
    plain_code,
    query_code,
    tail_of,
)
from gongkai.domain.foi.day_calendar import DayMark, weeks
from gongkai.domain.foi.deadlines import ReplyClock, Suspension, explain
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.outcomes import ApplicantKind
from gongkai.domain.foi.public_course import public_course
from gongkai.foundation.reference_data import work_calendar

WHOLE = {
    "applicant_kind": ApplicantKind.NATURAL_PERSON,
    "applicant_name": "欧阳示例",
    "identity": "000000190001010011",
    "phone": "000-0000 1234",
    "wanted": "柳河镇2025年农村道路维修项目的竣工验收报告",
    "provision_form": ProvisionForm.PAPER,
    "delivery": DeliveryWay.MAIL,
}


def test_a_request_with_the_elements_of_article_29_is_whole():
    Application(**WHOLE).check()


@pytest.mark.parametrize(
    ("left_out", "element"),
    [
        ("applicant_name", Element.NAME),
        ("identity", Element.IDENTITY),
        ("phone", Element.CONTACT),
        ("wanted", Element.WANTED),
        ("provision_form", Element.FORM),
        ("delivery", Element.FORM),
    ],
)
def test_each_missing_element_is_named(left_out, element):
    nothing = None if left_out in ("provision_form", "delivery") else ""
    application = Application(**{**WHOLE, left_out: nothing})
    assert application.missing == (element,)
    with pytest.raises(ApplicationIncomplete) as refusal:
        application.check()
    assert element.label in refusal.value.facts["missing"]


def test_a_picture_of_the_proof_stands_for_its_number():
    assert not Application(**{**WHOLE, "identity": "", "has_identity_paper": True}).missing


@pytest.mark.parametrize("contact", [{"email": "a@example.cn"}, {"address": "示例路1号"}])
def test_any_contact_is_enough(contact):
    assert not Application(**{**WHOLE, "phone": "", **contact}).missing


def test_the_tail_is_of_the_telephone_else_of_the_identity():
    assert Application(**WHOLE).tail == "1234"
    assert Application(**{**WHOLE, "phone": ""}).tail == "0011"
    assert Application(**{**WHOLE, "phone": "", "identity": ""}).tail == ""
    assert tail_of("11010519491231002x") == "002X"
    assert tail_of("123") == ""


# 11010519491231002X is the example number of GB 11643—1999.
@pytest.mark.parametrize(
    ("number", "doubtful"),
    [
        ("11010519491231002X", False),
        ("11010519491231002x", False),
        ("110105194912310021", True),
        ("E12345678", False),  # a passport has no such check
        ("", False),
    ],
)
def test_a_slip_in_an_identity_number_is_seen(number, doubtful):
    assert is_doubtful_identity(number) is doubtful


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ("柳河镇2025年农村道路维修项目的竣工验收报告", 0),
        ("1.征地批复\n2.补偿方案\n3.听证笔录", 3),
        ("一、征地批复；二、补偿方案", 2),
        ("（1）征地批复；（2）补偿方案", 2),
        ("面积3.5亩的地块。2024.6.1的公告", 0),
    ],
)
def test_numbered_points_are_counted(wanted, count):
    assert matters(wanted) == count


@given(st.text(min_size=1))
def test_a_code_reads_the_same_however_it_is_typed(secret):
    code = query_code(secret)
    assert len(plain_code(code)) == 12
    assert plain_code(f" {code.lower().replace('-', ' ')} ") == plain_code(code)
    assert not set(plain_code(code)) & set("01OI")


def test_two_secrets_have_two_codes():
    assert len({query_code(str(n)) for n in range(5000)}) == 5000


def test_parts_of_a_hash_are_kept_apart():
    assert hash_of("ab", "c") != hash_of("a", "bc")


def test_the_first_number_given_tells_applicants_apart():
    assert first_plain("", "1101 0519-x") == "11010519X"
    assert first_plain("", "") == ""


# --- the calendar of the status page: 27 March 2026 to 30 April, as printed in the design ---


@pytest.fixture(scope="module")
def april():
    clock = ReplyClock(
        date(2026, 3, 27), suspensions=(Suspension(date(2026, 4, 8), date(2026, 4, 13)),)
    )
    return weeks(date(2026, 3, 27), explain(clock, work_calendar()), date(2026, 4, 15))


def cell(weeks_, on):
    return next(day for week in weeks_ for day in week if day.on == on)


def test_the_calendar_goes_from_monday_to_sunday(april):
    assert april[0][0].on == date(2026, 3, 23)
    assert april[-1][-1].on == date(2026, 5, 3)
    assert {len(week) for week in april} == {7}


@pytest.mark.parametrize(
    ("on", "mark", "count", "words"),
    [
        (date(2026, 3, 26), DayMark.OUTSIDE, 0, ""),
        (date(2026, 3, 27), DayMark.PAST, 0, "收到"),
        (date(2026, 3, 28), DayMark.OFF, 0, "周末"),
        (date(2026, 3, 30), DayMark.PAST, 1, ""),
        (date(2026, 4, 6), DayMark.OFF, 0, "清明节"),
        (date(2026, 4, 9), DayMark.HOLD, 0, "征询"),
        (date(2026, 4, 13), DayMark.HOLD, 0, "征询"),
        (date(2026, 4, 15), DayMark.PAST, 9, "今天"),
        (date(2026, 4, 16), DayMark.COMING, 10, ""),
        (date(2026, 4, 30), DayMark.DUE, 20, "截止"),
        (date(2026, 5, 1), DayMark.OUTSIDE, 0, ""),
    ],
)
def test_each_day_shows_its_number_and_reason(april, on, mark, count, words):
    day = cell(april, on)
    assert (day.mark, day.count, day.words) == (mark, count, words)


def test_a_period_without_days_has_no_calendar():
    assert weeks(date(2026, 3, 27), (), date(2026, 4, 15)) == []


# --- what an applicant is told ---


def test_the_course_tells_no_reviewer_s_business():
    acts = [
        Event.SUBMIT, Event.REGISTER, Event.EXAMINE, Event.ACCEPT, Event.ASSIGN,
        Event.SUBMIT_REVIEW, Event.PASS1, Event.RETURN_DRAFT, Event.PASS2, Event.SIGN,
    ]  # fmt: skip
    course = public_course(
        [(act, date(2026, 3, 2)) for act in acts], State.ISSUED, date(2026, 3, 30)
    )
    assert [step.heading for step in course] == [
        "收到您的申请", "已登记", "开始办理", "审核答复", "答复",
    ]  # fmt: skip
    assert (course[-1].on, course[-1].is_done) == (date(2026, 3, 30), False)


def test_after_dispatch_no_reply_is_still_to_come():
    course = public_course([(Event.DISPATCH, date(2026, 3, 2))], State.DISPATCHED, None)
    assert [step.heading for step in course] == ["答复已发出"]


def test_who_owes_a_correction_is_told_that_the_period_waits():
    course = public_course([], State.AWAIT_CORRECTION, None)
    assert course[-1].words == "收到您的补正后重新计算期限。"
