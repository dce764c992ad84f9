"""``gongkai report check``: find what is wrong with finished annual reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.annual_report.report_answers import CheckedReport, as_data, as_text
from gongkai.domain.annual_report.checking.checker import Beside, check
from gongkai.domain.annual_report.checking.findings import FindingSeverity
from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.foundation.report_files.readers import READERS, report_of

_FORMATS = ("text", "json")
_UNREAD = 2
_HAS_ERRORS = 1


class Command(BaseCommand):
    """Check reports; a file that cannot be read is named, and the others are still checked."""

    help = (
        "核对政府信息公开工作年度报告的表格（网页、Word、Excel、文字、JSON数据）：勾稽关系、空格和符号、不可能的数字、"
        "与上年报告和下级报告是否衔接。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files and folders, and how to answer."""
        kinds = "、".join(sorted(suffix[1:] for suffix in READERS))
        parser.add_argument("paths", nargs="*", metavar="文件", help=f"文件或者文件夹（{kinds}）")
        parser.add_argument("--previous", metavar="文件", help="上年的报告，核对结转和现行有效件数")
        parser.add_argument("--parent", metavar="文件", help="汇总的报告")
        parser.add_argument(
            "--children", nargs="+", default=[], metavar="文件", help="汇总所加的各份报告"
        )
        parser.add_argument("--format", default="text", choices=_FORMATS, help="输出的形式")

    def handle(self, **options: Any) -> None:
        """Check every file, then name those that could not be read.

        Raises:
            CommandError: some files hold errors (exit 1) or could not be read (exit 2).
        """
        self.unread = wrong = 0
        self._refuse_contradictions(options)
        for checked in self._checked(options):
            wrong += checked.times(FindingSeverity.ERROR) > 0
            if options["format"] == "json":
                self.stdout.write(json.dumps(as_data(checked), ensure_ascii=False))
            else:
                self.stdout.write(as_text(checked))
        if self.unread:
            raise CommandError(f"{self.unread}个文件没有核对。", returncode=_UNREAD)
        if wrong:
            raise CommandError(f"{wrong}份报告有错误。", returncode=_HAS_ERRORS)

    def _refuse_contradictions(self, options: dict[str, Any]) -> None:
        if not options["paths"] and not options["parent"]:
            raise CommandError("请写要核对的文件。", returncode=_UNREAD)
        if bool(options["parent"]) != bool(options["children"]):
            raise CommandError("--parent和--children要同时写。", returncode=_UNREAD)
        if options["previous"] and len(options["paths"]) != 1:
            raise CommandError("写--previous时，一次只核对一份报告。", returncode=_UNREAD)

    def _checked(self, options: dict[str, Any]) -> Iterator[CheckedReport]:
        previous = self._read(Path(options["previous"])) if options["previous"] else None
        beside = Beside(previous=previous)
        for path in _files(options["paths"]):
            if (report := self._read(path)) is not None:
                yield CheckedReport(str(path), report, check(report, beside))
        if options["parent"]:
            parent = Path(options["parent"])
            told = [self._read(path) for path in _files(options["children"])]
            children = tuple(report for report in told if report is not None)
            report = self._read(parent)
            # A sum without one of its parts would accuse the roll-up of what is missing here.
            if report is not None and len(children) == len(told):
                yield CheckedReport(str(parent), report, check(report, Beside(children=children)))

    def _read(self, path: Path) -> ToldReport | None:
        """Return the report of a file; one that cannot be read is named."""
        try:
            return report_of(path.read_bytes(), path.name)
        except KeyError:
            self._complain(f"“{path}”不是能核对的文件。")
        except Refusal as refusal:
            self._complain(refusals.sentence(refusal))
        except OSError as error:
            self._complain(f"“{path}”读不了：{error.strerror}。")
        return None

    def _complain(self, sentence: str) -> None:
        self.unread += 1
        self.stderr.write(sentence)


def _files(paths: list[str]) -> Iterator[Path]:
    """Yield the named files, and the readable ones of named folders."""
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            yield from (file for file in inside if file.suffix.lower() in READERS)
        else:
            yield path
