"""Auditors read acts in words."""

import re
from pathlib import Path

import pytest

from gongkai.foundation.audit.wording import act_label, known_acts, subject_kind

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gongkai"
_ACT = re.compile(r"""(?:action=|Act\(\s*)"([a-z_]+\.[a-z_]+)\"""")


def _acts_in_the_source():
    return sorted(
        {act for path in SOURCE.rglob("*.py") for act in _ACT.findall(path.read_text("utf-8"))}
    )


def test_the_source_records_acts():
    assert "review.void" in _acts_in_the_source()


@pytest.mark.parametrize("act", _acts_in_the_source())
def test_every_act_of_the_source_has_words(act):
    assert re.search(r"[一-鿿]", act_label(act)), act


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("review.pass", "审核通过"),
        ("review.take_down", "撤稿"),
        ("foi.extend", "延期答复"),
        ("assessment.confirm", "确认整改到位"),
        ("new_media.announce_pause", "发布停更公告"),
        ("records.delete", "删除"),
    ],
)
def test_acts_are_called_by_their_official_terms(act, words):
    assert act_label(act) == words


@pytest.mark.parametrize("act", ["nothing.known", "review.nothing", "plain", ""])
def test_an_act_nobody_worded_keeps_its_name(act):
    assert act_label(act) == act


def test_the_filter_offers_each_act_once():
    offered = [act for act, _ in known_acts()]
    assert len(offered) == len(set(offered))
    assert all(words for _, words in known_acts())


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("review.Submission", "送审稿"),
        ("organs.Organ", "机关"),
        ("gone.Model", "gone.Model"),
        ("", ""),
    ],
)
def test_kinds_of_records_have_their_official_names(label, kind):
    assert subject_kind(label) == kind
