"""Prove the review of every published text: how long, and how much more than mere reading.

    python -m benchmarks.audit_trails [--trails 20000] [--home DIR]

Builds the county with that many published texts in a temporary database, then prints the
seconds of the proof, of walking the audit chain, and of only reading the same rows; ends
with 1 when the proof takes longer than its limit or finds a gap.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import county

LIMIT = 60.0  # seconds for the proof of 20,000 trails


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long an act takes, and what it returns."""
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


def _record_each(row: Any) -> None:
    """Leave the audit entries of one trail, each with the person who acted."""
    from gongkai.foundation.audit import services as audit

    facts = {"text_hash": row.submission.text_hash}
    audit.record(
        action="review.submit",
        subject=row.submission,
        at=row.submission.submitted_at,
        actor=row.submission.submitted_by,
        **facts,
    )
    for step in row.steps:
        audit.record(
            action=f"review.{step.action}",
            subject=row.submission,
            at=step.at,
            actor=step.actor,
            post=step.actor_post,
            level=step.level,
            **facts,
        )


def _read() -> int:
    """Read the rows that the proof reads, and do nothing with them."""
    from gongkai.apps.review.models import Edition, Step
    from gongkai.apps.review.proofs import published
    from gongkai.foundation.audit.models import Entry

    steps = Step.objects.order_by("pk").values_list(
        "submission_id", "pk", "level", "action", "actor_id", "text_hash", "secrecy_conclusion"
    )
    entries = Entry.objects.filter(subject_type="review.Submission").order_by()
    editions = Edition.objects.order_by().values_list("submission_id", "text_hash")
    traces = entries.values_list("subject_id", "action", "actor_id", "facts")
    return sum(1 for rows in (steps, traces, editions, published()) for _ in rows.iterator(5000))


def measure(home: Path, trails: int) -> bool:
    """Build, prove and print; tell whether the limit is kept."""
    county._set_up_django(home)  # noqa: SLF001 -- of this package
    from benchmarks import filling

    filling._Filling._record = staticmethod(_record_each)  # type: ignore[method-assign]  # noqa: SLF001 -- as above
    county.build(home, trails)
    from gongkai.apps.review.proofs import prove_trails
    from gongkai.foundation.audit.services import breaks

    reading, rows = _timed(_read)
    proving, proven = _timed(prove_trails)
    walking, broken = _timed(lambda: sum(1 for _ in breaks()))
    print(f"{proven.count} 条审校记录，{rows} 行")
    print(f"只读这些行      {reading:8.2f} 秒")
    print(f"逐条证明        {proving:8.2f} 秒（{proving / reading:.1f} 倍，上限 {LIMIT:.0f} 秒）")
    print(f"核验审计链      {walking:8.2f} 秒")
    for gap in proven.gaps[:5]:
        print(gap)
    return bool(proving <= LIMIT and not proven.gaps and not broken and proven.count >= trails)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--trails", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = measure(chosen.home or Path(folder) / "county", chosen.trails)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
