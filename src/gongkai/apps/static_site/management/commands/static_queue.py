"""``gongkai static queue``: show what is still to be written; ``--drain`` writes it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from gongkai.apps.static_site import queries, services
from gongkai.apps.static_site.models import QueueState
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Show the queue."""

    help = "列出等待、正在生成和失败的静态文件；加 --drain 立即生成。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to write what waits."""
        parser.add_argument("--drain", action="store_true", help="立即生成等待的项目")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print one line per request that is not done."""
        if options["drain"]:
            drained = services.drain()
            self.stdout.write(
                f"生成{len(drained.done)}项，写出{len(drained.written)}个文件，"
                f"清除{len(drained.removed)}个文件，失败{len(drained.failed)}项。"
            )
        states = (QueueState.FAILED, QueueState.RUNNING, QueueState.WAITING)
        for item in queries.queue(*states):
            asked = timezone.localtime(item.created_at)
            self.stdout.write(
                f"{item.get_state_display()}  {item.target}  {item.reason}"
                f"  {asked:%Y-%m-%d %H:%M}  {item.error}".rstrip()
            )
        counts = queries.queue_counts()
        self.stdout.write(
            f"等待{counts['waiting']}项，正在生成{counts['running']}项，失败{counts['failed']}项。"
        )
