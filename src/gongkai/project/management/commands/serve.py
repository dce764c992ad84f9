"""``gongkai serve``: the websites and the officers' desk, background work beside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from gongkai.foundation.commands import Command as BaseCommand

_WORKERS = 3
_BESIDE = (("db_worker", "--interval", "2"), ("work",))  # tasks asked for, tasks of the clock


class Command(BaseCommand):
    """Start server and background work; stop all together."""

    help = "启动网站和工作平台（含后台任务），按 Ctrl+C 停止。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("--host", default="0.0.0.0", help="监听地址，默认全部")  # noqa: S104 -- a server
        parser.add_argument("--port", type=int, default=8000, help="端口，默认8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check the port, collect static files once, start all."""
        host, port = options["host"], options["port"]
        _require_free(host, port)
        if not settings.STATIC_ROOT.exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        beside = [
            subprocess.Popen(  # noqa: S603 -- our own interpreter
                [sys.executable, "-m", "gongkai.cli", *words],
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            for words in _BESIDE
        ]
        self.stdout.write(
            f"网站：http://localhost:{port}/　工作平台：http://localhost:{port}/admin/"
        )
        self.stdout.flush()
        server = subprocess.Popen(  # noqa: S603 -- our own interpreter
            [
                sys.executable, "-m", "gunicorn", "gongkai.project.wsgi:application",
                "--bind", f"{host}:{port}", "--workers", str(_WORKERS), "--threads", "2",
                "--log-level", "warning", "--preload",
            ],
            env=environment,
        )  # fmt: skip
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            code = server.wait()
        finally:
            for process in beside:
                process.terminate()
            for process in beside:
                process.wait()
        if code not in {0, -signal.SIGTERM}:
            raise CommandError("服务没有启动成功，请看上面的说明。")


def _require_free(host: str, port: int) -> None:
    """Say so when somebody else has the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"端口{port}已被占用。换一个端口，例如 make demo PORT={port + 1}。"
            ) from None
