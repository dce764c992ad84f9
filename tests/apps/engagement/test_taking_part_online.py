"""What a reader meets who sends a form from a static page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.apps.engagement.models import InterviewQuestion, PublicOpinion
from gongkai.foundation import clock
from tests.factories.engagement import call, interview
from tests.html_checks import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(press, county):
    now = clock.now()
    return interview(
        press,
        organ=county,
        held_at=now + timedelta(days=3),
        questions_from_on=clock.day_of(now) - timedelta(days=1),
        questions_until_at=now + timedelta(days=3),
    )


@pytest.fixture
def open_call(press, county):
    today = clock.today()
    return call(
        press,
        organ=county,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=30),
    )


@pytest.fixture
def stranger():
    return Client(enforce_csrf_checks=True)


def test_a_question_arrives_without_token_or_cookie(asking, stranger):
    response = stranger.post(reverse("take_part_ask", args=[asking.pk]), {"text": "几号开学？"})
    row = InterviewQuestion.objects.get()
    assert response.status_code == 200
    assert row.number in response.content.decode()
    assert not response.cookies


def test_what_was_typed_stays_when_it_is_refused(asking, stranger):
    data = {"text": " ", "contact": "13900001234"}
    response = stranger.post(reverse("take_part_ask", args=[asking.pk]), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "还没有填写内容" in text
    assert "13900001234" in text
    assert InterviewQuestion.objects.count() == 0


def test_a_machine_is_thanked_and_kept_nowhere(asking, open_call, stranger):
    data = {"text": "buy", "website": "http://spam.example"}
    for name, page in (("take_part_ask", asking), ("take_part_opinion", open_call)):
        assert stranger.post(reverse(name, args=[page.pk]), data).status_code == 200
    assert InterviewQuestion.objects.count() == PublicOpinion.objects.count() == 0


def test_an_opinion_arrives(open_call, stranger):
    url = reverse("take_part_opinion", args=[open_call.pk])
    assert stranger.post(url, {"text": "保留站点。", "name": "赵"}).status_code == 200
    assert PublicOpinion.objects.get().text == "保留站点。"


def test_the_sixth_in_an_hour_is_asked_to_wait(open_call, stranger):
    url = reverse("take_part_opinion", args=[open_call.pk])
    answers = [stranger.post(url, {"text": f"意见{n}"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [422]


def test_who_opens_the_address_is_led_to_the_page(open_call, stranger):
    response = stranger.get(reverse("take_part_opinion", args=[open_call.pk]))
    assert (response.status_code, response["Location"]) == (302, open_call.url)


def test_a_draft_takes_nothing(press, county, stranger):
    page = call(press, organ=county, live=False)
    assert stranger.post(reverse("take_part_opinion", args=[page.pk])).status_code == 404


def test_the_form_stands_only_on_an_open_page(press, county, open_call, client):
    closed = call(press, organ=county, slug="closed")
    assert "提交意见</h2>" in client.get(open_call.url).content.decode()
    text = client.get(closed.url).content.decode()
    assert "<textarea" not in text
    assert "已结束待反馈" in text


def test_public_pages_are_the_same_for_everybody(open_call, asking, admin_client, client):
    for page in (open_call, asking):
        text = client.get(page.url).content.decode()
        assert "csrf" not in text
        assert text == admin_client.get(page.url).content.decode()


def test_an_announcement_asks_for_questions(asking, client):
    text = client.get(asking.url).content.decode()
    assert "正在征集提问" in text
    assert datetime(2025, 1, 1, tzinfo=UTC) < asking.held_at


def test_public_pages_are_sound_html(open_call, asking, client):
    for page in (open_call, asking):
        assert faults_of(client.get(page.url).content.decode()) == []
