"""Terms, legality review, filing and rounds, counted on the printed calendar."""

from datetime import date

import pytest

from gongkai.domain.documents.upkeep import (
    Doubt,
    LegalityOpinion,
    Procedure,
    banned_words,
    clean_up_due_on,
    expires_soon,
    filing_due_on,
    months_before,
    procedure_doubts,
    stated_term_years,
    term_doubts,
)
from gongkai.domain.documents.validity import Lifespan


class Weeks:
    """Count Monday to Friday, without holidays."""

    def expected_working_days_between(self, a, b):
        return sum(
            date.fromordinal(n).weekday() < 5 for n in range(a.toordinal() + 1, b.toordinal() + 1)
        )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("本办法自印发之日起施行，有效期５年。", 5),
        ("有效期为两年", 2),
        ("有效期限 3 年", 3),
        ("有效期：五年", 5),
        ("长期有效", None),
    ],
)
def test_the_term_a_text_gives_itself(text, years):
    assert stated_term_years(text) == years


@pytest.mark.parametrize(
    ("title", "text", "expires_on", "doubts"),
    [
        ("办法", "", date(2028, 12, 31), []),  # 1 January 2024 to 31 December 2028: five years
        ("办法", "", date(2029, 1, 1), [Doubt.TERM_TOO_LONG]),
        ("办法", "", None, []),
        ("办法", "有效期６年", None, [Doubt.TERM_TOO_LONG]),
        ("暂行办法", "", date(2025, 12, 31), []),
        ("办法（试行）", "", date(2026, 1, 1), [Doubt.TRIAL_TOO_LONG]),
        ("办法", "有效期3年", date(2026, 12, 31), []),
        ("办法", "有效期3年", date(2027, 1, 1), []),
        ("办法", "有效期３年", date(2027, 6, 30), [Doubt.TERM_DIFFERS]),
    ],
)
def test_doubts_about_a_term(title, text, expires_on, doubts):
    found = term_doubts(title, text, date(2024, 1, 1), expires_on)
    assert [one.doubt for one in found] == doubts


def test_a_text_that_sets_up_a_licence_is_pointed_out():
    found = banned_words("乡镇可以设立行政许可事项，并设定相应的行政处罚。依法实施监督。")
    assert [one.facts["words"] for one in found] == ["设立行政许可", "设定相应的行政处罚"]


@pytest.mark.parametrize(
    ("steps", "doubts"),
    [
        ({}, [Doubt.LEGALITY_MISSING, Doubt.NOT_PUBLISHED, Doubt.FILING_OVERDUE]),
        (
            # sent Monday 3 March, answered Monday 10 March: five working days
            {
                "legality_sent_on": date(2025, 3, 3),
                "legality_reviewed_on": date(2025, 3, 10),
                "published_on": date(2025, 3, 20),
                "filed_on": date(2025, 4, 4),
            },
            [],
        ),
        (
            {
                "legality_sent_on": date(2025, 3, 3),
                "legality_reviewed_on": date(2025, 3, 7),
                "published_on": date(2025, 3, 20),
                "filed_on": date(2025, 4, 5),
            },
            [Doubt.LEGALITY_TOO_SHORT, Doubt.FILED_LATE],
        ),
        (
            {
                "legality_sent_on": date(2025, 2, 3),
                "legality_reviewed_on": date(2025, 2, 25),  # sixteen working days
                "legality_opinion": LegalityOpinion.TO_BE_AMENDED,
                "published_on": date(2025, 6, 20),
            },
            [Doubt.LEGALITY_FAILED, Doubt.LEGALITY_TOO_LONG, Doubt.FILING_MISSING],
        ),
        (
            {
                "legality_reviewed_on": date(2025, 3, 18),
                "published_on": date(2025, 3, 20),
                "filed_on": date(2025, 3, 21),
            },
            [Doubt.LEGALITY_AFTER_SIGNING],
        ),
    ],
)
def test_what_is_missing_or_late(steps, doubts):
    procedure = Procedure(date(2025, 3, 17), **steps)
    found = procedure_doubts(procedure, date(2025, 6, 25), Weeks())
    assert [one.doubt for one in found] == doubts
    assert all("{" not in one.sentence for one in found)


def test_filing_counts_from_the_publication():
    assert filing_due_on(Procedure(date(2025, 3, 17))) == date(2025, 4, 1)
    assert filing_due_on(Procedure(date(2025, 3, 17), published_on=date(2025, 3, 20)), 30) == date(
        2025, 4, 19
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 19), 6, date(2025, 11, 19)),
        (date(2025, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 6, date(2025, 6, 30)),
        (date(2025, 6, 30), 6, date(2024, 12, 30)),
        (date(2025, 1, 31), 1, date(2024, 12, 31)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


@pytest.mark.parametrize(
    ("on", "soon"),
    [
        (date(2025, 11, 18), False),
        (date(2025, 11, 19), True),
        (date(2026, 5, 19), True),
        (date(2026, 5, 20), False),  # it has expired
    ],
)
def test_a_document_is_to_be_assessed_six_months_ahead(on, soon):
    life = Lifespan(date(2021, 5, 20), date(2021, 5, 20), date(2026, 5, 19))
    assert expires_soon(life, on) is soon


def test_a_document_repealed_ahead_needs_no_assessment():
    life = Lifespan(date(2021, 5, 20), date(2021, 5, 20), date(2026, 5, 19), date(2026, 4, 1))
    assert expires_soon(life, date(2026, 1, 1)) is False


def test_the_next_round_is_due_two_years_later():
    assert clean_up_due_on(date(2024, 2, 29)) == date(2026, 2, 28)
    assert clean_up_due_on(date(2023, 6, 30), 1) == date(2024, 6, 30)
