"""Release at a set hour, and in an emergency."""

from datetime import date, timedelta

import pytest

from gongkai.apps.review import queries, services
from gongkai.apps.review.models import Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.emergencies import (
    EmergencyGroundsMissing,
    EmergencyKind,
    EmergencyNotCleared,
)
from gongkai.domain.review.opinions import ReasonMissing
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, ReviewActionNotAllowed, State
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import PostFactory
from tests.factories.review import GOOD, pass_levels, take_down
from tests.factories.review_acts import AT, decide, refused
from tests.factories.websites import body_of

DAY = date(2025, 3, 12)
OPEN = SecrecyConclusion.MAY_BE_DISCLOSED
LATER = AT + timedelta(hours=6)


def post_of(user, role):
    return Post.objects.get(user=user, role=role.value)


def state_of(submission):
    return State(Submission.objects.get(pk=submission.pk).state)


@pytest.fixture
def admin(organ):
    return PostFactory(organ=organ, role=Role.SYSTEM_ADMIN.value).user


# -- timed release ---------------------------------------------------------------------


@pytest.fixture
def scheduled(submission, staff):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    return services.decide(
        submission_id=submission.pk,
        action=Action.PASS,
        actor=staff.final,
        at=AT,
        opinion=GOOD["final"],
        release_at=LATER,
    )


def test_a_text_waits_for_its_hour(scheduled, draft):
    assert State(scheduled.state) is State.SCHEDULED
    early = services.release_due(at=LATER - timedelta(seconds=1))
    assert early == services.Releases((), ())
    assert services.release_due(at=LATER) == services.Releases((scheduled.pk,), ())
    page = ArticlePage.objects.get(pk=draft.pk)
    assert (page.live, page.first_published_at) == (True, LATER)
    assert queries.published_without_record() == []
    assert services.release_due(at=LATER) == services.Releases((), ())


def test_an_hour_that_passed_is_refused(submission, staff):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    refused(
        services.ReleaseInThePast,
        lambda: services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.final,
            at=AT,
            opinion=GOOD["final"],
            release_at=AT,
        ),
    )


def test_only_the_final_review_sets_an_hour(submission, staff):
    refused(
        ReviewActionNotAllowed,
        lambda: services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.first,
            at=AT,
            opinion=GOOD["first"],
            release_at=LATER,
        ),
    )


def test_an_edit_voids_the_schedule(scheduled, draft, staff):
    services.void(page_id=draft.pk, actor=staff.editor, at=AT)
    assert state_of(scheduled) is State.DRAFT
    assert services.release_due(at=LATER) == services.Releases((), ())


def test_a_release_that_fails_stays_scheduled_and_is_loud(scheduled, draft, staff):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("没有人审过。")
    page.save_revision(user=staff.editor)
    late = LATER + timedelta(minutes=2)
    assert list(queries.releases_late(LATER + timedelta(minutes=1))) == []
    assert services.release_due(at=late) == services.Releases((), (scheduled.pk,))
    services.release_due(at=late)
    row = Submission.objects.get(pk=scheduled.pk)
    assert State(row.state) is State.SCHEDULED
    assert "被改动过" in row.release_error
    assert not ArticlePage.objects.get(pk=draft.pk).live
    assert list(queries.releases_failed()) == [row]
    assert list(queries.releases_late(late)) == [row]
    assert Entry.objects.filter(action="review.release_failed").count() == 1


def test_the_final_reviewer_calls_a_release_off(scheduled, staff):
    refused(
        ReasonMissing,
        lambda: services.cancel_release(
            submission_id=scheduled.pk, reason=" ", actor=staff.final, at=AT
        ),
    )
    refused(
        PostMissing,
        lambda: services.cancel_release(
            submission_id=scheduled.pk, reason="暂缓", actor=staff.second, at=AT
        ),
    )
    row = services.cancel_release(
        submission_id=scheduled.pk, reason="暂缓", actor=staff.final, at=AT
    )
    assert (State(row.state), row.release_at) == (State.FINAL_REVIEW, None)
    assert State(decide(row, staff.final, "final").state) is State.PUBLISHED


# -- emergencies -----------------------------------------------------------------------


