"""Administrative acts: constraints, the report's figures, the register, the import."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.administrative_acts import queries
from gongkai.apps.administrative_acts.models import YearlyActs
from gongkai.domain.administrative_acts import ActKind
from tests.factories.administrative_acts import YearlyActsFactory, spreadsheet
from tests.factories.foundation import OrganFactory

pytestmark = pytest.mark.django_db
HEADINGS = (
    "机关",
    "年度",
    "类别",
    "处理决定数量（件）",
    "其中依法未公开（件）",
    "收费金额（元）",
    "数据来源",
)


@pytest.fixture
def county_year():
    market = OrganFactory(code="market", short_name="市场监管局")
    police = OrganFactory(code="police", short_name="公安局")
    YearlyActsFactory(organ=market, kind=ActKind.PERMIT.value, quantity=1200)
    YearlyActsFactory(organ=market, kind=ActKind.PENALTY.value, quantity=35, unpublished=2)
    YearlyActsFactory(organ=police, kind=ActKind.PENALTY.value, quantity=465)
    YearlyActsFactory(organ=police, kind=ActKind.COERCION.value, quantity=0)
    YearlyActsFactory(
        organ=police, kind=ActKind.FEE.value, quantity=None, amount_yuan=Decimal("123456.78")
    )
    YearlyActsFactory(organ=market, year=2024, kind=ActKind.PERMIT.value, quantity=999)


def amounts(records):
    return [record.amount for record in records]


def test_all_decisions_of_the_year_are_counted_and_fees_become_wan(county_year):
    found = queries.report_records(2025, frozenset({"market", "police"}))
    assert {key: amounts(rows) for key, rows in found.items()} == {
        "t2.permit": [Decimal(1200)],
        "t2.penalty": [Decimal(35), Decimal(465)],
        "t2.coercion": [Decimal(0)],
        "t2.fee_wan": [Decimal("12.345678")],
    }


def test_a_single_organ_gets_only_its_own_acts(county_year):
    found = queries.report_records(2025, frozenset({"market"}))
    assert [record.organ for rows in found.values() for record in rows] == ["market", "market"]
    assert found["t2.fee_wan"] == ()


def test_every_key_is_there_when_nothing_is(db):
    assert queries.report_records(2025, frozenset({"market"})) == {
        "t2.permit": (),
        "t2.penalty": (),
        "t2.coercion": (),
        "t2.fee_wan": (),
    }
    assert queries.report_texts(2025, frozenset({"market"})) == {}


def test_a_record_leads_to_its_row(county_year):
    (record,) = queries.report_records(2025, frozenset({"market"}))["t2.permit"]
    assert record.url == reverse("yearlyacts:edit", args=[record.pk])
    assert record.label == "市场监管局2025年行政许可"


def test_what_nobody_stated_is_named_apart_from_nought(county_year):
    missing = queries.organs_without_acts(2025, frozenset({"market", "police"}))
    assert missing == {
        "market": (ActKind.COERCION, ActKind.FEE),
        "police": (ActKind.PERMIT,),
    }


def test_the_report_asks_the_database_once(county_year, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.report_records(2025, frozenset({"market", "police"}))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ActKind.PERMIT.value, "quantity": None},
        {"kind": ActKind.PERMIT.value, "quantity": 1, "amount_yuan": Decimal(5)},
        {"kind": ActKind.FEE.value, "quantity": 1, "amount_yuan": Decimal(5)},
        {"kind": ActKind.FEE.value, "quantity": None, "amount_yuan": None},
        {"kind": ActKind.FEE.value, "quantity": None, "amount_yuan": Decimal(-1)},
        {"kind": "unknown", "quantity": 1},
        {"kind": ActKind.PENALTY.value, "quantity": 1, "unpublished": 2},
        {
            "kind": ActKind.FEE.value,
            "quantity": None,
            "amount_yuan": Decimal(5),
            "unpublished": 2,
        },
    ],
)
def test_a_row_measured_otherwise_is_kept_out(fields):
    with pytest.raises(IntegrityError):
        YearlyActsFactory(**fields)


def test_a_kind_is_stated_once_a_year():
    row = YearlyActsFactory()
    with pytest.raises(IntegrityError):
        YearlyActsFactory(organ=row.organ)


def test_the_list_costs_the_same_for_one_and_three_rows(admin_client):
    url = reverse("yearlyacts:index")
    YearlyActsFactory()
    admin_client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert admin_client.get(url).status_code == 200
    YearlyActsFactory.create_batch(2)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


def test_a_right_spreadsheet_is_imported(admin_client):
    OrganFactory(code="market", name="青禾县市场监督管理局")
    upload = spreadsheet(
        HEADINGS,
        ("青禾县市场监督管理局", 2025, "行政许可", 1200, None, None, "审批系统"),
        ("market", 2025, "行政事业性收费", None, None, 5000.5, "财政非税系统"),
    )
    response = admin_client.post(reverse("yearlyacts:import"), {"file": upload})
    assert response.status_code == 302
    rows = YearlyActs.objects.order_by("pk").values_list("kind", "quantity", "amount_yuan")
    assert list(rows) == [("permit", 1200, None), ("fee", None, Decimal("5000.50"))]


def test_one_bad_row_keeps_the_whole_spreadsheet_out(admin_client):
    OrganFactory(code="market", name="青禾县市场监督管理局")
    upload = spreadsheet(
        HEADINGS,
        ("market", 2025, "行政许可", 1200, None, None, ""),
        ("没有这个局", 2025, "行政处罚", 3, None, None, ""),
        ("market", 2025, "行政强制", None, None, 10, ""),
    )
    response = admin_client.post(reverse("yearlyacts:import"), {"file": upload})
    assert response.status_code == 422
    assert [fault.row for fault in response.context["report"].faults] == [3, 4]
    assert not YearlyActs.objects.exists()
