import pytest
from report_samples import county

from gongkai.domain.annual_report.sameness import problems_text, sameness_issues, shared_pieces


def report(problem):
    return county(texts={"problems": (problem,), "improvements": ("统一稿件源头。",)})


def test_section_five_is_compared_without_its_sub_headings():
    assert problems_text(report("更新不同步。")) == "更新不同步。统一稿件源头。"


@pytest.mark.parametrize(
    ("text", "other", "shared", "every"),
    [
        ("", "", 0, 0),
        ("三个字", "三个字", 0, 0),
        ("更新不同步", "更新不同步", 2, 2),
        ("更新，不同步。", "更新不同步", 2, 2),  # punctuation does not make it new
        ("更新不同步", "更新不及时", 0, 4),
        ("更新不同", "更新不同步", 1, 2),
    ],
)
def test_shared_pieces(text, other, shared, every):
    assert shared_pieces(text, other) == (shared, every)


def test_a_report_that_repeats_last_year_is_noticed():
    last_year = report("部分渠道更新不同步。")
    assert [
        issue.sentence
        for issue in sameness_issues(
            report("部分渠道更新不同步。"),
            {"2024年报告": last_year, "平川镇报告": report("解读材料专业术语多。")},
        )
    ] == ["第五部分与2024年报告有100%相同，请按本机关当年实际情况改写。"]


def test_two_empty_sections_are_not_the_same():
    empty = county(texts={"problems": (), "improvements": ()})
    assert list(sameness_issues(empty, {"2024年报告": empty})) == []
