"""Every cell of the tables equals a count made independently, in plain SQL."""

import sqlite3

import pytest

from gongkai.apps.annual_report import compiling
from gongkai.apps.annual_report.coverage import reporting_organ
from gongkai.domain.annual_report import cross_footing
from gongkai.foundation.organs.models import Organ

YEAR = 2025
KINDS = ["person", "business", "research", "charity", "legal", "other"]
OUTCOMES = [
    "open", "partial", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "u1", "u2", "u3",
    "r1", "r2", "r3", "r4", "r5", "o1", "o2", "o3",
]  # fmt: skip
# Organs of vertical systems report to their own system, not to the county.
COUNTED = """
    FROM foi_informationrequest r JOIN organs_organ o ON o.id = r.organ_id
    WHERE o.is_vertical = 0 AND r.applicant_kind = :kind
"""
ROWS = {
    "new": "AND r.received_on BETWEEN :first AND :last",
    "carried_in": (
        "AND r.received_on < :first AND (r.concluded_on IS NULL OR r.concluded_on >= :first)"
    ),
    "carried_out": (
        "AND r.received_on <= :last AND (r.concluded_on IS NULL OR r.concluded_on > :last)"
    ),
}


def sql(county, query, **values):
    with sqlite3.connect(f"file:{county.database}?mode=ro", uri=True) as database:
        return database.execute(query, values).fetchone()[0]


def count(county, kind, row):
    bounds = {"first": f"{YEAR}-01-01", "last": f"{YEAR}-12-31", "kind": kind}
    if row in ROWS:
        return sql(county, f"SELECT COUNT(*) {COUNTED} {ROWS[row]}", **bounds)
    outcome = "AND r.concluded_on BETWEEN :first AND :last AND r.outcome = :outcome"
    return sql(county, f"SELECT COUNT(*) {COUNTED} {outcome}", **bounds, outcome=row)


@pytest.fixture(scope="module")
def tables(county, django_db_blocker):
    with django_db_blocker.unblock(), county.opened():
        organ, scope = reporting_organ(None, own=False)
        return compiling.compile_report(year=YEAR, organ=organ, scope=scope).tables


