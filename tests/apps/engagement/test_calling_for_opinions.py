"""Calls for opinions: taken, settled, drawn up, published, and overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from gongkai.apps.engagement import queries, services
from gongkai.apps.engagement.models import OpinionCall, OpinionChannel, OutcomePublication
from gongkai.apps.engagement.services.opinions import (
    CallStillOpen,
    OpinionsUnsettled,
    TreatmentUnexplained,
)
from gongkai.apps.review.models import Submission
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.calls import CallNotOpen, CallState
from gongkai.domain.engagement.intake import NothingWritten
from gongkai.domain.engagement.surveys import AnswerMissing
from tests.factories.engagement import call
from tests.factories.review import pass_levels, staff_of

pytestmark = pytest.mark.django_db

OPEN = datetime(2025, 4, 15, 2, tzinfo=UTC)
OVER = datetime(2025, 5, 12, 2, tzinfo=UTC)
SURVEY = [
    (
        "question",
        {"text": "怎样出行？", "kind": "single", "choices": "公交\n步行\n", "is_required": True},
    )
]


@pytest.fixture
def staff(county):
    return staff_of(county)


@pytest.fixture
def page(press, county):
    return call(press, organ=county)


def send(page, text="建议保留站点。", at=OPEN, **more):
    return services.submit_opinion(call_id=page.pk, text=text, at=at, **more)


def settle(row, staff, treatment=Treatment.ADOPTED, point="保留站点", reason=""):
    return services.settle_opinion(
        opinion_id=row.pk,
        point=point,
        treatment=treatment,
        reason=reason,
        actor=staff.editor,
        at=OVER,
    )


def test_a_major_decision_is_open_for_thirty_days(press):
    page = OpinionCall(
        title="方案",
        slug="x",
        call_kind="major_decision",
        opens_on=date(2025, 4, 1),
        closes_on=date(2025, 4, 30),
    )
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "重大行政决策征求意见至少30日，现在是29日" in str(refused.value)
    page.short_reason = "汛期将至。"
    page.clean()


def test_the_statute_cannot_be_set_lower(settings):
    from gongkai.apps.engagement import conf
    from gongkai.domain.engagement.calls import CallKind

    settings.GONGKAI_CALL_MINIMUM_DAYS = {"major_decision": 5, "other": 10}
    assert conf.minimum_days()[CallKind.MAJOR_DECISION] == 30
    assert conf.minimum_days()[CallKind.OTHER] == 10


def test_an_opinion_in_time_is_taken(page):
    row = send(page, name="赵女士", contact="a@example.cn")
    assert (row.number, row.channel) == ("Y202504150001", "web")


@pytest.mark.parametrize("at", [OPEN - timedelta(days=6), datetime(2025, 5, 11, 2, tzinfo=UTC)])
def test_an_opinion_out_of_time_is_refused(page, at):
    with pytest.raises(CallNotOpen):
        send(page, at=at)


def test_an_empty_opinion_is_refused(page):
    with pytest.raises(NothingWritten):
        send(page, " ")


def test_a_questionnaire_is_checked(press, county):
    page = call(press, organ=county, questionnaire=SURVEY)
    with pytest.raises(AnswerMissing):
        send(page, "", answers={})
    key = page.survey[0].key
    row = send(page, "", answers={key: ["公交"]})
    assert (row.answers, row.text) == ({key: ["公交"]}, "")


def test_an_officer_enters_a_letter(page, staff):
    row = send(page, channel=OpinionChannel.LETTER, actor=staff.editor)
    assert row.channel == "letter"


def test_what_is_not_adopted_needs_a_reason(page, staff):
    with pytest.raises(TreatmentUnexplained):
        settle(send(page), staff, Treatment.NOT_ADOPTED)


def test_there_is_no_outcome_before_the_end(page, staff):
    with pytest.raises(CallStillOpen):
        services.draw_up_outcome(call_id=page.pk, actor=staff.editor, at=OPEN)


def test_there_is_no_outcome_while_opinions_wait(page, staff):
    send(page)
    with pytest.raises(OpinionsUnsettled) as refused:
        services.draw_up_outcome(call_id=page.pk, actor=staff.editor, at=OVER)
    assert refused.value.facts == {"count": 1}


def told(page, staff):
    """Send four opinions, one of them void, and settle the others."""
    rows = [send(page, f"意见{number}") for number in range(4)]
    settle(rows[0], staff)
    settle(rows[1], staff)
    settle(rows[2], staff, Treatment.NOT_ADOPTED, "免票", "超出财力。")
    services.void_opinion(opinion_id=rows[3].pk, reason="广告", actor=staff.editor, at=OVER)


def test_the_outcome_tells_like_opinions_together(page, staff):
    told(page, staff)
    services.draw_up_outcome(call_id=page.pk, actor=staff.editor, at=OVER)
    draft = OpinionCall.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.received_count == 3
    assert [dict(block.value) for block in draft.adopted] == [
        {"point": "保留站点", "opinions": 2, "treatment": "adopted", "reason": ""},
        {"point": "免票", "opinions": 1, "treatment": "not_adopted", "reason": "超出财力。"},
    ]


def test_a_call_nobody_answered_says_so(page, staff):
    services.draw_up_outcome(call_id=page.pk, actor=staff.editor, at=OVER)
    draft = OpinionCall.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "征集期间没有收到意见" in str(draft.outcome)


def test_a_survey_is_told_in_numbers(press, county, staff):
    page = call(press, organ=county, questionnaire=SURVEY)
    key = page.survey[0].key
    for choice in ("公交", "步行", "公交"):
        send(page, "", answers={key: [choice]})
    services.draw_up_outcome(call_id=page.pk, actor=staff.editor, at=OVER)
    draft = OpinionCall.objects.get(pk=page.pk).get_latest_revision_as_object()
    value = draft.results[0].value
    rows = [(row["choice"], row["count"]) for row in value["rows"]]
    assert (value["answered"], rows) == (3, [("公交", 2), ("步行", 1)])


def publish_outcome(page, staff, at=OVER):
    services.publish_outcome(call_id=page.pk, actor=staff.editor, at=at)
    submission = Submission.objects.filter(page_id=page.pk).latest("pk")
    return pass_levels(submission, staff, at + timedelta(hours=5))


def test_the_outcome_is_public_after_the_reviews_and_stops_the_clock(page, staff, client):
    told(page, staff)
    publish_outcome(page, staff)
    published = OutcomePublication.objects.get(call_id=page.pk)
    assert published.published_at == OVER + timedelta(hours=5)
    assert queries.call_clock(page).answered_on == date(2025, 5, 12)
    text = client.get(page.get_url()).content.decode()
    assert "收到意见3条，其中采纳2条、部分采纳0条、未采纳1条。" in text
    assert "超出财力。" in text


def test_an_account_that_does_not_add_up_is_refused_in_the_form(page):
    page.received_count = 5
    page.adopted = [
        ("row", {"point": "保留站点", "opinions": 4, "treatment": "adopted", "reason": ""})
    ]
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "表中合计4条，收到意见5条" in str(refused.value)


def test_a_call_is_overdue_after_thirty_days_without_an_outcome(page, staff):
    send(page)
    # 10 May and thirty days: 9 June.
    assert queries.outcomes_overdue(date(2025, 6, 9)) == []
    (overdue,) = queries.outcomes_overdue(date(2025, 6, 10))
    assert (overdue.call, overdue.outcome_due_on) == (page, date(2025, 6, 9))
    assert (overdue.state, overdue.opinions, overdue.unsettled) == (
        CallState.AWAITING_OUTCOME,
        1,
        1,
    )


def test_an_answered_call_is_not_overdue(page, staff):
    told(page, staff)
    publish_outcome(page, staff)
    assert queries.outcomes_overdue(date(2025, 12, 1)) == []
