"""The staff of a review, and texts that went through it."""

from datetime import timedelta
from types import SimpleNamespace

from gongkai.apps.review import services
from gongkai.apps.review.services import Opinion
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action
from gongkai.domain.roles import Role
from tests.factories.foundation import PostFactory

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


def submit(page, staff, at):
    return services.submit(page_id=page.pk, actor=staff.editor, at=at)


def pass_levels(submission, staff, at, levels=LEVELS):
    """Pass the levels one hour after the other; the last one at ``at``."""
    for number, level in enumerate(levels, start=1):
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


def publish(page, staff, at):
    """Submit a draft and carry it through all levels; it becomes public at ``at``."""
    submission = submit(page, staff, at - timedelta(hours=5))
    return pass_levels(submission, staff, at)