@pytest.mark.parametrize("row", [*ROWS, *OUTCOMES])
def test_a_row_of_table_three_equals_an_independent_count(county, tables, row):
    counted = {kind: count(county, kind, row) for kind in KINDS}
    assert {kind: int(tables.value(f"t3.{row}.{kind}")) for kind in KINDS} == counted
    assert int(tables.value(f"t3.{row}.total")) == sum(counted.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_row_of_all_results_equals_an_independent_count(county, tables, kind):
    assert int(tables.value(f"t3.done.{kind}")) == sum(count(county, kind, row) for row in OUTCOMES)


def test_the_year_has_nine_requests_and_none_is_left(tables):
    assert int(tables.value("t3.new.total")) == 9
    assert int(tables.value("t3.done.total")) == 9
    assert int(tables.value("t3.carried_in.total")) == 0
    assert int(tables.value("t3.carried_out.total")) == 0


@pytest.mark.parametrize(
    ("key", "kind", "column"),
    [
        ("t2.permit", "permit", "quantity"),
        ("t2.penalty", "penalty", "quantity"),
        ("t2.coercion", "coercion", "quantity"),
        ("t2.fee_wan", "fee", "amount_yuan / 10000.0"),
    ],
)
def test_table_two_equals_the_sum_of_the_departments(county, tables, key, kind, column):
    total = sql(
        county,
        f"SELECT SUM({column}) FROM administrative_acts_yearlyacts a"
        " JOIN organs_organ o ON o.id = a.organ_id"
        " WHERE o.is_vertical = 0 AND a.year = :year AND a.kind = :kind",
        year=YEAR,
        kind=kind,
    )
    assert float(tables.value(key)) == pytest.approx(total, abs=1e-6)
    assert total > 0


def test_normative_documents_equal_an_independent_count(county, tables):
    live = """
        FROM documents_policydocument d JOIN pages_govpage p ON p.id = d.govpage_ptr_id
        WHERE p.live = 1 AND d.document_kind = 'normative_document'
    """
    kinds = sql(county, "SELECT GROUP_CONCAT(DISTINCT document_kind) FROM documents_policydocument")
    live = live.replace("normative_document", next(k for k in kinds.split(",") if "norm" in k))
    made = sql(county, f"SELECT COUNT(*) {live} AND d.signed_on LIKE '{YEAR}-%'")
    ended = sql(
        county,
        f"SELECT COUNT(*) {live} AND MIN(COALESCE(d.repealed_on, '9999-12-31'),"
        f" COALESCE(DATE(d.expires_on, '+1 day'), '9999-12-31')) LIKE '{YEAR}-%'",
    )
    valid = sql(
        county,
        f"SELECT COUNT(*) {live} AND d.effective_from <= '{YEAR}-12-31'"
        f" AND (d.repealed_on IS NULL OR d.repealed_on > '{YEAR}-12-31')"
        f" AND (d.expires_on IS NULL OR d.expires_on >= '{YEAR}-12-31')",
    )
    assert int(tables.value("t2.norm.made")) == made == 1
    assert int(tables.value("t2.norm.repealed")) == ended
    assert int(tables.value("t2.norm.valid")) == valid
    assert valid > 1


@pytest.mark.parametrize("kind", ["reconsideration", "direct", "after"])
def test_table_four_equals_an_independent_count(county, tables, kind):
    total = sql(
        county,
        "SELECT COUNT(*) FROM foi_remedycase c JOIN organs_organ o ON o.id = c.organ_id"
        " WHERE o.is_vertical = 0 AND c.is_co_defendant = 0 AND c.kind = :kind"
        " AND c.filed_on <= :last AND (c.concluded_on IS NULL OR c.concluded_on >= :first)",
        kind=kind,
        first=f"{YEAR}-01-01",
        last=f"{YEAR}-12-31",
    )
    assert int(tables.value(f"t4.{kind}.total")) == total


def test_no_identity_is_broken(tables):
    assert [issue.sentence for issue in cross_footing.issues(tables) if issue.is_hard] == []


def test_no_item_is_public_without_a_complete_review(county):
    public = sql(
        county,
        """
        SELECT COUNT(*) FROM pages_govpage p JOIN django_content_type t ON t.id = p.content_type_id
        WHERE p.live = 1 AND t.model IN ('articlepage', 'policydocument', 'interpretation',
                                         'pressconference', 'onlineinterview', 'annualreportpage',
                                         'executivemeeting', 'opinioncall', 'opendayprogramme',
                                         'topicpage')
        """,
    )
    reviewed = sql(
        county,
        """
        SELECT COUNT(DISTINCT s.page_id) FROM review_submission s
        JOIN pages_govpage p ON p.id = s.page_id
        WHERE p.live = 1 AND s.state = 'published'
          AND (SELECT COUNT(DISTINCT actor_id) FROM review_step
               WHERE submission_id = s.id AND action = 'pass') = 4
          AND NOT EXISTS (SELECT 1 FROM review_step
                          WHERE submission_id = s.id AND actor_id = s.submitted_by_id)
        """,
    )
    assert public == reviewed > 1700


def test_the_audit_chain_holds(county):
    done = county.run("audit", "verify")
    assert done.returncode == 0, done.stderr
    assert "首尾相连" in done.stdout


def test_every_organ_that_reports_can_report(inside):
    organs = Organ.objects.filter(reports_annually=True, is_vertical=False)
    for organ in organs.exclude(level="county")[:8]:
        row, scope = reporting_organ(organ.code, own=True)
        report = compiling.compile_report(year=YEAR, organ=row, scope=scope)
        assert report.report.title
        assert [issue.sentence for issue in report.hard_issues] == []


def test_the_command_writes_the_same_report_twice(county, tmp_path):
    written = []
    for name in ("first", "second"):
        out = tmp_path / f"{name}.json"
        done = county.run(
            "report", "build", "--year", str(YEAR), "--format", "json", "--out", str(out)
        )
        assert done.returncode == 0, done.stderr
        written.append(out.read_bytes())
    assert written[0] == written[1]
