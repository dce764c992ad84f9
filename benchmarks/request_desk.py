"""The request desk at 150,000 requests: lists, 表三 and a new holiday notice.

    python -m benchmarks.request_desk --home DIR [--requests 150000] [--open 5000]

Builds a county with that many requests of ten years in DIR once, then prints how long the
register's lists, the cells of 表三 and counting all open deadlines anew take, each beside
what only reading the same rows takes in the same run; ends with 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import county
from benchmarks.figures import median, p95

LIST_P95 = 0.2  # seconds for a list
TABLE = 1.0  # seconds for the cells of 表三, first time asked
RECOUNT = 2.0  # seconds for all open deadlines
_ARTICLES = 200
_FIRST_YEAR, _YEARS = 2016, 10
_ROUNDS = 20
_BATCH = 2000
_LISTS = (
    ("办件台", "desk/"),
    ("办件台，等别人", "desk/?lane=others"),
    ("期限日历", "calendar/"),
    ("各机关情况", "organs/"),
    ("登记簿首页", ""),
    ("登记簿第100页", "?p=100"),
    ("按状态筛选", "?state=processing"),
    ("按年度筛选", "?received_on__year=2025"),
    ("按编号找", "?q=2025"),
    ("按内容找", "?q=公路"),
)


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long an act takes, and what it returns."""
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


def fill(requests: int, still_open: int) -> None:
    """Put the requests in, the open ones last; nothing when they are there already."""
    from gongkai.apps.foi.models import InformationRequest
    from gongkai.foundation.database import statistics
    from gongkai.foundation.organs.models import Organ

    if InformationRequest.objects.count() >= requests:
        return
    organs = list(Organ.objects.order_by("pk").values_list("pk", flat=True))
    rows = _requests(requests, still_open, organs)
    while batch := list(islice(rows, _BATCH)):
        InformationRequest.objects.bulk_create(batch)
    _fill_ledgers()
    statistics.refresh()


