"""The search beside Wagtail's own, FTS5 trigrams and a scan, at 1,000, 5,000, 20,000 texts.

    python -m benchmarks.search [--sizes 1000 5000 20000] [--home DIR] [--admin DIR]

Times the whole public query (hits, counts, marks of one page) in processor time over 20
everyday queries and 200 random fragments, and holds its recall against the plain truth;
with ``--admin`` also the admin's search in a county that ``benchmarks.county`` built. What
is built stays under ``--home`` for the next run. Ends with 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.publishing import Report

P95 = 20.0  # milliseconds, at every size
MOST = 50.0  # of any query
ADMIN = 300.0  # milliseconds for a word that stands in every title
ROUNDS = 3
_PEERS = {"stock": "裸 Wagtail 自带搜索", "trigram": "三字索引", "scan": "逐条查找"}


def _json(module: str, *words: object, **environment: str) -> dict[str, Any]:
    """Run a measuring process and return its line of JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    if done.returncode:
        sys.exit(f"{module} {words} 没有完成。")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(home: Path, size: int) -> dict[str, Any]:
    """Build what is missing of a size and ask it."""
    ours, bare = home / f"sought-{size}", home / f"bare-sought-{size}"
    bare.mkdir(parents=True, exist_ok=True)
    print(f"{size} 篇：建索引、提问……", file=sys.stderr)
    found = _json("benchmarks.seeking", size, ROUNDS, GONGKAI_HOME=str(ours))
    found["stock"] = _json("benchmarks.bare.seeking", size, BARE_HOME=str(bare))
    return found


def show(report: Report, size: int, found: dict[str, Any]) -> None:
    """Print one size: our figures beside the promises, then the peers'."""
    mine = found["ours"]
    put = f"（收入 {found['put']:.1f} ms/篇）" if "put" in found else ""
    print(f"{size} 篇{put}")
    report.line("查全率", f"{mine['recall']:.4f}", mine["recall"] == 1)
    report.line("多余", f"{mine['wrong']}", mine["wrong"] == 0)
    report.line("p50", f"{mine['p50']:.1f} ms")
    report.line("p95", f"{mine['p95']:.1f} ms", mine["p95"] <= P95)
    cost, words, hits = mine["slowest"][0]
    report.line("最慢", f"{cost:.1f} ms（{words}，{hits}条）", cost <= MOST)
    for name, label in _PEERS.items():
        peer = found[name]
        report.line(
            label,
            f"查全率 {peer['recall']:.4f}，p50 {peer['p50']:.1f} p95 {peer['p95']:.1f} "
            f"最慢 {peer['most']:.1f} ms；本项目 p50 为其 {mine['p50'] / peer['p50']:.2f} 倍",
        )


def admin(report: Report, home: Path) -> None:
    """Print what the admin's searches cost in a built county."""
    found = _json("benchmarks.admin_search", GONGKAI_HOME=str(home))
    print(f"后台搜索（{found['articles']} 篇）")
    for row in found["rows"]:
        report.line(
            row["label"],
            f"p50 {row['p50']:.0f} p95 {row['p95']:.0f} ms，{row['hits']}条",
            row["p50"] <= ADMIN,
        )


def main() -> None:
    """Measure and print; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="搜索：查全率和用时，与其他办法同场比较。")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--admin", type=Path)
    chosen = parser.parse_args()
    home = chosen.home or Path(tempfile.gettempdir()) / "gongkai-benchmark-search"
    report = Report()
    for size in sorted(chosen.sizes):
        show(report, size, measure(home, size))
    if chosen.admin:
        admin(report, chosen.admin)
    sys.exit(0 if report.kept else 1)


if __name__ == "__main__":
    main()
