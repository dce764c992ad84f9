"""The downloads of catalogues from the public side."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gongkai.apps.catalogue import downloads
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories.foundation import OrganFactory
from tests.factories.websites import open_portal, open_section

BASIS = "《中华人民共和国政府信息公开条例》第二十条第（七）项"


@pytest.fixture
def portal(db):
    organ = OrganFactory(code="county", name="青禾县人民政府", level=OrganLevel.COUNTY.value)
    return open_portal(organ)


@pytest.fixture
def section(portal):
    return open_section(portal, SectionKind.CATALOGUE)


@pytest.fixture
def catalogue(section):
    def make(code, uploaded_on=date(2025, 5, 20)):
        organ = OrganFactory(code=code, name=f"青禾县{code}局")
        row = DisclosureCatalogue.objects.create(
            organ=organ,
            year=2025,
            title=f"{organ.name}2025年主动公开事项目录",
            due_on=date(2025, 5, 31),
            compiled_on=uploaded_on,
            uploaded_on=uploaded_on,
        )
        DisclosureItem.objects.create(
            catalogue=row,
            position=1,
            level_1="财政信息",
            level_2="预算、决算",
            content="收支总表",
            basis=BASIS,
        )
        return row

    return make


def table(content):
    return list(load_workbook(BytesIO(content)).active.values)


def test_one_organs_catalogue_has_the_official_columns(client, section, catalogue):
    catalogue("east")
    rows = table(client.get(f"{section.url}2025/east.xlsx").content)
    assert rows[0][0] == "青禾县east局2025年主动公开事项目录"
    assert rows[1] == (
        "序号", "一级事项", "二级事项", "三级事项", "公开内容", "公开依据", "公开范围",
    )  # fmt: skip
    assert rows[2] == ("1", "财政信息", "预算、决算", None, "收支总表", BASIS, "全社会")


def test_the_whole_county_names_the_organ_before_the_columns(client, section, catalogue):
    catalogue("east")
    catalogue("west")
    catalogue("late", uploaded_on=None)
    rows = table(client.get(f"{section.url}2025/all.xlsx").content)
    assert rows[1][:2] == ("单位", "序号")
    assert [row[0] for row in rows[2:]] == ["青禾县east局", "青禾县west局"]


def test_the_same_is_given_as_data(client, section, catalogue):
    catalogue("east")
    data = json.loads(client.get(f"{section.url}2025/east.json").content)
    assert data["columns"]["basis"] == "公开依据"
    assert data["catalogues"][0]["items"][0]["basis"] == BASIS


def test_what_is_not_public_cannot_be_had(client, section, catalogue):
    catalogue("late", uploaded_on=None)
    for name in ("late.xlsx", "late.json", "all.xlsx", "nobody.json"):
        assert client.get(f"{section.url}2025/{name}").status_code == 404


def test_files_are_written_beside_the_page_and_stay_the_same(client, section, catalogue):
    catalogue("east")
    targets = list(downloads.everything())
    names = [f"catalogue_files:{section.pk}:2025/{code}" for code in ("east", "all")]
    assert targets == names
    outputs = list(downloads.produce(names[0].partition(":")[2], RenderFrame()))
    stem = f"{section.url}2025/east".removeprefix("/")
    assert [output.path for output in outputs] == [f"{stem}.xlsx", f"{stem}.json"]
    assert outputs[0].content == client.get(f"/{stem}.xlsx").content


def test_pages_of_catalogues_offer_their_files(client, section, catalogue):
    catalogue("east")
    assert f"{section.url}2025/all.xlsx" in client.get(section.url).content.decode()
    page = client.get(f"{section.url}2025/east/").content.decode()
    assert f"{section.url}2025/east.json" in page


def test_a_platform_names_the_catalogue_of_its_organ(client, portal, section, catalogue):
    row = catalogue("east")
    portal.organ = row.organ
    assert downloads.of_site(portal) == {
        "title": row.title,
        "count": 1,
        "url": f"{section.url}2025/east/",
        "files": [
            {"name": "目录表 Excel", "url": f"{section.url}2025/east.xlsx"},
            {"name": "目录数据 JSON", "url": f"{section.url}2025/east.json"},
        ],
    }
