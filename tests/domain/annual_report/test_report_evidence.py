from decimal import Decimal

from report_builders import county_tables
from report_checks import codes, quiet_year, sentences

from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.evidence import Evidence
from gongkai.domain.annual_report.form import Level


def test_s2_a_closed_unpaid_request_needs_a_notice():
    tables = county_tables(t3__open__person=4, t3__open__total=6, t3__o2__person=1, t3__o2__total=1)
    assert codes(tables, evidence=Evidence(payment_notices=1)) == []
    assert sentences(tables, evidence=Evidence(payment_notices=0), hard=False) == [
        "因逾期未缴费不再处理的申请有1件，但没有查到收费通知。"
    ]


def test_s2_a_fee_in_the_text_needs_a_payment():
    evidence = Evidence(processing_fee_yuan=Decimal("400.00"), paid_notices=0)
    assert sentences(county_tables(), evidence=evidence, hard=False) == [
        "报告称收取信息处理费400元，但没有已缴费的收费通知。"
    ]
    paid = Evidence(processing_fee_yuan=Decimal(400), paid_notices=2)
    assert issues(county_tables(), evidence=paid) == []


def test_s3_the_county_is_the_sum_of_its_organs():
    parts = {
        "青禾县公安局": county_tables(level=Level.DEPARTMENT),
        "平川镇": quiet_year(2025, t2__permit=3, t2__norm__made=0, t2__norm__valid=0),
    }
    # The second part keeps its one 复议, so that both cells of it count two.
    total = county_tables(t4__reconsideration__upheld=2, t4__reconsideration__total=2)
    assert sentences(total, evidence=Evidence(parts=parts), hard=False) == [
        "表二“行政许可”：县级汇总是0，各单位相加是3，差3。"
    ]
    whole = county_tables(t2__permit=3, t4__reconsideration__upheld=2, t4__reconsideration__total=2)
    assert issues(whole, evidence=Evidence(parts=parts)) == []


def test_s5_the_library_of_documents_counts_the_same():
    evidence = Evidence(library={"t2.norm.made": 1, "t2.norm.valid": 14})
    assert sentences(county_tables(), evidence=evidence, hard=False) == [
        "表二“行政规范性文件”现行有效件数填的是12件，规范性文件库里是14件。"
    ]


def test_s6_the_register_of_cases_counts_the_same():
    evidence = Evidence(
        litigation={"t4.after.upheld": 2, "t4.reconsideration.upheld": 1}, co_defendant_suits=1
    )
    assert sentences(county_tables(), evidence=evidence, hard=False) == [
        "表四“复议后起诉”结果维持填的是0件，复议诉讼登记里是2件。",
        "本机关只作为复议机关当共同被告的诉讼有1件，不计入表四，由原行为机关填报。",
    ]
