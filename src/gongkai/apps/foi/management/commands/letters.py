"""Word and check letters told by others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.foi.letter_word import build
from gongkai.domain.foi.told_letters import answer_letter, letter_of
from gongkai.foundation.line_files import JsonLinesCommand


class Command(JsonLinesCommand):
    """``gongkai letters --in letters.jsonl --docx FOLDER``."""

    help = "生成依申请公开的告知书等文书，逐件检查要素和救济告知。一行一件，读写都是JSON Lines。"

    folder: Path | None = None
    made = 0

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files, and where Word documents go."""
        super().add_arguments(parser)
        parser.add_argument("--docx", metavar="文件夹", help="同时按公文格式写出Word文件")

    def handle(self, **options: Any) -> None:
        """Answer every line.

        Raises:
            CommandError: a file cannot be read or written, or some lines were not answered.
        """
        if options["docx"]:
            self.folder = Path(options["docx"])
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CommandError(f"{self.folder}建立失败：{error.strerror}。") from error
        super().handle(**options)

    def answer(self, told: object) -> dict[str, Any]:
        """Return one letter with what is wrong with it."""
        letter, faults = letter_of(told)
        answer = answer_letter(letter, faults)
        if self.folder is not None:
            self.made += 1
            name = f"{self.made:04}.docx"
            try:
                (self.folder / name).write_bytes(build(letter))
            except OSError as error:
                raise CommandError(f"{self.folder / name}写入失败：{error.strerror}。") from error
            answer["docx"] = name
        number = told.get("id") if isinstance(told, dict) else None
        return {**({"id": number} if number is not None else {}), **answer}
