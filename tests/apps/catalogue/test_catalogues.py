"""Catalogues: constraints, the report's figures, registers, spreadsheets, the public section."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.apps.catalogue import queries
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.catalogue.views import status_in_words
from gongkai.apps.websites import services
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.catalogue.items import Audience
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from tests.factories.administrative_acts import spreadsheet
from tests.factories.catalogue import CatalogueFactory, ItemFactory
from tests.factories.foundation import OrganFactory

pytestmark = pytest.mark.django_db
TOWNS = frozenset({"east", "west", "north"})
ALL = TOWNS | {"qinghe"}


def town(code, **days):
    organ = OrganFactory(code=code, level=OrganLevel.TOWNSHIP.value, short_name=code)
    return CatalogueFactory(organ=organ, **days)


@pytest.fixture
def county_year():
    county = OrganFactory(code="qinghe", level=OrganLevel.COUNTY.value)
    CatalogueFactory(organ=county, compiled_on=date(2025, 5, 10), uploaded_on=date(2025, 5, 12))
    town("east", compiled_on=date(2025, 5, 20), uploaded_on=date(2025, 5, 28))
    town("west", compiled_on=date(2025, 5, 31))
    OrganFactory(code="north", level=OrganLevel.TOWNSHIP.value, short_name="north")


def organs(records):
    return sorted(record.organ for record in records)


def test_every_township_is_due_and_those_that_uploaded_are_done(county_year):
    found = queries.report_records(2025, ALL)
    assert organs(found["catalogue.units_due"]) == ["east", "north", "west"]
    assert organs(found["catalogue.units_done"]) == ["east"]


def test_an_upload_after_the_year_is_not_done_in_it(county_year):
    DisclosureCatalogue.objects.filter(organ__code="west").update(uploaded_on=date(2026, 1, 2))
    assert organs(queries.report_records(2025, ALL)["catalogue.units_done"]) == ["east"]


def test_the_days_of_finishing_include_the_county(county_year):
    fact = queries.report_texts(2025, ALL)["catalogue.finished_on"]
    assert fact.values == ("2025-05-31",)  # both in time: the day they were due
    assert len(fact.records) == 2


def test_nothing_is_finished_before_the_county_itself_is(county_year):
    DisclosureCatalogue.objects.filter(organ__code="qinghe").update(uploaded_on=None)
    assert queries.report_texts(2025, ALL)["catalogue.finished_on"].values == ()


def test_every_key_is_there_when_nothing_is():
    OrganFactory(code="east", level=OrganLevel.TOWNSHIP.value)
    assert queries.report_records(2025, TOWNS) == {
        "catalogue.units_due": (),
        "catalogue.units_done": (),
    }


def test_coverage_as_of_a_day(county_year):
    found = queries.coverage_of(2025, due_on=date(2025, 5, 20), day=date(2025, 6, 1))
    assert (found.due, found.done, found.on_time) == (3, 2, 1)


@pytest.mark.parametrize(
    "days",
    [
        {"uploaded_on": date(2025, 5, 1)},
        {"compiled_on": date(2025, 5, 2), "uploaded_on": date(2025, 5, 1)},
    ],
)
def test_an_upload_before_compilation_is_kept_out(days):
    with pytest.raises(IntegrityError):
        CatalogueFactory(**days)


def test_a_group_must_be_named():
    with pytest.raises(IntegrityError):
        ItemFactory(audience=Audience.GROUP.value)


def test_a_late_unit_is_seen_in_the_list(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 3))
    assert status_in_words(CatalogueFactory()) == "未编制，已超期3天"
    done = CatalogueFactory(compiled_on=date(2025, 5, 1), uploaded_on=date(2025, 6, 2))
    assert status_in_words(done) == "已上传"


@pytest.mark.parametrize(
    ("name", "make"),
    [("disclosurecatalogue", CatalogueFactory), ("disclosureitem", ItemFactory)],
)
def test_a_list_costs_the_same_for_one_and_three_rows(admin_client, name, make):
    url = reverse(f"{name}:index")
    make()
    admin_client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get(url).status_code == 200
    make.create_batch(2)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


HEADINGS = (
    *("所属目录", "序号", "一级事项", "二级事项", "三级事项"),
    *("公开内容", "公开依据", "公开范围", "特定群体"),
)


def test_items_are_imported_by_the_title_of_their_catalogue(admin_client):
    catalogue = CatalogueFactory(title="青禾县民政局2025年主动公开事项目录")
    name = catalogue.title
    upload = spreadsheet(
        HEADINGS,
        (name, 1, "社会救助", "最低生活保障", "", "标准", "条例第二十一条", "全社会", ""),
        (name, 2, "养老服务", "高龄津贴", "", "标准", "条例第二十一条", "特定群体", "老年人"),
    )
    response = admin_client.post(reverse("disclosureitem:import"), {"file": upload})
    assert response.status_code == 302
    assert list(catalogue.items.values_list("position", "group")) == [(1, ""), (2, "老年人")]


def test_an_item_without_its_group_names_the_row(admin_client):
    catalogue = CatalogueFactory()
    upload = spreadsheet(
        HEADINGS,
        (catalogue.title, 1, "一", "二", "", "内容", "依据", "全社会", ""),
        (catalogue.title, 2, "一", "二", "", "内容", "依据", "特定群体", ""),
    )
    response = admin_client.post(reverse("disclosureitem:import"), {"file": upload})
    assert response.status_code == 422
    assert [fault.row for fault in response.context["report"].faults] == [3]
    assert not DisclosureItem.objects.exists()


def test_the_spreadsheet_has_the_official_columns(admin_client):
    catalogue = CatalogueFactory(title="青禾县民政局2025年主动公开事项目录")
    ItemFactory(
        catalogue=catalogue,
        position=1,
        level_1="社会救助",
        level_2="临时救助",
        content="救助标准",
        basis="第一个依据\n第二个依据",
        audience=Audience.GROUP.value,
        group="申请人",
    )
    response = admin_client.get(reverse("disclosurecatalogue:workbook", args=[catalogue.pk]))
    sheet = load_workbook(BytesIO(response.content)).active
    assert list(sheet.values) == [
        ("青禾县民政局2025年主动公开事项目录", *[None] * 6),
        ("序号", "一级事项", "二级事项", "三级事项", "公开内容", "公开依据", "公开范围"),
        (
            *("1", "社会救助", "临时救助", None, "救助标准"),
            *("第一个依据；第二个依据", "特定群体（申请人）"),
        ),
    ]


def test_an_unready_row_keeps_the_spreadsheet_back(admin_client):
    item = ItemFactory(content=" ")
    url = reverse("disclosurecatalogue:workbook", args=[item.catalogue_id])
    response = admin_client.get(url, follow=True)
    assert "公开内容" in str(*response.context["messages"])


@pytest.fixture
def section(db):
    at = datetime(2025, 1, 2, tzinfo=UTC)
    county = OrganFactory(code="qinghe", level=OrganLevel.COUNTY.value)
    home = HomePage(
        title="青禾县人民政府", slug="qinghe", kind=WebsiteKind.COUNTY.value, organ=county
    )
    portal = services.open_portal(portal=home, actor=None, at=at)
    page = SectionPage(title="主动公开事项目录", slug="mulu", kind=SectionKind.CATALOGUE.value)
    return services.open_section(section=page, parent=portal, actor=None, at=at)


def test_readers_see_how_far_every_unit_is(section, client, county_towns):
    text = client.get(section.get_url()).content.decode()
    assert "青禾县东镇" in text
    assert "已上传" in text
    assert "未编制" in text


@pytest.fixture
def county_towns():
    east = OrganFactory(code="east", name="青禾县东镇", level=OrganLevel.TOWNSHIP.value)
    done = CatalogueFactory(organ=east, compiled_on=date(2025, 5, 1), uploaded_on=date(2025, 5, 2))
    ItemFactory(catalogue=done, level_2="东镇便民服务")
    west = OrganFactory(code="west", name="青禾县西镇", level=OrganLevel.TOWNSHIP.value)
    pending = CatalogueFactory(organ=west)
    ItemFactory(catalogue=pending, level_2="西镇未定稿")


def test_readers_open_the_items_of_a_unit(section, client, county_towns):
    text = client.get(f"{section.get_url()}2025/east/").content.decode()
    assert "东镇便民服务" in text


def test_items_not_yet_uploaded_stay_inside(section, client, county_towns):
    assert client.get(f"{section.get_url()}2025/west/").status_code == 404
    text = client.get(f"{section.get_url()}2025/").content.decode()
    assert "青禾县西镇" in text
    assert "西镇未定稿" not in text


@pytest.mark.parametrize("part", ["2019/", "2019/east/", "2025/nobody/", "2025-03/"])
def test_what_the_register_does_not_hold_is_not_found(section, client, county_towns, part):
    assert client.get(f"{section.get_url()}{part}").status_code == 404


def test_every_year_and_open_catalogue_has_a_page(section, county_towns):
    assert queries.parts_of(section) == ["2025", "2025/east"]


def test_a_changed_record_rewrites_the_section_its_year_and_its_catalogue(section, county_towns):
    item = DisclosureItem.objects.get(level_2="东镇便民服务")
    pages = [f"page:{section.pk}", f"archive:{section.pk}:2025", f"archive:{section.pk}:2025/east"]
    files = [f"catalogue_files:{section.pk}:2025/{code}" for code in ("east", "all")]
    assert queries.shown_on(item) == pages + files
    assert queries.shown_on(item.catalogue) == pages + files


def test_progress_is_rewritten_the_day_after_it_fell_due(section, county_towns):
    due_on = DisclosureCatalogue.objects.first().due_on
    touched = [f"page:{section.pk}", f"archive:{section.pk}:2025"]
    assert queries.changing_on(due_on + timedelta(days=1)) == touched
    assert queries.changing_on(date(2025, 5, 2)) == touched  # the upload
    assert queries.changing_on(due_on + timedelta(days=2)) == []


def test_an_empty_section_says_so(section, client):
    assert "目录正在编制" in client.get(section.get_url()).content.decode()