def _requests(count: int, still_open: int, organs: list[int]) -> Iterator[Any]:
    """Yield requests of ten years; the last ones came lately and wait."""
    from gongkai.apps.foi.models import InformationRequest
    from gongkai.domain.foi.intake import IntakeChannel
    from gongkai.domain.foi.lifecycle import State
    from gongkai.domain.foi.outcomes import ApplicantKind, Outcome

    chance, begin = Random(1), date(_FIRST_YEAR, 1, 4)
    days = 365 * _YEARS - 40
    kinds, outcomes = list(ApplicantKind), list(Outcome)
    for number in range(count):
        waits = number >= count - still_open
        day = begin + timedelta(days=days + number % 25 if waits else number * days // count)
        done = None if waits else day + timedelta(days=chance.randint(3, 40))
        yield InformationRequest(
            organ_id=organs[number % len(organs)],
            number=f"J{day.year}-{number:07}",
            applicant_kind=chance.choices(kinds, [80, 8, 3, 2, 5, 2])[0].value,
            applicant_name="张某某",
            wanted=f"第{number}号农村公路养护工程的招标文件和验收结论",
            intake_channel=IntakeChannel.IN_PERSON.value,
            submitted_at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
            received_on=day,
            state=(State.PROCESSING if waits else State.CLOSED).value,
            outcome="" if waits else chance.choice(outcomes).value,
            concluded_on=done,
            due_on=day + timedelta(days=28),
            due_on_at_conclusion=None if waits else day + timedelta(days=28),
        )


def _fill_ledgers() -> None:
    """Give every open request its receipt and one consultation, every other one its receipt."""
    from gongkai.apps.foi.models import InformationRequest, RequestEvent
    from gongkai.domain.foi.lifecycle import Event

    at = datetime(_FIRST_YEAR + _YEARS, 1, 1, tzinfo=UTC)
    without = InformationRequest.objects.filter(events__isnull=True).order_by("pk")

    def entries() -> Iterator[Any]:
        for pk, on, done in without.values_list("pk", "received_on", "concluded_on").iterator():
            kept: dict[str, Any] = {"request_id": pk, "recorded_at": at, "actor_name": "陈某"}
            yield RequestEvent(event=Event.REGISTER_OFFLINE.value, occurred_on=on, **kept)
            if done is None:
                named = {"consultation": "青禾县路桥有限公司"}
                sent, told = on + timedelta(days=3), on + timedelta(days=9)
                for event, day in ((Event.OPEN_CONSULT, sent), (Event.CONSULT_ANSWERED, told)):
                    yield RequestEvent(event=event.value, occurred_on=day, facts=named, **kept)

    rows = list(entries())
    RequestEvent.objects.bulk_create(rows, batch_size=_BATCH)


class Report:
    """Lines that are printed, and whether every promise was kept."""

    def __init__(self) -> None:
        self.kept = True

    def line(self, name: str, value: str, promise: bool | None = None) -> None:
        """Print one figure; with a promise, whether it was kept."""
        self.kept &= promise is not False
        print(f"  {name:<24}{value}{ {None: '', True: '  ✓', False: '  ✗'}[promise] }")


def lists(report: Report, username: str) -> None:
    """Print what the lists cost an officer, beside one page of the bare rows."""
    from django.test import Client

    from gongkai.apps.foi.models import InformationRequest
    from gongkai.foundation.accounts.models import User

    gc.collect()
    gc.freeze()  # as project.wsgi does when it starts to serve
    client = Client()
    client.force_login(User.objects.get(username=username))
    bare = [_timed(lambda: list(InformationRequest.objects.all()[:20]))[0] for _ in range(_ROUNDS)]
    report.line("只读20行", f"p50 {median(bare) * 1000:.1f} ms")
    for label, query in _LISTS:
        address = f"/admin/foi_requests/{query}"
        client.get(address)
        took = [_timed(lambda where=address: client.get(where))[0] for _ in range(_ROUNDS)]
        value = f"p50 {median(took) * 1000:.0f} p95 {p95(took) * 1000:.0f} ms"
        report.line(label, value, p95(took) <= LIST_P95)


def table(report: Report) -> None:
    """Print what 表三 of the county costs when nobody asked before, beside grouping in SQL."""
    from django.db import connection
    from django.db.models import Count, Q

    from gongkai.apps.foi.models import InformationRequest
    from gongkai.apps.foi.queries.report import report_records
    from gongkai.foundation.organs.models import Organ

    year = _FIRST_YEAR + _YEARS - 1
    codes = frozenset(Organ.objects.values_list("code", flat=True))
    connection.close()  # a new connection has nothing in its own cache
    cold, found = _timed(lambda: report_records(year, codes))
    counted = InformationRequest.objects.filter(
        Q(concluded_on__isnull=True) | Q(concluded_on__year__gte=year), received_on__year__lte=year
    )
    grouped = counted.order_by().values("outcome", "applicant_kind").annotate(count=Count("pk"))
    floor = min(_timed(lambda: list(grouped.all()))[0] for _ in range(3))
    cells = sum(len(rows) for key, rows in found.items() if key.startswith("t3."))
    value = f"{cold:.2f} 秒，{cells}件次；SQL只分组 {floor:.2f} 秒（{cold / floor:.1f} 倍）"
    report.line(f"{year}年表三（首次）", value, cold <= TABLE)


def recount(report: Report) -> None:
    """Print what a new holiday notice costs: all open deadlines move, each with its trace."""
    from gongkai.apps.foi import services
    from gongkai.apps.foi.models import InformationRequest

    rows = InformationRequest.objects.filter(concluded_on__isnull=True).exclude(state="draft")
    at = datetime(_FIRST_YEAR + _YEARS, 1, 5, tzinfo=UTC)
    services.recompute_due(actor=None, at=at)
    floor, _ = _timed(lambda: list(rows.prefetch_related("events")))
    still, moved = _timed(lambda: services.recompute_due(actor=None, at=at))
    count = rows.count()
    report.line(
        f"重算{count}件，没有变动",
        f"{still:.2f} 秒；只读 {floor:.2f} 秒（{still / floor:.1f} 倍），变动{moved}件",
        still <= RECOUNT,
    )
    rows.update(due_on=date(_FIRST_YEAR, 1, 4))
    every, moved = _timed(lambda: services.recompute_due(actor=None, at=at))
    report.line(
        f"重算{count}件，全部变动",
        f"{every:.2f} 秒；只读 {floor:.2f} 秒（{every / floor:.1f} 倍），变动{moved}件",
        every <= RECOUNT,
    )


def main() -> None:
    """Measure and print; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="依申请公开登记簿、表三和重算期限的用时。")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=150_000)
    parser.add_argument("--open", type=int, default=5000)
    chosen = parser.parse_args()
    built = county.build(chosen.home, _ARTICLES)
    took, _ = _timed(lambda: fill(chosen.requests, chosen.open))
    print(f"{chosen.requests} 件申请（入库 {took:.0f} 秒）")
    report = Report()
    lists(report, built.officers["foi_handler"])
    print("全县，政务公开办看")
    lists(report, built.officers["ogi_officer"])
    table(report)
    recount(report)
    sys.exit(0 if report.kept else 1)


if __name__ == "__main__":
    main()
