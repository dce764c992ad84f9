"""Cases told by others, counted by hand on the printed calendars, and by a second reader."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.domain.foi.deadlines import AlreadyExtended, ExtensionTooLong
from gongkai.domain.foi.told_cases import (
    ToldOutOfOrder,
    ToldWrongly,
    answer_case,
    answer_fee,
    answer_period,
)
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()


def told(received, *events, **more):
    return {"id": "a", "received_on": received, "events": list(events), **more}


def due(received, *events, **more):
    return answer_case(told(received, *events, **more), CALENDAR)["due_on"]


def consult(sent, ended):
    return {"type": "consult", "sent_on": sent, "ended_on": ended}


def extend(days):
    return {"type": "extend", "working_days": days}


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2025-01-24", 7, "2025-02-10"),
        ("2025-01-24", 20, "2025-02-27"),
        ("2025-01-24", 40, "2025-03-27"),
        ("2025-09-26", 7, "2025-10-13"),
        ("2025-10-01", 20, "2025-11-04"),
        ("2025-12-31", 20, "2026-01-29"),
        ("2026-09-18", "20", "2026-10-22"),
        ("2020-01-22", " 20 ", "2020-02-27"),
        ("2025-04-25", 0, "2025-04-25"),
    ],
)
def test_periods(start, days, last):
    row = {"start": start, "working_days": days}
    assert answer_period(row, CALENDAR).on == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("expected", "received", "events"),
    [
        ("2025-02-27", "2025-01-24", []),
        ("2025-03-27", "2025-01-24", [extend(20)]),
        # 29, 30, 6 to 9, 12, 13: what both letters cover is left out once.
        ("2025-06-09", "2025-04-25", [consult("2025-04-28", "2025-05-08"),
                                      consult("2025-05-07", "2025-05-13")]),
        ("2025-02-27", "2025-01-02", [{"type": "correction_received", "on": "2025-01-24"}]),
        ("2025-02-27", "2025-01-02", [{"type": "fee_paid", "on": "2025-01-24"}]),
        # A new period: what was extended, asked and announced before is gone.
        ("2025-02-27", "2025-01-02", [extend(20), consult("2025-01-03", "2025-01-30"),
                                      {"type": "delay", "until": "2025-05-30"},
                                      {"type": "fee_paid", "on": "2025-01-24"}]),
        # ... and what comes after it is not, in whatever order it is told.
        ("2025-02-28", "2025-01-02", [consult("2025-02-05", "2025-02-06"),
                                      {"type": "fee_paid", "on": "2025-01-24"}]),
        ("2025-03-27", "2025-01-02", [extend(5), {"type": "fee_paid", "on": "2025-01-24"},
                                      extend(20)]),
        ("2025-03-31", "2025-01-24", [{"type": "delay", "until": "2025-03-31"}]),
        # A day announced inside the period takes nothing away from it.
        ("2025-02-27", "2025-01-24", [{"type": "delay", "until": "2025-02-10"}]),
        # Nobody has answered: fifteen working days later at the latest, 25 February.
        ("2025-03-20", "2025-01-24", [consult("2025-02-05", None)]),
    ],
)  # fmt: skip
def test_cases(expected, received, events):
    assert due(received, *events) == expected


def test_an_open_consultation_and_an_unknown_year_are_provisional():
    def provisional(received, *events):
        return answer_case(told(received, *events), CALENDAR)["provisional"]

    assert not provisional("2025-01-24")
    assert provisional("2025-01-24", consult("2025-02-05", None))
    assert provisional("2026-12-10")


def test_the_count_is_that_of_the_day_it_was_known_on():
    # On 1 October 2025 nobody knew that 1 and 2 January 2026 are off and the 4th is worked.
    then = answer_case(told("2025-12-25", known_on="2025-10-01"), CALENDAR)
    assert (then["due_on"], then["provisional"]) == ("2026-01-22", True)
    assert due("2025-12-25") == "2026-01-23"


def test_the_explanation_names_every_day():
    days = answer_case(told("2025-01-24"), CALENDAR)["explanation"]
    assert [day["on"] for day in days[:2]] == ["2025-01-25", "2025-01-26"]
    assert days[0]["reason"] == "not_worked"
    assert (days[1]["weekday"], days[1]["count"], days[1]["holiday"]) == ("周日", 1, "春节")
    assert (days[-1]["on"], days[-1]["count"]) == ("2025-02-27", 20)


@pytest.mark.parametrize(
    "case",
    [
        None,
        [],
        {},
        told("2025-2-3"),
        told("20250203"),
        told("2025-02-30"),
        told("1025-02-03"),
        told(20250203),
        told("2025-02-03", known_on="yesterday"),
        {"received_on": "2025-02-03", "events": {"type": "extend"}},
        told("2025-02-03", "extend"),
        told("2025-02-03", {"type": "suspend"}),
        told("2025-02-03", {"type": ["extend"]}),
        told("2025-02-03", {"type": "extend"}),
        told("2025-02-03", extend(0)),
        told("2025-02-03", extend(True)),
        told("2025-02-03", extend(2.5)),
        told("2025-02-03", {"type": "fee_paid"}),
        told("2025-02-03", {"type": "delay"}),
        told("2025-02-03", {"type": "consult", "ended_on": "2025-02-04"}),
    ],
)
def test_what_is_told_wrongly_is_refused(case):
    with pytest.raises(ToldWrongly):
        answer_case(case, CALENDAR)


@pytest.mark.parametrize(
    "events",
    [
        [{"type": "fee_paid", "on": "2025-02-02"}],
        [{"type": "delay", "until": "2025-02-02"}],
        [consult("2025-02-02", "2025-02-04")],
        [consult("2025-02-10", "2025-02-09")],
        [{"type": "fee_paid", "on": "2025-02-10"}, {"type": "fee_paid", "on": "2025-02-09"}],
    ],
)
def test_what_comes_before_its_cause_is_refused(events):
    with pytest.raises(ToldOutOfOrder):
        due("2025-02-03", *events)


def test_an_extension_is_granted_once_and_for_twenty_days_at_most():
    with pytest.raises(AlreadyExtended):
        due("2025-02-03", extend(3), extend(3))
    with pytest.raises(ExtensionTooLong):
        due("2025-02-03", extend(21))


@pytest.mark.parametrize(
    ("basis", "count", "yuan"),
    [
        ("items", 0, 0), ("items", 10, 0), ("items", 11, 100), ("items", 30, 2000),
        ("items", 31, 2200), ("items", 50, 7000), ("items", 61, 11500),
        ("pages", 30, 0), ("pages", 31, 10), ("pages", 100, 700), ("pages", 101, 720),
        ("pages", 200, 2700), ("pages", "201", 2740), ("pages", 300, 6700),
    ],
)  # fmt: skip
def test_fees(basis, count, yuan):
    answer = answer_fee({"basis": basis, "count": count})
    assert answer["yuan"] == yuan
    assert sum(step["yuan"] for step in answer["steps"]) == yuan
    assert sum(step["count"] for step in answer["steps"]) == int(count)


@pytest.mark.parametrize(
    "asked",
    [
        None,
        {"basis": "items"},
        {"count": 3},
        {"basis": "kilos", "count": 3},
        {"basis": ["items"], "count": 3},
        {"basis": "items", "count": -1},
        {"basis": "pages", "count": 1.5},
        {"basis": "pages", "count": 10**7},
    ],
)
def test_a_fee_told_wrongly_is_refused(asked):
    with pytest.raises(ToldWrongly):
        answer_fee(asked)


def test_an_answer_carries_the_question_s_number():
    assert answer_fee({"id": 7, "basis": "items", "count": 1})["id"] == 7
    assert "id" not in answer_fee({"basis": "items", "count": 1})


days = st.dates(date(2019, 3, 1), date(2026, 6, 30))
spans = st.tuples(st.integers(0, 60), st.integers(0, 40))


@st.composite
def histories(draw):
    """A receipt, letters to others, perhaps a payment, an extension, a delay."""
    received = draw(days)
    at = lambda n: (received + timedelta(days=n)).isoformat()  # noqa: E731
    events = [consult(at(a), at(a + b)) for a, b in draw(st.lists(spans, max_size=3))]
    if draw(st.booleans()):
        events.append({"type": "fee_paid", "on": at(draw(st.integers(0, 30)))})
    if draw(st.booleans()):
        events.append(extend(draw(st.integers(1, 20))))
    if draw(st.booleans()):
        events.append({"type": "delay", "until": at(draw(st.integers(30, 120)))})
    return told(received.isoformat(), *events)


def reread(answer):
    """Return the last day that the printed lines themselves lead to."""
    day, count = date.fromisoformat(answer["base_on"]), 0
    for line in answer["explanation"]:
        day += timedelta(days=1)
        assert line["on"] == day.isoformat()
        if line["reason"] == "counted":
            count += 1
            assert line["count"] == count
        else:
            assert line["count"] == 0
    assert count == answer["working_days"]
    return day.isoformat()


@given(case=histories())
@settings(max_examples=1000, deadline=None)
def test_a_second_reader_of_the_explanation_comes_to_the_same_day(case):
    answer = answer_case(case, CALENDAR)
    assert reread(answer) == answer["due_on"]


@given(case=histories(), days=st.integers(1, 20), span=spans)
@settings(max_examples=200, deadline=None)
def test_more_time_never_moves_the_day_earlier(case, days, span):
    before = answer_case(case, CALENDAR)
    first = date.fromisoformat(before["base_on"]) + timedelta(days=span[0])
    asked = consult(first.isoformat(), (first + timedelta(days=span[1])).isoformat())
    events = case["events"]
    assert answer_case(case | {"events": [*events, asked]}, CALENDAR)["due_on"] >= before["due_on"]
    if not any(event["type"] == "extend" for event in events):
        longer = answer_case(case | {"events": [*events, extend(days)]}, CALENDAR)
        assert longer["due_on"] >= before["due_on"]
