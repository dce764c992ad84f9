"""``gongkai export``: write the whole public site, or compare it without writing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.static_site import services
from gongkai.foundation import clock
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Write or compare all public files."""

    help = "生成全站静态文件；加 --check 只比对、不写入。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to write and how many processes do it."""
        parser.add_argument("--all", action="store_true", help="生成全站，并清除多余的文件")
        parser.add_argument("--changed", action="store_true", help="跳过已是最新的页面")
        parser.add_argument("--check", action="store_true", help="只比对，不写入")
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="并行进程数，默认与处理器核数相同"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what came of it."""
        if not (options["all"] or options["changed"] or options["check"]):
            raise CommandError("请写明做什么：--all 生成全站，--changed 只补变化，--check 只比对。")

        def bar(done: Iterable[int], total: int) -> Iterable[int]:
            return self.progress(done, label="比对" if options["check"] else "生成", total=total)

        jobs = max(1, options["jobs"])
        if options["check"]:
            run = services.check_all(at=clock.now(), jobs=jobs, progress=bar)
            said = f"比对{run.targets}项，{len(run.differences)}处不一致。"
        else:
            run = services.export_all(
                at=clock.now(), jobs=jobs, changed_only=options["changed"], progress=bar
            )
            said = f"生成{run.targets}项，写出{run.written}个文件，清除{run.removed}个文件。"
        for subject, problem in run.differences:
            self.stdout.write(f"{subject}：{problem}")
        self.stdout.write(said)
        if run.differences:
            raise CommandError("有没有成功或不一致的项目，见上。")
