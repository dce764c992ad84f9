"""Find what does not fit the reports beside one: last year's, and those it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.domain.annual_report.checking.codes import finding
from gongkai.domain.annual_report.checking.findings import Finding
from gongkai.domain.annual_report.checking.in_tables import of_issue, place_of
from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.tables import KEYS, Tables, title_of
from gongkai.domain.annual_report.wording import plain

_YEAR_TO_YEAR = frozenset({"H6", "S1"})
# What is in force is counted by whoever made it, and a fee total rounds: neither adds up.
_NOT_ADDED = (".valid", "fee_wan")


def previous_findings(tables: Tables, previous: Tables) -> Iterator[Finding]:
    """Yield what contradicts last year's report: the carry-over, the stock of documents."""
    for issue in issues(tables, previous):
        if issue.code in _YEAR_TO_YEAR:
            yield of_issue(issue)


def sum_findings(tables: Tables, children: Sequence[Tables]) -> Iterator[Finding]:
    """Yield the cells of a roll-up that are not the sum of the reports it adds up.

    A child that leaves a cell blank makes the sum of that cell unknown from below: then only
    a sum beyond the roll-up's own number is told.
    """
    for key in KEYS:
        if key.endswith(_NOT_ADDED):
            continue
        own = tables.values.get(key)
        told = [child.values.get(key) for child in children]
        known = [value for value in told if value is not None]
        if own is None or not known:
            continue
        total = sum(known)
        facts = {
            "cell": title_of(key),
            "value": plain(own),
            "sum": plain(total),
            "gap": plain(abs(own - total)),
        }
        if own < total:
            yield finding("S3.over", place_of(key), own, total, **facts)
        elif own > total and len(known) == len(told):
            yield finding("S3.short", place_of(key), own, total, **facts)
