"""Offer the published annual reports, and every figure of their tables, as open data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from gongkai.apps.annual_report import content, freezing
from gongkai.apps.annual_report.builders import data
from gongkai.apps.annual_report.models import AnnualReportPage, Scope
from gongkai.apps.open_data import addresses
from gongkai.apps.open_data import exporting as open_data
from gongkai.apps.open_data.registry import Column, DataSet, Row, address, day, register
from gongkai.apps.static_site.registry import Target
from gongkai.apps.websites.queries import absolute
from gongkai.domain.annual_report.plain_data import to_json
from gongkai.domain.annual_report.tables import Tables
from gongkai.foundation import clock

REPORTS, FIGURES = "reports", "report-figures"
_WHOSE = (
    Column("year", "年度", kind="integer"),
    Column("organ", "编制机关"),
    Column("organ_code", "机关代码"),
    Column("scope", "范围", choices=tuple(Scope.values())),
    Column("scope_label", "范围名称", choices=tuple(scope.label for scope in Scope)),
)
_COUNTED = (
    ("new_requests", "本年新收申请", "t3.new.total"),
    ("requests_carried_in", "上年结转申请", "t3.carried_in.total"),
    ("requests_handled", "本年办结申请", "t3.done.total"),
    ("requests_carried_out", "结转下年度申请", "t3.carried_out.total"),
    ("normative_documents_in_force", "现行有效行政规范性文件", "t2.norm.valid"),
)
REPORT_COLUMNS = (
    *_WHOSE,
    Column("title", "标题"),
    day("published_on", "发布日期", may_be_null=True),
    *(Column(name, label, kind="integer", may_be_null=True) for name, label, _ in _COUNTED),
    address("url", "网页"),
    address("data", "全文和表格（JSON）"),
)
FIGURE_COLUMNS = (
    *_WHOSE,
    Column("table", "表", kind="integer", note="2、3、4，即法定格式第二、三、四部分的表。"),
    Column("row", "行", note="法定表格的行名。"),
    Column("column", "列", note="只有一个数的行没有列名。", may_be_null=True),
    Column("value", "数值", kind="number", note="没有填报的为空，不是零。", may_be_null=True),
)


def offer() -> None:
    """Register the sets; called when the app is ready."""
    register(
        DataSet(
            name=REPORTS,
            label="政府信息公开工作年度报告",
            about="各机关公开的年度报告，每份一行，带几个主要数字；全文和三张表另有文件。",
            columns=REPORT_COLUMNS,
            years=years,
            rows=report_rows,
            updated=updated,
            items=items,
            item=item,
            item_about="一份年报的全文和三张表，编号是“年度-机关代码-范围”",
        )
    )
    register(
        DataSet(
            name=FIGURES,
            label="年度报告三张表的数据",
            about="各机关年度报告第二、三、四部分表格的每一个数，一行一个，与公开的年报一致。",
            columns=FIGURE_COLUMNS,
            years=years,
            rows=figure_rows,
            updated=updated,
            has_whole=False,  # some thousand rows every year
        )
    )


def public(year: int | None = None) -> QuerySet[AnnualReportPage]:
    """Return the reports that anybody may read, the newest year and the roll-up first."""
    pages: Any = AnnualReportPage.objects.live()
    pages = pages.public().select_related("report", "report__organ", "snapshot")
    if year is not None:
        pages = pages.filter(year=year)
    found: QuerySet[AnnualReportPage] = pages.order_by(
        "-year", "-report__scope", "report__organ__position", "pk"
    )
    return found


def years() -> list[int]:
    """Return the years of the public reports, the newest first."""
    found = AnnualReportPage.objects.live().order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def report_rows(year: int | None, _on: date) -> list[Row]:
    """Return the rows of the reports of a year, or of all."""
    return [_report_row(page) for page in public(year)]


def _report_row(page: AnnualReportPage) -> Row:
    tables = freezing.tables_of(page.snapshot)
    values = {name: tables.value(key) for name, _, key in _COUNTED}
    return {
        **_whose(page),
        "title": str(page.title).replace("｜", ""),
        "published_on": clock.day_of(page.published_at).isoformat() if page.published_at else None,
        **{name: None if value is None else int(value) for name, value in values.items()},
        "url": absolute(page.url or ""),
        "data": absolute(addresses.of_item(REPORTS, reference_of(page))),
    }


def _whose(page: AnnualReportPage) -> Row:
    scope = Scope(page.report.scope)
    return {
        "year": page.year,
        "organ": page.report.organ.name,
        "organ_code": page.report.organ.code,
        "scope": scope.value,
        "scope_label": scope.label,
    }


def reference_of(page: AnnualReportPage) -> str:
    """Return the name of a report's file."""
    report = page.report
    return f"{page.year}-{report.organ.code}-{report.scope.replace('_', '-')}"


def items() -> list[str]:
    """Return the names of the files of all public reports."""
    return [reference_of(page) for page in public().defer("snapshot__text", "snapshot__evidence")]


def item(reference: str, _on: date) -> Mapping[str, Any] | None:
    """Return a report with its words and tables; None when it is not public."""
    year, _, rest = reference.partition("-")
    for scope in Scope:
        code = rest.removesuffix(f"-{scope.value.replace('_', '-')}")
        if code == rest or not year.isdigit():
            continue
        pages = public(int(year)).filter(report__organ__code=code, report__scope=scope.value)
        for page in pages:
            return {**_report_row(page), **data.plain(content.of_snapshot(page.snapshot))}
    return None


def figure_rows(year: int | None, _on: date) -> list[Row]:
    """Return every cell of the tables of a year's reports."""
    return [
        {**_whose(page), **cell}
        for page in public(year)
        for cell in cells_of(freezing.tables_of(page.snapshot))
    ]


def cells_of(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield the cells of the three tables with the official labels of row and column."""
    found = to_json(tables)
    for number in (2, 3, 4):
        for row, values in found[f"table{number}"].items():
            columns = values if isinstance(values, Mapping) else {None: values}
            for column, value in columns.items():
                yield {"table": number, "row": row, "column": column, "value": value}


def updated(_on: date) -> date | None:
    """Return the last day on which a report was published."""
    last = public().aggregate(at=Max("last_published_at"))["at"]
    return clock.day_of(last) if last is not None else None


def of_page(page: AnnualReportPage) -> list[Target]:
    """Return what shows a report among the open data."""
    return [
        *open_data.targets_of(REPORTS, [page.year], [reference_of(page)]),
        *open_data.targets_of(FIGURES, [page.year]),
    ]
