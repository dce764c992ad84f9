"""Requests that ask for the same are found; those that only sound alike are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.likeness import alike, likeness

SAME = [
    ("柳河镇2025年农村道路维修项目竣工验收报告", "柳河镇2025年农村道路维修项目的竣工验收报告"),
    ("《青禾县2025年预算》全文", "青禾县2025年预算（全文）"),
]
OTHER = [
    ("柳河镇2025年农村道路维修项目竣工验收报告", "柳河镇2025年污水处理站运营合同"),
    ("2024年低保名单发放标准", "2025年公务员招录面试名单"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_is_found_whatever_its_points_and_particles(one, other):
    assert alike({1: one, 2: other}) == [[1, 2]]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_only_sounds_alike_is_kept_apart(one, other):
    assert alike({1: one, 2: other}) == []


def test_groups_keep_their_order_and_share_nothing():
    texts = {"a": SAME[0][0], "b": SAME[1][0], "c": SAME[0][1], "d": SAME[1][1], "e": "别的"}
    assert alike(texts) == [["a", "c"], ["b", "d"]]


def test_likeness_is_one_for_the_same_and_nought_for_nothing():
    assert likeness("道路验收报告", "道路，验收报告。") == 1
    assert likeness("道路", "") == 0
    assert likeness("", "") == 0
    # 甲乙, 乙丙 and 乙丙, 丙丁: one of three pairs.
    assert likeness("甲乙丙", "乙丙丁") == pytest.approx(1 / 3)


@given(st.lists(st.text("甲乙丙丁", max_size=8), max_size=8))
def test_a_group_is_what_its_first_text_is_like(texts):
    numbered = dict(enumerate(texts))
    groups = alike(numbered)
    members = [key for group in groups for key in group]
    assert len(members) == len(set(members))
    for head, *others in groups:
        assert all(likeness(numbered[head], numbered[key]) >= 0.6 for key in others)
