from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from gongkai.apps.websites import places, queries
from gongkai.apps.websites.models import WebsiteKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from tests.factories.foundation import OrganFactory
from tests.factories.websites import open_section, open_site, save_draft

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
LAST_MINUTE = datetime(2024, 12, 31, 23, 59, tzinfo=BEIJING)
FIRST_MINUTE = datetime(2025, 1, 1, 0, 0, tzinfo=BEIJING)


def base_of(page):
    return GovPage.objects.get(pk=page.pk)


def titles(items):
    return [item.title for item in items]


# -- the year --------------------------------------------------------------------------


def test_a_year_begins_at_midnight_in_the_county():
    start, end = queries.year_bounds(2025)
    assert start == datetime(2024, 12, 31, 16, 0, tzinfo=UTC)
    assert end == datetime(2025, 12, 31, 16, 0, tzinfo=UTC)


def test_published_items_belong_to_the_year_of_the_county(public):
    public("旧年最后一分钟", at=LAST_MINUTE)
    public("新年第一分钟", at=FIRST_MINUTE)
    assert titles(queries.published_items(2024, ["county"])) == ["旧年最后一分钟"]
    assert titles(queries.published_items(2025, ["county"])) == ["新年第一分钟"]


def test_published_items_are_live_information_of_the_organs_oldest_first(
    public, news, editor, town_site
):
    later = public("后发", at=AT)
    earlier = public("先发", at=FIRST_MINUTE)
    hidden = public("撤下的", at=AT)
    GovPage.objects.filter(pk=hidden.pk).update(live=False)
    town_news = open_section(town_site)
    town_page = public("镇上的", section=town_news)
    assert titles(queries.published_items(2025, ["county"])) == ["先发", "后发"]
    assert titles(queries.published_items(2025, ["liuhe"])) == ["镇上的"]
    assert queries.published_items(2025, []) == []
    first = queries.published_items(2025, ["county"])[0]
    assert (first.pk, first.published_at, first.organ_code, first.kind) == (
        earlier.pk,
        FIRST_MINUTE,
        "county",
        "articlepage",
    )
    assert {later.pk, town_page.pk} == {
        item.pk for item in queries.published_items(2025, ["county", "liuhe"])
    } - {earlier.pk}


@pytest.mark.parametrize("number", [1, 3])
def test_counting_a_year_takes_two_queries_at_most(public, number, django_assert_max_num_queries):
    for index in range(number):
        public(f"信息{index}")
    queries.published_items(2025, ["county"])  # content types are kept
    with django_assert_max_num_queries(1):
        assert len(queries.published_items(2025, ["county"])) == number


# -- a section's list ------------------------------------------------------------------


def listing(section, query=""):
    return queries.section_listing(queries.rows_of(section), QueryDict(query))


def test_a_section_lists_newest_first(public, news):
    public("旧", at=LAST_MINUTE)
    public("新", at=AT)
    found = listing(news)
    assert titles(found["items"]) == ["新", "旧"]
    assert found["years"] == [2025, 2024]
    assert found["count"] == 2


def test_drafts_are_not_listed(public, news, editor):
    public("公开的")
    save_draft(news, editor, title="草稿")
    assert titles(listing(news)["items"]) == ["公开的"]


def test_a_year_narrows_the_list_at_the_county_s_midnight(public, news):
    public("旧年", at=LAST_MINUTE)
    public("新年", at=FIRST_MINUTE)
    assert titles(listing(news, "year=2024")["items"]) == ["旧年"]
    assert titles(listing(news, "year=2025")["items"]) == ["新年"]


def test_words_narrow_the_list_by_title_or_summary(public, news):
    public("农村公路养护")
    public("水库放水", summary="影响农村用水")
    public("招考公告")
    assert set(titles(listing(news, "q=农村")["items"])) == {"农村公路养护", "水库放水"}
    assert listing(news, "q=没有的词")["count"] == 0


def test_words_and_year_narrow_together(public, news):
    public("农村公路", at=LAST_MINUTE)
    public("农村用水", at=AT)
    found = listing(news, "q=农村&year=2024")
    assert titles(found["items"]) == ["农村公路"]
    assert found["query"] == {"q": "农村", "year": "2024"}
    assert found["years"] == [2025, 2024]


def test_lists_are_cut_into_sheets_of_twenty(public, news):
    for number in range(21):
        public(f"信息{number:02d}")
    first, second = listing(news), listing(news, "page=2")
    assert (len(first["items"]), len(second["items"]), first["count"]) == (20, 1, 21)


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=-3", "page=0", "page=99999", f"page={'9' * 5000}", "page=²",
        "year=99999", "year=abc", "year=²", "year=-2025", "year=2025.0", f"year={'9' * 5000}",
        "year=", "year=1850", "q=", "q=%20%20", "unknown=1",
    ],
)  # fmt: skip
def test_strange_questions_get_the_plain_list(public, news, query):
    public("信息")
    found = listing(news, query)
    assert titles(found["items"]) == ["信息"]
    assert found["query"] == {"q": "", "year": ""}


