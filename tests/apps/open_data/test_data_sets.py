"""What machines read of the documents, interpretations and catalogues, and when it changes."""

import csv
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.documents import services
from gongkai.apps.open_data import exporting, registry
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.registry import RenderFrame
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.websites import SectionKind
from gongkai.foundation.records import listeners
from tests.factories import interpretations
from tests.factories.websites import body_of, open_section

SIGNED = date(2025, 3, 3)
AT = datetime(2025, 6, 2, 2, tzinfo=UTC)
NEXT_DAY = datetime(2025, 6, 3, 2, tzinfo=UTC)


def files(target, at=AT):
    made = static_site.produce(f"open_data:{target}", RenderFrame(at))
    return {output.path: output.content for output in made}


def read(target, path, at=AT):
    return json.loads(files(target, at)[path])


def rows_of(year=2025, at=AT):
    made = files(f"documents:{year}", at).get(f"api/v1/documents/{year}.json")
    return json.loads(made)["rows"] if made else []


@pytest.fixture
def page(issue):
    return issue(
        SIGNED,
        title="关于印发｜农村公路养护办法的通知",
        number_serial=7,
        expires_on=date(2030, 3, 2),
        body=body_of("第一条　养护经费列入预算。"),
    )


def test_a_year_holds_each_document_with_the_validity_of_the_day(page):
    (row,) = rows_of()
    number = page.index_number.replace("/", "-")
    assert row == {
        "document_number": "青政发〔2025〕7号",
        "title": "关于印发农村公路养护办法的通知",
        "issuers": "青禾县人民政府",
        "kind": "行政规范性文件",
        "theme": "",
        "index_number": page.index_number,
        "signed_on": "2025-03-03",
        "published_on": "2025-03-03",
        "effective_from": "2025-03-03",
        "expires_on": "2030-03-02",
        "validity": "in_force",
        "validity_label": "现行有效",
        "validity_since": "2025-03-03",
        "repealed_on": None,
        "repealed_by": None,
        "url": f"http://localhost:8000{page.url}",
        "data": f"http://localhost:8000/api/v1/documents/items/{number}.json",
    }


def test_a_document_s_own_file_holds_text_and_life(page):
    number = page.index_number.replace("/", "-")
    found = read(f"documents:item:{number}", f"api/v1/documents/items/{number}.json")
    assert found["text"] == [{"kind": "paragraph", "text": "第一条 养护经费列入预算。"}]
    assert found["validity"] == {
        "value": "in_force", "label": "现行有效", "as_of": "2025-03-03",
    }  # fmt: skip
    assert found["document_number"] == "青政发〔2025〕7号"


def test_a_suspension_is_told_at_once_and_lifted_at_once(page, staff):
    QueueItem.objects.all().delete()
    services.suspend(
        document_id=page.pk,
        on=date(2025, 6, 2),
        basis="青政发〔2025〕9号",
        actor=staff.final,
        at=AT,
    )
    number = page.index_number.replace("/", "-")
    waiting = set(QueueItem.objects.values_list("target", flat=True))
    assert waiting >= {
        "open_data:documents:2025",
        "open_data:documents:index",
        f"open_data:documents:item:{number}",
        "view:open-data",
    }
    (row,) = rows_of()
    assert (row["validity"], row["validity_since"]) == ("suspended", "2025-06-02")
    services.resume(
        document_id=page.pk, on=date(2025, 6, 3), basis="青政发〔2025〕10号",
        actor=staff.final, at=NEXT_DAY,
    )  # fmt: skip
    (row,) = rows_of(at=NEXT_DAY)
    assert (row["validity"], row["validity_since"]) == ("in_force", "2025-06-03")


def test_a_repeal_names_the_document_that_took_its_place(page, issue, staff):
    new = issue(date(2025, 5, 6), number_serial=21)
    services.repeal(
        document_id=page.pk, on=date(2025, 6, 2), basis="青政发〔2025〕21号",
        actor=staff.final, at=AT, successor_id=new.pk,
    )  # fmt: skip
    old = next(row for row in rows_of() if row["document_number"] == page.document_number)
    assert (old["validity"], old["repealed_on"], old["repealed_by"]) == (
        "repealed", "2025-06-02", "青政发〔2025〕21号",
    )  # fmt: skip


@pytest.mark.parametrize(("day", "turns"), [(date(2030, 3, 2), False), (date(2030, 3, 3), True)])
def test_a_term_that_runs_out_changes_the_data_on_its_day(page, day, turns):
    assert ("open_data:documents:2025" in static_site.daily(day)) is turns


def test_a_document_that_was_withdrawn_is_nowhere(page):
    number = page.index_number.replace("/", "-")
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert files("documents:2025") == {}
    assert files(f"documents:item:{number}") == {}
    assert page.document_number not in files("documents:index")["api/v1/documents/all.csv"].decode()
    assert f"open_data:documents:item:{number}" in static_site.dependents_of(page)


