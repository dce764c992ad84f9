"""A page listed in a section that is not its own."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.registry import dependents_of
from gongkai.apps.websites import feeds, mirroring, queries
from gongkai.apps.websites.models import Mirror, MirrorKind
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.accounts.services import appoint
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.pages.models import GovPage
from tests.factories.foundation import UserFactory
from tests.factories.websites import open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
LATER = datetime(2025, 6, 1, 2, tzinfo=UTC)


def officer(organ, role=Role.EDITOR, **fields):
    user = UserFactory(**fields)
    appoint(
        user_id=user.pk, organ_id=organ.pk, role=role, at=AT, actor=None, from_on=date(2020, 1, 1)
    )
    return user


@pytest.fixture
def town_news(town_site):
    return open_section(town_site)


@pytest.fixture
def page(public, town_news):
    return public("镇上的信息", section=town_news)


@pytest.fixture
def county_editor(county):
    return officer(county, name="县信息员")


@pytest.fixture
def list_it(page, news, county_editor):
    def act(**fields):
        given = {
            "page_id": page.pk, "section_id": news.pk, "kind": MirrorKind.PULLED,
            "actor": county_editor, "at": LATER,
        }  # fmt: skip
        return mirroring.mirror(**{**given, **fields})

    return act


def titles(response):
    return [row.title for row in response.context["items"]]


# -- where it shows --------------------------------------------------------------------


def test_the_section_lists_the_page_at_its_own_address_with_its_source(
    client, page, news, public, list_it
):
    public("县里的信息", at=LATER)
    list_it()
    response = client.get(news.url)
    assert titles(response) == ["县里的信息", "镇上的信息"]
    html = response.content.decode()
    assert f'href="{page.url}"' in html
    assert "来源：柳河镇人民政府" in html


def test_the_month_of_publication_and_the_search_list_it_too(client, news, list_it):
    list_it()
    assert titles(client.get(f"{news.url}2025-03/")) == ["镇上的信息"]
    assert titles(client.get(f"/query{news.url}", {"q": "镇上"})) == ["镇上的信息"]


def test_the_home_page_shows_it_among_the_news(client, page, list_it):
    list_it()
    assert client.get("/").context["lead"].pk == page.pk


def test_the_page_keeps_one_address_and_its_own_section(client, page, news, list_it):
    list_it()
    assert client.get(f"{news.url}{page.slug}/").status_code == 404
    assert client.get(page.url).context["section"].title == "政务要闻"
    assert client.get(page.url).context["website"].name == "柳河镇人民政府"


def test_feeds_and_maps_leave_guests_out(page, news, list_it):
    list_it()
    assert page.title.encode() not in feeds.feed_of(news)
    assert page.slug.encode() not in feeds.sitemap_part(news)


def test_a_withdrawn_page_is_gone_from_all_lists(client, page, news, list_it):
    list_it()
    GovPage.objects.filter(pk=page.pk).update(live=False)
    assert titles(client.get(news.url)) == []
    assert client.get(f"{news.url}2025-03/").status_code == 404


def test_a_page_that_changes_rewrites_the_lists_it_is_a_guest_in(page, news, portal, list_it):
    assert f"archive:{news.pk}:2025-03" not in dependents_of(page)
    list_it()
    found = dependents_of(page)
    for target in (f"page:{news.pk}", f"archive:{news.pk}:2025-03", f"page:{portal.pk}"):
        assert target in found


def test_listing_it_rewrites_the_section_its_month_and_the_home(news, portal, list_it):
    QueueItem.objects.all().delete()
    list_it()
    assert set(QueueItem.objects.values_list("target", flat=True)) == {
        f"page:{news.pk}", f"archive:{news.pk}:2025-03", f"page:{portal.pk}",
    }  # fmt: skip


# -- what is refused -------------------------------------------------------------------


def test_listing_leaves_a_trace_with_the_post(page, list_it):
    list_it()
    entry = Entry.objects.order_by("-sequence").first()
    assert (entry.action, entry.subject_id) == ("websites.mirror", str(page.pk))
    assert entry.actor_post == "县政府信息员"


def test_a_second_time_is_refused(list_it):
    list_it()
    with pytest.raises(mirroring.MirroredAlready):
        list_it()
    assert Mirror.objects.count() == 1


def test_its_own_section_is_refused(list_it, town_news, town):
    with pytest.raises(mirroring.MirrorOfOwnSection):
        list_it(section_id=town_news.pk, actor=officer(town))


def test_a_draft_is_refused(list_it, town_news, editor):
    draft = save_draft(town_news, editor)
    with pytest.raises(mirroring.MirrorNotPublic):
        list_it(page_id=draft.pk)


def test_a_section_is_no_text_to_list(list_it, town_news):
    with pytest.raises(mirroring.MirrorNotPublic):
        list_it(page_id=town_news.pk)


def test_a_section_offline_is_refused(list_it, news):
    GovPage.objects.filter(pk=news.pk).update(live=False)
    with pytest.raises(mirroring.MirrorNotPublic):
        list_it()


def test_a_section_of_others_is_refused(list_it, town):
    with pytest.raises(PostMissing):
        list_it(actor=officer(town))
    with pytest.raises(PostMissing):
        list_it(actor=UserFactory())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_of_the_other_posts_only_the_county_s_office_lists(list_it, county, role):
    actor = officer(county, role)
    if role is Role.OGI_OFFICER:
        assert list_it(actor=actor).by == actor
    else:
        with pytest.raises(PostMissing):
            list_it(actor=actor)


def test_taking_it_out_again_leaves_a_trace_and_rewrites_the_list(list_it, county_editor, news):
    row = list_it()
    QueueItem.objects.all().delete()
    mirroring.unmirror(mirror_id=row.pk, actor=county_editor, at=LATER)
    assert not Mirror.objects.exists()
    assert Entry.objects.filter(action="websites.unmirror").count() == 1
    assert QueueItem.objects.filter(target=f"archive:{news.pk}:2025-03").exists()


def test_a_stranger_takes_nothing_out(list_it, town):
    row = list_it()
    with pytest.raises(PostMissing):
        mirroring.unmirror(mirror_id=row.pk, actor=officer(town), at=LATER)


def test_an_editor_is_offered_the_sections_of_his_own_sites(news, town_news, town, county_editor):
    assert mirroring.sections_open_to(officer(town), AT) == [town_news]
    assert mirroring.sections_open_to(county_editor, AT) == [news]
    everybody = [news, town_news]
    assert set(mirroring.sections_open_to(UserFactory(is_superuser=True), AT)) == set(everybody)
    assert mirroring.sections_open_to(UserFactory(), AT) == []


# -- the screen ------------------------------------------------------------------------


@pytest.fixture
def desk(client, county):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_the_screen_lists_a_page_and_takes_it_out(desk, page, news):
    address = reverse("websites_mirrors", args=[page.pk])
    assert "还没有列入其他栏目" in desk.get(address).content.decode()
    desk.post(address, {"section": news.pk, "kind": "pushed"})
    row = Mirror.objects.get()
    assert (row.page_id, row.section_id, row.kind) == (page.pk, news.pk, "pushed")
    shown = desk.get(address).content.decode()
    assert "青禾县人民政府" in shown
    assert "推送" in shown
    desk.post(reverse("websites_unmirror", args=[row.pk]))
    assert not Mirror.objects.exists()


def test_the_screen_says_why_it_refuses(desk, page, town_news):
    address = reverse("websites_mirrors", args=[page.pk])
    response = desk.post(address, {"section": town_news.pk, "kind": "pulled"}, follow=True)
    assert "不用推送" in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"section": "x", "kind": "pushed"}, {"section": "1"}])
def test_an_unfinished_form_comes_back(desk, page, data):
    assert desk.post(reverse("websites_mirrors", args=[page.pk]), data).status_code == 422
    assert not Mirror.objects.exists()


def test_the_screen_is_for_texts_that_are_public(desk, news, town_news, editor):
    for pk in (news.pk, save_draft(town_news, editor).pk, 999_999):
        assert desk.get(reverse("websites_mirrors", args=[pk])).status_code == 404


def test_strangers_are_asked_to_sign_in(client, page):
    assert client.get(reverse("websites_mirrors", args=[page.pk])).status_code == 302


def test_the_list_of_pages_offers_the_screen(desk, page, town_news):
    shown = desk.get(reverse("wagtailadmin_explore", args=[town_news.pk])).content.decode()
    assert reverse("websites_mirrors", args=[page.pk]) in shown


def test_a_list_without_guests_asks_for_no_sites(public, news, django_assert_num_queries):
    public()
    with django_assert_num_queries(2):  # guests, rows with their organs
        assert len(queries.newest_in(news, 5)) == 1


def test_a_topic_takes_guests_as_well(client, portal, page, county_editor):
    topic = open_section(portal, SectionKind.TOPIC)
    mirroring.mirror(
        page_id=page.pk, section_id=topic.pk, kind=MirrorKind.PULLED, actor=county_editor, at=AT
    )
    assert titles(client.get(topic.url)) == ["镇上的信息"]
