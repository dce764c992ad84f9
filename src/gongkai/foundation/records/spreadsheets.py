"""Read a register's spreadsheet and say what is wrong, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import models
from django.forms import ModelForm
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

MAX_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the row as the spreadsheet counts it (0: the file), and a sentence."""

    row: int
    sentence: str


@dataclass(slots=True)
class ImportReport:
    """What came of reading a spreadsheet: forms ready to save, or faults."""

    forms: list[ModelForm[Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: field, heading, and what may stand in it."""

    name: str
    heading: str
    help: str


@dataclass(frozen=True, slots=True)
class Template:
    """The empty spreadsheet of a register."""

    columns: tuple[Column, ...]

    def workbook(self) -> Workbook:
        """Return the spreadsheet with headings only."""
        book = Workbook()
        sheet = book.active or book.create_sheet()
        for number, column in enumerate(self.columns, start=1):
            cell = sheet.cell(row=1, column=number, value=column.heading)
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(12, len(column.heading) * 2.4)
        return book


def template_for(model: type[models.Model], names: Sequence[str]) -> Template:
    """Return the columns of a model's import."""
    columns = []
    for name in names:
        column = model._meta.get_field(name)
        columns.append(Column(name, str(getattr(column, "verbose_name", name)), _help(column)))
    return Template(tuple(columns))


def _help(column: Any) -> str:
    """Return in words what may stand in a column."""
    if choices := getattr(column, "choices", None):
        return "可填：" + "、".join(str(label) for _, label in choices)
    if isinstance(column, models.DateTimeField):
        return "例如 2025-05-16 14:00"
    if isinstance(column, models.DateField):
        return "例如 2025-05-16"
    if isinstance(column, models.ForeignKey):
        return "填名称或者代码"
    return str(getattr(column, "help_text", ""))


def read_rows(
    upload: BinaryIO,
    model: type[models.Model],
    form_class: type[ModelForm[Any]],
    names: Sequence[str],
) -> ImportReport:
    """Read the first sheet; every row becomes a checked form or a fault."""
    report = ImportReport()
    try:
        book = load_workbook(upload, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, OSError, ValueError):
        report.faults.append(Fault(0, "这个文件打不开。请另存为xlsx格式后再上传。"))
        return report
    rows = book.worksheets[0].iter_rows(values_only=True)
    template = template_for(model, names)
    headings = [str(value or "").strip() for value in next(rows, ())]
    missing = [c.heading for c in template.columns if c.heading not in headings]
    if missing:
        report.faults.append(
            Fault(0, f"第一行缺少这些列：{'、'.join(missing)}。请下载空表按列填写。")
        )
        return report
    places = {column.name: headings.index(column.heading) for column in template.columns}
    for number, row in enumerate(rows, start=2):
        if all(value in (None, "") for value in row):
            continue
        if number > MAX_ROWS:
            report.faults.append(Fault(number, f"一次最多导入{MAX_ROWS}行，请分开上传。"))
            break
        _read_row(report, number, row, model, form_class, places)
    if not report.forms and not report.faults:
        report.faults.append(Fault(0, "表里没有数据。请从第二行起填写。"))
    return report


def _read_row(
    report: ImportReport,
    number: int,
    row: Sequence[Any],
    model: type[models.Model],
    form_class: type[ModelForm[Any]],
    places: dict[str, int],
) -> None:
    """Turn one row into a form."""
    data: dict[str, Any] = {}
    for name, place in places.items():
        value = row[place] if place < len(row) else None
        data[name] = _plain(model._meta.get_field(name), value)
    form = form_class(data=data)
    if form.is_valid():
        report.forms.append(form)
        return
    for name, sentences in form.errors.items():
        heading = str(form.fields[name].label) if name in form.fields else ""
        text = "；".join(str(sentence) for sentence in sentences)
        report.faults.append(Fault(number, f"{heading}：{text}" if heading else text))


def _plain(column: Any, value: Any) -> Any:
    """Return a cell's value as a form takes it: labels to values, names to keys."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if isinstance(
            column, models.DateTimeField
        ) else value.date().isoformat()  # fmt: skip
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if choices := getattr(column, "choices", None):
        return {str(label): key for key, label in choices}.get(text, text)
    if isinstance(column, models.ForeignKey):
        return _key_of(column.remote_field.model, text)
    return text


def _key_of(model: Any, text: str) -> Any:
    """Return the key of the row that a cell names, by any of its naming fields."""
    for name in ("code", "name", "short_name", "title", "number"):
        if any(f.name == name for f in model._meta.get_fields()):
            found = model._default_manager.filter(**{name: text}).values_list("pk", flat=True)[:2]
            if len(found) == 1:
                return found[0]
    return text
