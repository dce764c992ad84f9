import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from wagtail.models import Site

from gongkai.apps.websites import queries, services
from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage, WebsiteKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation import refusals
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.pages.models import GovPage
from tests.factories.websites import OPENED_AT, body_of, open_portal, open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


def test_the_portal_is_the_root_of_the_group(portal, client):
    assert portal.depth == 2
    assert GovPage.objects.filter(depth=2).count() == 1
    site = Site.objects.get()
    assert (site.root_page_id, site.is_default_site, site.site_name) == (
        portal.pk,
        True,
        "青禾县人民政府",
    )
    assert portal.live
    assert portal.first_published_at == OPENED_AT
    assert Entry.objects.get().action == "websites.open_portal"
    assert client.get("/").status_code == 200


def test_a_second_portal_is_refused_and_the_first_stays(portal, town_site, county):
    with pytest.raises(services.PortalAlreadyOpen) as caught:
        open_portal(county)
    assert "已经开设" in refusals.sentence(caught.value)
    assert {page.pk for page in HomePage.objects.all()} == {portal.pk, town_site.pk}


def test_a_site_stands_under_the_portal(portal, town_site):
    assert town_site.get_parent().pk == portal.pk
    assert town_site.live
    assert town_site.url == "/liuhe/"
    assert Entry.objects.latest("sequence").action == "websites.open_site"


def test_a_section_is_live_at_once(news):
    assert news.live
    assert news.published_at == OPENED_AT
    assert news.url == "/news/"
    assert Entry.objects.latest("sequence").action == "websites.open_section"


def test_a_draft_has_a_revision_and_is_not_public(news, editor, client):
    page = save_draft(news, editor, at=AT)
    page.refresh_from_db()
    assert (page.live, page.first_published_at, page.owner) == (False, None, editor)
    assert page.slug == "202503120001"
    assert page.latest_revision.user == editor
    assert page.latest_revision.content["title"] == page.title
    assert client.get(page.url).status_code == 404
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_name) == ("websites.draft", "张信")


def test_a_draft_stays_a_draft_whatever_it_says_of_itself(news, editor):
    page = ArticlePage(title="抢先", organ=news.organ, live=True)
    services.save_draft(page=page, parent=news, actor=editor, at=AT)
    page.refresh_from_db()
    assert not page.live


def test_two_drafts_of_a_day_have_different_addresses(news, editor):
    slugs = [save_draft(news, editor, at=AT, title="同一标题").slug for _ in range(2)]
    assert slugs == ["202503120001", "202503120002"]


def test_a_refused_draft_leaves_nothing(news, editor):
    from django.core.exceptions import ValidationError

    entries = Entry.objects.count()
    with pytest.raises(ValidationError):
        save_draft(news, editor, at=AT, title="")
    assert not ArticlePage.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("place", ["websites_articlepage", "wagtailcore_revision"])
def test_the_database_sees_real_characters(news, editor, place):
    save_draft(news, editor, body=body_of("今年养护农村公路120公里。"))
    column = "body" if place == "websites_articlepage" else "content"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {place} WHERE {column} LIKE %s", ["%农村公路%"])
        assert len(cursor.fetchall()) == 1


def test_the_body_is_read_as_it_was_written(news, editor):
    page = save_draft(news, editor, body=body_of("第一段", "第二段"))
    blocks = [str(block.value) for block in ArticlePage.objects.get(pk=page.pk).body]
    assert blocks == ["<p>第一段</p>", "<p>第二段</p>"]
    content = json.loads(page.latest_revision.content["body"])
    assert [block["value"] for block in content] == ["<p>第一段</p>", "<p>第二段</p>"]


def test_sections_may_stand_in_sections(portal, news):
    inner = open_section(news, SectionKind.TOPIC)
    assert inner.get_parent().pk == news.pk
    assert queries.section_of_kind(portal, SectionKind.TOPIC) == inner


def test_the_tree_counts_sites_and_sections(town_site, news):
    assert HomePage.objects.filter(kind=WebsiteKind.TOWNSHIP.value).count() == 1
    assert SectionPage.objects.count() == 1
