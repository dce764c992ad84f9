from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.review.forms import OpinionForm
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.secrecy import SecrecyConclusion, SecrecyGround
from gongkai.domain.review.three_reviews import State
from gongkai.domain.roles import Role
from tests.factories.foundation import PostFactory, UserFactory
from tests.factories.review import LEVELS, pass_levels, publish, submit
from tests.factories.websites import open_section, open_site, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
DESK = reverse("review:desk")


def lanes(response):
    return {key: count for key, _label, count in response.context["lanes"]}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def detail(submission):
    return reverse("review:detail", args=[submission.pk])


@pytest.fixture
def other_submission(section, other_organ, other_staff):
    section = open_section(open_site(section.get_parent().specific, other_organ))
    return submit(save_draft(section, other_staff.editor, title="水库放水公告"), other_staff, AT)


# -- the desk --------------------------------------------------------------------------


def test_strangers_are_asked_to_sign_in(client, submission):
    for url in (DESK, detail(submission)):
        assert client.get(url).status_code == 302
        assert "/admin/login/" in client.get(url)["Location"]


@pytest.mark.parametrize(
    ("name", "mine"), [("editor", 0), ("first", 1), ("second", 0), ("secrecy", 0), ("final", 0)]
)
def test_a_new_text_waits_for_the_first_reviewer_alone(
    signed_in, submission, other_submission, staff, name, mine
):
    response = signed_in(getattr(staff, name)).get(DESK)
    assert lanes(response) == {
        "mine": mine,
        "under_way": 1,
        "scheduled": 0,
        "emergency": 0,
        "returned": 0,
        "published": 0,
        "taken_down": 0,
    }
    assert ("农村公路养护计划公布" in response.content.decode()) is bool(mine)


@pytest.mark.parametrize("level", LEVELS)
def test_the_text_waits_for_the_level_it_has_reached(signed_in, submission, staff, level):
    pass_levels(submission, staff, AT, LEVELS[: LEVELS.index(level)])
    for name in LEVELS:
        response = signed_in(getattr(staff, name)).get(DESK)
        assert lanes(response)["mine"] == (1 if name == level else 0)


def test_the_office_sees_the_texts_of_all_organs(signed_in, submission, other_submission, organ):
    officer = PostFactory(organ=organ, role=Role.OGI_OFFICER.value).user
    response = signed_in(officer).get(DESK, {"lane": "under_way"})
    assert lanes(response)["under_way"] == 2
    assert "水库放水公告" in response.content.decode()


def test_lanes_follow_the_states(signed_in, section, staff):
    published = save_draft(section, staff.editor, title="已发布的")
    publish(published, staff, AT)
    returned = submit(save_draft(section, staff.editor, title="退回的"), staff, AT)
    Submission.objects.filter(pk=returned.pk).update(state="returned")
    response = signed_in(staff.first).get(DESK, {"lane": "published"})
    assert lanes(response) == {
        "mine": 0,
        "under_way": 0,
        "scheduled": 0,
        "emergency": 0,
        "returned": 1,
        "published": 1,
        "taken_down": 0,
    }
    assert "已发布的" in response.content.decode()
    assert "退回的" in signed_in(staff.first).get(DESK, {"lane": "returned"}).content.decode()


@pytest.mark.parametrize(
    "query", [{"lane": "nonsense"}, {"page": "abc"}, {"page": "-1"}, {"page": "9" * 5000}]
)
def test_a_strange_address_still_shows_the_desk(signed_in, submission, staff, query):
    response = signed_in(staff.first).get(DESK, query)
    assert response.status_code == 200
    assert "农村公路养护计划公布" in response.content.decode()


def test_an_empty_desk_says_what_will_stand_there(signed_in, staff):
    page = signed_in(staff.first).get(DESK).content.decode()
    assert "现在没有稿件等您审" in page


def queries_of(client, url):
    client.get(url)  # fill the caches of a process that has just started
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_desk_asks_the_database_as_often_for_one_row_as_for_three(signed_in, section, staff):
    submit(save_draft(section, staff.editor, title="信息1"), staff, AT)
    client = signed_in(staff.first)
    one = queries_of(client, DESK)
    for number in (2, 3):
        submit(save_draft(section, staff.editor, title=f"信息{number}"), staff, AT)
    assert queries_of(client, DESK) == one


