"""Give the portal's home page the figures of the latest published report."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.apps.annual_report.models import AnnualReportPage, Scope
from gongkai.apps.static_site.registry import once
from gongkai.domain.annual_report.facts import Fold, Record, fold_records
from gongkai.domain.annual_report.figures import FIGURES
from gongkai.domain.annual_report.wording import plain

_ROUND = 100
# figure, what it counts, whether it is rounded down to hundreds
_SHOWN = (
    ("site.published", "政府网站发布信息", True),
    ("t3.new.total", "依申请公开", False),
    ("interpretations.total", "政策解读", False),
    ("documents.government_made", "政府文件", False),
    ("press_conferences.total", "新闻发布会", False),
    ("catalogue.units_done", "乡镇场街道目录编成", False),
)


def latest_report() -> AnnualReportPage | None:
    """Return the newest published roll-up of the county."""
    return once("annual_report.latest", _latest_report)


def _latest_report() -> AnnualReportPage | None:
    page: AnnualReportPage | None = (
        AnnualReportPage.objects.live()
        .select_related("report", "snapshot")
        .filter(report__scope=Scope.ROLL_UP.value)
        .order_by("-year")
        .first()
    )
    return page


def _value(page: AnnualReportPage, key: str) -> Decimal:
    """Return a figure as it was frozen; requests are the sum of their leaves."""
    evidence: dict[str, list[list[Any]]] = page.snapshot.evidence
    if key == "t3.new.total":
        return sum((_value(page, k) for k in evidence if k.startswith("t3.new.")), Decimal(0))
    form = FIGURES.get(key)
    records = tuple(
        Record(source, pk, "", None, "", Decimal(amount))
        for source, pk, amount in evidence.get(key, [])
    )
    return fold_records(form.fold if form else Fold.SUM, records)


def home_figures(_home: Any) -> list[dict[str, Any]]:
    """Return the figures of the latest report, each leading to the report."""
    page = latest_report()
    if page is None:
        return []
    figures = []
    for key, title, is_rounded in _SHOWN:
        value = _value(page, key)
        shown = value // _ROUND * _ROUND if is_rounded else value
        figures.append(
            {
                "value": int(shown) if shown == int(shown) else plain(shown),
                "more": "余" if shown != value else "",
                "unit": FIGURES[key].unit,
                "title": title,
                "url": page.url,
                "link_text": "看报告",
            }
        )
    return figures


def figures_year(_home: Any) -> int | None:
    """Return the year of the latest report."""
    page = latest_report()
    return page.year if page else None


def report_url(_home: Any) -> str:
    """Return the address of the latest report."""
    page = latest_report()
    return (page.url or "") if page else ""
