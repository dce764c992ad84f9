"""The files that go with a document's page say what it says, and change when it does."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from gongkai.apps.documents import services
from gongkai.apps.documents.making import exporting, portable
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import RenderFrame
from tests.factories.websites import body_of

SIGNED = date(2025, 3, 3)
AT = datetime(2025, 6, 2, 2, tzinfo=UTC)


@pytest.fixture
def page(issue):
    return issue(
        SIGNED,
        title="关于印发｜农村公路养护办法的通知",
        number_serial=7,
        expires_on=date(2030, 3, 2),
        body=body_of("各乡镇人民政府：", "第一条　养护经费列入预算。"),
    )


def files(page, at=AT):
    made = static_site.produce(f"document:{page.pk}", RenderFrame(at))
    return {output.path.rpartition("/")[2]: output.content for output in made}


def words(content):
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def test_the_word_file_holds_title_number_text_and_validity(page):
    text = words(files(page)["document.docx"])
    assert text[:2] == ["关于印发农村公路养护办法的通知", "青政发〔2025〕7号"]
    assert "第一条 养护经费列入预算。" in text
    assert text[-1] == "有效性：现行有效（2025年3月3日）"
    assert "有效期至：2030年3月2日" in text


def test_the_same_text_gives_the_same_bytes_on_another_day(page):
    assert files(page) == files(page, AT.replace(month=7))


@pytest.mark.skipif(not portable.can_build(), reason="no typeface with Chinese characters")
def test_the_pdf_holds_the_same(page):
    text = "".join(
        sheet.extract_text() for sheet in PdfReader(BytesIO(files(page)["document.pdf"])).pages
    )
    for fact in ("青政发〔2025〕7号", "养护经费列入预算", "现行有效"):
        assert fact in text.replace("\n", "").replace(" ", "")


def test_a_repeal_changes_every_file(page, issue, staff):
    before = files(page)
    newer = issue(date(2025, 5, 30), title="新的办法")
    services.repeal(
        document_id=page.pk,
        on=date(2025, 6, 2),
        basis="青政发〔2025〕9号",
        actor=staff.final,
        at=AT,
        successor_id=newer.pk,
    )
    after = files(page)
    assert all(before[name] != after[name] for name in before)
    assert words(after["document.docx"])[-2:] == [
        "废止：2025年6月2日，依据：青政发〔2025〕9号",
        "有效性：废止（2025年6月2日）",
    ]
    said = json.loads(after["document.json"])
    assert said["validity"] == {"value": "repealed", "label": "废止", "as_of": "2025-06-02"}
    assert said["acts"] == [
        {
            "kind": "repeal",
            "label": "废止",
            "on": "2025-06-02",
            "until": None,
            "basis": "青政发〔2025〕9号",
            "by_document": {
                "document_number": newer.document_number,
                "title": "新的办法",
                "url": newer.url,
            },
        }
    ]


def test_the_files_hang_on_the_page(section, page):
    found = static_site.dependents_of(page)
    assert {f"document:{page.pk}", f"library:{section.pk}"} <= set(found)
    assert f"document:{page.pk}" in static_site.everything()


def test_a_draft_has_no_files(register):
    assert files(register(SIGNED)) == {}


def test_the_list_of_the_library_is_open_data(section, page):
    (output,) = static_site.produce(f"library:{section.pk}", RenderFrame(AT))
    assert output.path == f"{section.url.removeprefix('/')}documents.json"
    (row,) = json.loads(output.content)["documents"]
    assert (row["document_number"], row["url"]) == ("青政发〔2025〕7号", page.url)
    assert row["json"] == f"{page.url}document.json"


def test_a_reader_loads_them_with_one_click(client, section, page):
    text = client.get(page.url).content.decode()
    for name in exporting.names():
        assert f'href="{page.url}{name}"' in text
        assert client.get(f"{page.url}{name}").status_code == 200
    assert client.get(f"{section.url}documents.json").status_code == 200
    assert client.get(f"{section.url}document.json").status_code == 404


def test_interpretation_and_theme_are_described(page):
    said = json.loads(files(page)["document.json"])
    assert said["title"] == "关于印发农村公路养护办法的通知"
    assert said["interpretations"] == []
    assert said["downloads"] == [
        f"{page.url}{name}" for name in exporting.names() if not name.endswith("json")
    ]
