"""Notice a section 五 that repeats last year's or another organ's (内容雷同)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.domain.annual_report.issue import Issue, soft
from gongkai.domain.annual_report.report import Report, text_of
from gongkai.domain.annual_report.wording import percent
from gongkai.domain.law import REPORT_FORMAT_2021

# The notice forbids reports that are the same year after year; the measure is our own.
SOURCE = REPORT_FORMAT_2021
SAME_ABOVE = Decimal("0.8")
PIECE_CHARACTERS = 4
SECTION_FIVE = 4


def _pieces(text: str) -> frozenset[str]:
    signs = "".join(sign for sign in text if sign.isalnum())
    ends = range(PIECE_CHARACTERS, len(signs) + 1)
    return frozenset(signs[end - PIECE_CHARACTERS : end] for end in ends)


def shared_pieces(text: str, other: str) -> tuple[int, int]:
    """Return how many runs of four characters two texts share, and how many they have in all."""
    first, second = _pieces(text), _pieces(other)
    return len(first & second), len(first | second)


def problems_text(report: Report) -> str:
    """Return section 五 without its sub-headings, the part an organ writes itself."""
    section = report.sections[SECTION_FIVE]
    return "".join(
        text_of(paragraph)
        for place, paragraph in enumerate(section.paragraphs)
        if place not in section.subheadings
    )


def sameness_issues(report: Report, others: Mapping[str, Report]) -> Iterator[Issue]:
    """Yield each report, by what it is called, whose section 五 is nearly the same."""
    text = problems_text(report)
    for name, other in others.items():
        shared, every = shared_pieces(text, problems_text(other))
        if every and Decimal(shared) / every > SAME_ABOVE:
            yield soft("N8", name=name, percent=percent(shared, every))
