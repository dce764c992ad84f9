"""Read a register's spreadsheet and say what is wrong, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile

from django.core.files import File
from django.db import models
from django.forms import ModelForm, model_to_dict
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
    if isinstance(column, models.BooleanField):
        return "可填：是、否"
    if isinstance(column, models.DateTimeField):
        return "例如 2025-05-16 14:00"
    if isinstance(column, models.DateField):
        return "例如 2025-05-16"
    if isinstance(column, models.ForeignKey):
        return "填名称或者代码"
    return str(getattr(column, "help_text", ""))


def read_rows(
    upload: BinaryIO | File[Any],
    model: type[models.Model],
    form_class: type[ModelForm[Any]],
    names: Sequence[str],
) -> ImportReport:
    """Read the first sheet; every row becomes a checked form or a fault."""
    report = ImportReport()
    rows = _filled_rows(upload)
    if rows is None:
        report.faults.append(Fault(0, "这个文件打不开。请另存为xlsx格式后再上传。"))
        return report
    template = template_for(model, names)
    headings = [str(value or "").strip() for value in rows.pop(1, ())]
    missing = [c.heading for c in template.columns if c.heading not in headings]
    if missing:
        report.faults.append(
            Fault(0, f"第一行缺少这些列：{'、'.join(missing)}。请下载空表按列填写。")
        )
    elif not rows:
        report.faults.append(Fault(0, "表里没有数据。请从第二行起填写。"))
    elif len(rows) > MAX_ROWS:
        report.faults.append(Fault(0, f"一次最多导入{MAX_ROWS}行，请分开上传。"))
    else:
        places = {column.name: headings.index(column.heading) for column in template.columns}
        reader = _Reader(report, model, form_class, places)
        for number, row in rows.items():
            reader.read(number, row)
    return report


def _filled_rows(upload: BinaryIO | File[Any]) -> dict[int, Sequence[Any]] | None:
    """Return the rows that hold anything by their number; None when the file is no workbook."""
    try:
        book = load_workbook(cast("BinaryIO", upload), read_only=True, data_only=True)
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
        return {
            number: row
            for number, row in rows
            if any(str(value).strip() for value in row if value is not None)
        }
    except (
        BadZipFile,
        InvalidFileException,
        IndexError,
        KeyError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
    ):  # fmt: skip -- SyntaxError: what both XML readers raise
        return None


class _Reader:
    """Turn rows into forms; remembers what must be unique in the whole file."""

    def __init__(
        self,
        report: ImportReport,
        model: type[models.Model],
        form_class: type[ModelForm[Any]],
        places: dict[str, int],
    ) -> None:
        self.report, self.model, self.form_class, self.places = report, model, form_class, places
        # What the form asks for and the spreadsheet does not: as in a new record.
        self.defaults = {
            name: value
            for name, value in model_to_dict(model()).items()
            if name in form_class.base_fields
            and name not in places
            and value not in (None, "", False)
        }
        self.unique = _unique_together(model)
        self.seen: dict[tuple[Any, ...], int] = {}

    def read(self, number: int, row: Sequence[Any]) -> None:
        """Check one row."""
        data = dict(self.defaults)
        for name, place in self.places.items():
            value = row[place] if place < len(row) else None
            data[name] = _plain(self.model._meta.get_field(name), value)
        form = self.form_class(data=data)
        if form.is_valid():
            self._check_twin(number, form.instance)
            self.report.forms.append(form)
            return
        for name, sentences in form.errors.items():
            heading = str(form.fields[name].label) if name in form.fields else ""
            text = "；".join(str(sentence) for sentence in sentences)
            self._blame(number, f"{heading}：{text}" if heading else text)

    def _check_twin(self, number: int, instance: models.Model) -> None:
        """Find an earlier row of the file that says the same where only one may."""
        for names in self.unique:
            key = (names, *(instance.serializable_value(name) for name in names))
            first = self.seen.setdefault(key, number)
            if first != number and None not in key:
                headings = "、".join(
                    str(getattr(self.model._meta.get_field(name), "verbose_name", name))
                    for name in names
                )
                self._blame(number, f"{headings}：与第{first}行重复。")

    def _blame(self, number: int, sentence: str) -> None:
        self.report.faults.append(Fault(number, sentence))


def _unique_together(model: type[models.Model]) -> list[tuple[str, ...]]:
    """Return the sets of fields that no two records may share."""
    single = [
        (column.name,)
        for column in model._meta.concrete_fields
        if column.unique and not column.primary_key
    ]
    return [
        *single,
        *(
            tuple(rule.fields)
            for rule in model._meta.constraints
            if isinstance(rule, models.UniqueConstraint) and rule.fields and not rule.condition
        ),
    ]


def _plain(column: Any, value: Any) -> Any:
    """Return a cell's value as a form takes it: labels to values, names to keys."""
    if isinstance(value, date):
        return _day_or_instant(column, value)
    text = "" if value is None else str(value).strip()
    if isinstance(column, models.BooleanField):
        return {"是": "true", "否": "false"}.get(text, text)
    if choices := getattr(column, "choices", None):
        return {str(label): key for key, label in choices}.get(text, text)
    if isinstance(column, models.ForeignKey) and text:
        return _key_of(column.remote_field.model, text)
    return text


def _day_or_instant(column: Any, value: date) -> str:
    """Return a cell's date, with the time when the column takes one."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(column, models.DateTimeField):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.date().isoformat()


def _key_of(model: Any, text: str) -> Any:
    """Return the key of the row that a cell names, by any of its naming fields."""
    for name in ("code", "name", "short_name", "title", "number"):
        if any(f.name == name for f in model._meta.get_fields()):
            found = model._default_manager.filter(**{name: text}).values_list("pk", flat=True)[:2]
            if len(found) == 1:
                return found[0]
    return text