@pytest.mark.parametrize("words", ["农" * 100_000, "%", "_", "'", "\\", "<script>", "((("])
def test_strange_words_find_nothing_and_break_nothing(public, news, words):
    public("信息")
    query = QueryDict(mutable=True)
    query["q"] = words
    found = queries.section_listing(GovPage.objects.child_of(news).live(), query)
    assert found["count"] == 0
    assert len(found["query"]["q"]) <= 60


def test_a_character_that_no_database_takes_is_left_out(public, news):
    public("农村公路")
    assert listing(news, "q=农%00村")["query"]["q"] == "农村"
    assert titles(listing(news, "q=农%00村")["items"]) == ["农村公路"]


def test_subsections_are_counted_with_their_newest_day(public, news):
    assert queries.subsections(news) == []
    inner, empty = open_section(news, SectionKind.TOPIC), open_section(news, SectionKind.ABOUT)
    for number in range(3):
        public(f"专题{number}", at=FIRST_MINUTE, section=inner)
    assert queries.subsections(news) == [(inner, 3, FIRST_MINUTE.date()), (empty, 0, None)]
    assert [page.title for page in queries.newest_in(inner, 2)] == ["专题2", "专题1"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_takes_as_many_queries_for_one_as_for_three(
    public, news, number, django_assert_num_queries
):
    for index in range(number):
        public(f"信息{index}")
    with django_assert_num_queries(4):  # guests, years, count, rows with their organs
        found = listing(news)
        assert [row.organ.code for row in found["items"]] == ["county"] * number


# -- the tree --------------------------------------------------------------------------


def test_before_the_county_is_set_up_there_is_no_portal(db):
    assert queries.get_portal() is None
    assert queries.site_tree() == []


def test_a_page_belongs_to_the_nearest_site(portal, town_site, news, public):
    town_page = public("镇上的", section=open_section(town_site))
    assert queries.website_of(town_page) == town_site
    assert queries.website_of(public()) == portal
    assert queries.website_of(portal) == portal


def test_navigation_holds_seven_live_sections_of_the_menu(portal):
    kinds = list(SectionKind)[:9]
    sections = [
        open_section(portal, kind, slug=f"s{number}", show_in_menus=number != 1)
        for number, kind in enumerate(kinds)
    ]
    GovPage.objects.filter(pk=sections[2].pk).update(live=False)
    assert places.menu_of(portal) == [sections[0], *sections[3:9]]


def test_newest_rows_stop_at_five(public, portal):
    for number in range(6):
        public(f"信息{number}", at=AT.replace(minute=number))
    assert titles(queries.newest(portal, SectionKind.NEWS)) == [
        "信息5", "信息4", "信息3", "信息2", "信息1",
    ]  # fmt: skip
    assert queries.newest(portal, SectionKind.PRESS) == []


def test_the_pages_before_and_after_are_the_nearest_in_time(public, news, editor, town_site):
    public("最早", at=LAST_MINUTE)
    before = public("前一条", at=FIRST_MINUTE)
    article, twin = public("这一条", at=AT), public("同时的一条", at=AT)
    public("镇上的", at=AT, section=open_section(town_site))
    open_section(news, SectionKind.TOPIC, title="下级栏目")
    save_draft(news, editor, title="草稿")
    assert queries.neighbours(article) == {
        "previous_page": base_of(before),
        "next_page": base_of(twin),
    }
    assert queries.neighbours(twin) == {"previous_page": base_of(article), "next_page": None}


def test_the_pages_before_and_after_cost_two_queries(public, django_assert_num_queries):
    public("前一条", at=FIRST_MINUTE)
    article = public("这一条", at=AT)
    public("后一条", at=datetime(2025, 3, 13, tzinfo=UTC))
    assert article.url  # a process that has just started reads where the site begins
    with django_assert_num_queries(2):
        beside = queries.neighbours(article)
        assert [page.title for page in beside.values()] == ["前一条", "后一条"]
        assert all(page.url.startswith("/news/2025") for page in beside.values())


def test_the_pages_before_and_after_are_found_by_an_index(public):
    with CaptureQueriesContext(connection) as captured:
        queries.neighbours(public())
    plans = []
    with connection.cursor() as cursor:
        for query in captured.captured_queries[-2:]:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans.append(" ".join(str(row) for row in cursor.fetchall()))
    assert all("pages_by_parent" in plan for plan in plans)


def test_townships_are_grouped_by_kind(portal, town_site):
    assert [(label, titles(rows)) for label, rows in queries.townships()] == [
        (queries.TownshipKind("town").label, ["柳河镇人民政府"])
    ]


def test_departments_stand_in_their_order(portal):
    late = open_site(portal, OrganFactory(code="b", position=9), WebsiteKind.DEPARTMENT)
    early = open_site(portal, OrganFactory(code="a", position=8), WebsiteKind.DEPARTMENT)
    assert queries.departments() == [early, late]


def test_the_site_tree_gives_each_site_its_sections(portal, town_site, news):
    town_news = open_section(town_site)
    assert queries.site_tree() == [(portal, [news]), (town_site, [town_news])]
    assert queries.sites_with_organs() == [portal, town_site]