# -- one text --------------------------------------------------------------------------


def test_other_organs_are_kept_out(signed_in, submission, other_staff):
    client = signed_in(other_staff.first)
    assert client.get(detail(submission)).status_code in {302, 403}
    posted = client.post(detail(submission), {"pass": "", "errors_found": 0, "errors_corrected": 0})
    assert posted.status_code in {302, 403}
    submission.refresh_from_db()
    assert State(submission.state) is State.FIRST_REVIEW
    assert "120公里" not in client.get(detail(submission)).content.decode()


def test_an_officer_without_posts_is_kept_out(signed_in, submission):
    client = signed_in(UserFactory())
    assert client.get(detail(submission)).status_code in {302, 403}


def test_a_missing_text_is_not_found(signed_in, staff):
    assert signed_in(staff.first).get(reverse("review:detail", args=[999])).status_code == 404


@pytest.mark.parametrize("name", ["editor", "first", "second", "secrecy", "final"])
def test_the_form_is_offered_to_whose_turn_it_is(signed_in, submission, staff, name):
    page = signed_in(getattr(staff, name)).get(detail(submission)).content.decode()
    assert "120公里" in page
    assert ('name="pass"' in page) is (name == "first")


def test_the_author_is_told_why_he_may_not_review(signed_in, submission, staff, organ):
    PostFactory(user=staff.editor, organ=organ, role=Role.FIRST_REVIEWER.value)
    page = signed_in(staff.editor).get(detail(submission)).content.decode()
    assert "您是拟稿人，审核由他人完成。" in page
    assert 'name="pass"' not in page


def test_who_passed_before_is_told_so(signed_in, submission, staff, organ):
    PostFactory(user=staff.first, organ=organ, role=Role.SECOND_REVIEWER.value)
    pass_levels(submission, staff, AT, LEVELS[:1])
    page = signed_in(staff.first).get(detail(submission)).content.decode()
    assert "三次审核须由三个人分别完成" in page


def test_four_officers_publish_through_the_desk(signed_in, submission, staff, draft):
    answers = {
        "first": {"errors_found": 1, "errors_corrected": 1, "text": "属实"},
        "second": {"errors_found": 0, "errors_corrected": 0},
        "secrecy": {"secrecy": "may_be_disclosed"},
        "final": {"errors_found": "", "errors_corrected": ""},
    }
    for level in LEVELS:
        client = signed_in(getattr(staff, level))
        client.get(detail(submission))
        response = client.post(detail(submission), {**answers[level], "pass": ""})
        assert (response.status_code, response["Location"]) == (302, DESK)
    assert ArticlePage.objects.get(pk=draft.pk).live
    assert said(response)[-1] == "《农村公路养护计划公布》：已发布。"
    page = signed_in(staff.final).get(detail(submission)).content.decode()
    assert "校对发现1处，改正1处" in page
    assert "保密审查：可以公开" in page


def test_a_return_through_the_desk_needs_its_reason(signed_in, submission, staff):
    client = signed_in(staff.first)
    client.get(detail(submission))
    response = client.post(detail(submission), {"return": "", "text": ""})
    assert response.status_code == 200
    assert "请写明理由" in response.content.decode()
    assert not Step.objects.exists()
    client.post(detail(submission), {"return": "", "text": "地名写错"})
    assert Submission.objects.get().state == "returned"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"errors_found": 1, "errors_corrected": 2}, "不能多于发现的差错"),
        ({"errors_found": 3, "errors_corrected": 1}, "还有2处没有改正"),
        ({"errors_found": -1, "errors_corrected": 0}, "大于或等于"),
        ({"errors_found": "许多", "errors_corrected": 0}, "输入整数"),
    ],
)
def test_an_impossible_answer_is_explained(signed_in, submission, staff, answer, sentence):
    client = signed_in(staff.first)
    client.get(detail(submission))
    response = client.post(detail(submission), {**answer, "pass": ""})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Step.objects.exists()


