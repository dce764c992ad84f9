"""Acts of a review as tests carry them out, and what a refused one may not change."""

from datetime import UTC, datetime

import pytest

from gongkai.apps.review import services
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.three_reviews import Action, State
from gongkai.foundation import refusals
from gongkai.foundation.audit.models import Entry
from tests.factories.review import GOOD, LEVELS

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
STATES = {
    "first": State.FIRST_REVIEW,
    "second": State.SECOND_REVIEW,
    "secrecy": State.SECRECY_REVIEW,
    "final": State.FINAL_REVIEW,
}
FIELDS = {level: f"{level}_reviewer_id" for level in LEVELS}


def decide(submission, actor, level, *, action=Action.PASS, opinion=None, at=AT):
    """Open the text as it stands and give an opinion on it."""
    services.open_all(submission_ids=[submission.pk], actor=actor, at=at)
    return services.decide(
        submission_id=submission.pk,
        action=action,
        actor=actor,
        at=at,
        opinion=GOOD[level] if opinion is None else opinion,
    )


def snapshot():
    """Return all that a refused step could have changed."""
    return (
        list(Submission.objects.order_by("pk").values()),
        list(Step.objects.order_by("pk").values()),
        list(ArticlePage.objects.order_by("pk").values()),
        Entry.objects.count(),
    )


def refused(refusal, act):
    """Run an act that must be refused inside its own savepoint; nothing may have changed."""
    before = snapshot()
    with pytest.raises(refusal) as caught:
        act()
    assert snapshot() == before
    sentence = refusals.sentence(caught.value)
    assert "请联系县政务公开办" not in sentence
    assert "…" not in sentence
    return sentence


def before(level):
    """Return the levels passed before one."""
    return LEVELS[: LEVELS.index(level)]
