"""What is written anew when something changes."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.websites import dependents
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.records import services as records
from tests.factories.foundation import UserFactory
from tests.factories.websites import open_section, save_draft

JANUARY = datetime(2025, 1, 8, 2, tzinfo=UTC)
MARCH = datetime(2025, 3, 12, 2, tzinfo=UTC)
MAY = datetime(2025, 5, 6, 2, tzinfo=UTC)


def page(one):
    return f"page:{one.pk}"


def waiting():
    return set(QueueItem.objects.values_list("target", flat=True))


# -- a text ----------------------------------------------------------------------------


def test_a_first_text_rewrites_its_section_month_feeds_map_and_home(portal, news, public):
    assert set(static_site.dependents_of(public(at=MARCH))) == {
        page(news), f"archive:{news.pk}:2025-03", f"feed:{news.pk}", f"sitemap:{news.pk}",
        "sitemap:index", page(portal), f"feed:{portal.pk}",
    }  # fmt: skip


def test_the_months_beside_it_are_rewritten_because_they_lead_to_it(news, public):
    public(at=JANUARY)
    public(at=MAY)
    found = static_site.dependents_of(public(at=MARCH))
    assert {target for target in found if target.startswith("archive:")} == {
        f"archive:{news.pk}:{month}" for month in ("2025-01", "2025-03", "2025-05")
    }


def test_the_texts_before_and_after_lead_to_it(public):
    public(at=JANUARY)
    before, after = public(at=JANUARY), public(at=MAY)
    public(at=MAY)
    found = static_site.dependents_of(public(at=MARCH))
    texts = {target for target in found if target in {page(before), page(after)}}
    assert texts == {page(before), page(after)}
    assert sum(target.startswith("page:") for target in found) == 4  # section and home as well


def test_a_withdrawn_text_rewrites_the_same(public):
    public(at=JANUARY)
    text = public(at=MARCH)
    before = static_site.dependents_of(text)
    GovPage.objects.filter(pk=text.pk).update(live=False)
    text.live = False
    assert static_site.dependents_of(text) == before


def test_a_text_of_a_town_rewrites_the_town_s_home_and_the_portal_s(portal, town_site, public):
    section = open_section(town_site)
    found = static_site.dependents_of(public(section=section))
    for target in (page(town_site), page(portal), f"feed:{town_site.pk}", f"feed:{portal.pk}"):
        assert target in found


def test_a_text_deep_down_rewrites_the_sections_that_count_it(portal, public):
    platform = open_section(portal, SectionKind.PLATFORM)
    statutory = open_section(platform, SectionKind.STATUTORY)
    item = open_section(statutory, SectionKind.STATUTORY, slug="budget")
    found = static_site.dependents_of(public(section=item))
    assert {page(item), page(statutory), page(platform), page(portal)} <= set(found)


def test_news_rewrite_the_platform_that_shows_the_site_s_reports(portal, news, public):
    platform = open_section(portal, SectionKind.PLATFORM)
    assert page(platform) in static_site.dependents_of(public())


def test_a_publication_never_rewrites_the_other_texts_of_its_section(public):
    texts = [public(at=MARCH) for _ in range(10)]
    found = set(static_site.dependents_of(texts[5]))
    assert found & {page(text) for text in texts} == {page(texts[4]), page(texts[6])}


def test_what_hangs_on_a_text_costs_the_same_in_a_full_section(public):
    def asked(text):
        with CaptureQueriesContext(connection) as queries:
            static_site.dependents_of(text)
        return len(queries)

    for at in (JANUARY, MARCH, MAY):
        public(at=at)
    few = asked(public(at=MARCH))
    for _ in range(10):
        public(at=MARCH)
    assert asked(GovPage.objects.order_by("pk").last().specific) == few


# -- structure -------------------------------------------------------------------------


def test_a_new_section_in_the_menu_rewrites_every_page_of_its_site(portal, news, public):
    text = public()
    QueueItem.objects.all().delete()
    section = open_section(portal, SectionKind.NOTICES)
    assert {page(section), page(text), page(news), page(portal), "view:sitemap",
            "sitemap:index", f"archive:{news.pk}:2025-03"} <= waiting()  # fmt: skip


def test_a_new_section_deep_down_rewrites_what_stands_beside_and_above_it(
    portal, news, town_site, public
):
    text = public()
    inner = open_section(news, SectionKind.TOPIC)
    QueueItem.objects.all().delete()
    deep = open_section(inner, SectionKind.TOPIC)
    assert {page(deep), page(inner), page(news), page(portal)} <= waiting()
    assert page(text) not in waiting()
    assert page(town_site) not in waiting()


def test_a_new_site_rewrites_the_lists_of_sites(portal, news, town_site):
    assert {page(portal), page(town_site), "view:sitemap"} <= waiting()


def test_a_changed_portal_rewrites_the_whole_group(portal, news, town_site, public):
    text = public(section=open_section(town_site))
    assert {page(text), page(news), page(town_site)} <= set(static_site.dependents_of(portal))


def test_a_changed_town_rewrites_its_own_pages_only(portal, news, town_site, public):
    county_text, town_text = public(), public(section=open_section(town_site))
    found = static_site.dependents_of(town_site)
    assert page(town_text) in found
    assert page(county_text) not in found


def test_a_changed_organ_rewrites_its_site(town, town_site, public):
    from django.forms import modelform_factory

    text = public(section=open_section(town_site))
    QueueItem.objects.all().delete()
    form = modelform_factory(type(town), fields=["phone"])({"phone": "0000-9999999"}, instance=town)
    assert form.is_valid()
    records.save(form=form, actor=UserFactory(), at=MARCH)
    assert {page(town_site), page(text)} <= waiting()


def test_an_organ_without_site_rewrites_nothing(db):
    from tests.factories.foundation import OrganFactory

    assert dependents.of_organ(OrganFactory().pk) == []


# -- everything, and the day -----------------------------------------------------------


def test_everything_names_every_page_list_feed_and_map(portal, news, public, town_site):
    public(at=JANUARY)
    text = public(at=MARCH)
    found = static_site.everything()
    assert {
        page(text), page(news), page(portal), page(town_site), f"archive:{news.pk}:2025-01",
        f"archive:{news.pk}:2025-03", f"feed:{news.pk}", f"feed:{portal.pk}",
        f"sitemap:{news.pk}", "sitemap:index", "view:sitemap", "view:accessibility",
        "view:robots", "view:documents-legend",
    } <= set(found)  # fmt: skip
    assert len(found) == len(set(found))


def test_everything_can_be_made(portal, news, public, town_site, editor):
    public()
    save_draft(news, editor)
    frame = RenderFrame()
    targets = [one for one in static_site.everything() if not one.startswith("page:")]
    made = {target: static_site.produce(target, frame) for target in targets
            if not target.startswith("view:go-")}  # fmt: skip
    paths = [output.path for outputs in made.values() for output in outputs]
    assert len(paths) == len(set(paths))
    assert all(made.values())
    assert not [path for path in paths if path.startswith("/") or ".." in path]


def test_a_topic_says_from_the_next_day_on_that_it_is_over(client, portal):
    topic = open_section(
        portal, SectionKind.TOPIC, statement="防汛专栏", starts_on=date(2025, 5, 1),
        ends_on=date(2025, 9, 30),
    )  # fmt: skip
    assert dependents.changing_on(date(2025, 10, 1)) == [page(topic)]
    assert dependents.changing_on(date(2025, 9, 30)) == []
    shown = client.get(topic.url).content.decode()
    assert "本专栏已于2025年9月30日结束" in shown
    assert "防汛专栏" in shown


def test_a_topic_that_runs_says_nothing_of_an_end(client, portal):
    topic = open_section(portal, SectionKind.TOPIC, ends_on=date(2099, 12, 31))
    assert "结束，不再更新" not in client.get(topic.url).content.decode()


# -- the warm frame --------------------------------------------------------------------


def test_a_text_in_a_warm_frame_costs_at_most_six_queries(public):
    first, second = public(at=JANUARY), public(at=MARCH)
    frame = RenderFrame()
    first.specific.serve(frame.request(first.url, first.specific)).render()
    text = GovPage.objects.get(pk=second.pk).specific
    with CaptureQueriesContext(connection) as queries:
        text.serve(frame.request(text.url, text)).render()
    assert len(queries) <= 6, "\n".join(query["sql"] for query in queries)


def test_one_frame_serves_pages_of_different_sites(portal, news, town_site, public):
    county_text, town_text = public(), public(section=open_section(town_site))
    frame = RenderFrame()
    shown = []
    for text in (county_text, town_text, county_text):
        response = text.specific.serve(frame.request(text.url, text.specific))
        shown.append(response.render().content.decode())
    assert "柳河镇人民政府" in shown[1]
    assert shown[0] == shown[2]
