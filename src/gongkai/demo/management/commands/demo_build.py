"""The command that builds the demonstration county."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import CommandParser
from django.db import connection

from gongkai.apps.static_site import services as static_site
from gongkai.demo import accounts, build
from gongkai.demo.county import DEFAULT_COUNTY, County, UnitsFileInvalid, read_county
from gongkai.demo.world import empty_world
from gongkai.foundation import clock
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.foundation.organs.models import Organ

SEED = 2025


class Command(BaseCommand):
    """Build the demonstration county into an empty database."""

    help = "生成演示县一年的数据。人名和内容均为虚构。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept the county's name, a list of units, a seed, and a fresh start."""
        parser.add_argument("--county", default=DEFAULT_COUNTY, help=f"县名，默认{DEFAULT_COUNTY}")
        parser.add_argument(
            "--units", type=Path, help="乡镇场（街道）名单，每行“名称,类别”；默认用自带的28个"
        )
        parser.add_argument(
            "--seed", type=int, default=SEED, help="随机种子，相同的种子生成相同的数据"
        )
        parser.add_argument(
            "--fresh", action="store_true", help="先删除现有的演示数据库，再重新生成"
        )
        parser.add_argument(
            "--if-missing", action="store_true", help="已经完整生成过的，不再生成，只列出账号"
        )

        parser.add_argument(
            "--without-site", action="store_true", help="只生成数据，不生成静态网站"
        )

    def handle(self, **options: Any) -> None:
        """Build, then say where to look."""
        county = self._county(options["county"], options["units"])
        if options["if_missing"] and _mark("complete").exists():
            self.stdout.write(accounts.overview(county, options["seed"]))
            return
        if options["fresh"] or (options["if_missing"] and _mark("begun").exists()):
            self._start_afresh()
        self._set_up()
        if Organ.objects.exists():
            raise CommandError("数据库里已经有数据。要删除后重新生成，请加 --fresh。")
        _mark("begun").touch()  # what stands after a crash is a demonstration's, not a county's
        world = empty_world(county, options["seed"])
        steps = build.all_steps(world)
        with static_site.written_afterwards():
            for _ in self.progress(
                build.run(world, steps), label="生成演示数据", total=build.total(steps)
            ):
                pass
        self._set_up()  # again: rights to pages need the sites
        if not options["without_site"]:
            self._write_site()
        _mark("complete").touch()
        _mark("begun").unlink()
        self.stdout.write(accounts.overview(county, options["seed"]))

    def _write_site(self) -> None:
        """Write the public files of all sites."""

        def bar(done: Iterable[int], total: int) -> Iterable[int]:
            return self.progress(done, label="生成静态网站", total=total)

        run = static_site.export_all(at=clock.now(), jobs=os.cpu_count() or 1, progress=bar)
        if run.differences:
            subject, problem = run.differences[0]
            raise CommandError(
                f"静态网站有{len(run.differences)}项没有生成，如{subject}：{problem}"
            )

    @staticmethod
    def _set_up() -> None:
        """Bring the database up to date and grant every post its rights, without words."""
        call_command("setup", stdout=StringIO())

    @staticmethod
    def _county(name: str, units: Path | None) -> County:
        if units is not None and not units.is_file():
            raise CommandError(f"找不到名单文件：{units}")
        try:
            return read_county(name, units)
        except UnitsFileInvalid as invalid:
            raise CommandError(f"{invalid}。") from invalid

    @staticmethod
    def _start_afresh() -> None:
        """Remove the demonstration's database file; never anything but a demonstration's."""
        database = Path(str(connection.settings_dict["NAME"]))
        if not settings.GONGKAI_DEMO or connection.vendor != "sqlite":
            raise CommandError("--fresh 只用于演示环境，当前设置不是演示环境。")
        connection.close()
        for stage in ("begun", "complete"):
            _mark(stage).unlink(missing_ok=True)
        for suffix in ("", "-wal", "-shm"):
            database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)


def _mark(stage: str) -> Path:
    """Return the file that says the building has begun, or was carried to the end."""
    return Path(settings.HOME) / f"demonstration-{stage}"
