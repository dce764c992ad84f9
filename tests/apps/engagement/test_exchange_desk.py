"""The officers' screens for questions, opinions and outcomes."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.engagement import services
from gongkai.apps.engagement.models import InterviewQuestion, PublicOpinion
from gongkai.foundation import clock
from gongkai.foundation.audit.models import Entry
from gongkai.project import duties
from tests.factories.engagement import call, interview
from tests.factories.foundation import OrganFactory
from tests.factories.review import staff_of

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 15, 2, tzinfo=UTC)
HELD = datetime(2025, 4, 20, 2, tzinfo=UTC)


@pytest.fixture
def staff(county):
    return staff_of(county)


def signed_in(client, user):
    names = ("access_admin", "change_interviewquestion", "view_interviewquestion",
             "change_publicopinion", "view_publicopinion", "add_publicopinion")  # fmt: skip
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


@pytest.fixture
def officer(client, staff):
    return signed_in(client, staff.editor)


@pytest.fixture
def question(press, county):
    page = interview(
        press, organ=county, held_at=HELD, questions_from_on=date(2025, 4, 10),
        questions_until_at=HELD,
    )  # fmt: skip
    return services.ask(
        interview_id=page.pk, text="几号开学？", name="王小明", contact="13900001234", at=AT
    )


@pytest.fixture
def opinion(press, county):
    page = call(press, organ=county)
    return services.submit_opinion(
        call_id=page.pk, text="保留站点。", name="赵女士", contact="13900005678", at=AT
    )


def test_lists_show_nobody(officer, question, opinion):
    for register in ("interviewquestion", "publicopinion"):
        text = officer.get(reverse(f"{register}:index")).content.decode()
        assert "王小明" not in text
        assert "赵女士" not in text
        assert "1390000" not in text


def test_lists_cost_the_same_for_one_and_three_rows(officer, opinion):
    url = reverse("publicopinion:index")
    officer.get(url)
    with CaptureQueriesContext(connection) as one:
        assert officer.get(url).status_code == 200
    for text in ("意见二", "意见三"):
        services.submit_opinion(call_id=opinion.call_id, text=text, at=AT)
    with CaptureQueriesContext(connection) as three:
        assert officer.get(url).status_code == 200
    assert len(three) == len(one)


def test_a_question_is_accepted_and_answered_on_its_page(officer, question):
    url = reverse("interviewquestion:detail", args=[question.pk])
    assert "采用，转给嘉宾" in officer.get(url).content.decode()
    officer.post(url, {"act": "accept"})
    officer.post(url, {"act": "answer", "guest": "局长", "text": "九月一日。"})
    kept = InterviewQuestion.objects.get(pk=question.pk)
    assert (kept.state, kept.answer, kept.guest) == ("answered", "九月一日。", "局长")


def test_a_question_is_left_out_with_its_ground(officer, question):
    url = reverse("interviewquestion:detail", args=[question.pk])
    officer.post(url, {"act": "reject", "ground": "repeated"})
    kept = InterviewQuestion.objects.get(pk=question.pk)
    assert (kept.state, kept.ground) == ("rejected", "repeated")


def test_a_form_without_its_words_comes_back(officer, question):
    url = reverse("interviewquestion:detail", args=[question.pk])
    officer.post(url, {"act": "accept"})
    assert officer.post(url, {"act": "answer", "guest": "", "text": ""}).status_code == 422


def test_who_wrote_is_shown_after_a_recorded_look(officer, opinion):
    detail = reverse("publicopinion:detail", args=[opinion.pk])
    assert "赵女士" not in officer.get(detail).content.decode()
    shown = officer.post(reverse("publicopinion:reveal", args=[opinion.pk])).content.decode()
    assert "赵女士" in shown
    assert "13900005678" in shown
    assert Entry.objects.filter(action="engagement.reveal").count() == 1


def test_an_opinion_is_settled_on_its_page(officer, opinion):
    url = reverse("publicopinion:detail", args=[opinion.pk])
    officer.post(url, {"act": "settle", "point": "保留站点", "treatment": "adopted"})
    assert PublicOpinion.objects.get(pk=opinion.pk).treatment == "adopted"
    officer.post(url, {"act": "void", "reason": "重复提交"})
    kept = PublicOpinion.objects.get(pk=opinion.pk)
    assert (kept.treatment, kept.void_reason) == ("", "重复提交")


def test_an_officer_of_another_organ_opens_nothing(client, question, opinion):
    stranger = signed_in(client, staff_of(OrganFactory(code="other")).editor)
    for url in (
        reverse("interviewquestion:detail", args=[question.pk]),
        reverse("publicopinion:detail", args=[opinion.pk]),
    ):
        assert stranger.get(url).status_code in {302, 403}


def test_the_desk_names_what_is_overdue(officer, opinion):
    text = officer.get(reverse("engagement_outcomes")).content.decode()
    assert "1项征集超过反馈期限" in text
    assert "2025-06-09 已超期" in text


def test_the_outcome_is_drawn_up_from_the_desk(officer, opinion):
    url = reverse("engagement_draw_up", args=[opinion.call_id])
    response = officer.post(url, follow=True)
    assert "还有1条意见没有填写采纳情况" in response.content.decode()
    page = reverse("publicopinion:detail", args=[opinion.pk])
    officer.post(page, {"act": "settle", "point": "保留站点", "treatment": "adopted"})
    response = officer.post(url)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[opinion.call_id])


def test_answers_are_gathered_from_the_desk(officer, question):
    url = reverse("engagement_gather", args=[question.interview_id])
    assert "还没有已答复的提问" in officer.post(url, follow=True).content.decode()


def test_a_letter_is_entered_at_the_desk(officer, press, county):
    page = call(press, organ=county, opens_on=clock.today(), closes_on=date(2099, 1, 1))
    data = {"call": page.pk, "channel": "letter", "text": "来信意见", "name": "", "contact": ""}
    officer.post(reverse("publicopinion:add"), data)
    assert PublicOpinion.objects.get().channel == "letter"


def test_the_schedule_tells_of_overdue_outcomes(opinion):
    said = duties.find_overdue_outcomes(datetime(2025, 6, 10, 2, tzinfo=UTC))
    assert "应于2025-06-09前反馈" in said.message


def test_the_schedule_forgets_contacts(opinion):
    assert duties.forget_contacts(datetime(2025, 6, 10, 2, tzinfo=UTC)).message == ""
    # 10 May and 180 days: 6 November.
    assert (
        duties.forget_contacts(datetime(2025, 11, 6, 2, tzinfo=UTC)).message == "删除1条提交人信息"
    )
