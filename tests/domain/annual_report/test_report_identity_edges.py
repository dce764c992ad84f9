from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builders import COLUMNS, city_values, county_tables, county_values, record
from report_checks import codes, quiet_year, sentences

from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.evidence import Evidence
from gongkai.domain.annual_report.facts import Figure, Fold
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.tables import Tables

LABELS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = (
    *("open", "partial"),
    *(f"d{number}" for number in range(1, 9)),
    *(f"u{number}" for number in range(1, 4)),
    *(f"r{number}" for number in range(1, 6)),
    *(f"o{number}" for number in range(1, 4)),
)


def city(**changes):
    """Return the city with cells moved by so much: ``t3__open__person=-1``."""
    values = city_values()
    for key, by in changes.items():
        values[key.replace("__", ".")] += by
    return Tables(values, year=2023, level=Level.CITY)


def hard(tables):
    return [issue for issue in issues(tables) if issue.is_hard]


def test_there_are_twenty_one_outcomes():
    assert len(OUTCOMES) == 21


@pytest.mark.parametrize(("column", "label"), list(zip(COLUMNS, LABELS, strict=True)))
def test_a_column_out_of_balance_is_called_by_its_label(column, label):
    (found,) = [
        issue for issue in hard(city(**{f"t3__carried_in__{column}": 4})) if issue.code == "H1"
    ]
    assert found.facts["column"] == label
    assert found.facts["gap"] == "4"
    assert found.keys == tuple(
        f"t3.{row}.{column}" for row in ("new", "carried_in", "done", "carried_out")
    )


@pytest.mark.parametrize("by", [1, -1, 250])
def test_the_difference_is_told_without_a_sign(by):
    found = [issue for issue in hard(city(t3__new__total=by)) if issue.code == "H1"]
    assert [issue.facts["gap"] for issue in found] == [str(abs(by))]


def test_a_request_missing_on_both_sides_is_in_balance():
    both = city(
        t3__new__person=-1,
        t3__new__total=-1,
        t3__carried_out__person=-1,
        t3__carried_out__total=-1,
    )
    assert hard(both) == []


@pytest.mark.parametrize("row", OUTCOMES)
def test_every_outcome_counts_into_the_total_of_outcomes(row):
    found = [issue for issue in hard(city(**{f"t3__{row}__business": 2})) if issue.code == "H2"]
    assert [(issue.keys, issue.facts["gap"]) for issue in found] == [(("t3.done.business",), "2")]


@pytest.mark.parametrize("row", [*OUTCOMES, "new", "carried_in", "done", "carried_out"])
def test_every_row_is_added_up_across_its_applicants(row):
    found = [issue for issue in hard(city(**{f"t3__{row}__charity": 3})) if issue.code == "H3"]
    assert [(issue.keys, issue.facts["gap"]) for issue in found] == [((f"t3.{row}.total",), "3")]


def test_an_outcome_booked_under_the_wrong_heading_is_no_question_of_sums():
    moved = city(t3__d1__person=-1, t3__d1__total=-1, t3__d8__person=1, t3__d8__total=1)
    assert hard(moved) == []


@pytest.mark.parametrize("kind", ["reconsideration", "direct", "after"])
@pytest.mark.parametrize("result", ["upheld", "corrected", "other", "pending"])
def test_every_result_counts_into_its_total(kind, result):
    (found,) = hard(city(**{f"t4__{kind}__{result}": 1}))
    assert (found.code, found.keys) == ("H5", (f"t4.{kind}.total",))


def test_suits_after_reconsideration_need_not_match_the_reconsiderations():
    assert hard(city(t4__after__upheld=1000, t4__after__total=1000)) == []


@pytest.mark.parametrize("key", ["t3.open.person", "t3.done.total", "t4.direct.total"])
def test_a_blank_is_named_and_never_added_up(key):
    values = city_values() | {key: None}
    found = hard(Tables(values, year=2023, level=Level.CITY))
    assert [(issue.code, issue.keys) for issue in found] == [("H4.blank", (key,))]


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (1, "没有填。没有发生的填0。"),
        (3, "没有填。没有发生的填0。"),
        (4, "等4格没有填。没有发生的填0。"),
    ],
)
def test_three_cells_are_named_and_more_are_counted(count, ending):
    keys = ("t2__permit", "t2__penalty", "t2__coercion", "t2__fee_wan")[:count]
    (sentence,) = sentences(county_tables(**dict.fromkeys(keys)))
    assert sentence.endswith(ending)
    assert ("等" in sentence) is (count > 3)
    assert sentence.count("表二") == min(count, 3)


@pytest.mark.parametrize("prefix", ["t2", "t3", "t4"])
def test_one_cell_short_of_blank_is_not_a_table_nobody_filled(prefix):
    keys = [key for key in county_values() if key.startswith(prefix)]
    whole = county_values() | dict.fromkeys(keys)
    assert [issue.code for issue in issues(Tables(whole))] == ["H4.blank_table"]
    nearly = county_values() | dict.fromkeys(keys[:-1])
    found = [issue.code for issue in issues(Tables(nearly))]
    assert "H4.blank" in found
    assert "H4.blank_table" not in found


def test_three_empty_tables_are_said_three_times():
    nothing = Tables(dict.fromkeys(county_values()), level=Level.COUNTY)
    assert sentences(nothing) == [
        "表二整张表没有填。没有发生的填0。",
        "表三整张表没有填。没有发生的填0。",
        "表四整张表没有填。没有发生的填0。",
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [("-1", "H4.negative"), ("-0.5", "H4.negative"), ("0.5", "H4.fraction")],
)
def test_counts_are_whole_and_not_below_nought(value, code):
    assert codes(county_tables(t2__coercion=value)) == [code]


