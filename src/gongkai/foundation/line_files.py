"""Answer a file line by line: a bad line is named, and the others are still answered."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast

from django.core.management.base import CommandError, CommandParser

from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals
from gongkai.foundation.commands import Command

Q = TypeVar("Q")
T = TypeVar("T")
STANDARD = "-"  # standard input or output


class LineUnreadable(Exception):  # noqa: N818 -- names what is wrong with the line
    """A line cannot be read at all; the message is the sentence to show."""


@dataclass(slots=True)
class Lines:
    """The lines of one file and what is wrong with some of them."""

    content: bytes
    wrong: list[str] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are text with their numbers from 1; blank ones are passed over."""
        for number, raw in enumerate(self.content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError:
                self.complain(number, "不是UTF-8编码的文字。请另存为UTF-8后再用。")
                continue
            if line.strip():
                yield number, line

    def complain(self, number: int, sentence: str) -> None:
        """Keep what is wrong with a line."""
        self.wrong.append(f"第{number}行：{sentence}")


class LineCommand(Command):
    """A command that answers the lines of a file; exits with 1 when a line could not be."""

    form = ""  # how a line looks, for the help

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files; both may be standard."""
        about = f"读入的文件，{self.form}；-为标准输入"
        parser.add_argument("--in", dest="source", required=True, help=about, metavar="文件")
        parser.add_argument(
            "--out", default=STANDARD, help="写到哪个文件；不写为标准输出", metavar="文件"
        )

    def handle(self, **options: Any) -> None:
        """Answer every line, then name those that were not answered.

        Raises:
            CommandError: a file cannot be read or written, or some lines were not answered.
        """
        lines = Lines(_read(options["source"]))
        answered = self._into(options["out"], lines)
        for sentence in lines.wrong:
            self.stderr.write(sentence)
        if lines.wrong:
            raise CommandError(f"{len(lines.wrong)}行有错，没有作答；其余{answered}行已作答。")

    def _into(self, place: str, lines: Lines) -> int:
        """Write the answers to a file or to standard output; return how many."""
        if place == STANDARD:
            out = cast("TextIO", self.stdout._out)  # noqa: SLF001 -- lines end as we say
            return self.write_answers(lines, out)
        try:
            with Path(place).open("w", encoding="utf-8", newline="") as out:
                return self.write_answers(lines, out)
        except OSError as error:
            raise CommandError(f"{place}写入失败：{error.strerror}。") from error

    def write_answers(self, lines: Lines, out: TextIO) -> int:
        """Write the answers to the lines; return how many."""
        raise NotImplementedError


class JsonLinesCommand(LineCommand):
    """A command whose lines are JSON objects, in and out."""

    form = "每行一个JSON对象"

    def answer(self, told: object) -> dict[str, Any]:
        """Return the answer to one object; a refusal becomes the sentence of its line."""
        raise NotImplementedError

    def _answer_line(self, line: str) -> dict[str, Any]:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise LineUnreadable("不是完整的JSON对象。请检查引号、逗号和括号。") from error
        return self.answer(told)

    def write_answers(self, lines: Lines, out: TextIO) -> int:
        """Write one object a line, in the order of the questions."""
        answered = 0
        for number, line in lines.numbered():
            given = _attempt(lines, number, self._answer_line, line)
            if given is not None:
                out.write(json.dumps(given, ensure_ascii=False) + "\n")
                answered += 1
        return answered


class RowsCommand(LineCommand):
    """A command whose lines are the rows of a CSV table, which come back with more columns."""

    form = "首行为列名的CSV表"
    columns: tuple[str, ...] = ()  # that must be there
    added: tuple[str, ...] = ()  # that the answer adds

    def answer_row(self, row: dict[str, str]) -> dict[str, str]:
        """Return what the added columns hold."""
        raise NotImplementedError

    def write_answers(self, lines: Lines, out: TextIO) -> int:
        """Write the rows back; a row that could not be answered keeps its cells alone."""
        numbers: list[int] = []
        reader = csv.DictReader(_kept(lines, numbers), restkey="", restval="")
        names = [name.strip() for name in reader.fieldnames or ()]
        missing = [name for name in self.columns if name not in names]
        if missing:
            raise CommandError(f"表里没有“{'”“'.join(missing)}”这一列。首行请写列名。")
        reader.fieldnames = names
        writer = csv.DictWriter(
            out, [*names, *(n for n in self.added if n not in names)], lineterminator="\n",
            extrasaction="ignore",
        )  # fmt: skip
        writer.writeheader()
        answered = 0
        for row in reader:
            given = _attempt(lines, numbers[-1], self.answer_row, row)
            answered += given is not None
            writer.writerow(row | (given or dict.fromkeys(self.added, "")))
        return answered


def _kept(lines: Lines, numbers: list[int]) -> Iterator[str]:
    """Yield the lines while their numbers are kept."""
    for number, line in lines.numbered():
        numbers.append(number)
        yield line + "\n"


def _attempt(lines: Lines, number: int, work: Callable[[Q], T], question: Q) -> T | None:
    """Return what comes of a line, or None after keeping what is wrong with it."""
    try:
        return work(question)
    except Refusal as refusal:
        lines.complain(number, refusals.sentence(refusal))
    except LineUnreadable as error:
        lines.complain(number, str(error))
    return None


def _read(place: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if place == STANDARD else Path(place).read_bytes()
    except OSError as error:
        raise CommandError(f"{place}不能读取：{error.strerror}。") from error
