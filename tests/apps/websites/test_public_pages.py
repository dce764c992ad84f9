from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.search import services as searches
from gongkai.apps.websites import context, registry
from gongkai.apps.websites.registry import SectionView
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from tests.factories.websites import open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


def text(response):
    return response.content.decode()


# -- pages of the tree -----------------------------------------------------------------


def test_an_article_shows_its_text_and_source(client, public):
    page = public(source_name="县交通局", editor_name="李编")
    shown = text(client.get(page.url))
    for words in ("农村公路养护计划公布", "今年养护农村公路120公里。", "县交通局"):
        assert words in shown
    assert "2025-03-12" in shown or "2025年3月12日" in shown


def test_a_section_lists_what_is_public(client, public, news, editor):
    public("公开的")
    save_draft(news, editor, title="草稿")
    shown = text(client.get(news.url))
    assert "公开的" in shown
    assert "草稿" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "page=abc",
        "year=99999",
        f"year={'9' * 5000}",
        f"q={'x' * 6000}",
        "year=²",
        "page=999",
        "q=%",
    ],
)
def test_a_section_answers_strange_questions(client, public, news, query):
    public()
    for address in (news.url, f"/query{news.url}"):
        assert client.get(f"{address}?{query}").status_code == 200


def test_a_home_page_shows_the_newest_news(client, portal, public):
    public("头条", at=AT)
    assert "头条" in text(client.get("/"))


def test_a_page_taken_offline_is_gone(client, public):
    page = public()
    GovPage.objects.filter(pk=page.pk).update(live=False)
    assert client.get(page.url).status_code == 404


def test_a_section_page_asks_the_database_alike_for_one_row_and_three(client, public, news):
    def asked():
        client.get(news.url)  # fill the caches of a process that has just started
        with CaptureQueriesContext(connection) as queries:
            client.get(news.url)
        return len(queries)

    public("信息1")
    one = asked()
    public("信息2")
    public("信息3")
    assert asked() == one


# -- the site around a page ------------------------------------------------------------


def test_a_town_page_names_the_town_and_its_own_sections(client, town_site, news, public):
    town_news = open_section(town_site, title="镇务要闻")
    page = public("镇上的信息", section=town_news)
    response = client.get(page.url)
    assert response.context["website"] == town_site
    assert [entry["title"] for entry in response.context["navigation"]] == ["镇务要闻"]
    assert [entry["current"] for entry in response.context["navigation"]] == [True]
    assert "柳河镇人民政府" in text(response)


def test_a_county_page_names_the_county(client, news, town_site, public):
    response = client.get(public().url)
    assert response.context["website"] == response.context["portal"]
    assert [entry["title"] for entry in response.context["navigation"]] == ["政务要闻"]
    assert response.context["website"].name == "青禾县人民政府"
    assert response.context["website"].phone == "0000-0000001"


def test_a_town_home_page_uses_the_template_of_units(client, portal, town_site):
    names = {template.name for template in client.get(town_site.url).templates}
    assert "websites/home_page_unit.html" in names
    names = {template.name for template in client.get("/").templates}
    assert "websites/home_page.html" in names


def test_a_town_home_page_lists_its_villages(client, town_site):
    response = client.get(town_site.url)
    assert response.context["villages"] == ["东村", "西村"]


def test_the_portal_offers_hot_words_and_towns(client, portal, town_site):
    response = client.get("/")
    assert response.context["hot_words"] == ["补贴", "招考"]
    assert [rows for _, rows in response.context["townships"]] == [[town_site]]


def test_the_admin_is_spared_the_frame_of_the_public_site(rf, portal):
    assert set(context.public_site(rf.get("/admin/"))) == {"is_demo", "today"}
    assert context.public_site(rf.get("/"))["portal"] == portal


def test_a_site_without_organ_still_has_a_name(portal):
    portal.organ = None
    assert (portal.name, portal.address, portal.phone, portal.hours, portal.postal_code) == (
        "青禾县人民政府",
        "",
        "",
        "",
        "",
    )


# -- search, sitemap, reading modes ----------------------------------------------------


