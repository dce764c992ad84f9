"""The base of our commands: Chinese help, one-sentence errors, progress."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TypeVar

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    handle_default_options,
)
from django.db import connections
from tqdm import tqdm

from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals

T = TypeVar("T")
_WRONG_USE = 2

_PHRASES = (
    (re.compile(r"the following arguments are required: (.*)"), r"还缺参数：\1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数：\1"),
    (
        re.compile(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)"),
        r"参数\1不能取\2，可取：\3",
    ),
    (re.compile(r"argument (\S+): invalid int value: (.*)"), r"参数\1应为整数，现为\2"),
    (re.compile(r"argument (\S+): expected one argument"), r"参数\1后面要跟一个值"),
    (re.compile(r"argument (\S+): expected at least one argument"), r"参数\1后面至少要跟一个值"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"参数\1和\2不能同时用"),
    (re.compile(r"argument (\S+): invalid \w+ value: (.*)"), r"参数\1的值\2不对"),
    (re.compile(r"ambiguous option: (.*) could match (.*)"), r"参数\1不明确，可能是\2"),
)


class _Formatter(argparse.HelpFormatter):
    """Help in Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with 用法."""
        super().add_usage(usage, actions, groups, prefix or "用法：")


class _Parser(CommandParser):
    """Arguments with Chinese messages."""

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong and leave."""
        for pattern, sentence in _PHRASES:
            message = pattern.sub(sentence, message)
        raise CommandError(f"{message}。加 --help 看用法。", returncode=_WRONG_USE)


class Command(BaseCommand):
    """A command whose help, errors and progress are Chinese."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return a parser with Chinese headings, Django's own options left unmentioned."""
        parser = _Parser(
            prog=f"gongkai {subcommand.replace('_', ' ')}",
            description=self.help or None,
            formatter_class=_Formatter,
            add_help=False,
            missing_args_message=getattr(self, "missing_args_message", None),
            called_from_command_line=getattr(self, "_called_from_command_line", None),
        )
        parser._positionals.title, parser._optionals.title = "参数", "选项"  # noqa: SLF001
        parser.add_argument("-h", "--help", action="help", help="显示本说明")
        self._add_django_options(parser)
        self.add_arguments(parser)
        return parser

    @staticmethod
    def _add_django_options(parser: CommandParser) -> None:
        """Accept the options Django passes itself."""
        hidden = argparse.SUPPRESS
        parser.add_argument("-v", "--verbosity", default=1, type=int, help=hidden)
        parser.add_argument("--settings", help=hidden)
        parser.add_argument("--pythonpath", help=hidden)
        parser.add_argument("--traceback", action="store_true", help=hidden)
        parser.add_argument("--no-color", action="store_true", help=hidden)
        parser.add_argument("--force-color", action="store_true", help=hidden)
        parser.add_argument("--skip-checks", action="store_true", help=hidden)

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line; what goes wrong is one sentence, without a class name."""
        self._called_from_command_line = True
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
            handle_default_options(argparse.Namespace(**options))
            self.execute(*options.pop("args", ()), **options)
        except CommandError as error:
            self.stderr.write(str(error))
            sys.exit(error.returncode)
        finally:
            connections.close_all()

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; a refusal becomes its sentence."""
        try:
            return super().execute(*args, **options)
        except Refusal as refusal:
            raise CommandError(refusals.sentence(refusal)) from refusal

    def progress(self, items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        """Yield the items while a progress bar moves (only on a terminal or with a total)."""
        yield from tqdm(
            items,
            desc=label,
            total=total,
            unit="条",
            file=sys.stderr,
            ncols=78,
            bar_format="{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} [{elapsed}]",
        )
