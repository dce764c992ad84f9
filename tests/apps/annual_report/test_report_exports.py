"""The files of a published report on the public site."""

import json

import pytest

from gongkai.apps.annual_report.models import AnnualReportPage
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.frame import RenderFrame


@pytest.fixture
def page(county, portfolio, publish):
    return AnnualReportPage.objects.get(pk=publish().pk)


def made(page):
    return {
        output.path: output.content
        for output in static_site.produce(f"report_files:{page.pk}", RenderFrame())
    }


def test_a_published_report_s_files_stand_below_its_page(page):
    folder = page.url.removeprefix("/")
    files = made(page)
    assert set(files) == {f"{folder}report.{form}" for form in ("docx", "json", "html")}
    assert json.loads(files[f"{folder}report.json"])
    assert files[f"{folder}report.docx"][:2] == b"PK"


def test_the_page_links_to_the_files_and_django_shows_the_same(client, page):
    html = client.get(page.url).content.decode()
    for form in ("docx", "json", "html"):
        assert f'href="{page.url}report.{form}"' in html
        assert client.get(f"{page.url}report.{form}").status_code == 200
    answer = client.get(f"{page.url}report.json")
    assert answer.content == made(page)[f"{page.url.removeprefix('/')}report.json"]


def test_a_report_that_is_not_public_has_no_files(client, page):
    AnnualReportPage.objects.filter(pk=page.pk).update(live=False)
    assert made(page) == {}
    assert client.get(f"{page.url}report.json").status_code == 404


@pytest.mark.parametrize("name", ["report.exe", "report.", "other.json"])
def test_other_names_are_not_found(client, page, name):
    assert client.get(f"{page.url}{name}").status_code == 404


def test_a_publication_and_the_full_export_ask_for_the_files(page):
    target = f"report_files:{page.pk}"
    assert target in static_site.dependents_of(page)
    assert target in static_site.everything()


def test_the_section_s_form_seeks_on_the_searching_address(client, page):
    section = page.get_parent().specific
    html = client.get(section.url).content.decode()
    assert f'href="{page.url}"' in html
    assert 'name="organ"' not in html or f'action="/query{section.url}"' in html
    found = client.get(f"/query{section.url}", {"organ": page.organ.code})
    assert f'href="{page.url}"' in found.content.decode()
    assert (
        f'href="{page.url}"'
        not in client.get(f"/query{section.url}", {"organ": "nobody"}).content.decode()
    )
