from decimal import Decimal

import pytest
from report_builders import (
    COLUMNS,
    changed,
    city_tables,
    city_values,
    county_tables,
    county_values,
    figure,
    record,
)
from report_checks import codes, quiet_year, sentences

from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.evidence import Evidence
from gongkai.domain.annual_report.facts import Figure, Fold
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.issue import SENTENCES, Severity
from gongkai.domain.annual_report.tables import Tables


def test_a_whole_city_adds_up():
    assert sentences(city_tables()) == []


def test_a_whole_city_is_asked_about_suits_and_the_share_of_other():
    # 965 of 13810 is 6.98…%, printed to one place.
    assert sentences(city_tables(), hard=False) == [
        "未经复议直接起诉的案件有56件。对不予公开决定不服应当先申请行政复议，请核对案件类型。",
        "“3.其他”有965件，占办结13810件的7%。其他处理只用于极少数特殊情况，请逐件核对。",
    ]


def test_a_small_county_has_nothing_to_correct():
    assert issues(county_tables()) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", ["new", "carried_in", "carried_out"])
def test_h1_is_found_in_every_column(row, column):
    key = f"t3.{row}.{column}"
    values = city_values()
    tables = Tables(values | {key: values[key] + 1}, year=2025, level=Level.CITY)
    found = [issue for issue in issues(tables) if issue.code == "H1"]
    assert len(found) == 1
    assert key in found[0].keys


def test_h1_says_both_sides_and_the_difference():
    tables = county_tables(t3__carried_out__person=0, t3__carried_out__total=0)
    assert sentences(tables) == [
        "表三“自然人”列：第一项加第二项是7，第三项加第四项是6，差1件。",
        "表三“总计”列：第一项加第二项是9，第三项加第四项是8，差1件。",
    ]


@pytest.mark.parametrize(
    "row", ["open", "partial", "d1", "d8", "u1", "u3", "r1", "r5", "o1", "o2", "o3"]
)
def test_h2_is_found_when_an_outcome_is_not_in_the_total(row):
    values = city_values()
    key = f"t3.{row}.legal"
    tables = Tables(values | {key: values[key] + 1}, level=Level.CITY)
    assert {"H2", "H3"} <= set(codes(tables))


def test_h2_says_what_the_outcomes_make():
    tables = county_tables(t3__u1__person=2, t3__u1__total=2)
    assert sentences(tables) == [
        "表三“自然人”列：各项办理结果相加是7，（七）总计填的是6，差1件。",
        "表三“总计”列：各项办理结果相加是9，（七）总计填的是8，差1件。",
    ]


def test_h3_says_what_the_applicants_make():
    # Two blocks that both lose one keep H1 and H2, so that only the row is wrong.
    tables = county_tables(t3__new__total=10, t3__carried_out__total=2)
    assert sentences(tables) == [
        "表三“一、本年新收政府信息公开申请数量”行：六类申请人相加是9，总计填的是10，差1件。",
        "表三“四、结转下年度继续办理”行：六类申请人相加是1，总计填的是2，差1件。",
    ]


def test_h4_blank_cells_are_named():
    tables = county_tables(t2__permit=None, t4__after__other=None)
    assert sentences(tables) == [
        "表二“行政许可”没有填。没有发生的填0。",
        "表四“复议后起诉”其他结果没有填。没有发生的填0。",
    ]


def test_h4_many_blank_cells_are_counted():
    tables = county_tables(t2__permit=None, t2__penalty=None, t2__coercion=None, t2__fee_wan=None)
    assert sentences(tables) == [
        "表二“行政许可”、表二“行政处罚”、表二“行政强制”等4格没有填。没有发生的填0。"
    ]


def test_h4_a_table_nobody_filled_is_said_once():
    values = {
        key: (None if key.startswith("t4") else value) for key, value in county_values().items()
    }
    assert sentences(Tables(values, level=Level.COUNTY)) == ["表四整张表没有填。没有发生的填0。"]


def test_h4_negative_and_broken_numbers():
    tables = county_tables(t2__permit=-1, t2__penalty="2.5", t2__fee_wan="-0.5")
    assert sentences(tables) == [
        "表二“行政许可”填的是-1，不能小于0。",
        "表二“行政处罚”填的是2.5，件数要填整数。",
        "表二“行政事业性收费”填的是-0.5，不能小于0。",
    ]


def test_the_fee_may_have_decimals():
    assert issues(county_tables(t2__fee_wan="24252.311082")) == []


@pytest.mark.parametrize(
    ("kind", "label"),
    [("reconsideration", "行政复议"), ("direct", "未经复议直接起诉"), ("after", "复议后起诉")],
)
def test_h5_is_found_three_times(kind, label):
    before = county_values()[f"t4.{kind}.upheld"]
    tables = county_tables(**{f"t4__{kind}__upheld": before + 13})
    assert sentences(tables) == [
        f"表四“{label}”：四种结果相加是{before + 13}，总计填的是{before}，差13件。"
    ]


def test_h6_what_was_carried_out_last_year_comes_in_this_year():
    previous = county_tables(year=2024, t2__norm__valid=11)
    assert sentences(county_tables(), previous) == [
        "表三“自然人”列：上年结转填的是0，上年报告的结转下年度是1，差1件。",
        "表三“总计”列：上年结转填的是0，上年报告的结转下年度是1，差1件。",
    ]


