"""Import an existing library of documents from a spreadsheet and a folder of files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.apps.documents.importing import columns, services
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.documents.importing.reading import Report
from gongkai.apps.websites import queries as websites
from gongkai.domain.errors import Refusal
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User


class Command(BaseCommand):
    """``gongkai documents import``."""

    help = "从表格和文件夹导入已有的文件库"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="xlsx表格；加 --template 时写出空表")
        parser.add_argument("--files", type=Path, help="正文、原件、附件所在的文件夹或者zip文件")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--template", action="store_true", help="写出空表")
        parser.add_argument("--as", dest="username", help="以哪个账号登记（信息员）")
        parser.add_argument("--section", type=int, help="栏目编号；不写为门户的文件库")
        parser.add_argument("--submit", action="store_true", help="登记后一并送审")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the template, check, or import."""
        path: Path = options["file"]
        if options["template"]:
            path.write_bytes(columns.template())
            self.stdout.write(f"空表已写到{path}。")
            return
        try:
            report = self._run(path, options)
        except (Refusal, OSError) as error:
            raise CommandError(_sentence(error)) from error
        self._tell(report, dry=options["dry_run"])

    def _run(self, path: Path, options: dict[str, Any]) -> Report:
        folder = Folder.of_path(options["files"]) if options["files"] else Folder.none()
        with path.open("rb") as stream:
            if options["dry_run"]:
                return services.check(stream=stream, folder=folder, at=clock.now())
            actor = User.objects.filter(username=options["username"] or "").first()
            if actor is None:
                raise CommandError("请用 --as 写明登记人的账号。")
            return services.write(
                stream=stream,
                folder=folder,
                section=_section(options["section"]),
                actor=actor,
                at=clock.now(),
                submit=options["submit"],
                progress=self._progress,
            )

    def _progress(self, done: int, total: int) -> None:
        step = 100
        if done % step == 0 or done == total:
            self.stderr.write(f"{done}/{total}")

    def _tell(self, report: Report, *, dry: bool) -> None:
        for fault in report.faults:
            self.stdout.write(f"{fault.place}：{fault.sentence}")
        rows = len({fault.row for fault in report.faults})
        number, verb = (len(report.good), "可以导入") if dry else (report.written, "导入")
        self.stdout.write(
            f"{verb}{number}件，已在库中{len(report.known)}件，{rows}行有错，共{len(report.faults)}处。"
        )


def _section(pk: int | None) -> Any:
    """Return the section that takes the documents.

    Raises:
        CommandError: there is none.
    """
    sections = websites.sections_of_kind(SectionKind.DOCUMENTS)
    for section in sections:
        if pk in (None, section.pk):
            return section
    raise CommandError("没有文件库栏目。请先开设，或者用 --section 写明栏目编号。")


def _sentence(error: Exception) -> str:
    return refusals.sentence(error) if isinstance(error, Refusal) else f"文件打不开：{error}"
