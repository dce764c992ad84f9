"""Put how well the organs keep up into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai.apps.interpretations.keeping import Keeping
from gongkai.apps.interpretations.messages import fault_sentence
from gongkai.foundation.records import sheets

COLUMNS = ("项目", "单位", "名称", "文号或形式", "情况", "期限", "备注")
_WIDTHS = (14, 22, 50, 20, 18, 14, 50)


def of(found: Keeping) -> bytes:
    """Return the year as a workbook of one sheet."""
    title = f"{found.year}年政策解读情况"
    return sheets.sheet(title, COLUMNS, chain(_rates(found), _rows(found)), _WIDTHS)


def _rates(found: Keeping) -> Iterator[tuple[object, ...]]:
    for row in found.organs:
        counts = f"应解读{row.due}件，已解读{row.interpreted}件，逾期{row.late}件"
        yield "解读率", row.organ.name, "", "", f"{row.percent}%", "", counts
    for label, count in found.forms:
        yield "解读形式", "", "", label, f"{count}份", "", ""


def _rows(found: Keeping) -> Iterator[tuple[object, ...]]:
    for one in found.waiting:
        left = one.clock.days_left or 0
        document = one.document
        yield (
            "待解读文件",
            one.organ.name,
            document.title.replace("｜", ""),
            document.document_number,
            f"已逾期{-left}天" if one.clock.is_overdue else f"还有{left}天",
            one.clock.due_on,
            f"解读方案：{one.plan.state_label}" if one.plan else "没有解读方案",
        )
    for fault in found.faulty:
        page = fault.interpretation
        said = "；".join(fault_sentence(one) for one in fault.faults)
        standing = "已公开" if page.live else "草稿"
        organ = page.organ.name if page.organ else ""
        yield "待补充解读", organ, page.title, page.form.label, standing, "", said
