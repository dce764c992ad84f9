"""``gongkai work``: do by the clock what the schedule asks for, until stopped."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, close_old_connections, connections

from gongkai.foundation import clock
from gongkai.foundation.commands import Command as BaseCommand
from gongkai.project import duties, schedule

_PAUSE_SECONDS = 5
_LOG = logging.getLogger(__name__)


class Command(BaseCommand):
    """Walk the schedule."""

    help = "按时发布、写静态文件、催办、核验。持续运行，按 Ctrl+C 停止；加 --once 只做一项。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one job to do at once."""
        parser.add_argument(
            "--once", choices=list(duties.BY_NAME), metavar="任务", help="立即做一项，做完退出"
        )
        parser.add_argument("--list", action="store_true", help="列出全部任务")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do one job, list them, or go on until told to stop."""
        if options["list"]:
            for job in duties.JOBS:
                self.stdout.write(f"{job.name:<9} {job.rhythm}　{job.label}：{job.about}")
        elif options["once"]:
            self._once(duties.BY_NAME[options["once"]])
        else:
            _walk(threading.Event())

    def _once(self, job: schedule.Job) -> None:
        """Do one job now and say what came of it."""
        outcome = schedule.run(job, at=clock.now(), force=True)
        if outcome is None:
            raise CommandError(f"“{job.label}”正由另一个进程办理。")
        if not outcome.ok:
            raise CommandError(outcome.message)
        self.stdout.write(outcome.message or "没有要办的。")


def _walk(stop: threading.Event) -> None:
    """Let every lane go its way until the process is told to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lanes = [threading.Thread(target=_lane, args=(lane, stop), name=lane) for lane in duties.LANES]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()


def _lane(lane: str, stop: threading.Event) -> None:
    """Do what is due in one lane, again and again."""
    while not stop.is_set():
        close_old_connections()
        try:
            duties.run_lane(lane)
        except DatabaseError:
            _LOG.exception("schedule.no_database", extra={"lane": lane})
        stop.wait(_PAUSE_SECONDS)
    connections.close_all()
