"""``gongkai leaks``: find in files what must not leave the office."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.domain.errors import Refusal
from gongkai.domain.personal_data.findings import PersonalFinding
from gongkai.foundation import refusals
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.foundation.leaks.gate import Verdict, leaks_in
from gongkai.foundation.leaks.reading import READABLE

_FORMATS = ("text", "json")


class Command(BaseCommand):
    """Check files before they go out; one that cannot be read is refused, not passed."""

    help = "检查文件里有没有个人信息和隐藏内容：批注、修订、隐藏的行列、盖住的文字、照片信息。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files and folders, the organ's own numbers, and how to answer."""
        parser.add_argument(
            "paths", nargs="+", metavar="文件", help=f"文件或者文件夹（{READABLE}）"
        )
        parser.add_argument("--format", default="text", choices=_FORMATS, help="输出的形式")
        parser.add_argument(
            "--known", type=Path, metavar="文件", help="机关公布的电话、邮箱，一行一个，不报"
        )

    def handle(self, **options: Any) -> None:
        """Check every file.

        Raises:
            CommandError: some files may not go out.
        """
        known = _known(options["known"])
        stopped = 0
        for path in _files(options["paths"]):
            refused, verdict = "", Verdict((), ())
            try:
                verdict = leaks_in(path.read_bytes(), path.name, known=known)
            except Refusal as refusal:
                refused = refusals.sentence(refusal)
            except OSError as error:
                refused = f"“{path}”读不了：{error.strerror}。"
            stopped += bool(refused or verdict.leaks)
            say = _as_json if options["format"] == "json" else _as_text
            self.stdout.write(say(path, refused, verdict))
        if stopped:
            raise CommandError(f"{stopped}个文件不能放行。")


def _as_json(path: Path, refused: str, verdict: Verdict) -> str:
    outcome = "refused" if refused else "leaks" if verdict.leaks else "passed"
    told = {
        "file": str(path),
        "outcome": outcome,
        "refused": refused,
        "findings": [leak.as_data() for leak in verdict.leaks],
        "unseen": list(verdict.unseen),
    }
    return json.dumps(told, ensure_ascii=False)


def _as_text(path: Path, refused: str, verdict: Verdict) -> str:
    """Return the answer for a screen; personal data are covered but for their ends."""
    if refused:
        return f"{path}：不能放行。{refused}"
    lines = [f"{path}：{f'不能放行，{len(verdict.leaks)}处' if verdict.leaks else '没有发现'}。"]
    for leak in verdict.leaks:
        masked = leak.found.masked if isinstance(leak.found, PersonalFinding) else ""
        lines.append(f"  {leak.where}：{leak.message}{f'，{masked}' if masked else ''}")
    lines += [f"  注意：{sentence}。" for sentence in verdict.unseen]
    return "\n".join(lines)


def _known(path: Path | None) -> list[str]:
    """Return the numbers that an organ has published.

    Raises:
        CommandError: the list cannot be read.
    """
    if path is None:
        return []
    try:
        return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"“{path}”读不了，应为UTF-8文本，一行一个。") from error


def _files(paths: list[str]) -> Iterator[Path]:
    """Yield the named files, and all files of named folders: none is passed over."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        else:
            yield path
