import hashlib
import json

import pytest
from report_builders import county_tables, facts

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.narrative import narrate
from gongkai.domain.annual_report.snapshot import (
    Difference,
    Snapshot,
    SnapshotUnreadable,
    canonical_json,
    default_algorithm,
    differences,
    digest,
    freeze,
)

NEEDED = {"foi.late": 0, "fee.total_yuan": 0}


def report(**figures):
    named = {key.replace("__", "."): value for key, value in figures.items()}
    return narrate(facts(NEEDED | named, level=Level.COUNTY))


def test_the_same_report_makes_the_same_text():
    assert canonical_json(report(), county_tables()) == canonical_json(report(), county_tables())


def test_the_text_is_sorted_readable_json():
    text = canonical_json(report(), county_tables())
    content = json.loads(text)
    assert list(content) == sorted(content)
    assert content["title"] == "青禾县人民政府2025年政府信息公开工作年度报告"
    assert content["table3"]["三、（七）总计"]["总计"] == 8
    assert "全年未收到政府信息公开申请。" in text
    assert "\\u" not in text


def test_a_snapshot_notices_every_change():
    frozen = freeze(report(), county_tables(), "sha256")
    assert frozen.digest == hashlib.sha256(frozen.text.encode()).hexdigest()
    assert frozen.is_intact()
    assert not Snapshot(frozen.text + " ", frozen.algorithm, frozen.digest).is_intact()


def test_the_algorithm_is_named():
    frozen = freeze(report(), county_tables())
    assert frozen.algorithm == default_algorithm()
    assert frozen.algorithm in {"sm3", "sha256"}
    assert frozen.is_intact()


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="no SM3 in this OpenSSL")
def test_sm3_is_the_national_hash():
    # GB/T 32905—2016, example 1.
    assert digest("abc", "sm3") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_without_sm3_the_hash_is_sha_256(monkeypatch):
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    assert default_algorithm() == "sha256"


def test_differences_name_cells_and_paragraphs():
    old = canonical_json(report(), county_tables())
    new = canonical_json(report(site__published=1723), county_tables(t2__permit=3))
    assert differences(old, old) == []
    assert differences(old, new) == [
        Difference("sections/一、总体情况/1", None, "（一）主动公开"),
        Difference(
            "sections/一、总体情况/2",
            None,
            "全年通过政府网站发布各类政府信息1700余条。",
        ),
        Difference("table2/行政许可", 0, 3),
    ]


@pytest.mark.parametrize("text", ["", "{", "[1]", "3", "null"])
def test_what_is_no_snapshot_is_refused(text):
    with pytest.raises(SnapshotUnreadable):
        differences(text, text)
