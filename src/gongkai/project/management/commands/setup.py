"""``gongkai setup``: bring the database up to date and grant every post its rights."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from gongkai.apps.search import services as search
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.foundation.database import statistics
from gongkai.project import rights


class Command(BaseCommand):
    """Migrate and grant."""

    help = "建立或升级数据库，按岗位授权。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do both; safe to repeat."""
        call_command("migrate", interactive=False, verbosity=0)
        rights.grant()
        if search.is_empty():  # also of a county that was here before the search was
            search.rebuild()
        statistics.refresh()
        self.stdout.write("数据库已是最新，岗位权限已设好。")
