import pytest

from gongkai.domain.documents.kinds import (
    THEMES,
    Disclosure,
    DisclosureReasonMissing,
    DocumentKind,
    check_disclosure,
)


def test_there_are_twenty_two_top_level_themes():
    assert len({theme.name for theme in THEMES}) == len(THEMES) == 22
    assert THEMES[-1].name == "其他"


def test_themes_not_read_on_a_page_are_marked():
    assert [theme.name for theme in THEMES if not theme.is_verified] == [
        "国民经济管理、国有资产监管",
        "国土资源、能源",
        "人口与计划生育、妇女儿童工作",
        "民族、宗教",
        "对外事务",
    ]


def test_proactive_disclosure_needs_no_reason():
    check_disclosure(Disclosure.PROACTIVE, "")


@pytest.mark.parametrize("disclosure", [Disclosure.ON_REQUEST, Disclosure.NONE])
def test_anything_less_needs_a_reason(disclosure):
    check_disclosure(disclosure, "内部管理事项")
    with pytest.raises(DisclosureReasonMissing) as refused:
        check_disclosure(disclosure, " ")
    assert refused.value.facts == {"disclosure": disclosure.label}


def test_official_terms():
    assert [kind.label for kind in DocumentKind] == ["行政规范性文件", "政府文件"]
    assert [d.label for d in Disclosure] == ["主动公开", "依申请公开", "不予公开"]
