"""``gongkai static verify``: prove that the public reads exactly what was approved."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from gongkai.apps.static_site import services
from gongkai.foundation import clock
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Compare approved texts, live pages, manifest and files."""

    help = "核验公开的静态文件与审定内容是否一致，逐条列出差异。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compare, print what differs; fails when anything does."""
        run, differences = services.verify(at=clock.now())
        if differences:
            width = max(len(difference.subject) for difference in differences)
            for difference in differences:
                self.stdout.write(f"{difference.subject:<{width}}  {difference.said}")
            raise CommandError(f"核对{run.targets}个页面，发现{len(differences)}处不一致，见上。")
        self.stdout.write(f"核对{run.targets}个页面，公开内容与审定内容一致。")
