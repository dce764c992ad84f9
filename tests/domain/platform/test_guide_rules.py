"""Contact data of the guide: what article 12 names, shapes of numbers, confirmations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.platform.guide import (
    Confirmation,
    GuideFault,
    GuideField,
    GuideFinding,
    guide_findings,
    is_phone,
)

TODAY = date(2026, 3, 31)
FULL = {
    GuideField.OFFICE_NAME: "青禾县人民政府办公室政务公开股",
    GuideField.ADDRESS: "青禾县人民路1号",
    GuideField.HOURS: "工作日8:30—17:00",
    GuideField.PHONE: "0419-1234567",
    GuideField.FAX: "0419-1234568",
    GuideField.INTERNET: "zwgk@example.gov.cn",
}


def confirmed(on, **changed):
    values = {**FULL, **changed}
    return {name: Confirmation(value, on) for name, value in values.items()}


@pytest.mark.parametrize(
    "text",
    [
        "0419-1234567",
        "04191234567",
        "010-12345678",
        "0419-1234567转801",
        "12345",
        "1234567",
        "13812345678",
        "400-123-4567",
        "0419-1234567、0419-1234568",
    ],
)
def test_numbers_an_office_prints_are_telephone_numbers(text):
    assert is_phone(text)


@pytest.mark.parametrize("text", ["", "123", "电话见网站", "0419-12345", "0419-1234567、暂无"])
def test_other_texts_are_not(text):
    assert not is_phone(text)


def test_a_guide_confirmed_in_time_has_no_fault():
    seen = confirmed(TODAY - timedelta(days=180))
    assert guide_findings(FULL, seen, today=TODAY) == []


def test_everything_article_12_names_is_missed():
    assert [one.field for one in guide_findings({}, {}, today=TODAY)] == list(FULL)
    assert {one.fault for one in guide_findings({}, {}, today=TODAY)} == {GuideFault.MISSING}


def test_an_office_without_fax_says_so():
    values = {**FULL, GuideField.FAX: "无"}
    seen = {name: Confirmation(value, TODAY) for name, value in values.items()}
    assert guide_findings(values, seen, today=TODAY) == []


def test_only_a_fax_may_be_absent():
    values = {**FULL, GuideField.PHONE: "无"}
    seen = {name: Confirmation(value, TODAY) for name, value in values.items()}
    assert guide_findings(values, seen, today=TODAY) == [
        GuideFinding(GuideField.PHONE, GuideFault.WRONG_SHAPE, TODAY)
    ]


def test_a_field_changed_after_its_confirmation_is_to_be_confirmed_again():
    values = {**FULL, GuideField.ADDRESS: "青禾县新华街2号"}
    on = date(2026, 3, 1)
    assert guide_findings(values, confirmed(on), today=TODAY) == [
        GuideFinding(GuideField.ADDRESS, GuideFault.CHANGED, on)
    ]


def test_a_field_never_confirmed_is_said_to_be_so():
    seen = confirmed(TODAY)
    del seen[GuideField.HOURS]
    assert guide_findings(FULL, seen, today=TODAY) == [
        GuideFinding(GuideField.HOURS, GuideFault.UNCONFIRMED)
    ]


def test_the_county_sets_after_how_many_days():
    on = TODAY - timedelta(days=91)
    found = guide_findings(FULL, confirmed(on), today=TODAY, within_days=90)
    assert {one.fault for one in found} == {GuideFault.STALE}
    assert len(found) == 6


def test_optional_fields_are_checked_once_they_are_filled():
    values = {**FULL, GuideField.SUPERVISION_PHONE: "见公告"}
    found = guide_findings(values, confirmed(TODAY), today=TODAY)
    assert found == [GuideFinding(GuideField.SUPERVISION_PHONE, GuideFault.WRONG_SHAPE)]


@given(age=st.integers(0, 1000), within=st.integers(1, 700))
def test_a_confirmation_holds_as_long_as_the_setting_says(age, within):
    seen = confirmed(TODAY - timedelta(days=age))
    found = guide_findings(FULL, seen, today=TODAY, within_days=within)
    assert bool(found) == (age > within)
