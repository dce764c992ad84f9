"""Write the six sections of the report so that every number can be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.domain.annual_report import sentences
from gongkai.domain.annual_report.facts import Facts
from gongkai.domain.annual_report.figures import FIGURES as FIGURES
from gongkai.domain.annual_report.figures import REQUIRED_FIGURES
from gongkai.domain.annual_report.form import FORM_2021, Form, SectionForm
from gongkai.domain.annual_report.issue import Issue
from gongkai.domain.annual_report.narrative_checks import (
    absent_figures,
    pair_issues,
    section_issues,
    sum_issues,
)
from gongkai.domain.annual_report.report import Paragraph, Report, Run, Section
from gongkai.domain.annual_report.sentences import Sentence
from gongkai.domain.annual_report.slots import applies, fill
from gongkai.domain.annual_report.tables import LEAF_KEYS, with_totals
from gongkai.domain.annual_report.titles import report_title
from gongkai.domain.law import chinese_number


@dataclass(slots=True)
class _Draft:
    """Paragraphs of a section while it is being written."""

    paragraphs: list[Paragraph]
    subheadings: list[int]

    def head(self, text: str) -> None:
        self.subheadings.append(len(self.paragraphs))
        self.paragraphs.append([Run(text)])

    def section(self, form: SectionForm) -> Section:
        return Section(form.heading, tuple(self.paragraphs), tuple(self.subheadings), form.table)


def _paragraph(facts: Facts, candidates: Iterable[Sentence]) -> Paragraph:
    """Return the runs of the sentences that are true of this organ."""
    runs: Paragraph = []
    for sentence in candidates:
        if not applies(sentence, facts):
            continue
        if sentence.joins and runs:
            runs[-1] = Run(runs[-1].text.removesuffix("。") + "，", runs[-1].figure_key)
        runs += fill(sentence.template, facts)
    return runs


def _overview(facts: Facts, form: SectionForm) -> Section:
    draft = _Draft([], [])
    for heading, candidates in zip(form.subheadings, sentences.SECTION_ONE, strict=True):
        paragraph = _paragraph(facts, candidates)
        if paragraph:
            draft.head(heading)
            draft.paragraphs.append(paragraph)
    return draft.section(form)


def _values(facts: Facts, key: str) -> tuple[str, ...]:
    return facts.texts[key].values if key in facts.texts else ()


_SECTION_FIVE = (
    ("promises_kept", "上年问题的改进情况"),
    ("problems", "存在的主要问题"),
    ("improvements", "改进情况"),
)


def _problems(facts: Facts, form: SectionForm) -> Section:
    draft = _Draft([], [])
    given = [(key, heading) for key, heading in _SECTION_FIVE if _values(facts, key)]
    for number, (key, heading) in enumerate(given, start=1):
        draft.head(f"（{chinese_number(number)}）{heading}")
        for place, text in enumerate(_values(facts, key), start=1):
            ordinal = f"{chinese_number(place)}是" if len(_values(facts, key)) > 1 else ""
            draft.paragraphs.append([Run(ordinal), Run(text, key)] if ordinal else [Run(text, key)])
    return draft.section(form)


def _other_matters(facts: Facts, form: SectionForm) -> Section:
    draft = _Draft([], [])
    matters = [
        (heading, _paragraph(facts, candidates)) for heading, candidates in sentences.SECTION_SIX
    ]
    matters.append((sentences.FEE_HEADING, fill(sentences.FEE.template, facts)))
    written = [(heading, paragraph) for heading, paragraph in matters if paragraph]
    for number, (heading, paragraph) in enumerate(written, start=1):
        draft.head(f"（{chinese_number(number)}）{heading}")
        draft.paragraphs.append(paragraph)
    return draft.section(form)


def _sections(facts: Facts, form: Form) -> Iterator[Section]:
    one, *tables, five, six = form.sections
    yield _overview(facts, one)
    for table in tables:
        yield Section(table.heading, (), (), table.table)
    yield _problems(facts, five)
    yield _other_matters(facts, six)


def narrate(facts: Facts, form: Form = FORM_2021) -> Report:
    """Return the report of one organ and year, without what is not true of it.

    Figures that nobody stated are left out of the text and named in ``Report.issues``.

    Raises:
        FactMissing: one of ``REQUIRED_FIGURES`` is not stated.
    """
    if all(key in facts for key in LEAF_KEYS):
        facts = with_totals(facts)
    for key in REQUIRED_FIGURES:
        facts.figure(key)
    sections = tuple(_sections(facts, form))
    found: list[Issue] = [
        *sum_issues(facts),
        *absent_figures(facts),
        *pair_issues(facts),
        *section_issues(sections, form),
    ]
    return Report(
        title=report_title(facts.organ_name, facts.year),
        organ_name=facts.organ_name,
        year=facts.year,
        level=facts.level,
        preamble=(_paragraph(facts, (sentences.PREAMBLE,)),),
        sections=sections,
        issues=tuple(found),
    )
