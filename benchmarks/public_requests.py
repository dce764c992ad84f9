"""Citizens send requests at fifty a second into a register of 150,000.

    python -m benchmarks.public_requests --home DIR [--requests 150000] [--seconds 20]

Serves the county in DIR (filled by ``benchmarks.request_desk``) with two workers, sends one
finished draft every fiftieth of a second whether or not the earlier ones were answered, and
prints how long each waited beside a page of the same server that reads nothing. Ends with 1
when a promise is broken or a request is lost or doubled.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import county, load, request_desk
from benchmarks.figures import median, p95

P95 = 0.5  # seconds from the moment a request should have been sent to its answer
A_SECOND = 50
_PEOPLE = 64
_ARTICLES = 200


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Take a redirect as the answer: the receipt is another request."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        """Follow nothing."""


_OPENER = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def drafts(count: int) -> list[str]:
    """Write finished drafts to several organs; return their secrets."""
    from gongkai.apps.foi import services
    from gongkai.foundation import clock
    from gongkai.foundation.organs.models import Organ

    organs = list(Organ.objects.order_by("pk").values_list("pk", flat=True))
    now = clock.now()
    secrets = [f"benchmark-{os.getpid()}-{number}" for number in range(count)]
    for number, secret in enumerate(secrets):
        content = {
            "applicant_kind": "person",
            "applicant_name": "张某某",
            "identity": f"E{number:08}",
            "phone": "000-00000000",
            "wanted": f"第{number}号农村公路养护工程的验收结论",
            "provision_form": "paper",
            "delivery": "collection",
        }
        organ = organs[number % len(organs)]
        services.save_draft(secret=secret, organ_id=organ, content=content, at=now)
    return secrets


def ask(url: str, *, sends: bool) -> int:
    """Return the status of one request."""
    try:
        return int(_OPENER.open(urllib.request.Request(url, b"" if sends else None)).status)
    except urllib.error.HTTPError as answer:
        return answer.code


def at_a_pace(urls: list[str], *, sends: bool) -> tuple[list[float], list[int]]:
    """Ask one address after the other at fifty a second; return waits and statuses."""
    began = time.perf_counter() + 1

    def one(place: int) -> tuple[float, int]:
        moment = began + place / A_SECOND
        time.sleep(max(0.0, moment - time.perf_counter()))
        status = ask(urls[place], sends=sends)
        return time.perf_counter() - moment, status

    with ThreadPoolExecutor(_PEOPLE) as people:
        answers = list(people.map(one, range(len(urls))))
    return [wait for wait, _ in answers], [status for _, status in answers]


def measure(report: request_desk.Report, base: str, secrets: list[str]) -> None:
    """Print what citizens waited, and whether every request arrived once."""
    from django.urls import reverse

    from gongkai.apps.foi.models import InformationRequest

    plain, _ = at_a_pace([f"{base}{reverse('mode_sheet')}"] * len(secrets), sends=False)
    before = InformationRequest.objects.count()
    urls = [base + reverse("foi_send", args=[secret]) for secret in secrets]
    waits, statuses = at_a_pace(urls, sends=True)
    arrived = InformationRequest.objects.count() - before
    report.line(
        f"每秒{A_SECOND}件，共{len(waits)}件",
        f"p50 {median(waits) * 1000:.0f} ms，p95 {p95(waits) * 1000:.0f} ms，"
        f"最长 {max(waits) * 1000:.0f} ms；不读数据的页面 p50 {median(plain) * 1000:.0f} ms、"
        f"p95 {p95(plain) * 1000:.0f} ms（{p95(waits) / p95(plain):.1f} 倍）",
        p95(waits) <= P95,
    )
    refused = sum(status != 302 for status in statuses)
    report.line(
        "收到",
        f"{arrived}件，被拒{refused}件",
        arrived == len(secrets) and not refused,
    )


def main() -> None:
    """Measure and print; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="网上申请每秒50件时的等待。")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=150_000)
    parser.add_argument("--open", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=20)
    chosen = parser.parse_args()
    county.build(chosen.home, _ARTICLES)
    request_desk.fill(chosen.requests, chosen.open)
    secrets = drafts(A_SECOND * chosen.seconds)
    environment = {"GONGKAI_HOME": str(chosen.home)}
    report = request_desk.Report()
    with load.gunicorn(
        "gongkai.project.wsgi:application", environment=environment, workers=2
    ) as base:
        ask(f"{base}/mode.css", sends=False)
        measure(report, base, secrets)
    sys.exit(0 if report.kept else 1)


if __name__ == "__main__":
    main()