@pytest.mark.parametrize("value", ["0", "7", "7.0", "7E+2"])
def test_a_whole_number_is_whole_however_it_is_written(value):
    assert codes(county_tables(t2__coercion=value)) == []


@pytest.mark.parametrize(("valid", "found"), [(2, ["L2"]), (3, []), (4, [])])
def test_what_was_made_less_what_was_repealed_is_in_force(valid, found):
    tables = county_tables(t2__norm__made=5, t2__norm__repealed=2, t2__norm__valid=valid)
    assert codes(tables) == found


@pytest.mark.parametrize(("made", "repealed", "found"), [(0, 9, []), (0, 0, []), (1, 1, ["L3"])])
def test_no_document_in_force_is_asked_about_only_after_one_was_made(made, repealed, found):
    tables = county_tables(t2__norm__made=made, t2__norm__repealed=repealed, t2__norm__valid=0)
    assert codes(tables) == found


@pytest.mark.parametrize("column", ["made", "repealed", "valid"])
@pytest.mark.parametrize(
    ("level", "severities"),
    [
        (Level.COUNTY, [True]),
        (Level.TOWNSHIP, [True]),
        (None, [False]),
        (Level.CITY, []),
        (Level.PROVINCIAL, []),
    ],
)
def test_rules_belong_to_cities_and_provinces(level, severities, column):
    found = issues(county_tables(level=level, **{f"t2__reg__{column}": 1}))
    assert [issue.is_hard for issue in found if issue.code == "L1"] == severities


@pytest.mark.parametrize(
    ("year", "suits", "found"),
    [(2023, 1, []), (2024, 0, []), (2024, 1, ["L4"]), (2030, 1, ["L4"]), (None, 1, ["L4"])],
)
def test_suits_without_reconsideration_are_asked_about_since_2024(year, suits, found):
    assert codes(county_tables(year=year, t4__direct__other=suits, t4__direct__total=suits)) == (
        found
    )


@pytest.mark.parametrize(
    ("previous", "found"), [(2024, []), (2023, ["L7"]), (2025, ["L7"]), (2026, ["L7"])]
)
def test_only_the_year_before_is_compared(previous, found):
    # One document was made in 2025, so eleven were in force before.
    assert codes(quiet_year(2025), quiet_year(previous, t2__norm__valid=11)) == found


def test_a_previous_report_of_unknown_year_is_compared():
    carried = quiet_year(
        None, t2__norm__valid=11, t3__carried_out__person=2, t3__carried_out__total=2
    )
    assert codes(quiet_year(2025), carried) == ["H6", "H6"]


@pytest.mark.parametrize("column", COLUMNS)
def test_what_was_handed_on_arrives_in_the_same_column(column):
    previous = quiet_year(2024, t2__norm__valid=11, **{f"t3__carried_out__{column}": 3})
    (found,) = issues(quiet_year(2025), previous)
    assert (found.code, found.keys) == ("H6", (f"t3.carried_in.{column}",))
    assert (found.facts["carried_in"], found.facts["carried_out"]) == ("0", "3")


@pytest.mark.parametrize(("valid", "found"), [(452, ["S1"]), (453, []), (454, ["S1"])])
def test_the_stock_is_last_years_plus_made_less_repealed(valid, found):
    previous = quiet_year(2024, t2__norm__valid=440)
    tables = quiet_year(2025, t2__norm__made=58, t2__norm__repealed=45, t2__norm__valid=valid)
    assert codes(tables, previous) == found


@pytest.mark.parametrize("cell", ["made", "repealed", "valid"])
def test_the_stock_is_not_judged_over_a_blank(cell):
    previous = quiet_year(2024, t2__norm__valid=440)
    assert codes(quiet_year(2025, **{f"t2__norm__{cell}": None}), previous) == ["H4.blank"]


@pytest.mark.parametrize(("year", "found"), [(2020, []), (2021, ["S1"])])
def test_the_stock_is_judged_between_reports_of_the_form_of_2021(year, found):
    previous = quiet_year(year, t2__norm__valid=440)
    assert codes(quiet_year(year + 1), previous) == found


def test_a_note_on_the_stock_excuses_no_request():
    previous = quiet_year(2024, t3__carried_out__other=1)
    assert codes(quiet_year(2025), previous, Evidence(stock_note="清理")) == ["H6"]


def placed(*keys, source="foi.InformationRequest", pk=5):
    return {key: Figure(key, key, "件", (record(pk, source=source),), Fold.COUNT) for key in keys}


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("t3.new.person", "t3.open.person"), []),
        (("t3.carried_in.person", "t3.carried_out.person"), []),
        (("t3.new.person", "t3.carried_in.person"), ["L5"]),
        (("t3.new.person", "t3.new.legal"), ["L5"]),
        (("t3.o1.person", "t3.carried_out.person"), ["L5"]),
        (("t3.d1.person", "t3.d2.person", "t3.d3.person"), ["L5", "L5"]),
    ],
)
def test_a_request_has_one_way_in_and_one_way_out(keys, found):
    tables = Tables(county_values(), placed(*keys), 2025, Level.COUNTY)
    assert codes(tables) == found


def test_the_same_number_in_another_register_is_another_row():
    figures = placed("t3.open.person") | placed("t3.d1.person", source="other.Row")
    assert codes(Tables(county_values(), figures, 2025, Level.COUNTY)) == []


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(city_values())), st.integers(1, 10**6))
def test_no_single_cell_of_table_three_or_four_can_be_wrong_unnoticed(key, by):
    values = city_values()
    tables = Tables(values | {key: values[key] + Decimal(by)}, year=2023, level=Level.CITY)
    assert bool(hard(tables)) is (not key.startswith("t2") or (key == "t2.norm.made" and by > 4605))
