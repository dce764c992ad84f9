"""``gongkai check``: find mistakes in files before they are published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.domain.content_checks.engine import Checker
from gongkai.domain.content_checks.findings import TextProfile
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.foundation.content_checks.answers import Checked, as_data, as_page, as_text
from gongkai.foundation.content_checks.packs import checker
from gongkai.foundation.content_checks.readers import READERS, text_of
from gongkai.foundation.reference_data import ReferenceDataInvalid

_FORMATS = ("text", "json", "html")


class Command(BaseCommand):
    """Check files; a file that cannot be read is named, and the others are still checked."""

    help = "检查文件里的文字差错：错别字、固定提法、日期、数字、个人信息、文号、法规名称、格式。"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return the parser under the words a person types."""
        return super().create_parser(prog_name, "check", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files and folders, and how to check and to answer."""
        kinds = "、".join(sorted(suffix[1:] for suffix in READERS))
        parser.add_argument("paths", nargs="+", metavar="文件", help=f"文件或者文件夹（{kinds}）")
        parser.add_argument(
            "--profile",
            default=TextProfile.OFFICIAL.label,
            choices=[profile.label for profile in TextProfile],
            help="文字的种类，决定用哪些规则；不写为公文",
        )
        parser.add_argument("--as-of", metavar="日期", help="文字的日期，如2025-12-31；不写为今天")
        parser.add_argument("--packs", metavar="文件夹", type=Path, help="本县的规则包")
        parser.add_argument("--format", default="text", choices=_FORMATS, help="输出的形式")
        parser.add_argument("--with-text", action="store_true", help="json里带上提取出的文字")

    def handle(self, **options: Any) -> None:
        """Check every file, then name those that could not be read.

        Raises:
            CommandError: the date or a rule pack is wrong, or some files were not checked.
        """
        self.profile = TextProfile.by_label(options["profile"])
        self.as_of = _day(options["as_of"])
        try:
            self.rules = checker(options["packs"])
        except (ReferenceDataInvalid, OSError) as error:
            raise CommandError(f"规则包有错：{error}。") from error
        self.unread = 0
        files = self._checked(self.rules, options["paths"])
        if options["format"] == "html":
            self.stdout.write(as_page(list(files)), ending="")
        for checked in files:
            if options["format"] == "json":
                told = as_data(checked, with_text=options["with_text"])
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                self.stdout.write(as_text(checked))
        if self.unread:
            raise CommandError(f"{self.unread}个文件没有检查。")

    def _checked(self, rules: Checker, paths: list[str]) -> Iterator[Checked]:
        """Yield the files with their findings; complain of those that cannot be read."""
        for path in _files(paths):
            try:
                text = text_of(path.read_bytes(), path.name)
            except KeyError:
                self._complain(f"“{path}”不是能检查的文件，可检查：{_kinds()}。")
            except Refusal as refusal:
                self._complain(refusals.sentence(refusal))
            except OSError as error:
                self._complain(f"“{path}”读不了：{error.strerror}。")
            else:
                found = rules.check(text, profile=self.profile, as_of=self.as_of)
                yield Checked(str(path), text, tuple(found))

    def _complain(self, sentence: str) -> None:
        self.unread += 1
        self.stderr.write(sentence)


def _kinds() -> str:
    return "、".join(sorted(suffix[1:] for suffix in READERS))


def _day(written: str | None) -> date:
    """Return the day the texts are dated.

    Raises:
        CommandError: it is no date.
    """
    if written is None:
        return clock.today()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"--as-of 应为日期，如2025-12-31，现为“{written}”。") from error


def _files(paths: list[str]) -> Iterator[Path]:
    """Yield the named files, and the readable ones of named folders."""
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            yield from (file for file in inside if file.suffix.lower() in READERS)
        else:
            yield path
