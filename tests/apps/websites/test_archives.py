"""What a section shows as files, and what it answers while one waits."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.websites import registry
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from tests.factories.websites import open_section, save_draft

BEIJING = ZoneInfo("Asia/Shanghai")
MARCH = datetime(2025, 3, 12, 2, tzinfo=UTC)
LAST_OF_MARCH = datetime(2025, 3, 31, 23, 59, 59, tzinfo=BEIJING)
FIRST_OF_APRIL = datetime(2025, 4, 1, 0, 0, tzinfo=BEIJING)
JUNE = datetime(2025, 6, 30, tzinfo=UTC)
YEAR_BEFORE = datetime(2024, 12, 31, 23, 59, tzinfo=BEIJING)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def titles(response):
    return [row.title for row in response.context["items"]]


def main_part(html):
    """Return the part of a page that is its own, without head, menu and footer."""
    return html[html.index('<main id="main"') : html.index("</main>")]


@pytest.fixture
def year(public):
    """Return pages of four months, two of them at a month's edge."""
    return {
        "旧年": public("旧年", at=YEAR_BEFORE),
        "三月": public("三月", at=MARCH),
        "三月末": public("三月末", at=LAST_OF_MARCH),
        "四月初": public("四月初", at=FIRST_OF_APRIL),
        "六月": public("六月", at=JUNE),
    }


# -- the section's own page ------------------------------------------------------------


def test_a_section_shows_the_newest_twenty_and_says_where_the_rest_is(client, public, news):
    for number in range(21):
        public(f"信息{number:02d}", at=datetime(2025, 3, number + 1, tzinfo=UTC))
    response = client.get(news.url)
    assert titles(response) == [f"信息{number:02d}" for number in range(20, 0, -1)]
    assert "共</span>" not in text(response)
    assert "共 <b>21</b> 条" in text(response)
    assert f'href="{news.url}2025-03/"' in text(response)


def test_the_archive_lists_years_and_months_with_their_counts(client, year, news):
    assert client.get(news.url).context["archive"] == [
        {
            "year": 2025,
            "count": 4,
            "months": [
                {"label": "6月", "url": "/news/2025-06/", "count": 1},
                {"label": "4月", "url": "/news/2025-04/", "count": 1},
                {"label": "3月", "url": "/news/2025-03/", "count": 2},
            ],
        },
        {
            "year": 2024,
            "count": 1,
            "months": [{"label": "12月", "url": "/news/2024-12/", "count": 1}],
        },
    ]


def test_a_file_knows_no_questions(client, year, news):
    plain = text(client.get(news.url))
    for question in ("page=2", "year=2024", "q=旧年", "anything=1"):
        assert text(client.get(f"{news.url}?{question}")) == plain


@pytest.mark.parametrize(
    "kind",
    [kind for kind in SectionKind if kind is not SectionKind.CATALOGUE],
)
def test_no_kind_of_section_links_to_an_address_with_a_question(client, portal, public, kind):
    section = open_section(portal, kind, slug="tried")
    for number in range(25):
        public(f"信息{number:02d}", section=section)
    part = main_part(text(client.get(section.url)))
    assert re.findall(r'href="[^"#]*\?[^"]*"', part) == []
    assert re.findall(r'action="(?!/query/)(?!/elder-mode/)(?!/search/)[^"]*"', part) == []


def test_drafts_subsections_and_other_sections_are_not_listed(client, portal, news, year, editor):
    save_draft(news, editor, title="草稿")
    open_section(news, SectionKind.TOPIC, title="下级栏目")
    response = client.get(news.url)
    assert titles(response) == ["六月", "四月初", "三月末", "三月", "旧年"]
    assert "下级栏目" in text(response)  # as a way down, not as a piece of news


def test_an_empty_section_says_so_and_has_no_archive(client, news):
    response = client.get(news.url)
    assert "这个栏目还没有发布信息。" in text(response)
    assert response.context["archive"] == []


# -- months ----------------------------------------------------------------------------


def test_a_month_lists_what_became_public_in_it_by_the_county_s_clock(client, year, news):
    assert titles(client.get(f"{news.url}2025-03/")) == ["三月末", "三月"]
    assert titles(client.get(f"{news.url}2025-04/")) == ["四月初"]
    assert titles(client.get(f"{news.url}2024-12/")) == ["旧年"]


def test_a_month_leads_to_the_months_beside_it_that_hold_something(client, year, news):
    response = client.get(f"{news.url}2025-04/")
    assert response.context["previous_month"] == {"label": "2025年3月", "url": "/news/2025-03/"}
    assert response.context["next_month"] == {"label": "2025年6月", "url": "/news/2025-06/"}
    assert client.get(f"{news.url}2024-12/").context["previous_month"] is None
    assert client.get(f"{news.url}2025-06/").context["next_month"] is None


@pytest.mark.parametrize("month", ["2025-05", "2023-01", "2025-13", "2025-00", "2025-3", "2025"])
def test_an_empty_or_impossible_month_is_not_found(client, year, news, month):
    assert client.get(f"{news.url}{month}/").status_code == 404


@pytest.mark.parametrize(
    "kind",
    [SectionKind.PLATFORM, SectionKind.GUIDE, SectionKind.ON_REQUEST, SectionKind.REPORTS],
)
def test_a_section_without_archive_has_no_months(client, portal, public, kind):
    section = open_section(portal, kind, slug="tried")
    public(section=section)
    assert client.get(f"{section.url}2025-03/").status_code == 404
    assert static_site.produce(f"archive:{section.pk}:2025-03", RenderFrame()) == []


