import pytest

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.directories import Directories
from gongkai.domain.content_checks.near_terms import near_terms

TOLD = Circumstances(
    directories=Directories(
        terms=("政府信息公开", "行政处罚决定", "乡村振兴", "行政规范性文件"),
        allowed=frozenset({"政务信息公开"}),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("做好政府信息公开", []),
        ("做好政府信自公开", [("政府信自公开", "政府信息公开")]),
        ("做好政府信公开", [("政府信公开", "政府信息公开")]),
        ("行政规范性件", []),  # beside an end the neighbouring word may fill in
        ("乡村震兴", [("乡村震兴", "乡村振兴")]),
        ("行政规性文件", [("行政规性文件", "行政规范性文件")]),
        ("政务信息公开", []),
        ("执行处罚决定", []),
        ("行政，处罚决定", []),
        ("政府信息公告", []),
    ],
)
def test_a_term_is_known_again_with_one_inner_character_wrong(text, expected):
    found = {(text[hit.start : hit.end], hit.suggestion) for hit in near_terms(text, TOLD)}
    assert found == set(expected)
