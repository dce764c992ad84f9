"""Give the public page of a report its frozen content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.apps.annual_report import content, exporting, rows
from gongkai.apps.annual_report.models import AnnualReportPage
from gongkai.apps.websites.reports import PublicReport
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.annual_report.layout import OUTCOME_FORMS
from gongkai.domain.annual_report.report import Run
from gongkai.foundation import clock

FORMATS = (("docx", "全文 Word"), ("json", "表格数据 JSON"), ("html", "可打印网页"))
_FIGURES = (
    ("本年新收申请", "t3.new.total"),
    ("本年办结申请", "t3.done.total"),
    ("结转下年度", "t3.carried_out.total"),
    ("现行有效规范性文件", "t2.norm.valid"),
)
_HASH_SHORT = 12
_PLACES = {form.table: place for place, form in enumerate(FORM_2021.sections, start=1)}


def _section_of(key: str) -> str:
    """Return the address of the table a figure stands in."""
    return f"#s{_PLACES[key.partition('.')[0]]}"


def _bars(tables: Any) -> list[tuple[str, int, str]]:
    """Return how many requests ended in each of the six groups of outcomes."""
    sums: dict[str, int] = {}
    for form in OUTCOME_FORMS:
        group = form.short or form.labels[1]
        value = tables.value(f"t3.{form.key}.total") or 0
        label = group.partition("）")[2]
        sums[label] = sums.get(label, 0) + int(value)
    return [(label, value, _section_of("t3")) for label, value in sums.items()]


def _sections(shown: content.Content) -> list[dict[str, Any]]:
    return [
        {
            "heading": section.heading,
            "paragraphs": [[Run(line.text)] for line in section.lines],
            "subheadings": [place for place, line in enumerate(section.lines) if line.is_heading],
            "table": section.table or None,
        }
        for section in shown.sections
    ]


def _other_years(page: AnnualReportPage) -> list[dict[str, Any]]:
    pages = (
        AnnualReportPage.objects.live()
        .filter(report__organ=page.report.organ_id, report__scope=page.report.scope)
        .exclude(pk=page.pk)
        .order_by("-year")
    )
    return [{"year": f"{other.year}年", "url": other.url} for other in pages]


def published_reports(organ_ids: Iterable[int] | None) -> list[PublicReport]:
    """Return the published reports of organs, of all for None, as the platforms list them.

    The county government's is its roll-up, every other organ's its own.
    """
    pages = AnnualReportPage.objects.live().select_related("report", "report__organ")
    if organ_ids is not None:
        pages = pages.filter(report__organ__in=list(organ_ids))
    return [
        PublicReport(
            organ_id=page.report.organ_id,
            year=page.year,
            title=str(page.title).replace("｜", ""),
            url=page.url or "",
            published_on=clock.day_of(page.published_at) if page.published_at else None,
            file_url=exporting.address_of(page, "docx"),
            file_name="Word",
        )
        # the roll-up last: it stands for an organ that also has a report of its own
        for page in pages.order_by("report__scope", "pk")
    ]


def page_context(page: AnnualReportPage) -> dict[str, Any]:
    """Return what the report template shows; every word and number is the snapshot's."""
    shown = content.of_snapshot(page.snapshot)
    return {
        "title": shown.title,
        "organ_name": shown.organ_name,
        "period": shown.period,
        "published_on": clock.day_of(page.published_at) if page.published_at else None,
        "figures": [
            {
                "value": rows.text_of(shown.tables, key),
                "unit": "件",
                "title": title,
                "url": _section_of(key),
            }
            for title, key in _FIGURES
        ],
        "bars": _bars(shown.tables),
        "preamble": list(shown.preamble),
        "sections": _sections(shown),
        **{table: rows.stat_rows(table, shown.tables) for table in rows.DRAWN},
        "downloads": [
            {"name": name, "url": exporting.address_of(page, form)} for form, name in FORMATS
        ],
        "other_years": _other_years(page),
        "snapshot": {
            "hash_short": page.snapshot.hash[:_HASH_SHORT],
            "frozen_on": clock.day_of(page.snapshot.frozen_at),
        },
    }
