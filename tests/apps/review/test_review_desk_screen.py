from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from gongkai.apps.review import services
from gongkai.apps.review.desk import Desk
from gongkai.apps.review.forms import BulkForm, Marked
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import State
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from tests.factories.foundation import PostFactory
from tests.factories.review import LEVELS, pass_levels, submit
from tests.factories.websites import open_section, open_site, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)  # a Wednesday, 10:00 in the county
DESK, BULK = reverse("review:desk"), reverse("review:approve_all")
GOOD = {"checked": "on", "text": "同意。"}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def mark(submission):
    return f"{Submission.objects.get(pk=submission.pk).state}:{submission.pk}"


@pytest.fixture
def texts(section, staff):
    return [
        submit(save_draft(section, staff.editor, title=f"信息{number}"), staff, AT)
        for number in (1, 2, 3)
    ]


def rows_at(at, staff, posts=None):
    held = list(Post.objects.filter(user=staff.first)) if posts is None else posts
    desk = Desk(actor=staff.first, posts=held, organ_ids=None, organ_id=None, at=at)
    return desk, desk.rows(desk.page("mine", desk.counts()["mine"], None))


# -- ages, people, filters --------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words", "urgency"),
    [
        (0, "今天送到", ""),
        (1, "已等1个工作日", ""),
        (2, "已等2个工作日", ""),
        (4, "已等2个工作日", ""),  # Sunday: the weekend is not counted
        (5, "已等3个工作日", "soon"),
        (7, "已等5个工作日", "now"),
    ],
)
def test_the_age_counts_working_days(submission, staff, days, words, urgency):
    _, rows = rows_at(AT + timedelta(days=days), staff)
    assert [(row.age.words, row.age.urgency) for row in rows] == [(words, urgency)]


def test_the_ching_ming_holiday_is_no_working_day(submission, staff):
    Submission.objects.update(changed_at=datetime(2025, 4, 3, 2, tzinfo=UTC))  # a Thursday
    _, rows = rows_at(datetime(2025, 4, 7, 2, tzinfo=UTC), staff)  # Friday to Sunday are off
    assert rows[0].age.words == "已等1个工作日"


def test_the_desk_names_whom_a_text_waits_for(signed_in, submission, staff):
    client = signed_in(staff.editor)
    page = client.get(DESK, {"lane": "under_way"}).content.decode()
    assert "一审 trafficfirst" in page


def test_a_level_that_nobody_holds_is_marked(signed_in, submission, staff):
    Post.objects.filter(user=staff.first).delete()
    page = signed_in(staff.editor).get(DESK, {"lane": "under_way"}).content.decode()
    assert "“一审”岗位没有人" in page


def test_the_office_filters_by_organ(
    signed_in, submission, section, organ, other_organ, other_staff
):
    home = open_section(open_site(section.get_parent().specific, other_organ))
    submit(save_draft(home, other_staff.editor, title="水库放水公告"), other_staff, AT)
    officer = PostFactory(organ=organ, role=Role.OGI_OFFICER.value).user
    response = signed_in(officer).get(DESK, {"lane": "under_way", "organ": other_organ.pk})
    page = response.content.decode()
    assert "水库放水公告" in page
    assert "农村公路养护计划公布" not in page
    assert {key: count for key, _, count in response.context["lanes"]}["under_way"] == 1


@pytest.mark.parametrize("number", ["abc", "-1", "9" * 400, "0", "1' or 1=1"])
def test_a_strange_organ_shows_everything_or_nothing_but_a_page(
    signed_in, submission, staff, number
):
    assert signed_in(staff.first).get(DESK, {"organ": number}).status_code == 200


# -- speed ------------------------------------------------------------------------------


