"""The command that lists the demonstration's accounts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from gongkai.demo import accounts
from gongkai.demo.county import DEFAULT_COUNTY, read_county
from gongkai.demo.management.commands.demo_build import SEED
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """List addresses and accounts of the demonstration again."""

    help = "列出演示账号。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept what the demonstration was built with."""
        parser.add_argument("--county", default=DEFAULT_COUNTY, help=f"县名，默认{DEFAULT_COUNTY}")
        parser.add_argument("--units", type=Path, help="生成时用的名单文件")
        parser.add_argument("--seed", type=int, default=SEED, help="生成时用的随机种子")

    def handle(self, **options: Any) -> None:
        """Print them."""
        county = read_county(options["county"], options["units"])
        self.stdout.write(accounts.overview(county, options["seed"]))
