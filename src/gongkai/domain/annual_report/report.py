"""Hold a written report: sections, paragraphs, and runs that know their figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.issue import Issue


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; ``figure_key`` names the figure or text fact it states."""

    text: str
    figure_key: str | None = None


Paragraph = list[Run]


def text_of(paragraph: Paragraph) -> str:
    """Return the paragraph as one string."""
    return "".join(run.text for run in paragraph)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report.

    Attributes:
        heading: exact statutory heading.
        paragraphs: each a list of runs.
        subheadings: places of the paragraphs that are sub-headings.
        table: ``t2``, ``t3`` or ``t4`` when the section is a table.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    subheadings: tuple[int, ...] = ()
    table: str = ""

    @property
    def characters(self) -> int:
        """Return how many characters the paragraphs have, blanks not counted."""
        return sum(len("".join(text_of(one).split())) for one in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Report:
    """The words of one annual report; the numbers of its tables stand in ``Tables``."""

    title: str
    organ_name: str
    year: int
    level: Level
    preamble: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    issues: tuple[Issue, ...] = ()

    def runs(self) -> Iterator[Run]:
        """Iterate over every run from the preamble to the last section."""
        for paragraph in self.preamble:
            yield from paragraph
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph

    def figure_keys(self) -> tuple[str, ...]:
        """Return the keys the text states, each once, in the order of the text."""
        return tuple(dict.fromkeys(run.figure_key for run in self.runs() if run.figure_key))
