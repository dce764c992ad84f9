"""``gongkai search rebuild``: make the search index anew."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import services
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Read all public pages anew."""

    help = "重建搜索索引。升级改变了切词规则，或者从备份恢复之后运行。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild and say how much is found now."""
        self.stdout.write(f"已收入{services.rebuild()}条。")
