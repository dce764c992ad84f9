"""What machines read: feeds, maps for search engines, robots.txt, meta tags."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.websites import feeds, meta, queries, registry
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from tests.factories.websites import open_section

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
BASE = "https://www.example.gov.cn"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def base(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


def made(target):
    return static_site.produce(target, RenderFrame())


def items(content):
    return ET.fromstring(content).findall("channel/item")  # noqa: S314 -- our own


def locations(content):
    return [row.text for row in ET.fromstring(content).iter(f"{MAP}loc")]  # noqa: S314 -- our own


# -- feeds -----------------------------------------------------------------------------


def test_a_section_s_feed_holds_its_newest_thirty_with_whole_addresses(public, news):
    for number in range(31):
        public(f"信息{number:02d}", at=AT + timedelta(hours=number))
    output, _atom = made(f"feed:{news.pk}")
    assert output.path == "news/feed.xml"
    rows = items(output.content)
    assert [row.findtext("title") for row in rows] == [f"信息{n:02d}" for n in range(30, 0, -1)]
    assert all(row.findtext("link").startswith(f"{BASE}/news/2025") for row in rows)
    assert all(row.findtext("guid") == row.findtext("link") for row in rows)


def test_a_feed_is_valid_rss_that_names_itself(public, news):
    public("信息", summary="说明", source_name="县交通局")
    root = ET.fromstring(feeds.feed_of(news))  # noqa: S314 -- our own
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert channel.findtext("title") == "政务要闻"
    assert channel.findtext("link") == f"{BASE}/news/"
    assert channel.findtext("language") == "zh-CN"
    assert channel.findtext("description")
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{BASE}/news/feed.xml")
    assert items(feeds.feed_of(news))[0].findtext("pubDate") == "Wed, 12 Mar 2025 02:00:00 +0000"


def test_the_same_texts_stand_in_an_atom_feed_beside_it(client, public, news):
    public("信息", summary="说明")
    _rss, output = made(f"feed:{news.pk}")
    assert output.path == "news/atom.xml"
    root = ET.fromstring(output.content)  # noqa: S314 -- our own
    assert root.tag == f"{ATOM}feed"
    own = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert own == {"alternate": f"{BASE}/news/", "self": f"{BASE}/news/atom.xml"}
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "信息"
    assert entry.findtext(f"{ATOM}published") == "2025-03-12T02:00:00+00:00"
    assert entry.findtext(f"{ATOM}id") == entry.find(f"{ATOM}link").get("href")
    answer = client.get("/news/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.content == output.content


def test_a_page_s_head_names_both_feeds(client, public, news):
    html = client.get(news.url).content.decode()
    assert 'type="application/rss+xml"' in html
    assert 'href="/news/feed.xml"' in html
    assert re.search(r'type="application/atom\+xml"[^>]*href="/news/atom.xml"', html)


def test_an_empty_feed_is_the_same_whenever_it_is_written(news):
    assert feeds.feed_of(news) == feeds.feed_of(news)
    assert b"2024" in feeds.feed_of(news)  # dated by the day the section was opened


def test_a_site_s_feed_holds_its_sections_and_the_sites_below(public, portal, town_site):
    public("县里的", at=AT)
    public("镇上的", at=AT + timedelta(hours=1), section=open_section(town_site))
    output, _atom = made(f"feed:{portal.pk}")
    assert output.path == "feed.xml"
    assert [row.findtext("title") for row in items(output.content)] == ["镇上的", "县里的"]
    output, _atom = made(f"feed:{town_site.pk}")
    assert output.path == "liuhe/feed.xml"
    assert [row.findtext("title") for row in items(output.content)] == ["镇上的"]


def test_a_title_with_markup_breaks_no_feed(public, news):
    public("甲<乙>&丙｜丁")
    assert items(feeds.feed_of(news))[0].findtext("title") == "甲<乙>&丙丁"


def test_what_is_no_list_has_no_feed(portal, public):
    for kind in (SectionKind.PLATFORM, SectionKind.GUIDE, SectionKind.ON_REQUEST):
        assert made(f"feed:{open_section(portal, kind).pk}") == []
    assert made(f"feed:{public().pk}") == []
    assert made("feed:999999") == made("feed:x") == []


@pytest.mark.parametrize("address", ["/feed.xml", "/news/feed.xml"])
def test_django_shows_the_feed_that_is_exported(client, public, address):
    public()
    response = client.get(address)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    page = queries.get_portal() if address == "/feed.xml" else queries.section_of_kind(
        queries.get_portal(), SectionKind.NEWS
    )  # fmt: skip
    assert response.content == made(f"feed:{page.pk}")[0].content


@pytest.mark.parametrize(
    "address", ["/none/feed.xml", "/news/none/feed.xml", "/news/none/atom.xml"]
)
def test_a_feed_of_nothing_is_not_found(client, news, address):
    assert client.get(address).status_code == 404


# -- maps ------------------------------------------------------------------------------


def test_the_map_s_index_names_sites_and_sections_that_hold_something(public, portal, news):
    empty = open_section(portal, SectionKind.NOTICES)
    public()
    (output,) = made("sitemap:index")
    assert output.path == "sitemap.xml"
    assert locations(output.content) == [f"{BASE}/sitemaps/{pk}.xml" for pk in (portal.pk, news.pk)]
    assert f"/{empty.pk}.xml" not in output.content.decode()


def test_a_section_s_part_names_its_texts_with_their_last_change(public, news):
    page = public()
    (output,) = made(f"sitemap:{news.pk}")
    assert output.path == f"sitemaps/{news.pk}.xml"
    assert locations(output.content) == [f"{BASE}{page.url}"]
    assert b"<lastmod>2025-03-12T10:00:00+08:00</lastmod>" in output.content


def test_a_site_s_part_names_its_home_and_sections_only(public, portal, news, town_site):
    inner = open_section(news, SectionKind.TOPIC)
    open_section(town_site)
    public()
    (output,) = made(f"sitemap:{portal.pk}")
    assert locations(output.content) == [
        f"{BASE}/", f"{BASE}{news.url}", f"{BASE}{inner.url}",
    ]  # fmt: skip


def test_withdrawn_texts_leave_the_map(public, news):
    GovPage.objects.filter(pk=public().pk).update(live=False)
    assert locations(made(f"sitemap:{news.pk}")[0].content) == []
    assert f"/{news.pk}.xml" not in made("sitemap:index")[0].content.decode()


def test_django_shows_the_maps_that_are_exported(client, public, news):
    public()
    assert client.get("/sitemap.xml").content == made("sitemap:index")[0].content
    part = client.get(f"/sitemaps/{news.pk}.xml")
    assert part.content == made(f"sitemap:{news.pk}")[0].content
    assert client.get("/sitemaps/999999.xml").status_code == 404


def test_robots_are_told_what_to_leave_alone_and_where_the_map_is(client, portal):
    said = client.get("/robots.txt").content.decode()
    assert said.splitlines()[0] == "User-agent: *"
    for path in ("/admin/", "/query/", "/search/"):
        assert f"Disallow: {path}" in said
    assert f"Sitemap: {BASE}/sitemap.xml" in said
    assert made("view:robots")[0].path == "robots.txt"


# -- plain views -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["accessibility", "sitemap", "documents-legend"])
def test_pages_outside_the_tree_are_files(client, news, name):
    (output,) = made(f"view:{name}")
    assert output.path == f"{name}/index.html"
    assert output.content.decode() == client.get(f"/{name}/").content.decode()


def test_a_short_address_becomes_a_page_that_leads_on(portal):
    assert made("view:go-guide") == []
    section = open_section(portal, SectionKind.GUIDE)
    (output,) = made("view:go-guide")
    assert output.path == "go/guide/index.html"
    assert f'url={section.url}"' in output.content.decode()


def test_an_unknown_view_has_no_file(portal):
    assert made("view:none") == []


def test_the_legend_explains_every_validity(client, portal):
    from gongkai.domain.documents.validity import Validity

    shown = client.get("/documents-legend/").content.decode()
    assert all(validity.label in shown for validity in Validity)


# -- meta tags -------------------------------------------------------------------------


def names(page):
    return [name for name, _ in queries.page_meta(page)]


def test_a_home_page_has_the_site_s_tags_only(portal):
    portal.identification_code, portal.domain = "2100000001", "www.example.gov.cn"
    assert queries.page_meta(portal) == [
        ("SiteName", "青禾县人民政府"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "2100000001"),
    ]


def test_a_section_has_the_column_s_tags_too(news):
    news.intro, news.keywords, news.column_type = "县里的要闻", "要闻、 会议，活动", ""
    assert queries.page_meta(news)[-4:] == [
        ("ColumnName", "政务要闻"),
        ("ColumnDescription", "县里的要闻"),
        ("ColumnKeywords", "要闻,会议,活动"),
        ("ColumnType", "工作动态"),
    ]


def test_tags_that_must_be_there_are_there_when_nobody_filled_them_in(news, public):
    tags = dict(queries.page_meta(public()))
    assert tags["ColumnDescription"] == "青禾县人民政府政务要闻栏目发布的信息"
    assert tags["ColumnKeywords"] == "政务要闻"
    assert tags["ContentSource"] == "青禾县人民政府"


def test_a_text_has_all_three_groups_in_their_order(public):
    page = public(
        "养护｜计划", source_name="县交通局", editor_name="李编", summary="今年养护120公里。"
    )
    assert names(page) == [
        "SiteName", "SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords",
        "ColumnType", "ArticleTitle", "PubDate", "ContentSource", "Author", "Description", "Url",
    ]  # fmt: skip
    assert queries.page_meta(page)[-6:] == [
        ("ArticleTitle", "养护计划"),
        ("PubDate", "2025-03-12 10:00"),
        ("ContentSource", "县交通局"),
        ("Author", "李编"),
        ("Description", "今年养护120公里。"),
        ("Url", f"{BASE}{page.url}"),
    ]


def test_no_tag_is_empty(public, portal, news):
    for page in (public(), portal, news, None):
        assert all(content for _, content in queries.page_meta(page))


def test_a_town_without_domain_and_code_uses_the_portal_s(portal, town_site):
    GovPage.objects.filter(pk=portal.pk)
    portal.domain, portal.identification_code = "www.example.gov.cn", "2100000001"
    portal.save()
    tags = dict(queries.page_meta(town_site))
    assert (tags["SiteName"], tags["SiteDomain"], tags["SiteIDCode"]) == (
        "柳河镇人民政府", "www.example.gov.cn", "2100000001",
    )  # fmt: skip


def test_without_any_domain_the_configured_host_is_named(portal):
    assert dict(queries.page_meta(portal))["SiteDomain"] == "www.example.gov.cn"


def test_the_template_gets_the_tags_and_the_lasting_address(client, public):
    page = public()
    response = client.get(page.url)
    assert response.context["page_meta"] == queries.page_meta(page)
    assert response.context["canonical_url"] == f"{BASE}{page.url}"


def test_errors_are_reported_nationally_under_the_site_s_code(client, portal, town_site):
    assert client.get("/").context["error_report_url"] == ""
    portal.identification_code = "2100000001"
    portal.save()
    address = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2100000001"
    assert client.get("/").context["error_report_url"] == address
    assert client.get(town_site.url).context["error_report_url"] == address


@pytest.mark.parametrize("code", ["", "0000000000（演示）", "12345", '"><script>'])
def test_a_code_that_is_none_leads_nowhere(portal, code):
    portal.identification_code = code
    assert meta.error_report_url(portal, portal) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ""), ("甲", "甲"), ("甲，乙、丙", "甲,乙,丙"), (" 甲 ,, 乙;丙； ", "甲,乙,丙")],
)
def test_keywords_are_separated_by_commas(text, words):
    assert meta.keywords(text) == words


# -- what does not depend on the reader ------------------------------------------------


def test_a_page_is_the_same_for_everybody(client, rf, public, editor):
    page = public()
    plain = client.get(page.url).content
    client.cookies["elder"] = "1"
    assert client.get(page.url).content == plain
    assert b"csrf" not in plain


def test_no_public_page_is_told_what_day_it_is(client, public):
    assert "today" not in client.get(public().url).context
    assert "elder_mode" not in client.get("/").context


def test_the_large_type_s_sheet_follows_the_cookie(client, portal):
    response = client.get("/mode.css")
    assert isinstance(response, HttpResponse)
    assert (response["Cache-Control"], response["Vary"]) == ("no-cache", "Cookie")
    assert response.content == b""
    client.cookies["elder"] = "1"
    assert re.search(rb"elder.*\.css", client.get("/mode.css").content)


def test_the_switch_asks_for_no_token(portal):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/elder-mode/", {"next": "/news/"})["Location"] == "/news/"


def test_every_registered_view_has_an_address():
    from django.urls import resolve

    for path in registry.plain_views().values():
        assert resolve(f"/{path}")