def test_a_secrecy_pass_without_conclusion_is_explained(signed_in, submission, staff):
    pass_levels(submission, staff, AT, LEVELS[:2])
    client = signed_in(staff.secrecy)
    client.get(detail(submission))
    response = client.post(detail(submission), {"pass": ""})
    assert "请选择保密审查结论" in response.content.decode()
    assert Submission.objects.get().state == "secrecy_review"


def test_a_referral_shows_as_such_and_not_as_passed(signed_in, submission, staff):
    pass_levels(submission, staff, AT, LEVELS[:2])
    client = signed_in(staff.secrecy)
    client.get(detail(submission))
    response = client.post(
        detail(submission),
        {"secrecy": "referred", "secrecy_grounds": ["work_secret"], "pass": ""},
    )
    assert said(response)[-1] == "《农村公路养护计划公布》：待保密审查。"
    chain = client.get(detail(submission)).context["chain"]
    assert [bool(level.step) for level in chain] == [True, True, False, False]
    assert "报请确定" in client.get(detail(submission)).content.decode()


def test_a_superuser_without_post_is_refused_at_the_desk(signed_in, submission, superuser):
    response = signed_in(superuser).post(
        detail(submission), {"errors_found": 0, "errors_corrected": 0, "pass": ""}
    )
    assert "管理员没有县交通局的“一审”岗位" in response.content.decode()
    assert Submission.objects.get().state == "first_review"


def test_one_text_asks_the_database_as_often_with_one_step_as_with_three(
    signed_in, submission, staff
):
    pass_levels(submission, staff, AT, LEVELS[:1])
    client = signed_in(staff.editor)
    one = queries_of(client, detail(submission))
    pass_levels(submission, staff, AT, LEVELS[1:3])
    assert queries_of(client, detail(submission)) == one


# -- submitting --------------------------------------------------------


def test_an_editor_submits_from_the_desk(signed_in, draft, staff):
    response = signed_in(staff.editor).post(reverse("review:submit", args=[draft.pk]))
    submission = Submission.objects.get()
    assert response["Location"] == detail(submission)
    assert said(response) == ["《农村公路养护计划公布》已送一审。"]


def test_submitting_by_the_wrong_officer_is_explained(signed_in, draft, staff):
    response = signed_in(staff.first).post(reverse("review:submit", args=[draft.pk]))
    assert "没有县交通局的“信息员”岗位" in said(response)[0]
    assert not Submission.objects.exists()


# -- the form --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        (State.FIRST_REVIEW, ["checks", "errors_found", "errors_corrected", "text"]),
        (State.SECOND_REVIEW, ["checks", "errors_found", "errors_corrected", "text"]),
        (State.SECRECY_REVIEW, ["checks", "secrecy", "secrecy_grounds", "text"]),
        (
            State.FINAL_REVIEW,
            ["checks", "errors_found", "errors_corrected", "release", "release_at", "text"],
        ),
        (State.PUBLISHED, ["text"]),
        (State.RETURNED, ["text"]),
    ],
)
def test_each_level_asks_for_what_it_answers_for(state, fields):
    assert list(OpinionForm(state).fields) == fields


def test_the_form_speaks_the_language_of_the_rules():
    form = OpinionForm(
        State.SECRECY_REVIEW,
        {"secrecy": "not_to_be_disclosed", "secrecy_grounds": ["deliberative"], "text": " 讨论稿 "},
    )
    assert form.is_valid()
    opinion = form.opinion()
    assert opinion.secrecy is SecrecyConclusion.NOT_TO_BE_DISCLOSED
    assert list(opinion.secrecy_grounds) == [SecrecyGround.DELIBERATIVE]
    assert (opinion.text, opinion.proofreading) == ("讨论稿", None)


def test_empty_counts_mean_no_slips():
    form = OpinionForm(State.FIRST_REVIEW, {})
    assert form.is_valid()
    reading = form.opinion().proofreading
    assert (reading.errors_found, reading.errors_corrected) == (0, 0)


def test_an_unknown_conclusion_is_refused():
    assert not OpinionForm(State.SECRECY_REVIEW, {"secrecy": "whatever"}).is_valid()
