import json
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from gongkai.foundation.reference_data import (
    ReferenceDataInvalid,
    read_work_calendar,
    work_calendar,
)

NOTICE = {
    "year": 2031,
    "title": "国务院办公厅关于2031年部分节假日安排的通知",
    "number": "国办发明电〔2030〕1号",
    "source": "gov.cn 203011/content_1",
    "signed_on": "2030-11-05",
    "known_since": "2030-11-06",
    "known_since_precision": "day",
    "amends": False,
    "note": "",
    "holidays": [
        {
            "name": "元旦",
            "days_off": {"from": "2030-12-31", "to": "2031-01-02"},
            "days_worked": ["2030-12-29"],
        }
    ],
}

CALENDAR = work_calendar()


def days_of_year(year):
    return [date(year, 1, 1) + timedelta(days=i) for i in range(365 + (year % 4 == 0))]


def read(tmp_path, **changes):
    text = json.dumps(NOTICE | changes, ensure_ascii=False)
    (tmp_path / "2031.json").write_text(text, encoding="utf-8")
    return read_work_calendar(tmp_path.iterdir())


def test_all_notices_from_2019_to_2026_come_with_the_program():
    assert work_calendar().years == frozenset(range(2019, 2027))


def test_every_notice_has_its_number_and_its_place_of_publication():
    for notice in work_calendar().notices:
        assert notice.number.startswith("国办发明电〔")
        assert notice.source.startswith("gov.cn ")


@pytest.mark.parametrize(
    ("number", "year", "known_since"),
    [
        ("国办发明电〔2018〕15号", 2019, date(2018, 12, 6)),
        ("国办发明电〔2019〕3号", 2019, date(2019, 3, 22)),
        ("国办发明电〔2019〕16号", 2020, date(2019, 11, 21)),
        ("国办发明电〔2020〕1号", 2020, date(2020, 1, 27)),
        ("国办发明电〔2020〕27号", 2021, date(2020, 11, 25)),
        ("国办发明电〔2021〕11号", 2022, date(2021, 10, 25)),
        ("国办发明电〔2022〕16号", 2023, date(2022, 12, 8)),
        ("国办发明电〔2023〕7号", 2024, date(2023, 10, 25)),
        ("国办发明电〔2024〕12号", 2025, date(2024, 11, 12)),
        ("国办发明电〔2025〕7号", 2026, date(2025, 11, 4)),
    ],
)
def test_notice_carries_the_day_it_became_known(number, year, known_since):
    [notice] = [n for n in work_calendar().notices if n.number == number]
    assert (notice.year, notice.known_since) == (year, known_since)


def test_only_the_changes_of_2019_and_2020_are_amendments():
    amended = sorted(notice.year for notice in work_calendar().notices if notice.amends)
    assert amended == [2019, 2020]


def test_calendar_is_read_once():
    assert work_calendar() is work_calendar()


def test_new_file_makes_a_new_year_known(tmp_path):
    calendar = read(tmp_path)
    assert calendar.years == frozenset({2031})
    assert not calendar.is_working_day(date(2030, 12, 31))
    assert calendar.is_working_day(date(2030, 12, 29))
    assert calendar.holiday_name(date(2031, 1, 2)) == "元旦"


def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    assert read(tmp_path).years == frozenset({2031})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"year": "2031"}, r"2031\.json: year: expected int, found '2031'"),
        ({"amends": "no"}, r"2031\.json: amends: expected bool"),
        ({"colour": "red"}, r"2031\.json: missing or unknown keys: \['colour'\]"),
        ({"known_since": "November"}, r"2031\.json: Invalid isoformat string"),
        ({"known_since_precision": "about"}, r"2031\.json: known_since_precision: 'about'"),
        ({"holidays": ["元旦"]}, r"2031\.json: expected an object, found str"),
        ({"amends": True}, r"2031\.json: amends 2031, which has no notice"),
    ],
)
def test_damaged_file_is_named_with_its_fault(tmp_path, changes, complaint):
    with pytest.raises(ReferenceDataInvalid, match=complaint):
        read(tmp_path, **changes)


@pytest.mark.parametrize(
    ("first", "last", "worked", "complaint"),
    [
        ("2031-01-02", "2031-01-01", [], "end before they begin"),
        ("2031-01-01", "2031-01-02", ["2031-01-02"], "both off and worked"),
        ("2032-01-01", "2032-01-01", [], "2032-01-01 is not a day of 2031"),
        ("2030-11-30", "2030-11-30", [], "2030-11-30 is not a day of 2031"),
    ],
)
def test_impossible_days_are_named_with_their_file(tmp_path, first, last, worked, complaint):
    holiday = {"name": "元旦", "days_off": {"from": first, "to": last}, "days_worked": worked}
    with pytest.raises(ReferenceDataInvalid, match=rf"2031\.json: .*{complaint}"):
        read(tmp_path, holidays=[holiday])


def test_file_that_is_not_json_is_named(tmp_path):
    (tmp_path / "2031.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReferenceDataInvalid, match=r"2031\.json: "):
        read_work_calendar(tmp_path.iterdir())


# --- second and third opinions ---

# Where a package and the notice part, the notice decides; each case would stand here with
# its reason. None is known for the years below.
CHINESE_CALENDAR_ERRS: frozenset[date] = frozenset()
HOLIDAYS_ERRS: frozenset[date] = frozenset()


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_every_day_agrees_with_chinese_calendar(year):
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        pytest.skip(f"the installed chinese_calendar does not know {year}")
    differing = {
        day
        for day in days_of_year(year)
        if chinese_calendar.is_workday(day) is not CALENDAR.is_working_day(day)
    }
    assert differing == {day for day in CHINESE_CALENDAR_ERRS if day.year == year}


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_every_day_agrees_with_holidays(year):
    china = holidays.country_holidays("CN", years=year)
    differing = {
        day
        for day in days_of_year(year)
        if china.is_working_day(day) is not CALENDAR.is_working_day(day)
    }
    assert differing == {day for day in HOLIDAYS_ERRS if day.year == year}
