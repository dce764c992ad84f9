"""Count working days for a table told by others."""

from __future__ import annotations

from typing import TextIO

from gongkai.domain.foi.told_cases import answer_period
from gongkai.foundation.line_files import Lines, RowsCommand
from gongkai.foundation.reference_data import work_calendar


class Command(RowsCommand):
    """``gongkai deadline --in rows.csv``."""

    help = "推算工作日期限：从起算日（不计入）起第几个工作日是哪天。读写都是CSV表。"
    columns = ("start", "working_days")
    added = ("due_on",)

    def write_answers(self, lines: Lines, out: TextIO) -> int:
        """Write the rows back, and say which days may still move."""
        self.provisional: list[str] = []
        answered = super().write_answers(lines, out)
        if self.provisional:
            self.stderr.write(
                f"提示：{len(self.provisional)}个日期为暂定（{'、'.join(self.provisional[:5])}"
                f"{'等' if len(self.provisional) > 5 else ''}），"  # noqa: PLR2004 -- examples
                "所涉年份的放假通知尚未录入，按周一至周五推算。"
            )
        return answered

    def answer_row(self, row: dict[str, str]) -> dict[str, str]:
        """Return the last day of the period of a row."""
        due = answer_period(row, work_calendar())
        if due.provisional:
            self.provisional.append(due.on.isoformat())
        return {"due_on": due.on.isoformat()}
