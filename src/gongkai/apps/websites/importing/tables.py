"""Turn an HTML table into the cells of the table block."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import Tag

from gongkai.apps.websites.importing.words import tidy

MOST_CELLS = 5000
_WIDEST = 200


@dataclass
class _Grid:
    """The cells of a table as they lie, merged ones with the cells they cover."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[dict[str, int]] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)

    def put(self, row: int, cell: Tag) -> None:
        """Lay one cell into the first free place of a row."""
        col = 0
        while (row, col) in self.covered or (col < len(self.rows[row]) and self.rows[row][col]):
            col += 1
        down, across = _span(cell, "rowspan"), _span(cell, "colspan")
        self._set(row, col, tidy(cell.get_text(" ")).strip() or " ")
        if down > 1 or across > 1:
            self.merged.append({"row": row, "col": col, "rowspan": down, "colspan": across})
            around = ((r, c) for r in range(row, row + down) for c in range(col, col + across))
            self.covered |= {place for place in around if place != (row, col)}

    def _set(self, row: int, col: int, text: str) -> None:
        line = self.rows[row]
        line += [""] * (col + 1 - len(line))
        line[col] = text


def _span(cell: Tag, name: str) -> int:
    """Return over how many rows or columns a cell reaches."""
    text = str(cell.get(name) or "1").strip()
    return min(max(int(text), 1), _WIDEST) if text.isdigit() else 1


def table_value(table: Tag) -> dict[str, object] | None:
    """Return the value of a table block; None when the table is too large for a page."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    caption = table.find("caption")
    title = tidy(caption.get_text()).strip() if isinstance(caption, Tag) else ""
    if not title and len(rows) > 1 and (first := _spanning(rows)):
        title, rows = first, rows[1:]
    grid = _Grid([[] for _ in rows])
    for number, row in enumerate(rows):
        for cell in row.find_all(["td", "th"], recursive=False):
            grid.put(number, cell)
    width = max((len(row) for row in grid.rows), default=0)
    width = max([width, *(merge["col"] + merge["colspan"] for merge in grid.merged)])
    if width > _WIDEST or width * len(rows) > MOST_CELLS:
        return None
    data = [[text.strip() for text in row + [""] * (width - len(row))] for row in grid.rows]
    return {
        "data": data,
        "cell": [{"row": row, "col": col, "hidden": True} for row, col in sorted(grid.covered)
                 if row < len(rows)],
        "mergeCells": [{**merge, "rowspan": min(merge["rowspan"], len(rows) - merge["row"])}
                       for merge in grid.merged],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": title,
    }  # fmt: skip


def _spanning(rows: list[Tag]) -> str:
    """Return the words of a first row that is one cell over all columns: a caption."""
    cells = rows[0].find_all(["td", "th"], recursive=False)
    below = sum(_span(cell, "colspan") for cell in rows[1].find_all(["td", "th"], recursive=False))
    if len(cells) == 1 and below > 1 and _span(cells[0], "colspan") >= below:
        return tidy(cells[0].get_text()).strip()
    return ""
