"""The description, the page for people and every address they name."""

import json
import re
from datetime import date

import pytest

from gongkai.apps.open_data import openapi, registry
from gongkai.apps.websites.models import HomePage
from tests.html_checks import faults_of

SIGNED = date(2025, 3, 3)


@pytest.fixture
def page(issue):
    return issue(SIGNED, number_serial=7, expires_on=date(2030, 3, 2))


def test_the_description_is_openapi(page):
    found = openapi.describe()
    assert found["openapi"] == "3.1.0"
    assert {"title", "version"} <= set(found["info"])
    names = [get["operationId"] for path in found["paths"].values() for get in [path["get"]]]
    assert len(names) == len(set(names))
    for path, ways in found["paths"].items():
        assert path.startswith("/")
        assert set(ways) == {"get"}
        get = ways["get"]
        in_path = {one["name"] for one in get.get("parameters", []) if one["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert all(one["required"] for one in get.get("parameters", []) if one["in"] == "path")
        assert all(answer["description"] for answer in get["responses"].values())
        assert "200" in get["responses"]
    text = json.dumps(found)
    for name in re.findall(r"#/components/schemas/(\w+)", text):
        assert name in found["components"]["schemas"]
    assert {tag["name"] for tag in found["tags"]} == {one.name for one in registry.data_sets()}


def test_every_described_address_of_the_documents_answers(client, page):
    number = page.index_number.replace("/", "-")
    for path in openapi.describe()["paths"]:
        if "documents" not in path:
            continue
        address = path.replace("{year}", "2025").replace("{reference}", number)
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_row_has_the_columns_and_kinds_that_are_described(client, page):
    (row,) = client.get("/api/v1/documents/2025.json").json()["rows"]
    schema = openapi.describe()["components"]["schemas"]["DocumentsRow"]
    assert list(row) == schema["required"] == list(schema["properties"])
    for name, rule in schema["properties"].items():
        may_be_null = "null" in rule["type"]
        assert isinstance(row[name], str) or (may_be_null and row[name] is None)
        assert row[name] is None or row[name] in rule.get("enum", [row[name]])


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/v1/",
        "/api/v1/none/index.json",
        "/api/v1/documents/1999.json",
        "/api/v1/documents/2025.xml",
        "/api/v1/documents/items/none.json",
        "/api/v1/documents/items/page-x.json",
        "/api/v1/documents/../../secret",
        "/query/api/v1/catalogue",
        "/query/api/v1/none",
    ],
)
def test_nothing_else_is_there(client, page, address):
    assert client.get(address).status_code == 404


def test_documents_are_asked_by_words_validity_and_day(client, page):
    answer = client.get(
        "/query/api/v1/documents", {"q": "青政发〔2025〕7号", "validity": "in_force"}
    )
    found = answer.json()
    assert (found["count"], found["page"], found["pages"]) == (1, 1, 1)
    assert found["query"] == {"q": "青政发〔2025〕7号", "validity": "in_force"}
    assert found["rows"][0]["document_number"] == "青政发〔2025〕7号"
    assert client.get("/query/api/v1/documents", {"on": "2025-03-02"}).json()["count"] == 0
    assert client.get("/query/api/v1/documents", {"on": "2030-03-02"}).json()["count"] == 1


def test_an_answer_may_be_kept_a_minute_and_asked_for_again(client, page):
    answer = client.get("/query/api/v1/documents")
    assert answer["Cache-Control"] == "public, max-age=60"
    again = client.get("/query/api/v1/documents", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.post("/query/api/v1/documents").status_code == 405
    assert client.post("/api/v1/index.json").status_code == 405


def test_a_question_shows_no_more_than_a_sheet(client, issue):
    for _ in range(21):
        issue(SIGNED)
    found = client.get("/query/api/v1/documents", {"page": "2"}).json()
    assert (len(found["rows"]), found["count"], found["pages"]) == (1, 21, 2)


def test_people_find_every_set_its_columns_and_files(client, page):
    answer = client.get("/open-data/")
    html = answer.content.decode()
    assert faults_of(html) == []
    for one in registry.data_sets():
        assert f'id="{one.name}"' in html
        assert all(f"<code>{column.name}</code>" in html for column in one.columns)
    for address in set(re.findall(r'href="(/api/[^"]+)"', html)):
        assert client.get(address).status_code == 200, address
    assert '更新到 <time datetime="2025-03-03">2025-03-03</time>' in html


def test_footer_and_map_lead_to_it(client, page):
    assert 'href="/open-data/"' in client.get("/sitemap/").content.decode()
    home = client.get(HomePage.objects.get().url).content.decode()
    assert 'href="/open-data/"' in home
