"""Write one report as files of every kind, the way offices keep them."""

import json
from io import BytesIO

from docx import Document
from openpyxl import Workbook

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking.told_data import report_of

TABLES = {1: layout.table_two, 2: layout.table_three, 3: layout.table_four}


def cells_of(data):
    return {key: cell.raw for key, cell in report_of(data).cells.items()}


def placed(rows):
    """Return each cell with its line and column, and how wide the table is."""
    taken, found = set(), []
    for line, row in enumerate(rows):
        column = 0
        for cell in row:
            while (line, column) in taken:
                column += 1
            covered = [
                (line + down, column + across)
                for down in range(cell.rowspan)
                for across in range(cell.colspan)
            ]
            taken.update(covered)
            found.append((line, column, cell))
    return found, max(column for _, column in taken) + 1


def _text(cell, values):
    return values[cell.key] if cell.key else cell.text


def passages(data):
    """Yield the paragraphs and tables: a text, or the number of a table."""
    yield data["title"]
    yield f"发布日期：{data['published']}"
    yield from data["preamble"]
    for number, (heading, lines) in enumerate(data["sections"].items()):
        yield heading
        yield from lines
        if number in TABLES:
            yield TABLES[number]()


def as_html(data):
    values, pieces = cells_of(data), []
    for part in passages(data):
        if isinstance(part, str):
            pieces.append(f"<p><span>{part[:3]}</span>{part[3:]}</p>")
            continue
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">'
                f"<p>{_text(cell, values)}&nbsp;</p></td>"
                for cell in row
            )
            + "</tr>"
            for row in part
        )
        pieces.append(f"<table><tbody>{rows}</tbody></table>")
    body = "".join(pieces)
    # Old sites lay the whole page out in tables.
    page = (
        f"<table><tr><td>导航</td><td><!-- 正文 -->{body}</td></tr></table><script>var a</script>"
    )
    return f"<html><head><title>网页</title></head><body>{page}</body></html>".encode()


def as_word(data):
    values, document = cells_of(data), Document()
    for part in passages(data):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        cells, width = placed(part)
        table = document.add_table(rows=len(part), cols=width)
        places = [list(row.cells) for row in table.rows]
        for line, column, cell in cells:
            place = places[line][column]
            if cell.rowspan > 1 or cell.colspan > 1:
                place = place.merge(places[line + cell.rowspan - 1][column + cell.colspan - 1])
            place.text = _text(cell, values)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_sheets(data):
    values, book = cells_of(data), Workbook()
    sheet, line = book.active, 1
    for part in passages(data):
        if isinstance(part, str):
            sheet.cell(line, 1, part)
            line += 1
            continue
        sheet, line = book.create_sheet(), 2
        for row, column, cell in placed(part)[0]:
            text = _text(cell, values)
            number = float(text) if cell.key and text.replace(".", "").isdigit() else text
            sheet.cell(line + row, column + 1, number)
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=line + row, end_row=line + row + cell.rowspan - 1,
                    start_column=column + 1, end_column=column + cell.colspan,
                )  # fmt: skip
        line += len(part)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _grids(data, parted, ruled):
    values, lines = cells_of(data), []
    for part in passages(data):
        if isinstance(part, str):
            lines.append(part)
            continue
        cells, width = placed(part)
        grid = [[""] * width for _ in part]
        for line, column, cell in cells:
            for down in range(cell.rowspan):
                for across in range(cell.colspan):
                    grid[line + down][column + across] = _text(cell, values)
        lines += [parted(row) for row in grid]
        if ruled:
            lines.insert(len(lines) - len(grid) + 1, "|" + "---|" * width)
    return "\n".join(lines).encode("gb18030" if ruled else "utf-8")


def as_tabs(data):
    return _grids(data, "\t".join, ruled=False)


def as_strokes(data):
    return _grids(data, lambda row: f"| {' | '.join(row)} |", ruled=True)


def as_data(data):
    return json.dumps(data, ensure_ascii=False).encode()


PAPERS = {
    "report.json": as_data,
    "report.html": as_html,
    "report.docx": as_word,
    "report.xlsx": as_sheets,
    "report.txt": as_tabs,
    "report.md": as_strokes,
}
