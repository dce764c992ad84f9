"""The life of a document after its acts, days counted by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.validity import (
    DocumentDatesContradict,
    Lifespan,
    Validity,
)
from gongkai.domain.documents.validity_acts import (
    Act,
    ActAfterEnd,
    ActKind,
    ActTooEarly,
    NotSuspended,
    SuspendedAlready,
    TermMissing,
    TermNotLonger,
    life_after,
    possible_acts,
)
from gongkai.domain.errors import Refusal

TEXT = Lifespan(date(2022, 12, 20), date(2023, 1, 1), date(2027, 12, 31))
OPEN = Lifespan(date(2022, 12, 20), date(2023, 1, 1))
AMEND, REPEAL, LAPSE, SUSPEND, RESUME, EXTEND = ActKind


def labels(life, *days):
    return [life.validity_on(day).label for day in days]


def test_a_suspended_document_is_not_applied_until_it_is_resumed():
    life = life_after(TEXT, [Act(SUSPEND, date(2024, 3, 1)), Act(RESUME, date(2024, 6, 1))])
    assert labels(
        life, date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 1)
    ) == ["现行有效", "中止施行", "中止施行", "现行有效"]


def test_an_amended_document_stays_amended_after_a_suspension():
    life = life_after(
        TEXT,
        [
            Act(AMEND, date(2024, 1, 1)),
            Act(SUSPEND, date(2024, 3, 1)),
            Act(RESUME, date(2024, 6, 1)),
        ],
    )
    assert labels(life, date(2024, 2, 1), date(2024, 4, 1), date(2024, 6, 1)) == [
        "已修改",
        "中止施行",
        "已修改",
    ]


def test_the_first_amendment_counts_for_the_days_between_two():
    life = life_after(OPEN, [Act(AMEND, date(2024, 1, 1)), Act(AMEND, date(2025, 1, 1))])
    assert labels(life, date(2023, 12, 31), date(2024, 7, 1)) == ["现行有效", "已修改"]


def test_an_extension_puts_the_last_day_off():
    life = life_after(TEXT, [Act(EXTEND, date(2027, 12, 31), date(2029, 12, 31))])
    assert labels(life, date(2028, 1, 1), date(2029, 12, 31), date(2030, 1, 1)) == [
        "现行有效",
        "现行有效",
        "失效",
    ]


def test_a_declaration_of_lapse_ends_on_its_day_as_expired():
    life = life_after(OPEN, [Act(LAPSE, date(2025, 6, 30))])
    assert labels(life, date(2025, 6, 29), date(2025, 6, 30)) == ["现行有效", "失效"]


def test_a_suspended_document_can_be_repealed_and_stays_repealed():
    life = life_after(OPEN, [Act(SUSPEND, date(2024, 1, 1)), Act(REPEAL, date(2024, 2, 1))])
    assert labels(life, date(2024, 1, 31), date(2024, 2, 1)) == ["中止施行", "废止"]


def test_acts_count_by_their_days_not_by_the_order_of_recording():
    acts = [Act(REPEAL, date(2025, 1, 1)), Act(AMEND, date(2024, 1, 1))]
    assert life_after(OPEN, acts) == life_after(OPEN, acts[::-1])


@pytest.mark.parametrize(
    ("refusal", "text", "acts"),
    [
        (DocumentDatesContradict, OPEN, [(AMEND, date(2022, 12, 19), None)]),
        (DocumentDatesContradict, OPEN, [(REPEAL, date(2022, 12, 19), None)]),
        (ActAfterEnd, TEXT, [(AMEND, date(2028, 1, 1), None)]),
        (ActAfterEnd, TEXT, [(REPEAL, date(2028, 1, 2), None)]),
        (ActAfterEnd, TEXT, [(EXTEND, date(2028, 1, 1), date(2030, 1, 1))]),
        (ActAfterEnd, OPEN, [(REPEAL, date(2024, 1, 1), None), (REPEAL, date(2024, 1, 1), None)]),
        (ActAfterEnd, OPEN, [(REPEAL, date(2024, 1, 1), None), (AMEND, date(2024, 1, 1), None)]),
        (ActAfterEnd, OPEN, [(LAPSE, date(2024, 1, 1), None), (SUSPEND, date(2024, 2, 1), None)]),
        (ActTooEarly, OPEN, [(SUSPEND, date(2022, 12, 31), None)]),
        (ActTooEarly, OPEN, [(LAPSE, date(2023, 1, 1), None)]),
        (
            SuspendedAlready,
            OPEN,
            [(SUSPEND, date(2024, 1, 1), None), (SUSPEND, date(2024, 2, 1), None)],
        ),
        (NotSuspended, OPEN, [(RESUME, date(2024, 1, 1), None)]),
        (
            NotSuspended,
            OPEN,
            [(SUSPEND, date(2024, 1, 1), None), (RESUME, date(2024, 1, 1), None)],
        ),
        (TermMissing, OPEN, [(EXTEND, date(2024, 1, 1), date(2030, 1, 1))]),
        (TermNotLonger, TEXT, [(EXTEND, date(2024, 1, 1), date(2027, 12, 31))]),
        (TermNotLonger, TEXT, [(EXTEND, date(2024, 1, 1), None)]),
    ],
)
def test_what_cannot_have_happened_is_refused(refusal, text, acts):
    with pytest.raises(refusal):
        life_after(text, [Act(*act) for act in acts])


def test_what_expires_on_a_day_may_be_repealed_from_that_day():
    life = life_after(TEXT, [Act(REPEAL, date(2028, 1, 1))])
    assert life.validity_on(date(2028, 1, 1)) is Validity.REPEALED


@pytest.mark.parametrize(
    ("acts", "offered"),
    [
        ([], {AMEND, REPEAL, LAPSE, SUSPEND, EXTEND}),
        ([Act(SUSPEND, date(2024, 1, 1))], {AMEND, REPEAL, LAPSE, RESUME, EXTEND}),
        ([Act(REPEAL, date(2024, 1, 1))], set()),
    ],
)
def test_the_screen_offers_what_is_possible(acts, offered):
    assert set(possible_acts(life_after(TEXT, acts), date(2025, 5, 5))) == offered


days = st.integers(0, 1500).map(lambda n: date(2023, 1, 1) + timedelta(days=n))
acts = st.builds(
    Act, st.sampled_from(ActKind), days, st.none() | days.map(lambda d: d + timedelta(days=900))
)


@given(st.lists(acts, max_size=6), days)
def test_a_life_is_either_refused_or_says_one_thing_of_every_day(drawn, day):
    try:
        life = life_after(TEXT, drawn)
    except Refusal:
        return
    validity = life.validity_on(day)
    last_end = [act.on for act in drawn if act.kind in {REPEAL, LAPSE}]
    assert (validity in {Validity.REPEALED, Validity.EXPIRED}) == (
        (bool(last_end) and day >= min(last_end)) or day > life.expires_on
    )


@given(st.lists(acts, max_size=6), days)
def test_an_act_changes_nothing_before_its_day(drawn, day):
    try:
        whole = life_after(TEXT, drawn)
        until_then = life_after(TEXT, [act for act in drawn if act.on <= day])
    except Refusal:
        return
    assert whole.validity_on(day) is until_then.validity_on(day)


@pytest.mark.parametrize(
    ("life", "day", "since"),
    [
        (TEXT, date(2022, 12, 25), date(2022, 12, 20)),  # not yet in force: signed
        (TEXT, date(2023, 1, 1), date(2023, 1, 1)),
        (TEXT, date(2027, 12, 31), date(2023, 1, 1)),  # its last day
        (TEXT, date(2028, 1, 1), date(2028, 1, 1)),
        (TEXT, date(2030, 1, 1), date(2028, 1, 1)),
    ],
)
def test_the_first_day_of_a_validity_is_known(life, day, since):
    assert life.since(day) == since


def test_an_amendment_during_a_suspension_begins_to_hold_when_it_is_applied_again():
    life = life_after(
        OPEN,
        [
            Act(SUSPEND, date(2024, 3, 1)),
            Act(AMEND, date(2024, 4, 1)),
            Act(RESUME, date(2024, 6, 1)),
        ],
    )
    days = [date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 2)]
    assert [life.since(day) for day in days] == [
        date(2023, 1, 1),
        date(2024, 3, 1),
        date(2024, 3, 1),
        date(2024, 6, 1),
    ]


@given(day=st.dates(date(2022, 12, 20), date(2032, 1, 1)))
def test_since_its_first_day_a_validity_was_the_same(day):
    life = life_after(
        TEXT,
        [
            Act(SUSPEND, date(2024, 3, 1)),
            Act(RESUME, date(2024, 6, 1)),
            Act(AMEND, date(2025, 1, 1)),
        ],
    )
    first = life.since(day)
    assert first <= day
    assert life.validity_on(first) is life.validity_on(day)
    if first > date(2022, 12, 20):
        assert life.validity_on(first - timedelta(days=1)) is not life.validity_on(day)
