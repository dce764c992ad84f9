"""The cards are a public file as long as the interpretation is public, and say what it says."""

from datetime import UTC, date, datetime

import pytest
from wagtail.models import PageViewRestriction

from gongkai.apps.documents import services as documents
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import exporting, services
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.registry import RenderFrame
from gongkai.domain.interpretations.cards import Colour, Layout
from gongkai.domain.interpretations.pairing import Form
from tests.apps.interpretations.test_long_pictures import POINTS
from tests.factories.documents import make_public
from tests.factories.review import staff_of
from tests.factories.websites import body_of
from tests.html_checks import faults_of

ON = date(2025, 6, 20)
AT = datetime(2025, 7, 1, 2, tzinfo=UTC)


@pytest.fixture
def document(issue):
    return issue(date(2025, 6, 16), title="养老服务实施办法", number_serial=6)


@pytest.fixture
def page(interpret, document):
    return interpret(
        ON, form=Form.H5, document=document, title="翻一翻H5：养老服务", points=POINTS,
        whom_to_ask="县民政局", body=body_of("背景。"),
    )  # fmt: skip


def made(page):
    outputs = static_site.produce(f"cards:{page.pk}", RenderFrame(AT))
    return {output.path: output.content.decode() for output in outputs}


def test_the_cards_stand_below_the_page(page):
    assert list(made(page)) == [f"{page.url.removeprefix('/')}cards/index.html"]


def test_the_cards_are_a_sound_page_without_script_and_style_of_their_own(page):
    (html,) = made(page).values()
    assert faults_of(html) == []
    assert "style=" not in html
    for said in ("<h1", "养老服务", "吃饭有补助", "补助当场抵扣。", "只带身份证。", "县民政局",
                 "青政发〔2025〕6号", "现行有效", page.url):  # fmt: skip
        assert said in html


def test_cards_lead_from_each_to_the_next_and_back(page):
    (html,) = made(page).values()
    for target in ("#k2", "#k3", "#k4", "#k1"):
        assert f'href="{target}"' in html
    assert html.index('id="k1"') < html.index('id="k2"') < html.index('id="k4"')


def test_forms_other_than_h5_have_cards_only_where_asked_for(interpret):
    plain = interpret(ON, form=Form.PICTURE, points=POINTS)
    asked = interpret(ON, form=Form.PICTURE, points=POINTS, has_cards=True)
    without_points = interpret(ON, form=Form.H5)
    assert [bool(made(one)) for one in (plain, asked, without_points)] == [False, True, False]


def test_a_draft_has_no_cards(draft):
    assert made(draft(form=Form.H5, points=POINTS)) == {}


def test_an_interpretation_taken_away_takes_its_cards_along(page):
    assert made(page)
    Interpretation.objects.filter(pk=page.pk).update(live=False)
    assert made(page) == {}


def test_a_page_under_a_password_has_no_public_cards(page):
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert made(page) == {}


def test_the_cards_say_what_is_approved_not_what_is_drafted(page, editor):
    draft = Interpretation.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.points = POINTS.replace("当场抵扣", "次月到账")
    draft.save_revision(user=editor)
    (html,) = made(page).values()
    assert "当场抵扣" in html
    assert "次月到账" not in html


def test_a_repeal_of_the_document_has_the_cards_written_anew(page, document, county):
    documents.repeal(
        document_id=document.pk, on=date(2025, 7, 1), basis="青政发〔2025〕9号",
        actor=staff_of(county).final, at=AT,
    )  # fmt: skip
    assert QueueItem.objects.filter(target=f"cards:{page.pk}").exists()
    (html,) = made(page).values()
    assert "废止" in html


def test_a_day_that_ends_a_document_changes_its_cards(interpret, issue):
    ending = issue(date(2025, 3, 3), expires_on=date(2026, 3, 2))
    one = interpret(ON, form=Form.H5, document=ending, points=POINTS)
    assert list(exporting.changing_on(date(2026, 3, 3))) == [f"cards:{one.pk}"]
    assert list(exporting.changing_on(date(2026, 3, 4))) == []


def test_the_full_export_knows_the_cards(page, interpret):
    interpret(ON, form=Form.TEXT, points=POINTS)
    assert list(exporting.everything()) == [f"cards:{page.pk}"]


def test_the_page_shows_its_points_and_leads_to_its_cards(client, page):
    html = client.get(page.url).content.decode()
    assert faults_of(html) == []
    assert f'href="{page.url}cards/"' in html
    for said in ("吃饭有补助", "<b>3<small> 元/餐</small></b>80周岁以上", "<b>申请</b>"):
        assert said in html


def test_the_cards_are_shown_where_no_file_server_is(client, page, interpret):
    assert "吃饭有补助" in client.get(f"{page.url}cards/").content.decode()
    other = interpret(ON, form=Form.TEXT)
    assert client.get(f"{other.url}cards/").status_code == 404


def test_a_page_without_points_is_as_before(client, interpret):
    html = client.get(interpret(ON, body=body_of("背景。")).url).content.decode()
    assert "g-guide" not in html
    assert "背景。" in html


def test_the_picture_is_offered_with_its_words_and_not_twice(client, draft, county, document):
    staff = staff_of(county)
    page = draft(form=Form.PICTURE, document=document, title="一图读懂：养老服务", points=POINTS)
    services.adopt_picture(
        page_id=page.pk, layout=Layout.LIST, colour=Colour.PINE, actor=staff.editor, at=AT
    )
    draft_now = Interpretation.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft_now.save()
    make_public(draft_now, ON)
    html = client.get(page.url).content.decode()
    assert faults_of(html) == []
    assert html.count('alt="一图读懂：养老服务。1个要点：吃饭有补助。"') == 1
    for said in ("image/avif", "image/webp", "保存长图", ".png"):
        assert said in html


def test_whatever_becomes_of_the_page_its_cards_are_asked_for(page):
    assert f"cards:{page.pk}" in static_site.dependents_of(page)


def test_the_cards_are_shown_to_the_reviewers_before_they_are_public(draft):
    page = draft(form=Form.H5, points=POINTS)
    assert page.preview_modes[-1] == ("cards", "手机卡片版")
    html = page.make_preview_request(preview_mode="cards").content.decode()
    assert "k-card--cover" in html
    assert "补助当场抵扣。" in html
    assert ("cards", "手机卡片版") not in draft(form=Form.TEXT, points=POINTS).preview_modes
