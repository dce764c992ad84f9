"""Build the annual report of one organ and year as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.annual_report import compiling, content, coverage, gathering
from gongkai.apps.annual_report.builders import BUILDERS
from gongkai.foundation import clock
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Write one report as a web page, a Word document or data."""

    help = "编制一份政府信息公开工作年度报告，写成网页、Word文档或数据文件。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the year, whose report, the format and the file."""
        parser.add_argument("--year", type=int, required=True, help="报告年度，如2025")
        parser.add_argument("--organ", help="机关代码；不填为县级汇总", metavar="代码")
        parser.add_argument("--own", action="store_true", help="县政府机关本级的报告，不是全县汇总")
        parser.add_argument("--format", choices=sorted(BUILDERS), default="docx", help="格式")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个文件", metavar="文件")

    def handle(self, **options: Any) -> None:
        """Compile, write, and say what was written and what does not add up."""
        year, out = options["year"], options["out"]
        gathering.check_year(year, clock.today())
        organ, scope = coverage.reporting_organ(options["organ"], own=options["own"])
        _check_place(out)
        compiled = compiling.compile_report(year=year, organ=organ, scope=scope)
        built = BUILDERS[options["format"]](content.of_report(compiled.report, compiled.tables))
        _write(out, built)
        self.stdout.write(f"已写入{out}：{compiled.report.title}，{len(built) // 1024 + 1} KB。")
        for issue in compiled.issues:
            self.stderr.write(f"{issue.severity.label}：{issue.sentence}")
        for remark in compiled.remarks:
            self.stderr.write(f"提示：{remark}")


def _check_place(out: Path) -> None:
    """Refuse a place that cannot be written before the work is done.

    Raises:
        CommandError: the folder is missing or closed, or the name is a folder's.
    """
    if out.is_dir():
        raise CommandError(f"{out}是文件夹。请写明文件名。")
    if not out.parent.is_dir():
        raise CommandError(f"没有{out.parent}这个文件夹。请先建立它，或者换一个位置。")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise CommandError(f"{out}不能写入。请换一个位置，或者检查文件权限。")


def _write(out: Path, built: bytes) -> None:
    try:
        out.write_bytes(built)
    except OSError as error:
        raise CommandError(f"{out}写入失败：{error.strerror}。") from error