def test_search_shows_what_it_found(client, public):
    searches.refresh([public("农村公路养护计划").pk], AT)
    response = client.get("/search/", {"q": "农村"})
    assert response.context["count"] == 1
    assert "<mark>农村</mark>公路养护计划" in text(response)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "   "},
        {"q": "没有的词"},
        {"q": "x" * 10_000},
        {"q": "a", "page": "abc"},
    ],
)
def test_search_answers_everything(client, portal, query):
    response = client.get("/search/", query)
    assert response.status_code == 200
    assert response.context["count"] == 0


def test_search_does_not_repeat_scripts(client, portal):
    assert "<script>alert" not in text(client.get("/search/", {"q": "<script>alert(1)</script>"}))


def test_search_suggests_asking_the_organ(client, portal):
    section = open_section(portal, SectionKind.ON_REQUEST)
    response = client.get("/search/", {"q": "没有的词"})
    assert response.context["suggest_request_url"] == section.url


def test_the_site_map_lists_sites_and_sections(client, town_site, news):
    shown = text(client.get("/sitemap/"))
    for words in ("青禾县人民政府", "柳河镇", "政务要闻"):
        assert words in shown


def test_the_accessibility_page_stands(client, portal):
    assert client.get("/accessibility/").status_code == 200


@pytest.mark.parametrize("address", ["/search/", "/sitemap/", "/accessibility/"])
def test_public_pages_are_only_read(client, portal, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/search/?q=a", "/sitemap/", "/accessibility/"])
def test_public_pages_stand_before_the_county_is_set_up(client, db, address):
    assert client.get(address).status_code == 200


def test_large_type_is_switched_on_and_off(client, news):
    response = client.post("/elder-mode/", {"next": "/news/"})
    assert (response.status_code, response["Location"]) == (302, "/news/")
    assert response.cookies["elder"].value == "1"
    assert response.cookies["elder"]["httponly"]
    assert "elder.css" in text(client.get("/mode.css"))
    response = client.post("/elder-mode/", {"next": "/news/"})
    assert response.cookies["elder"].value == ""
    assert text(client.get("/mode.css")) == ""


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "http:///evil.example", "", "\thttps://evil.example",
    ],
)  # fmt: skip
def test_the_switch_never_leads_elsewhere(client, portal, target):
    assert client.post("/elder-mode/", {"next": target})["Location"] == "/"


def test_the_switch_is_no_link(client, portal):
    assert client.get("/elder-mode/").status_code == 405


def test_short_addresses_lead_to_the_portal_s_sections(client, portal):
    section = open_section(portal, SectionKind.DOCUMENTS)
    assert client.get(reverse("library"))["Location"] == section.url


@pytest.mark.parametrize("name", ["ogi_platform", "ogi_guide", "foi_request", "library"])
def test_a_section_that_is_not_open_is_not_found(client, portal, name):
    assert client.get(reverse(name)).status_code == 404


def test_a_missing_page_is_explained_in_chinese(client, portal):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "没有找到这一页" in text(response)
    assert "青禾县人民政府" in text(response)


# -- the registry ----------------------------------------------------------------------


def test_a_kind_of_section_can_be_shown_by_another_app(monkeypatch, client, portal):
    monkeypatch.setattr(registry, "_sections", dict(registry._sections))
    registry.register_section(
        SectionKind.VILLAGE,
        SectionView("websites/sitemap.html", lambda _section, _request: {"tree": []}),
    )
    section = open_section(portal, SectionKind.VILLAGE)
    names = {template.name for template in client.get(section.url).templates}
    assert "websites/sitemap.html" in names


def test_an_unknown_kind_is_listed_plainly(monkeypatch):
    monkeypatch.setattr(registry, "_sections", {})
    assert registry.section_for(SectionKind.NEWS).template == "websites/section_page.html"


def test_a_block_of_the_home_page_can_come_from_another_app(monkeypatch, portal):
    monkeypatch.setattr(registry, "_home_blocks", {})
    registry.register_home_block("answer", lambda home: home.title)
    assert registry.home_context(portal) == {"answer": "青禾县人民政府"}