def test_a_list_of_statutory_items_has_no_months(client, portal, public):
    section = open_section(portal, SectionKind.STATUTORY)
    public(section=open_section(section, SectionKind.STATUTORY, slug="budget"))
    assert client.get(f"{section.url}2025-03/").status_code == 404
    assert client.get(f"{section.url}budget/2025-03/").status_code == 200


def test_a_month_of_a_section_that_is_offline_is_not_found(client, year, news):
    GovPage.objects.filter(pk=news.pk).update(live=False)
    assert client.get(f"{news.url}2025-03/").status_code == 404


def test_a_month_whose_last_page_is_withdrawn_is_gone(client, year, news):
    GovPage.objects.filter(pk=year["六月"].pk).update(live=False)
    assert client.get(f"{news.url}2025-06/").status_code == 404
    assert client.get(f"{news.url}2025-04/").context["next_month"] is None


def test_a_month_is_named_in_its_heading_title_and_trail(client, year, news):
    response = client.get(f"{news.url}2025-03/")
    assert "<h1" in text(response)
    assert "政务要闻（2025年3月）" in text(response)
    assert response.context["trail"] == [
        ("首页", "/"), ("政务要闻", "/news/"), ("2025年3月", ""),
    ]  # fmt: skip


def test_a_page_below_a_section_is_still_found(client, year, news):
    assert client.get(year["三月"].url).status_code == 200


def test_a_month_costs_the_same_for_one_row_and_many(client, public, news):
    public(at=MARCH)

    def asked():
        client.get(f"{news.url}2025-03/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{news.url}2025-03/")
        return len(queries)

    one = asked()
    for number in range(5):
        public(f"又一条{number}", at=MARCH)
    assert asked() == one


# -- the file and the preview ----------------------------------------------------------


def test_the_exported_month_is_the_page_django_shows(client, year, news):
    (output,) = static_site.produce(f"archive:{news.pk}:2025-03", RenderFrame())
    assert output.path == "news/2025-03/index.html"
    assert output.content.decode() == text(client.get("/news/2025-03/"))


@pytest.mark.parametrize("part", ["2025-05", "2025-13", "nonsense", "", "../../etc"])
def test_a_month_with_nothing_has_no_file(year, news, part):
    assert static_site.produce(f"archive:{news.pk}:{part}", RenderFrame()) == []


@pytest.mark.parametrize("pk", ["0", "999999"])
def test_a_section_that_is_not_there_has_no_file(year, pk):
    assert static_site.produce(f"archive:{pk}:2025-03", RenderFrame()) == []


def test_every_month_with_something_is_a_part(year, news):
    view = registry.section_for(SectionKind.NEWS)
    assert view.parts(news) == ["2025-06", "2025-04", "2025-03", "2024-12"]


@pytest.mark.parametrize(
    ("address", "is_part"),
    [
        ("2025-03", True), ("2025", True), ("2025/liuhe", True), ("1999-12", True),
        ("", False), ("2025-13", False), ("202503120017", False), ("news", False),
        ("2025-03/x", False), ("2025/a/b", False), ("2025/../x", False), ("3025", False),
    ],
)  # fmt: skip
def test_only_years_and_months_are_parts(address, is_part):
    assert registry.is_part(address) is is_part


# -- what a reader seeks ---------------------------------------------------------------


def test_words_are_sought_on_the_searching_address(client, year, news):
    response = client.get(f"/query{news.url}", {"q": "三月"})
    assert titles(response) == ["三月末", "三月"]
    assert response.context["is_query"] is True
    assert "查到 <b>2</b> 条" in text(response)


def test_a_year_is_sought_there_too(client, year, news):
    assert titles(client.get(f"/query{news.url}", {"year": "2024"})) == ["旧年"]


def test_results_come_in_sheets(client, public, news):
    for number in range(21):
        public(f"信息{number:02d}", at=datetime(2025, 3, number + 1, tzinfo=UTC))
    assert titles(client.get(f"/query{news.url}", {"page": "2"})) == ["信息00"]
    assert "?page=2" in text(client.get(f"/query{news.url}"))


def test_what_is_sought_stays_out_of_search_engines_and_leads_back(client, year, news):
    response = client.get(f"/query{news.url}", {"q": "三月"})
    assert response["X-Robots-Tag"] == "noindex"
    assert ("robots", "noindex") in response.context["page_meta"]
    assert f'href="{news.url}">返回栏目' in text(response)


def test_a_file_may_be_found_by_search_engines(client, year, news):
    response = client.get(news.url)
    assert "X-Robots-Tag" not in response
    assert "robots" not in dict(response.context["page_meta"])


def test_the_form_of_a_section_seeks_on_the_searching_address(client, year, news):
    assert f'action="/query{news.url}"' in text(client.get(news.url))


@pytest.mark.parametrize("address", ["/query/", "/query/none/", "/query/news/2025-03/"])
def test_only_sections_are_sought_in(client, year, address):
    assert client.get(address).status_code == 404


def test_a_text_is_no_section(client, year):
    assert client.get(f"/query{year['三月'].url}").status_code == 404


def test_seeking_is_only_reading(client, year, news):
    assert client.post(f"/query{news.url}").status_code == 405


def test_the_menu_marks_the_section_that_is_sought_in(client, year, news):
    response = client.get(f"/query{news.url}")
    assert [entry["current"] for entry in response.context["navigation"]] == [True]
