"""The search beside FTS5 trigrams and a substring scan, in one run.

    python -m benchmarks.search [--sizes 1000 5000 20000]

Times the whole public query (hits, filters, counts, highlights of one page) in processor
time and holds its recall against the plain substring truth; ends with 1 when a promise is
broken. Runs on the test settings' SQLite in memory.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

P95 = 20.0  # milliseconds at the largest size
MOST = 50.0
CHARACTERS = 2000
TODAY = date(2026, 1, 1)
EVERYDAY = [
    "医保", "低保", "农村公路", "延迟退休", "高龄津贴",
    "招聘公告", "危房改造", "森林防火", "义务教育", "招生入学",
    "不动产登记", "营业执照", "养老保险", "耕地补贴", "征地补偿",
    "预算公开", "行政处罚", "安全生产", "饮水安全", "青禾县",
]  # fmt: skip
_MATTERS = (*EVERYDAY, "最低生活保障", "公共租赁住房", "残疾人补贴", "垃圾分类", "防汛抗旱")
_PLACES = [
    "新华街道",
    "柳河镇",
    "东岭镇",
    "南川镇",
    "西坡乡",
    "北塬乡",
    "石桥村",
    "水磨村",
    "双河村",
    "白杨村",
]
_ACTS = [
    "安排部署",
    "检查督导",
    "组织实施",
    "公开公示",
    "审核确认",
    "统筹推进",
    "调查核实",
    "落实整改",
    "宣传讲解",
]
_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"  # noqa: E501


def texts(size: int, rng: random.Random) -> list[tuple[str, str]]:
    """Return titles and texts; every title names the county."""
    stock = [
        "".join(
            rng.choice(_PLACES) + rng.choice(_ACTS)
            if rng.random() < 0.25
            else "".join(rng.choices(_CHARACTERS, k=rng.randint(6, 18)))
            for _ in range(8)
        )
        for _ in range(4000)
    ]
    found = []
    for number in range(size):
        matter = rng.choice(_MATTERS)
        title = f"青禾县{rng.choice(_PLACES)}{matter}{rng.choice(_ACTS)}情况（第{number}期）"
        paragraphs, length = [f"现将{matter}有关情况公布。"], 0
        while length < CHARACTERS:
            paragraphs.append(rng.choice(stock) + "。")
            length += len(paragraphs[-1])
        found.append((title, "\n".join(paragraphs)))
    return found


def fill(rows: Sequence[tuple[str, str]]) -> None:
    """Put texts into our index and into a trigram table."""
    from django.db import connection

    from gongkai.apps.search.engines.choice import engine
    from gongkai.apps.search.models import Combination, IndexedText
    from gongkai.domain.search.facets import pack

    combinations = [
        Combination.objects.create(kind=kind, organ_id=organ, site_id=organ)
        for kind in ("article", "interpretation", "interview")
        for organ in range(1, 55)
    ]
    entries = []
    for number, (title, text) in enumerate(rows, start=1):
        day = date(2020, 1, 1) + timedelta(days=number % 2100)
        row = pack(day, combinations[number % len(combinations)].pk, number)
        entries.append(
            IndexedText(pk=number, key=f"page:{number}", row_number=row, kind="article",
                        title=title, text=text, url=f"/news/{number}/", published_on=day)
        )  # fmt: skip
        engine().put(row, (title, "", "", text))
    IndexedText.objects.bulk_create(entries, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE tri USING fts5(t, content='', tokenize='trigram')")
        cursor.executemany("INSERT INTO tri(rowid, t) VALUES (%s, %s)",
                           [(e.row_number, e.title + "\n" + e.text) for e in entries])  # fmt: skip


def ours(words: str) -> set[int]:
    """Answer the whole public query; return the rows found."""
    from gongkai.apps.search import queries

    results = queries.search(words, queries.Filters(), TODAY)
    queries.shown(results.numbers[: queries.ROWS], results.query, TODAY)
    return set(results.numbers)


def trigram(words: str) -> set[int]:
    """Return what a trigram table finds: nothing for two characters."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM tri WHERE tri MATCH %s", [f'"{words}"'])
        return {row[0] for row in cursor.fetchall()}


def scan(words: str) -> set[int]:
    """Return what a substring scan finds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_number FROM search_indexedtext WHERE instr(title, %s) OR instr(text, %s)",
            [words, words],
        )
        return {row[0] for row in cursor.fetchall()}


def timed(find: Callable[[str], set[int]], words: str, rounds: int) -> tuple[float, set[int]]:
    """Return the median milliseconds of processor time and what was found."""
    took, found = [], set()
    for _ in range(rounds):
        began = time.process_time()
        found = find(words)
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took), found


def truth(words: str, rows: dict[int, tuple[str, ...]]) -> set[int]:
    """Return the rows whose folded paragraphs hold the folded words."""
    from gongkai.domain.search.folding import fold

    sought = fold(words)
    return {number for number, parts in rows.items() if any(sought in part for part in parts)}


def measure(size: int) -> bool:
    """Fill, ask, print; tell whether the promises were kept."""
    from gongkai.apps.search.models import IndexedText, Synonym
    from gongkai.domain.search.folding import fold, fold_paragraphs

    rng = random.Random(size)
    Synonym.objects.all().delete()  # they find more than the substring truth
    made = texts(size, rng)
    began = time.process_time()
    fill(made)
    print(f"{size} 篇：收入 {(time.process_time() - began) / size * 1000:.1f} ms/篇")
    keys = IndexedText.objects.order_by("pk").values_list("row_number", flat=True)
    folded = {n: fold_paragraphs(f"{t}\n{x}") for n, (t, x) in zip(keys, made, strict=True)}
    fragments = []
    while len(fragments) < 200:
        part = rng.choice(rng.choice(made)[1].split("\n"))
        start = rng.randrange(max(1, len(part) - 8))
        fragment = fold(part[start : start + rng.randint(2, 8)])
        if len(fragment) >= 2:
            fragments.append(fragment)
    asked = [*EVERYDAY, *fragments]
    answers: dict[str, Any] = {w: truth(w, folded) for w in asked}
    kept = True
    medians = {}
    for name, find, rounds in (
        ("本项目", ours, 3),
        ("三字索引", trigram, 1),
        ("逐条查找", scan, 1),
    ):
        took, hits, right, wrong = [], 0, 0, 0
        for words in asked if rounds > 1 else asked[:60]:
            cost, found = timed(find, words, rounds)
            took.append(cost)
            hits += len(answers[words])
            right += len(found & answers[words])
            wrong += len(found - answers[words])
        took.sort()
        p95, top = took[round(len(took) * 0.95) - 1], took[-1]
        medians[name] = statistics.median(took)
        print(f"  {name}：查全 {right / hits:.4f}，多余 {wrong}，p50 {medians[name]:.1f} "
              f"p95 {p95:.1f} 最慢 {top:.1f} ms")  # fmt: skip
        if rounds > 1:
            kept = right == hits and not wrong and p95 <= P95 and top <= MOST
    print(f"  本项目用时为逐条查找的 {medians['本项目'] / medians['逐条查找']:.3f} 倍")
    return kept


def main() -> int:
    """Measure every size on an empty database; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="搜索：查全率和用时。")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    sizes = parser.parse_args().sizes
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings.test"
    import django

    django.setup()
    from django.db import connection, transaction

    connection.creation.create_test_db(verbosity=0)
    kept = True
    for size in sizes:
        with transaction.atomic():
            kept &= measure(size)
            transaction.set_rollback(True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