def test_a_page_behind_a_password_is_nowhere(page, library):
    PageViewRestriction.objects.create(page=library.get_parent(), restriction_type="password")
    number = page.index_number.replace("/", "-")
    assert files("documents:2025") == {}
    assert files(f"documents:item:{number}") == {}
    assert list(exporting.registry.find("documents").items()) == []


def test_nothing_of_a_day_without_change_is_written_differently(page):
    every = {path for target in ("documents:2025", "documents:index") for path in files(target)}
    later = datetime(2025, 8, 1, 2, tzinfo=UTC)
    for target in ("documents:2025", "documents:index", "index", "openapi"):
        assert files(target) == files(target, later)
    assert every == {
        *(f"api/v1/documents/2025.{form}" for form in ("json", "csv", "xlsx")),
        *(f"api/v1/documents/all.{form}" for form in ("csv", "xlsx")),
        "api/v1/documents/index.json",
    }


def test_the_tables_hold_no_formula(issue):
    issue(SIGNED, title='=HYPERLINK("http://a")', theme_detail="")
    made = files("documents:2025")
    raw = made["api/v1/documents/2025.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(StringIO(raw.decode("utf-8-sig")))
    assert row["title"] == '\'=HYPERLINK("http://a")'
    assert (row["signed_on"], row["expires_on"]) == ("2025-03-03", "")
    sheet = load_workbook(BytesIO(made["api/v1/documents/2025.xlsx"])).active
    assert [cell.value for cell in sheet[1]][:2] == ["发文字号", "标题"]
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", '=HYPERLINK("http://a")')


def test_an_interpretation_names_its_document_only_while_that_is_public(platform, page, staff):
    section = open_section(platform, SectionKind.INTERPRETATIONS)
    shown = interpretations.interpret(
        section, staff.editor, date(2025, 3, 5), document=page, form=Form.H5
    )
    row = read("interpretations:2025", "api/v1/interpretations/2025.json")["rows"][0]
    assert (row["form"], row["document_number"]) == ("H5", "青政发〔2025〕7号")
    assert "open_data:interpretations:2025" in static_site.dependents_of(page)
    number = page.index_number.replace("/", "-")
    assert {f"document:{page.pk}", f"open_data:documents:item:{number}"} <= set(
        static_site.dependents_of(type(shown).objects.get(pk=shown.pk))
    )
    type(page).objects.filter(pk=page.pk).update(live=False)
    row = read("interpretations:2025", "api/v1/interpretations/2025.json")["rows"][0]
    assert (row["document_number"], row["document_url"]) == (None, None)


def test_a_catalogue_is_offered_when_it_was_uploaded(platform, county, staff):
    section = open_section(platform, SectionKind.CATALOGUE)
    catalogue = DisclosureCatalogue.objects.create(
        organ=county, year=2025, title="县政府2025年目录", due_on=date(2025, 5, 31)
    )
    DisclosureItem.objects.create(
        catalogue=catalogue, position=3, level_1="财政信息", level_2="预算", content="收支总表",
        basis="《预算法》第十四条\n《条例》第二十条",
    )  # fmt: skip
    assert files("catalogue:2025") == {}
    QueueItem.objects.all().delete()
    catalogue.compiled_on = catalogue.uploaded_on = date(2025, 5, 20)
    catalogue.save()
    listeners.tell(catalogue, AT)
    assert "open_data:catalogue:2025" in set(QueueItem.objects.values_list("target", flat=True))
    assert read("catalogue:2025", "api/v1/catalogue/2025.json")["rows"] == [
        {
            "year": 2025,
            "organ": "青禾县人民政府",
            "organ_code": "county",
            "serial": 3,
            "level_1": "财政信息",
            "level_2": "预算",
            "level_3": "",
            "content": "收支总表",
            "basis": "《预算法》第十四条；《条例》第二十条",
            "audience": "全社会",
            "uploaded_on": "2025-05-20",
            "url": f"http://localhost:8000{section.url}2025/county/",
        }
    ]


def test_an_organ_s_new_name_is_carried_into_every_table(page, county):
    QueueItem.objects.all().delete()
    exporting.organ_changed(county, AT)
    waiting = set(QueueItem.objects.values_list("target", flat=True))
    assert {"open_data:documents:2025", "open_data:catalogue:index"} <= waiting
    assert not any(":item:" in target for target in waiting)


def test_the_sets_are_these():
    assert [one.name for one in registry.data_sets()] == [
        "documents", "interpretations", "catalogue", "reports", "report-figures",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_of_a_year_cost_the_same_for_one_and_for_three(
    issue, django_assert_num_queries, count
):
    for _ in range(count):
        issue(SIGNED)
    documents = registry.find("documents")
    documents.rows(2025, date(2025, 6, 2))
    with django_assert_num_queries(2):  # restrictions, documents
        assert len(documents.rows(2025, date(2025, 6, 2))) == count
