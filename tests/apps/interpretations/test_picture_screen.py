"""The screen on which a picture is made: look, change the look, adopt."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from gongkai.apps.interpretations.models import Interpretation
from gongkai.foundation.audit.models import Entry
from tests.apps.interpretations.test_long_pictures import POINTS
from tests.factories.foundation import UserFactory


@pytest.fixture
def officer(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def admin(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def page(draft):
    return draft(title="一图读懂：养老服务", points=POINTS)


def screen(page):
    return reverse("interpretation_pictures:builder", args=[page.pk])


def preview(page):
    return reverse("interpretation_pictures:preview", args=[page.pk])


def test_the_screen_offers_layouts_and_colours_and_shows_the_picture(admin, page):
    html = admin.get(screen(page), {"layout": "flow", "colour": "pine"}).content.decode()
    for said in ("条目式", "流程式", "数字式", "松绿", "采用这张"):
        assert said in html
    assert f"{preview(page)}?layout=flow&amp;colour=pine" in html


def test_the_preview_is_a_picture_and_writes_nothing(admin, page):
    entries, revision = Entry.objects.count(), page.latest_revision_id
    answer = admin.get(preview(page), {"layout": "figures", "colour": "seal"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert Entry.objects.count() == entries
    assert not get_image_model().objects.exists()
    assert Interpretation.objects.get(pk=page.pk).latest_revision_id == revision


def test_adopting_leads_back_to_the_editor_with_the_picture_in_the_draft(admin, page):
    answer = admin.post(screen(page), {"layout": "list", "colour": "plum"})
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = Interpretation.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body[0].block_type == "picture"
    assert draft.picture_colour == "plum"


def test_what_stands_in_the_way_is_said_in_sentences(admin, draft):
    page = draft(points=POINTS.replace("吃饭", "𠮷饭").replace("补助当场抵扣。", "字" * 130))
    html = admin.get(screen(page)).content.decode()
    assert "第1个要点的说明有130个字，最多120个。" in html
    assert "图解的字库里没有“𠮷”" in html
    assert "采用这张" not in html
    assert admin.get(preview(page)).status_code == 404


def test_without_points_the_officer_is_sent_to_write_some(admin, draft):
    html = admin.get(screen(draft())).content.decode()
    assert "还没有要点，做不成图解。" in html
    assert "去编辑页修改" in html


def test_an_unknown_look_is_not_drawn(admin, page):
    assert admin.get(preview(page), {"layout": "poster"}).status_code == 404
    admin.post(screen(page), {"layout": "poster", "colour": "pine"})
    assert not get_image_model().objects.exists()


def test_who_may_not_edit_makes_no_picture(client, page, bureau):
    stranger = UserFactory()
    client.force_login(stranger)
    for address in (screen(page), preview(page)):
        assert client.get(address).status_code in {302, 403}


def test_the_editor_leads_to_the_screen(admin, page):
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert screen(page) in html
    assert "做图解" in html
