"""The tables of eleven published reports: what their identities break is found, nothing else.

``published_tables.json`` holds the numbers of public reports of 2019 to 2025, as transcribed,
and beside them what a count by hand found wrong: code, row, column, what stands there, what
should. No name and no sentence of a report is kept.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.domain.annual_report.checking.beside import sum_findings
from gongkai.domain.annual_report.checking.checker import Beside, check
from gongkai.domain.annual_report.checking.findings import FindingSeverity
from gongkai.domain.annual_report.checking.told_data import report_of

REPORTS = json.loads(Path(__file__).with_name("published_tables.json").read_text("utf-8"))


def errors(told):
    return [one for one in check(report_of(told)) if one.severity is FindingSeverity.ERROR]


@pytest.mark.parametrize("told", REPORTS, ids=[told["report"] for told in REPORTS])
def test_every_fault_counted_by_hand_is_found_and_no_other_error_raised(told):
    found = errors(told)
    assert sorted(one.code for one in found) == sorted(fault[0] for fault in told["faults"])
    for code, row, column, stands, should in told["faults"]:
        (match,) = [
            one
            for one in found
            if one.code == code
            and (not row or one.place.row == row)
            and (not column or one.place.column == column)
        ]
        if stands is not None:
            assert (match.found, match.expected) == (Decimal(stands), Decimal(should))
        assert match.message
        assert match.basis


def test_there_are_sound_and_broken_reports_among_them():
    broken = [told for told in REPORTS if told["faults"]]
    assert (len(REPORTS), len(broken), sum(len(told["faults"]) for told in broken)) == (11, 6, 13)


# --- beside a report ---


def made(new=5, carried_in=0, carried_out=0, issued=2, valid=10, year=2025):
    """Return a report of which every request was granted to persons."""
    done = new + carried_in - carried_out
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")

    def row(count):
        return dict.fromkeys(columns, 0) | {"自然人": count, "总计": count}

    source = next(told for told in REPORTS if not told["faults"] and told["complete"])
    table = {label: row(0) for label in source["table3"]}
    table |= {
        "一、本年新收政府信息公开申请数量": row(new),
        "二、上年结转政府信息公开申请数量": row(carried_in),
        "三、（一）予以公开": row(done),
        "三、（七）总计": row(done),
        "四、结转下年度继续办理": row(carried_out),
    }
    documents = {"制发件数": issued, "废止件数": 0, "现行有效件数": valid}
    names = list(documents)
    source_names = list(source["table2"]["行政规范性文件"])
    return {
        "title": f"青禾县{year}年政府信息公开工作年度报告",
        "year": year,
        "complete": False,
        "table2": {
            "行政规范性文件": dict(zip(source_names, map(documents.get, names), strict=True))
        },
        "table3": table,
    }


def codes(told, **beside):
    return [(one.code, one.found, one.expected) for one in check(report_of(told), Beside(**beside))]


def test_what_was_carried_out_must_be_carried_in():
    last = report_of(made(carried_out=3, year=2024, valid=8))
    assert codes(made(carried_in=3), previous=last) == []
    found = codes(made(carried_in=2), previous=last)
    assert ("H6", 2, 3) in found
    assert {code for code, *_ in found} == {"H6"}


def test_documents_in_force_follow_from_last_year_s():
    last = report_of(made(valid=10, year=2024))
    assert codes(made(issued=2, valid=12), previous=last) == []
    assert codes(made(issued=2, valid=15), previous=last) == [("S1", 15, 12)]


def test_a_roll_up_is_the_sum_of_its_parts():
    children = (report_of(made(new=5)), report_of(made(new=7)))
    assert codes(made(new=12, issued=4), children=children) == []
    more = codes(made(new=11, issued=4), children=children)
    assert {code for code, *_ in more} == {"S3.over"}
    assert ("S3.over", 11, 12) in more
    less = codes(made(new=14, issued=4), children=children)
    assert {code for code, *_ in less} == {"S3.short"}
    assert ("S3.short", 14, 12) in less


def test_a_child_that_left_a_cell_blank_accuses_nobody_of_too_much():
    blank = made(new=7)
    blank["table3"]["一、本年新收政府信息公开申请数量"]["自然人"] = None
    tables = report_of(made(new=14)).tables()
    found = list(sum_findings(tables, [report_of(made(new=5)).tables(), report_of(blank).tables()]))
    assert "一、本年新收政府信息公开申请数量" not in {
        one.place.row for one in found if one.place.column == "自然人"
    }
