"""Put load on a local address and say how many answers a second came back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require(*programs: str) -> None:
    """Stop with a sentence when a program is missing."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        sys.exit(f"需要{'、'.join(missing)}，请先从 Debian 安装（wrk、nginx-light）。")


def rate(url: str, *, seconds: int = 4, connections: int = 8) -> float:
    """Return answers per second under ``wrk`` with one thread.

    Raises:
        RuntimeError: an answer was not a success, so the rate would mean nothing.
    """
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = _RATE.search(said)
    if found is None or _BAD.search(said):
        raise RuntimeError(said)
    return float(found[1])


@contextlib.contextmanager
def gunicorn(
    application: str, *, environment: Mapping[str, str], workers: int = 1
) -> Iterator[str]:
    """Serve an application for the time of the block; gives its base address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}",
         "--workers", str(workers), "--log-level", "critical"],
        env={**os.environ, **environment},
        start_new_session=True,
    )  # fmt: skip
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@contextlib.contextmanager
def nginx(configuration: Path, *, base: str) -> Iterator[str]:
    """Serve a complete nginx configuration in the foreground for the time of the block."""
    process = subprocess.Popen(
        ["nginx", "-c", str(configuration), "-g", "daemon off;"],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _answering(base)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _answering(base: str, patience: float = 30) -> str:
    """Return the address once somebody answers there.

    Raises:
        TimeoutError: nobody did.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(base + "/", timeout=5)
        except urllib.error.HTTPError:
            return base
        except OSError:
            time.sleep(0.1)
        else:
            return base
    raise TimeoutError(base)
