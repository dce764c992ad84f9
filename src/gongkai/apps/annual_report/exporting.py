"""Make the downloads of published reports as files below their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.apps.annual_report import content, data_sets
from gongkai.apps.annual_report.builders import BUILDERS
from gongkai.apps.annual_report.models import AnnualReportPage
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import Output, RenderFrame, Target, page_target
from gongkai.apps.websites import dependents
from gongkai.foundation.pages.models import GovPage

KIND = "report_files"
FILE_STEM = "report"


def register() -> None:
    """Tell the export; called when the app is ready."""
    static_site.register_producer(KIND, files, "《{title}》的下载文件")
    static_site.register_dependents(of_page)
    static_site.register_everything(everything)


def address_of(page: AnnualReportPage, form: str) -> str:
    """Return the address of a report's file of a form, below the address of its page."""
    return f"{page.url}{FILE_STEM}.{form}"


def files(reference: str, _frame: RenderFrame) -> Iterator[Output]:
    """Yield the files of a published report; none when it is not public."""
    page = AnnualReportPage.objects.live().select_related("snapshot").filter(pk=reference).first()
    if page is None:
        return
    shown = content.of_snapshot(page.snapshot)
    for form, build in BUILDERS.items():
        yield Output(address_of(page, form).removeprefix("/"), build(shown))


def of_page(page: GovPage) -> Iterable[Target]:
    """Return what shows a report: its files and the same organ's other years, which link to it."""
    if not isinstance(page, AnnualReportPage):
        return ()
    others = AnnualReportPage.objects.live().filter(
        report__organ=page.report.organ_id, report__scope=page.report.scope
    )
    ids = others.exclude(pk=page.pk).order_by("pk").values_list("pk", flat=True)
    lists = dependents.of_reports(page.report.organ_id)
    return [f"{KIND}:{page.pk}", *map(page_target, ids), *lists, *data_sets.of_page(page)]


def everything() -> list[Target]:
    """Return the files of all published reports."""
    rows = AnnualReportPage.objects.live().order_by("pk")
    return [f"{KIND}:{pk}" for pk in rows.values_list("pk", flat=True)]
