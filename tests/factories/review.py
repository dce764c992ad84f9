"""The staff of a review, and texts that went through it."""

from datetime import timedelta
from types import SimpleNamespace

from gongkai.apps.content_checks import queries as found
from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review import services
from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import Edition, Submission
from gongkai.apps.review.services import Opinion
from gongkai.domain.content_checks.answers import FindingAnswer
from gongkai.domain.review.editions import EditionKind
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State
from gongkai.domain.review.withdrawals import WithdrawalKind
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.models import GovPage
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

ROLES = {
    "editor": Role.EDITOR,
    "first": Role.FIRST_REVIEWER,
    "second": Role.SECOND_REVIEWER,
    "secrecy": Role.SECRECY_REVIEWER,
    "final": Role.FINAL_REVIEWER,
}
LEVELS = ("first", "second", "secrecy", "final")
GOOD = {
    "first": Opinion("内容属实。", Proofreading(2, 2)),
    "second": Opinion("同意。", Proofreading()),
    "secrecy": Opinion("可以公开。", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED),
    "final": Opinion("同意发布。", Proofreading()),
}


def staff_of(organ):
    return SimpleNamespace(
        **{
            name: PostFactory(organ=organ, role=role.value, user__name=f"{organ.code}{name}").user
            for name, role in ROLES.items()
        }
    )


def submit(page, staff, at, **change):
    return services.submit(page_id=page.pk, actor=staff.editor, at=at, **change)


def pass_levels(submission, staff, at, levels=LEVELS):
    """Pass the levels one hour after the other; the last one at ``at``."""
    for number, level in enumerate(levels, start=1):
        settle_findings([submission.page_id], staff, at - timedelta(hours=len(levels)))
        services.open_all(
            submission_ids=[submission.pk],
            actor=getattr(staff, level),
            at=at - timedelta(hours=len(levels) - number),
        )
        submission = services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=getattr(staff, level),
            at=at - timedelta(hours=len(levels) - number),
            opinion=GOOD[level],
        )
    return submission


def settle_findings(page_ids, staff, at):
    """Answer and sign whatever the rules found, as officers do with words that are right."""
    for waiting in found.standing(page_ids).values():
        for place in waiting.unanswered:
            if not type(place).objects.filter(pk=place.pk, answer="").exists():
                continue  # answered together with the same words before it
            content_checks.answer(
                place_id=place.pk,
                kind=FindingAnswer.RIGHT_HERE,
                reason="原文无误",
                actor=staff.editor,
                at=at,
            )
    for waiting in found.standing(page_ids).values():
        for place in waiting.unsigned:
            content_checks.sign(place_id=place.pk, actor=staff.first, at=at)


def publish(page, staff, at, **change):
    """Submit a draft and carry it through all levels; it becomes public at ``at``."""
    content_checks.check_latest(page_id=page.pk, at=at)
    settle_findings([page.pk], staff, at)
    submission = submit(page, staff, at - timedelta(hours=5), **change)
    return pass_levels(submission, staff, at)


def take_down(page, actor, at, reason="数据有误", kind=WithdrawalKind.BANNER, **fields):
    """Withdraw a page; it stays readable with a banner unless told otherwise."""
    return services.withdraw(
        page_id=page.pk, kind=kind, public_reason=reason, actor=actor, at=at, **fields
    )


def reviewers():
    """Return five officers without posts who stand behind texts published by ``stand_behind``."""
    names = ("submitted_by", *(f"{name}_reviewer" for name in LEVELS))
    users = {name: User.objects.filter(username=f"stand-in-{name}").first() for name in names}
    return {
        name: user or UserFactory(username=f"stand-in-{name}", name="审核人")
        for name, user in users.items()
    }


def stand_behind(pages, at):
    """Put a complete published review behind the latest text of each page, all at once.

    For tests that need public pages and do not ask how they became public.
    """
    people = reviewers()
    organ = None
    submissions = []
    for page in pages:
        revision = page.latest_revision or page.save_revision(clean=False)
        organ = page.organ or organ or Organ.objects.order_by("pk").first() or OrganFactory()
        submissions.append(
            Submission(
                page_id=page.pk,
                revision=revision,
                organ=organ,
                title=page.title,
                state=State.PUBLISHED.value,
                text_hash=str(hash_of(revision.content)),
                submitted_at=at,
                changed_at=at,
                published_at=at,
                **people,
            )
        )
    Submission.objects.bulk_create(submissions)
    Edition.objects.bulk_create(
        Edition(
            page_id=submission.page_id,
            submission=submission,
            major=1,
            minor=0,
            kind=EditionKind.MAJOR.value,
            text_hash=submission.text_hash,
            published_at=at,
        )
        for submission in submissions
    )
    return submissions


def make_live(pages, at):
    """Make drafts public since an instant, with complete reviews behind them."""
    for submission in stand_behind(pages, at):
        GovPage.objects.filter(pk=submission.page_id).update(
            live=True,
            live_revision=submission.revision_id,
            has_unpublished_changes=False,
            first_published_at=at,
            last_published_at=at,
        )
