import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builders import county_tables, county_values
from report_samples import county

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.report import Report, Run, Section
from gongkai.domain.annual_report.snapshot import (
    Difference,
    Snapshot,
    SnapshotUnreadable,
    canonical_json,
    differences,
    digest,
    freeze,
)

FIVE = "五、存在的主要问题及改进情况"


def text(*problems, tables=None, **changes):
    """Return the canonical text of a report that holds a section of these paragraphs."""
    report = Report(
        title="青禾县人民政府2025年政府信息公开工作年度报告",
        organ_name="青禾县人民政府",
        year=2025,
        level=Level.COUNTY,
        preamble=([Run("前言。")],),
        sections=(Section(FIVE, tuple([Run(problem)] for problem in problems)),),
    )
    return canonical_json(replace(report, **changes), tables or county_tables())


def paths(old, new):
    return [(one.path, one.old, one.new) for one in differences(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ((), ("甲",), [("/1", None, "甲")]),
        (("甲",), (), [("/1", "甲", None)]),
        (("甲",), ("乙",), [("/1", "甲", "乙")]),
        (("甲", "乙"), ("甲", "丙", "乙"), [("/2", None, "丙")]),
        (("甲", "丙", "乙"), ("甲", "乙"), [("/2", "丙", None)]),
        (("甲",), ("丙", "甲"), [("/1", None, "丙")]),
        (("甲", "乙"), ("丙", "丁"), [("/1", "甲", "丙"), ("/2", "乙", "丁")]),
        (("甲", "乙"), ("丙",), [("/1", "甲", "丙"), ("/2", "乙", None)]),
        (("甲",), ("甲", "甲"), [("/2", None, "甲")]),
    ],
)
def test_a_paragraph_is_changed_added_or_dropped_at_its_place(old, new, found):
    assert paths(text(*old), text(*new)) == [
        (f"sections/{FIVE}{place}", before, after) for place, before, after in found
    ]


@pytest.mark.parametrize(
    ("cell", "path", "old", "new"),
    [
        ("t2__norm__valid", "table2/行政规范性文件/现行有效件数", 12, 13),
        ("t2__fee_wan", "table2/行政事业性收费（万元）", 0, 12.5),
        ("t3__new__total", "table3/一、本年新收政府信息公开申请数量/总计", 9, 10),
        ("t3__u1__person", "table3/三、（四）无法提供-1.本机关不掌握相关政府信息/自然人", 1, 2),
        ("t3__done__business", "table3/三、（七）总计/商业企业", 2, 0),
        ("t4__after__pending", "table4/复议后起诉/尚未审结", 0, 4),
        ("t4__reconsideration__total", "table4/行政复议/总计", 1, None),
    ],
)
def test_a_cell_is_named_by_its_official_labels(cell, path, old, new):
    changed = county_tables(**{cell: new})
    assert differences(text("甲"), text("甲", tables=changed)) == [Difference(path, old, new)]


@pytest.mark.parametrize(
    ("change", "path", "old", "new"),
    [
        ({"title": "新标题"}, "title", "青禾县人民政府2025年政府信息公开工作年度报告", "新标题"),
        ({"organ_name": "青禾县公安局"}, "organ", "青禾县人民政府", "青禾县公安局"),
        ({"year": 2024}, "year", 2025, 2024),
        ({"level": Level.OFFICE}, "level", "县级", "县政府机关"),
        ({"preamble": ([Run("新前言。")],)}, "preamble/1", "前言。", "新前言。"),
    ],
)
def test_the_head_of_a_report_is_compared(change, path, old, new):
    assert differences(text("甲"), text("甲", **change)) == [Difference(path, old, new)]


def test_a_section_that_came_or_went_is_one_difference():
    without = text(sections=())
    assert differences(without, text("甲")) == [Difference(f"sections/{FIVE}", None, ["甲"])]
    assert differences(text("甲"), without) == [Difference(f"sections/{FIVE}", ["甲"], None)]


def test_the_runs_of_a_paragraph_are_one_text():
    cut = (Section(FIVE, ([Run("收到"), Run("9", "t3.new.total"), Run("件。")],)),)
    assert differences(text("收到9件。"), text(sections=cut)) == []


def test_what_is_found_about_a_report_is_not_frozen_with_it():
    report = county({"catalogue.units_done": 29})
    assert report.issues
    frozen = freeze(report, county_tables())
    assert frozen.text == canonical_json(replace(report, issues=()), county_tables())


def test_the_year_and_level_of_the_report_count():
    content = json.loads(text("甲", tables=county_tables(year=1999, level=Level.TOWNSHIP)))
    assert (content["year"], content["level"]) == (2025, "县级")


def test_a_blank_cell_is_frozen_blank():
    content = json.loads(text("甲", tables=county_tables(t2__permit=None, t2__penalty=0)))
    assert content["table2"]["行政许可"] is None
    assert content["table2"]["行政处罚"] == 0


def test_the_text_has_no_room_for_formatting():
    canonical = text("甲")
    assert "\n" not in canonical
    assert ', "' not in canonical
    assert '": ' not in canonical


def test_a_known_hash():
    # FIPS 180-2, appendix B.1.
    assert digest("abc", "sha256") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_characters_are_hashed_as_utf_8():
    assert digest("公", "sha256") != digest("\\u516c", "sha256")
    assert digest("公", "sha256") == digest(b"\xe5\x85\xac".decode(), "sha256")


@pytest.mark.parametrize(
    "changed",
    [
        lambda frozen: Snapshot(frozen.text.replace("甲", "乙"), frozen.algorithm, frozen.digest),
        lambda frozen: Snapshot(frozen.text, "sha512", frozen.digest),
        lambda frozen: Snapshot(frozen.text, frozen.algorithm, "0" * 64),
        lambda frozen: Snapshot("", frozen.algorithm, frozen.digest),
    ],
)
def test_text_algorithm_and_hash_belong_together(changed):
    canonical = text("甲")
    frozen = Snapshot(canonical, "sha256", digest(canonical, "sha256"))
    assert frozen.is_intact()
    assert not changed(frozen).is_intact()


@pytest.mark.parametrize("broken", ["not json", '"text"', "true", "[]", "{'a': 1}"])
def test_one_unreadable_text_is_enough_to_refuse(broken):
    good = text("甲")
    for old, new in ((good, broken), (broken, good)):
        with pytest.raises(SnapshotUnreadable) as refusal:
            differences(old, new)
        assert refusal.value.code == "report_snapshot_unreadable"


words = st.lists(st.sampled_from("甲乙丙丁"), max_size=6)


@settings(max_examples=50, deadline=None)
@given(words, words)
def test_differences_are_empty_only_for_equal_paragraphs(old, new):
    found = differences(text(*old), text(*new))
    assert (found == []) is (old == new)
    gone = [one.old for one in found if one.old is not None]
    come = [one.new for one in found if one.new is not None]
    assert sorted([*old, *come]) == sorted([*new, *gone])


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(county_values())), st.integers(1000, 9999))
def test_no_cell_changes_unseen(key, value):
    changed = county_tables(**{key.replace(".", "__"): value})
    (found,) = differences(text("甲"), text("甲", tables=changed))
    assert found.new == value
    assert found.path.startswith(f"table{key[1]}/")
