"""Time every list of the admin for every post in a county of any size.

Fails when a list takes more than 300 ms of processor time or asks more than 40 questions.
Processor time is what a list costs on this machine whoever else uses it.

    python -m benchmarks.admin_lists --home DIR --articles 20000
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.county import Built, build

MOST_MILLISECONDS = 300
MOST_QUERIES = 40
ROLES = ("superuser", "editor", "first_reviewer", "final_reviewer", "ogi_officer", "foi_handler")
_OK = 200


@dataclass(frozen=True, slots=True)
class Timed:
    """What one list cost one officer."""

    role: str
    address: str
    p50: float
    p95: float
    queries: int

    @property
    def is_over(self) -> bool:
        """Tell whether it broke a limit."""
        return self.p50 > MOST_MILLISECONDS or self.queries > MOST_QUERIES


def addresses(built: Built) -> list[str]:
    """Return the lists: home, explorer, searches, desk, registers, reports, choosers."""
    big, article = built.big_section_id, built.first_article_id
    explorer = [f"pages/{pk}/" for pk in (built.portal_id, big, built.section_id)]
    registers = [
        "policy_documents",
        "interpretations",
        "foi_requests",
        "foi_fees",
        "foi_remedies",
        "newmediaaccount",
        "accountwork",
        "livestream",
        "messageanswers",
        "openday",
        "disclosurecatalogue",
        "disclosureitem",
        "assessment",
        "rectification",
        "organs",
        "posts",
        "users",
        "groups",
        "audit",
        "annual-reports",
        "static-site",
    ]
    lanes = ("mine", "under_way", "emergency", "returned", "published", "taken_down")
    return [
        "/admin/",
        *(f"/admin/{path}" for path in explorer),
        f"/admin/pages/{big}/?p=50",
        f"/admin/pages/{big}/?ordering=title",
        f"/admin/pages/{big}/?q=通知",
        "/admin/pages/search/?q=青禾县",
        "/admin/pages/search/?q=医保",
        "/admin/pages/usage/websites/articlepage/",
        f"/admin/pages/{article}/history/",
        f"/admin/pages/{article}/usage/",
        f"/admin/choose-page/{big}/",
        "/admin/choose-page/search/?q=通知",
        *(f"/admin/review/?lane={lane}" for lane in lanes),
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/reports/page-types-usage/",
        "/admin/documents/",
        "/admin/images/",
        *(f"/admin/{name}/" for name in registers),
    ]


def measure(built: Built, role: str, rounds: int) -> list[Timed]:
    """Return what each list costs the county office's officer of a role; refused ones left out."""
    from django.test import Client

    from gongkai.foundation.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=built.officers[role]))
    found = []
    for address in addresses(built):
        if client.get(address).status_code != _OK:
            continue
        queries = _queries(client, address)
        took = sorted(_milliseconds(client, address) for _ in range(rounds))
        p95 = took[min(len(took) - 1, round(len(took) * 0.95))]
        found.append(Timed(role, address, statistics.median(took), p95, queries))
    return found


def _queries(client: Any, address: str) -> int:
    """Return how many questions the database is asked."""
    from django.db import connection

    asked = 0

    def count(execute: Any, *said: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*said)

    with connection.execute_wrapper(count):
        client.get(address)
    return asked


def _milliseconds(client: Any, address: str) -> float:
    """Return the processor time of one answer."""
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1000


def main() -> int:
    """Build, measure, print the table; return 1 when a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--roles", nargs="+", default=ROLES, choices=ROLES)
    chosen = parser.parse_args()
    built = build(chosen.home, chosen.articles)
    rows = [row for role in chosen.roles for row in measure(built, role, chosen.rounds)]
    for row in rows:
        mark = "  over" if row.is_over else ""
        sys.stdout.write(
            f"{row.role:<15}{row.address:<46}{row.p50:>6.0f} ms{row.p95:>6.0f} ms"
            f"{row.queries:>4} q{mark}\n"
        )
    over = sum(row.is_over for row in rows)
    sys.stdout.write(f"{len(rows)} lists at {built.articles} articles, {over} over the limits\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