def test_s1_the_stock_of_documents_follows_from_last_year():
    previous = quiet_year(2024, t2__norm__valid=440)
    good = quiet_year(2025, t2__norm__made=58, t2__norm__repealed=45, t2__norm__valid=453)
    assert issues(good, previous) == []
    bad = quiet_year(2025, t2__norm__made=58, t2__norm__repealed=45, t2__norm__valid=546)
    assert sentences(bad, previous, hard=False) == [
        (
            "行政规范性文件：上年有效440件，加本年制发58件、减本年废止45件应为453件，填的是546件。"
            "如因清理或口径调整，请注明原因。"
        )
    ]


def test_s1_is_silent_when_the_change_is_explained():
    previous = quiet_year(2024, t2__norm__valid=440)
    tables = quiet_year(2025, t2__norm__valid=300)
    assert codes(tables, previous) == ["S1"]
    assert codes(tables, previous, Evidence(stock_note="本年开展集中清理")) == []


def test_documents_are_not_compared_across_the_change_of_form():
    previous = quiet_year(2020, t2__norm__valid=440)
    assert issues(quiet_year(2021, t2__norm__valid=12), previous) == []


def test_a_report_of_another_year_is_not_compared():
    assert sentences(quiet_year(2025), quiet_year(2023), hard=False) == [
        "用来比对的是2023年报告，不是2024年报告，跨年关系没有核对。"
    ]


def test_s7_the_share_of_other_is_noticed_above_five_percent():
    # One of twenty is five percent exactly and passes, one of nineteen is 5.26.
    def of(done):
        rest = done - 1
        return county_tables(
            t3__new__person=done,
            t3__new__business=0,
            t3__new__total=done,
            t3__carried_out__person=0,
            t3__carried_out__total=0,
            t3__open__person=rest - 1,
            t3__open__business=0,
            t3__open__total=rest - 1,
            t3__o3__person=1,
            t3__o3__total=1,
            t3__done__person=done,
            t3__done__business=0,
            t3__done__total=done,
        )

    assert issues(of(20)) == []
    assert sentences(of(19), hard=False) == [
        "“3.其他”有1件，占办结19件的5.3%。其他处理只用于极少数特殊情况，请逐件核对。"
    ]


@pytest.mark.parametrize("level", [Level.COUNTY, Level.OFFICE, Level.DEPARTMENT, Level.TOWNSHIP])
def test_below_the_city_there_are_no_rules(level):
    tables = county_tables(level=level, t2__reg__valid=6)
    assert sentences(tables) == [
        "表二“规章”现行有效件数填的是6。县级及以下机关没有规章制定权，这一行填0。"
    ]


def test_rules_of_an_unknown_organ_are_asked_about():
    (issue,) = issues(county_tables(level=None, t2__reg__made=1))
    assert (issue.code, issue.severity) == ("L1", Severity.SOFT)


def test_documents_made_and_not_repealed_are_in_force():
    tables = county_tables(t2__norm__made=5, t2__norm__repealed=0, t2__norm__valid=0)
    assert sentences(tables) == [
        "表二行政规范性文件：本年制发5件、废止0件，现行有效至少应为5件，填的是0件。"
    ]
    gone = county_tables(t2__norm__made=2, t2__norm__repealed=2, t2__norm__valid=0)
    assert codes(gone) == ["L3"]


def test_direct_suits_were_usual_before_the_law_changed():
    changes = {"t4__direct__upheld": 3, "t4__direct__total": 3}
    assert codes(county_tables(year=2024, **changes)) == ["L4"]
    assert codes(county_tables(year=2023, **changes)) == []


def test_a_request_stands_in_one_row_only():
    request = record(pk=5)
    figures = {
        key: Figure(key, key, "件", (request,), Fold.COUNT)
        for key in ("t3.new.person", "t3.open.person", "t3.d1.business")
    }
    tables = Tables(county_values(), figures, 2025, Level.COUNTY)
    assert sentences(tables) == [
        (
            "foi.InformationRequest第5号“第5号”同时计入表三“三、（一）予以公开”行“自然人”列和"
            "表三“三、（三）不予公开-1.属于国家秘密”行“商业企业”列。"
            "一件申请只计一种办理结果、一类申请人。"
        )
    ]
    assert figure("a", 0).is_empty


def test_an_undivided_row_of_other_is_added_up_and_named_as_the_old_form():
    values = {
        key: value
        for key, value in county_values().items()
        if not key.startswith(("t3.o1.", "t3.o2.", "t3.o3."))
    }
    values |= {f"t3.o.{column}": Decimal(0) for column in COLUMNS}
    tables = Tables(values, year=2025, level=Level.COUNTY)
    assert sentences(tables, hard=False) == [
        "这份报告用的是旧格式：（六）其他处理（未分小项）不在2021年格式内。"
    ]
    moved = changed({"t3__open__person": 4, "t3__open__total": 6, "t3__o__person": 1})
    assert codes(Tables(values | moved, level=Level.COUNTY)) == ["H2", "H3", "L6"]


def test_hard_issues_come_first():
    tables = county_tables(t4__direct__upheld=1, t4__direct__total=1, t2__permit=-1)
    assert [issue.severity for issue in issues(tables)] == [Severity.HARD, Severity.SOFT]


def test_blank_cells_are_not_taken_for_nought_in_sums():
    tables = county_tables(t3__new__person=None)
    assert codes(tables) == ["H4.blank"]


def test_every_sentence_ends_and_shouts_at_nobody():
    for sentence in SENTENCES.values():
        assert sentence.endswith("。")
        assert "！" not in sentence
        assert "请务必" not in sentence
