"""A topic says why it is there, gathers what is public, and becomes an archive."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from gongkai.apps.documents import services as documents_services
from gongkai.apps.review.queries import hash_of
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.topics import queries
from gongkai.apps.topics.models import TopicPage
from gongkai.apps.websites import services as websites
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from tests.factories import documents, interpretations
from tests.factories.foundation import OrganFactory
from tests.factories.review import make_live, publish, staff_of
from tests.factories.websites import open_portal, open_section, save_draft
from tests.html_checks import faults_of

AT = datetime(2025, 6, 2, 2, tzinfo=UTC)
ON = date(2025, 6, 2)


@pytest.fixture
def county(db):
    organ = OrganFactory(
        code="county", name="青禾县人民政府", short_name="县政府",
        level=OrganLevel.COUNTY.value, credit_code=documents.credit_code(1),
    )  # fmt: skip
    portal = open_portal(organ)
    found = SimpleNamespace(organ=organ, staff=staff_of(organ))
    platform = open_section(portal, SectionKind.PLATFORM, slug="ogi")
    found.library = open_section(platform, SectionKind.DOCUMENTS)
    found.readings = open_section(platform, SectionKind.INTERPRETATIONS)
    found.news = open_section(portal, SectionKind.NEWS)
    found.topics = open_section(portal, SectionKind.TOPIC, slug="topics")
    return found


@pytest.fixture
def gathered(county):
    editor = county.staff.editor
    found = SimpleNamespace()
    found.document = documents.issue(
        county.library, editor, date(2025, 3, 3), number_serial=7, title="农村公路养护办法",
        expires_on=date(2025, 8, 31),
    )  # fmt: skip
    found.reading = interpretations.interpret(
        county.readings, editor, date(2025, 3, 5), document=found.document, title="一图读懂养护办法"
    )
    found.article = save_draft(county.news, editor, title="县城至柳河公路开工")
    make_live([found.article], AT)
    return found


def blocks(**parts):
    return json.dumps(
        [
            {
                "type": kind,
                "id": f"{number:08d}",
                "value": value if isinstance(value, str) else [
                    {"type": "item", "value": one, "id": f"{number}{place:07d}"}
                    for place, one in enumerate(value)
                ],
            }
            for number, (kind, value) in enumerate(parts.items())
        ]
    )  # fmt: skip


@pytest.fixture
def topic(county):
    def make(ends_on=date(2025, 12, 31), **parts):
        page = TopicPage(
            title="四好农村路建设",
            organ=county.organ,
            purpose="把今年农村公路建设和养护的政策、进展放在一处。",
            starts_on=date(2025, 3, 1),
            ends_on=ends_on,
            blocks=blocks(**parts),
        )
        websites.save_draft(page=page, parent=county.topics, actor=county.staff.editor, at=AT)
        publish(page, county.staff, AT)
        return TopicPage.objects.get(pk=page.pk)

    return make


def shown(page, on=ON):
    frame = RenderFrame(datetime(on.year, on.month, on.day, 4, tzinfo=UTC))
    response = page.serve(frame.request(page.url, page))
    return response.render().content.decode()


def everything(gathered):
    return {
        "policies": [gathered.document.pk],
        "readings": [gathered.reading.pk],
        "progress": [gathered.article.pk],
        "questions": [{"question": "村道谁来养护？", "answer": "<p>乡镇人民政府。</p>"}],
        "text": "<p>咨询电话见页脚。</p>",
    }


def test_a_topic_says_its_purpose_days_and_lead_and_shows_its_blocks_in_order(topic, gathered):
    html = shown(topic(**everything(gathered)))
    places = [
        html.index(words)
        for words in (
            "把今年农村公路建设", "2025年3月1日", "2025年12月31日", "青禾县人民政府</dd>",
            "农村公路养护办法", "一图读懂养护办法", "县城至柳河公路开工",
            "村道谁来养护？", "乡镇人民政府。", "咨询电话见页脚。",
        )
    ]  # fmt: skip
    assert all(place > 0 for place in places)
    main = html[html.index("<main") :]
    headings = [main.index(f">{label}</h2>") for label in ("文件", "解读", "进展", "问答")]
    assert headings == sorted(headings)
    assert "青政发〔2025〕7号" in main
    assert "g-docrow" in main
    assert faults_of(html) == []


def test_what_is_not_public_is_left_out_and_its_heading_with_it(topic, gathered):
    page = topic(**everything(gathered))
    GovPage.objects.filter(pk=gathered.article.pk).update(live=False)
    html = shown(page)
    assert "县城至柳河公路开工" not in html
    assert ">进展</h2>" not in html


@pytest.mark.parametrize(("on", "over"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_it_becomes_an_archive_the_day_after_its_end(topic, on, over):
    page = topic()
    assert ("本专题已归档" in shown(page, on)) is over
    assert (f"page:{page.pk}" in static_site.daily(on)) is over


def test_without_an_end_it_stays_open(topic):
    page = topic(ends_on=None)
    assert "本专题已归档" not in shown(page, date(2035, 1, 1))
    assert not queries.is_over(page, date(2035, 1, 1))


def test_a_document_whose_term_ends_changes_the_topic_on_its_day(topic, gathered):
    page = topic(policies=[gathered.document.pk])
    assert f"page:{page.pk}" not in static_site.daily(date(2025, 8, 31))
    assert f"page:{page.pk}" in static_site.daily(date(2025, 9, 1))


def test_a_repeal_rewrites_the_topics_that_name_the_document(topic, gathered, county):
    naming, other = topic(policies=[gathered.document.pk]), topic(progress=[gathered.article.pk])
    QueueItem.objects.all().delete()
    documents_services.repeal(
        document_id=gathered.document.pk, on=ON, basis="清理", actor=county.staff.final, at=AT
    )
    waiting = set(QueueItem.objects.values_list("target", flat=True))
    assert f"page:{naming.pk}" in waiting
    assert f"page:{other.pk}" not in waiting
    assert "废止" in shown(naming)


def test_another_choice_is_another_text(topic, gathered):
    page = topic(policies=[gathered.document.pk])
    before = hash_of(page.serializable_data())
    page.blocks = blocks(progress=[gathered.article.pk])
    assert hash_of(page.serializable_data()) != before


def test_a_topic_stands_in_its_section_and_is_found(client, topic, gathered, county):
    page = topic(**everything(gathered))
    assert page.title in client.get(county.topics.url).content.decode()
    assert page.title in client.get("/search/", {"q": "村道谁来养护"}).content.decode()


def test_its_end_is_not_before_its_start(topic, county):
    page = TopicPage(
        title="倒过来的专题", purpose="。", starts_on=date(2025, 3, 2), ends_on=date(2025, 3, 1)
    )
    with pytest.raises(ValidationError, match="结束日期不能早于开始日期"):
        page.validate_constraints()