def release(page, actor, **given):
    return services.release_in_emergency(
        page_id=page.pk,
        kind=EmergencyKind.FLOOD,
        grounds=given.get("grounds", "柳河水位超过警戒线"),
        actor=actor,
        at=AT,
        secrecy=given.get("secrecy", OPEN),
    )


def confirm(submission, actor, level, action=Action.CONFIRM, opinion=None):
    services.open_all(submission_ids=[submission.pk], actor=actor, at=AT)
    return services.confirm(
        submission_id=submission.pk,
        actor=actor,
        at=AT,
        opinion=opinion or GOOD[level],
        action=action,
    )


@pytest.mark.parametrize("stage", [0, 1, 3])
def test_an_emergency_is_public_at_once_and_confirmed_by_two(submission, draft, staff, stage):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy")[:stage])
    row = release(draft, staff.final)
    assert ArticlePage.objects.get(pk=draft.pk).live
    assert (State(row.state), row.emergency_due_at) == (
        State.EMERGENCY,
        AT + timedelta(hours=24),
    )
    assert state_of(submission) is State.DRAFT
    assert queries.published_without_record() == []
    refused(PostMissing, lambda: confirm(row, staff.second, "second"))
    confirm(row, staff.first, "first")
    assert state_of(row) is State.EMERGENCY
    confirm(row, staff.second, "second")
    assert state_of(row) is State.PUBLISHED


def test_a_draft_is_released_with_its_writer_as_author(draft, staff):
    assert release(draft, staff.final).submitted_by == staff.editor


def test_an_organ_with_two_reviews_confirms_by_the_secrecy_reviewer(draft, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    row = release(draft, staff.final)
    confirm(row, staff.first, "first")
    confirm(row, staff.secrecy, "secrecy")
    assert state_of(row) is State.PUBLISHED


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"grounds": " "}, EmergencyGroundsMissing),
        ({"secrecy": None}, EmergencyNotCleared),
        ({"secrecy": SecrecyConclusion.REFERRED}, EmergencyNotCleared),
    ],
)
def test_an_emergency_says_why_and_is_cleared(draft, staff, given, refusal):
    refused(refusal, lambda: release(draft, staff.final, **given))


def test_only_a_final_reviewer_who_did_not_write_it_releases(draft, staff, organ):
    refused(PostMissing, lambda: release(draft, staff.second))
    PostFactory(user=staff.editor, organ=organ, role=Role.FINAL_REVIEWER.value)
    refused(AuthorMayNotReview, lambda: release(draft, staff.editor))


def test_whoever_released_does_not_confirm(draft, staff, organ):
    PostFactory(user=staff.final, organ=organ, role=Role.FIRST_REVIEWER.value)
    row = release(draft, staff.final)
    refused(SamePersonTwice, lambda: confirm(row, staff.final, "first"))


def test_an_objection_is_decided_by_the_final_reviewer(draft, staff):
    row = release(draft, staff.final)
    objection = services.Opinion(text="水位数据有误")
    confirm(row, staff.first, "first", Action.OBJECT, objection)
    assert state_of(row) is State.EMERGENCY_DISPUTED
    refused(
        ReasonMissing,
        lambda: services.keep(submission_id=row.pk, reason="", actor=staff.final, at=AT),
    )
    services.keep(submission_id=row.pk, reason="数据已核对", actor=staff.final, at=AT)
    assert state_of(row) is State.EMERGENCY
    confirm(row, staff.first, "first")
    confirm(row, staff.second, "second", Action.OBJECT, objection)
    take_down(draft, staff.final, AT)
    assert state_of(row) is State.TAKEN_DOWN


def test_an_emergency_not_confirmed_in_a_day_is_overdue(draft, staff):
    row = release(draft, staff.final)
    assert list(queries.emergencies_overdue(AT + timedelta(hours=24))) == []
    assert list(queries.emergencies_overdue(AT + timedelta(hours=24, seconds=1))) == [row]


def test_confirmations_wait_for_whose_turn_it_is(draft, staff):
    row = release(draft, staff.final)
    assert list(queries.waiting_for(staff.first.posts.all())) == [row]
    assert list(queries.waiting_for(staff.second.posts.all())) == []
    confirm(row, staff.first, "first")
    assert list(queries.waiting_for(staff.first.posts.all())) == []
    assert list(queries.waiting_for(staff.second.posts.all())) == [row]
