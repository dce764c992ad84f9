"""Time the checks of content against the cheapest look at the same text, in one run.

The unit is ``str.find`` for a word that is not there: the ratio survives a change of machine.
Reads paragraphs from a file (one a line) when one is named, a seeded text of its own otherwise.

    python -m benchmarks.checking [--texts FILE] [--rounds 7]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gongkai.foundation.content_checks.packs import checker

DRAFT_CHARACTERS = 2_000  # what an officer saves
MOST_MILLISECONDS = 60  # for one draft, half of them faster
DRAFTS = 60
ABSENT = "鑫鑫鑫"
AS_OF = date(2025, 12, 31)
_PHRASES = (
    "根据《中华人民共和国政府信息公开条例》有关规定",
    "全年共收到申请28件，其中网上15件、信函9件、当面4件",
    "县政府办公室2025年3月12日印发通知（朝政办发〔2025〕12号）",
    "各乡镇人民政府要加强组织领导，落实工作责任",
    "进一步提升政务公开标准化规范化水平",
    "做好重点领域信息公开，及时回应群众关切",
    "累计发布信息1700余条，同比增长12.5%",
    "联系电话0421-2612345，工作时间内均可咨询",
)


def seeded_drafts() -> list[str]:
    """Return drafts of the usual length, the same in every run."""
    chance = random.Random(2025)
    drafts = []
    for _ in range(DRAFTS):
        draft = ""
        while len(draft) < DRAFT_CHARACTERS:
            draft += chance.choice(_PHRASES) + chance.choice(["，", "。", "。\n"])
        drafts.append(draft[:DRAFT_CHARACTERS])
    return drafts


def drafts_of(file: Path) -> list[str]:
    """Return the text of a file cut to drafts of the usual length."""
    text = file.read_text(encoding="utf-8")
    cuts = range(0, len(text), DRAFT_CHARACTERS)
    return [text[start : start + DRAFT_CHARACTERS] for start in cuts][:DRAFTS]


def seconds(act: Callable[[str], object], draft: str) -> float:
    """Return the processor time of one act."""
    began = time.perf_counter()
    act(draft)
    return time.perf_counter() - began


def main() -> int:
    """Measure and print; return 1 when a draft takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    drafts = drafts_of(chosen.texts) if chosen.texts else seeded_drafts()
    rules = checker()

    def check(draft: str) -> object:
        return rules.check(draft, as_of=AS_OF)

    def find(draft: str) -> object:
        return [draft.find(ABSENT) for _ in range(1000)]

    check(drafts[0])  # patterns are compiled once
    checks = [seconds(check, draft) for _ in range(chosen.rounds) for draft in drafts]
    finds = [seconds(find, draft) / 1000 for _ in range(chosen.rounds) for draft in drafts]
    length = statistics.median(map(len, drafts))
    checked, found = statistics.median(checks), statistics.median(finds)
    p95 = sorted(checks)[round(len(checks) * 0.95) - 1]
    print(f"str.find  {length / found:>16,.0f} characters/s")
    speed, share = length / checked, checked / found
    print(f"checks    {speed:>16,.0f} characters/s, 1/{share:,.0f} of str.find")
    print(f"one draft of {length:.0f} characters: {checked * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms")
    return int(checked * 1000 > MOST_MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
