"""Give the entries of a statutory item as a file to keep, below the item's section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.apps.static_site.registry import Output, RenderFrame
from gongkai.apps.websites import statutory
from gongkai.apps.websites.models import SectionPage
from gongkai.foundation import clock
from gongkai.foundation.records.sheets import sheet

KIND = "entries"
FILE = "list.xlsx"
COLUMNS = ("序号", "标题", "文号", "发布机关", "发布日期", "网址")
_WIDTHS = (6, 60, 22, 28, 14, 48)


def address_of(section: SectionPage) -> str:
    """Return the address of a section's list as a file."""
    return f"{section.url}{FILE}"


def workbook(section: SectionPage, base: str) -> bytes:
    """Return the entries of a section as an xlsx file, the newest first.

    Args:
        section: the section.
        base: scheme and host that go before addresses.
    """
    pages: Any = statutory.entries_of([section]).select_related("organ")
    rows = [
        _line(number, page, base)
        for number, page in enumerate(
            pages.specific().order_by("-first_published_at", "-pk"), start=1
        )
    ]
    title = f"{section.title.replace('｜', '')}目录"
    return sheet(title, COLUMNS, rows, _WIDTHS)


def _line(number: int, page: Any, base: str) -> tuple[object, ...]:
    published_on = clock.day_of(page.first_published_at) if page.first_published_at else None
    return (
        number,
        str(page.title).replace("｜", ""),
        getattr(page, "document_number", "") or "",
        page.organ.name if page.organ else "",
        published_on,
        f"{base}{page.url}",
    )


def produce(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the file of a section that holds an item; nothing when it holds none."""
    section = SectionPage.objects.live().filter(pk=reference).first()
    if section is None or not section.url or not statutory.holds_item(section):
        return
    content = workbook(section, f"{frame.scheme}://{frame.host}")
    yield Output(address_of(section).removeprefix("/"), content)
