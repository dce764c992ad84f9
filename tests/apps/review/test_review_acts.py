"""Openings, chains, delegates, recalls."""

from datetime import date, timedelta

import pytest

from gongkai.apps.review import queries, services
from gongkai.apps.review.models import Opening, Step, Submission
from gongkai.apps.review.services.delegating import MayNotSetReview
from gongkai.domain.review.openings import NotOpened
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, ReviewActionNotAllowed, State
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.accounts.queries import PostMissing
from tests.factories.foundation import PostFactory
from tests.factories.review import GOOD, pass_levels, publish, submit
from tests.factories.review_acts import AT, decide, refused

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


# -- openings --------------------------------------------------------------------------


def blind(submission, actor):
    return services.decide(
        submission_id=submission.pk, action=Action.PASS, actor=actor, at=AT, opinion=GOOD["first"]
    )


def test_nobody_decides_on_what_he_has_not_opened(submission, staff):
    said = refused(NotOpened, lambda: blind(submission, staff.first))
    assert "《农村公路养护计划公布》" in said


def test_opening_counts_for_this_person_and_text_only(submission, staff):
    services.open_all(submission_ids=[submission.pk], actor=staff.second, at=AT)
    refused(NotOpened, lambda: blind(submission, staff.first))
    services.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    Submission.objects.filter(pk=submission.pk).update(text_hash="sm3:0")
    refused(NotOpened, lambda: blind(submission, staff.first))


def test_a_second_opening_adds_nothing(submission, staff):
    first = services.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    again = services.open_all(submission_ids=[submission.pk], actor=staff.first, at=LATER)
    assert (first, again) == (1, 0)
    assert Opening.objects.get().at == AT
    assert queries.has_opened(submission, staff.first)


def test_the_same_decision_twice_is_refused(submission, staff):
    decide(submission, staff.first, "first")
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


# -- chains ----------------------------------------------------------------------------


def test_an_organ_with_two_reviews_goes_without_the_second(draft, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    submission = submit(draft, staff, AT)
    passed = pass_levels(submission, staff, AT, ("first", "secrecy", "final"))
    assert State(passed.state) is State.PUBLISHED
    assert passed.second_reviewer_id is None


def test_some_kinds_of_pages_pass_the_legality_review(draft, staff, admin, organ):
    services.set_chain(
        organ_id=organ.pk, reviews=3, legality_kinds=["websites.articlepage"], actor=admin, at=AT
    )
    submission = submit(draft, staff, AT)
    pass_levels(submission, staff, AT, ("first", "second"))
    assert state_of(submission) is State.LEGALITY_REVIEW
    refused(PostMissing, lambda: decide(submission, staff.secrecy, "secrecy"))
    lawyer = PostFactory(organ=organ, role=Role.LEGALITY_REVIEWER.value).user
    decide(submission, lawyer, "second")
    assert state_of(submission) is State.SECRECY_REVIEW
    passed = pass_levels(submission, staff, AT, ("secrecy", "final"))
    assert (State(passed.state), passed.legality_reviewer_id) == (State.PUBLISHED, lawyer.pk)


def test_a_text_keeps_the_chain_it_was_submitted_with(submission, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    decide(submission, staff.first, "first")
    assert state_of(submission) is State.SECOND_REVIEW


def test_only_the_system_administrator_sets_a_chain(staff, organ):
    with pytest.raises(MayNotSetReview):
        services.set_chain(
            organ_id=organ.pk, reviews=2, legality_kinds=[], actor=staff.final, at=AT
        )


# -- delegates -------------------------------------------------------------------------


def delegate(holder, role, person, actor=None, **days):
    return services.delegate(
        post_id=post_of(holder, role).pk,
        delegate_id=person.pk,
        from_on=days.get("from_on", DAY),
        to_on=days.get("to_on", DAY + timedelta(days=7)),
        reason="出差",
        actor=actor or holder,
        at=AT,
    )


def test_a_delegate_of_another_organ_acts_for_the_holder(submission, staff, other_staff):
    delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    decide(submission, other_staff.first, "first")
    step = Step.objects.get()
    assert (step.actor, step.acting_for) == (other_staff.first, staff.first.name)
    assert step.actor_post == f"县交通局一审，代{staff.first.name}"
    assert Submission.objects.get().first_reviewer == other_staff.first


@pytest.mark.parametrize("days", [(-5, -1), (1, 5)])
def test_a_delegation_holds_on_its_days_only(submission, staff, other_staff, days):
    row = delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    first, last = (DAY + timedelta(days=number) for number in days)
    type(row).objects.filter(pk=row.pk).update(from_on=first, to_on=last)
    refused(PostMissing, lambda: decide(submission, other_staff.first, "first"))


def test_a_delegation_taken_back_ends_at_once(submission, staff, other_staff):
    row = delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    services.end_delegation(delegation_id=row.pk, actor=staff.first, at=AT)
    refused(PostMissing, lambda: decide(submission, other_staff.first, "first"))


def test_a_delegate_who_wrote_the_text_is_refused(submission, staff):
    delegate(staff.first, Role.FIRST_REVIEWER, staff.editor)
    refused(AuthorMayNotReview, lambda: decide(submission, staff.editor, "first"))


def test_delegating_lets_nobody_act_twice(submission, staff):
    delegate(staff.second, Role.SECOND_REVIEWER, staff.first)
    decide(submission, staff.first, "first")
    refused(SamePersonTwice, lambda: decide(submission, staff.first, "second"))


def test_delegated_texts_wait_for_the_delegate(submission, staff, other_staff):
    delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    posts = queries.posts_for(other_staff.first.pk, DAY)
    assert list(queries.waiting_for(posts)) == [submission]
    assert list(queries.waiting_for(queries.posts_for(other_staff.second.pk, DAY))) == []


def test_only_holder_and_administrator_delegate(staff, other_staff, admin):
    with pytest.raises(MayNotSetReview):
        delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first, actor=staff.second)
    assert delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first, actor=admin).pk


# -- recall ----------------------------------------------------------------------------


def test_whoever_submitted_recalls(submission, staff):
    decide(submission, staff.first, "first")
    services.recall(submission_id=submission.pk, actor=staff.editor, at=AT)
    assert state_of(submission) is State.DRAFT
    assert State(submit(submission.page, staff, AT).state) is State.FIRST_REVIEW


def test_nobody_else_recalls(submission, staff):
    refused(
        services.NotYourSubmission,
        lambda: services.recall(submission_id=submission.pk, actor=staff.first, at=AT),
    )


def test_what_is_public_is_not_recalled(draft, staff):
    done = publish(draft, staff, AT)
    refused(
        ReviewActionNotAllowed,
        lambda: services.recall(submission_id=done.pk, actor=staff.editor, at=AT),
    )