def asked(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("lane", ["mine", "under_way"])
def test_the_desk_asks_as_often_for_three_rows_as_for_one(signed_in, section, staff, lane):
    submit(save_draft(section, staff.editor, title="信息0"), staff, AT)
    client = signed_in(staff.first)
    client.get(DESK)
    one = asked(lambda: client.get(DESK, {"lane": lane}))
    for number in (1, 2):
        submit(save_draft(section, staff.editor, title=f"信息{number}"), staff, AT)
    assert len(asked(lambda: client.get(DESK, {"lane": lane}))) == len(one)


def test_the_desk_counts_once_for_all_lanes(signed_in, texts, staff):
    client = signed_in(staff.first)
    client.get(DESK)
    counts = [
        sql
        for sql in asked(lambda: client.get(DESK, {"lane": "under_way"}))
        if "COUNT(" in sql and "review_submission" in sql
    ]
    assert len(counts) == 1


# -- passing several at once ------------------------------------------------------------


def test_unopened_texts_cannot_be_marked(signed_in, texts, staff):
    client = signed_in(staff.first)
    services.open_all(submission_ids=[texts[0].pk], actor=staff.first, at=AT)
    page = client.get(DESK).content.decode()
    assert page.count("未阅</span>") == 2
    assert f'value="first_review:{texts[0].pk}"' in page
    assert f'value="first_review:{texts[1].pk}"' not in page


def test_opened_texts_are_passed_together(signed_in, texts, staff):
    client = signed_in(staff.first)
    services.open_all(submission_ids=[t.pk for t in texts], actor=staff.first, at=AT)
    response = client.post(BULK, {**GOOD, "texts": [mark(text) for text in texts]})
    assert said(response) == ["3篇稿件已通过：《信息1》、《信息2》、《信息3》。"]
    assert set(Submission.objects.values_list("state", flat=True)) == {"second_review"}
    assert set(Step.objects.values_list("opinion", "errors_found")) == {("同意。", 0)}


def test_one_unopened_text_stops_all(signed_in, texts, staff):
    client = signed_in(staff.first)
    services.open_all(submission_ids=[texts[0].pk], actor=staff.first, at=AT)
    response = client.post(BULK, {**GOOD, "texts": [mark(text) for text in texts]})
    assert said(response)[0].startswith("一篇也没有通过。")
    assert "《信息2》" in said(response)[0]
    assert not Step.objects.exists()


def test_a_bulk_pass_of_the_last_level_publishes(signed_in, texts, staff):
    for text in texts:
        pass_levels(text, staff, AT, LEVELS[:3])
    client = signed_in(staff.final)
    services.open_all(submission_ids=[t.pk for t in texts], actor=staff.final, at=AT)
    client.post(BULK, {**GOOD, "texts": [mark(text) for text in texts]})
    assert ArticlePage.objects.filter(live=True).count() == 3


def test_a_bulk_secrecy_review_concludes_that_all_may_be_disclosed():
    form = BulkForm(MultiValueDict({"texts": ["secrecy_review:7"], "checked": ["on"]}))
    assert form.is_valid()
    assert form.cleaned_data["texts"] == Marked(State.SECRECY_REVIEW, [7])
    opinion = form.opinion()
    assert (opinion.secrecy, opinion.proofreading) == (SecrecyConclusion.MAY_BE_DISCLOSED, None)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "请先选中要通过的稿件。"),
        ({"texts": ["first_review:1"], "checked": ""}, "请确认选中的稿件已逐篇读过"),
        ({"texts": ["first_review:1", "second_review:2"]}, "请一次只选同一审级的稿件。"),
        ({"texts": ["first_review:abc"]}, "选中的稿件认不出来。"),
        ({"texts": ["published:1"]}, "选中的稿件认不出来。"),
        ({"texts": ["first_review:-1"]}, "选中的稿件认不出来。"),
        ({"texts": [f"first_review:{'9' * 30}"]}, "选中的稿件认不出来。"),
        ({"texts": [f"first_review:{n}" for n in range(1, 200)]}, "选中的稿件认不出来。"),
        ({"texts": [f"first_review:{'9' * 17}"]}, "选中的稿件有的已经不在。"),
    ],
)
def test_a_forged_bulk_pass_ends_in_a_sentence(signed_in, texts, staff, sent, sentence):
    response = signed_in(staff.first).post(BULK, {**GOOD, **sent})
    assert response.status_code == 302
    assert sentence in said(response)[-1]
    assert not Step.objects.exists()


def test_a_bulk_pass_of_a_foreign_text_is_refused(signed_in, texts, other_staff):
    client = signed_in(other_staff.first)
    services.open_all(submission_ids=[texts[0].pk], actor=other_staff.first, at=AT)
    response = client.post(BULK, {**GOOD, "texts": [mark(texts[0])]})
    assert "没有县交通局的“一审”岗位" in said(response)[-1]


def test_a_bulk_pass_sent_twice_passes_once(signed_in, texts, staff):
    client = signed_in(staff.first)
    services.open_all(submission_ids=[texts[0].pk], actor=staff.first, at=AT)
    sent = {**GOOD, "texts": [f"first_review:{texts[0].pk}"]}
    client.post(BULK, sent)
    response = client.post(BULK, sent)
    assert said(response)[-1].startswith("一篇也没有通过。")
    assert Step.objects.count() == 1
