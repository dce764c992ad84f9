from datetime import date, timedelta
from itertools import combinations

import pytest

from gongkai.apps.review import queries, services
from gongkai.apps.review.models import Step
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.three_reviews import Action, State
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import PostFactory
from tests.factories.review import LEVELS, ROLES, pass_levels, submit
from tests.factories.review_acts import AT, FIELDS, STATES, before, decide, refused
from tests.factories.websites import body_of, save_draft


def test_four_people_publish_a_text(submission, staff, draft):
    done = pass_levels(submission, staff, AT + timedelta(hours=4))

    assert [getattr(done, FIELDS[level]) for level in LEVELS] == [
        getattr(staff, level).pk for level in LEVELS
    ]
    assert State(done.state) is State.PUBLISHED
    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.live
    assert page.first_published_at == page.last_published_at == AT + timedelta(hours=4)
    assert page.published_at == done.published_at == AT + timedelta(hours=4)
    assert not page.has_unpublished_changes


def test_the_states_follow_in_order(submission, staff):
    seen = [State(submission.state)]
    seen += [State(decide(submission, getattr(staff, level), level).state) for level in LEVELS]
    assert seen == [
        State.FIRST_REVIEW,
        State.SECOND_REVIEW,
        State.SECRECY_REVIEW,
        State.FINAL_REVIEW,
        State.PUBLISHED,
    ]


def test_every_step_is_kept_with_name_post_and_proofreading(submission, staff):
    pass_levels(submission, staff, AT)
    assert list(
        Step.objects.values_list(
            "level",
            "action",
            "actor_name",
            "errors_found",
            "errors_corrected",
            "secrecy_conclusion",
        )
    ) == [
        ("first_review", "pass", "trafficfirst", 2, 2, ""),
        ("second_review", "pass", "trafficsecond", 0, 0, ""),
        ("secrecy_review", "pass", "trafficsecrecy", None, None, "may_be_disclosed"),
        ("final_review", "pass", "trafficfinal", 0, 0, ""),
    ]
    assert {step.text_hash for step in Step.objects.all()} == {submission.text_hash}
    assert Step.objects.first().actor_post == "县交通局一审"


def test_every_step_leaves_an_audit_row(submission, staff):
    pass_levels(submission, staff, AT)
    rows = Entry.objects.filter(action__startswith="review.").order_by("sequence")
    assert [row.action for row in rows] == ["review.submit", *["review.pass"] * 4]
    assert [row.facts.get("after") for row in rows][1:] == [
        "second_review",
        "secrecy_review",
        "final_review",
        "published",
    ]


def test_the_published_text_is_the_approved_one(submission, staff, draft):
    pass_levels(submission, staff, AT)
    live = ArticlePage.objects.get(pk=draft.pk)
    assert str(queries.hash_of(live.serializable_data())) == submission.text_hash


# -- who may do what -------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_the_author_reviews_at_no_level(submission, staff, organ, level):
    PostFactory(user=staff.editor, organ=organ, role=ROLES[level].value)
    pass_levels(submission, staff, AT, before(level))
    sentence = refused(AuthorMayNotReview, lambda: decide(submission, staff.editor, level))
    assert "拟稿人" in sentence


@pytest.mark.parametrize(("earlier", "later"), list(combinations(LEVELS, 2)))
def test_nobody_passes_two_levels(submission, staff, organ, earlier, later):
    person = getattr(staff, earlier)
    PostFactory(user=person, organ=organ, role=ROLES[later].value)
    pass_levels(submission, staff, AT, before(later))
    refused(SamePersonTwice, lambda: decide(submission, person, later))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", list(ROLES))
@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_only_the_post_of_the_level_decides(submission, staff, level, name, action):
    pass_levels(submission, staff, AT, before(level))
    person = getattr(staff, name)
    if name == level:
        assert decide(submission, person, level, action=action).state != STATES[level].value
    else:
        sentence = refused(PostMissing, lambda: decide(submission, person, level, action=action))
        assert ROLES[level].label in sentence


@pytest.mark.parametrize("level", LEVELS)
def test_the_post_of_another_organ_does_not_count(submission, staff, other_staff, level):
    pass_levels(submission, staff, AT, before(level))
    refused(PostMissing, lambda: decide(submission, getattr(other_staff, level), level))


@pytest.mark.parametrize("level", LEVELS)
def test_a_superuser_without_post_decides_nothing(submission, staff, superuser, level):
    pass_levels(submission, staff, AT, before(level))
    refused(PostMissing, lambda: decide(submission, superuser, level))


def test_an_ended_post_does_not_count(submission, staff):
    staff.first.posts.update(to_on=date(2025, 3, 11))
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))
    staff.first.posts.update(to_on=date(2025, 3, 12))  # the last day counts
    assert decide(submission, staff.first, "first").state == "second_review"


def test_a_post_counts_from_its_first_day(submission, staff):
    staff.first.posts.update(from_on=date(2025, 3, 13))
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


def test_a_deactivated_reviewer_decides_nothing(submission, staff):
    staff.first.is_active = False
    staff.first.save()
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


def test_whoever_edited_the_draft_is_an_author_too(draft, staff):
    edited = ArticlePage.objects.get(pk=draft.pk)
    edited.body = body_of("今年养护农村公路130公里。")
    edited.save_revision(user=staff.second)
    submission = submit(draft, staff, AT)
    decide(submission, staff.first, "first")
    refused(AuthorMayNotReview, lambda: decide(submission, staff.second, "second"))


def test_only_an_editor_of_the_organ_submits(draft, staff, other_staff):
    for person in (staff.first, other_staff.editor):
        refused(PostMissing, lambda who=person: services.submit(page_id=draft.pk, actor=who, at=AT))


def test_a_page_without_organ_is_not_submitted(section, staff):
    page = save_draft(section, staff.editor, organ=None)
    refused(services.OrganMissing, lambda: submit(page, staff, AT))


def test_a_text_is_not_submitted_twice(submission, draft, staff):
    refused(services.AlreadyUnderReview, lambda: submit(draft, staff, AT))
