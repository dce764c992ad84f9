"""Check the words of a report: sums, gaps, length, and agreement with the tables (S4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.domain.annual_report.facts import Facts
from gongkai.domain.annual_report.figures import FIGURES
from gongkai.domain.annual_report.form import Form, Level
from gongkai.domain.annual_report.issue import Issue, hard, soft
from gongkai.domain.annual_report.report import Report, Section
from gongkai.domain.annual_report.slots import ACCOUNTS, account_parts, interpretation_parts
from gongkai.domain.annual_report.tables import Tables, title_of
from gongkai.domain.annual_report.wording import agrees, plain

# The same thing said in the text and counted in a table.
SAME_AS_CELL = {"documents.normative_made": "t2.norm.made"}
_COUNTY_ONLY = ("assessment.weight_percent", "catalogue.")
_BREAKDOWNS = ("interpretations.", f"{ACCOUNTS}.")


def sum_issues(facts: Facts) -> Iterator[Issue]:
    """Yield where the parts of a breakdown do not make its total."""
    for total_key, parts in (
        ("interpretations.total", interpretation_parts(facts)),
        (ACCOUNTS, account_parts(facts)),
    ):
        if total_key not in facts:
            continue
        total = facts.value(total_key)
        summed = sum((facts.value(key) for key in parts), Decimal(0))
        if summed != total:
            yield hard(
                "N1",
                (total_key, *parts),
                title=FIGURES[total_key].title,
                sum=plain(summed),
                total=plain(total),
                gap=plain(abs(summed - total)),
            )
    yield from _catalogue(facts)


def _catalogue(facts: Facts) -> Iterator[Issue]:
    keys = ("catalogue.units_done", "catalogue.units_due")
    if not all(key in facts for key in keys):
        return
    done, due = (facts.value(key) for key in keys)
    if done > due:
        yield hard("N7", keys, done=plain(done), due=plain(due))


def _is_optional(key: str, level: Level) -> bool:
    is_part = key.startswith(_BREAKDOWNS) and key != "interpretations.total"
    return is_part or (level is not Level.COUNTY and key.startswith(_COUNTY_ONLY))


def absent_figures(facts: Facts) -> Iterator[Issue]:
    """Yield the figures nobody stated, so that their silence is seen."""
    for key, form in FIGURES.items():
        if key not in facts and not _is_optional(key, facts.level):
            yield soft("N3", (key,), title=form.title)


_PAIRS = (("problems", "improvements", "N4"), ("promises", "promises_kept", "N5"))


def pair_issues(facts: Facts) -> Iterator[Issue]:
    """Yield problems without an improvement and last year's promises without an answer."""
    for asked, answered, code in _PAIRS:
        questions = facts.texts[asked].values if asked in facts.texts else ()
        answers = facts.texts[answered].values if answered in facts.texts else ()
        for place, _ in enumerate(questions):
            if place >= len(answers) or not answers[place].strip():
                yield soft(code, (asked, answered), number=place + 1)


def section_issues(sections: Sequence[Section], form: Form) -> Iterator[Issue]:
    """Yield empty sections, and section 一 when it is too long."""
    for section in sections:
        if not section.table and not section.paragraphs:
            yield soft("N6", heading=section.heading)
    characters, limit = sections[0].characters, form.section_one_characters
    if characters > limit:
        yield soft("N2", characters=characters, limit=limit)


def narrative_issues(report: Report, tables: Tables) -> list[Issue]:
    """Return S4: where a number of the text differs from the cell that counts the same."""
    found = []
    for run in report.runs():
        if run.figure_key is None:
            continue
        key = SAME_AS_CELL.get(run.figure_key, run.figure_key)
        value = tables.values.get(key)
        if value is not None and not agrees(run.text, value):
            found.append(soft("S4", (key,), text=run.text, cell=title_of(key), value=plain(value)))
    return found
