"""Hand a text to its reviewers, take it back, and void the reviews when it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import Edition, ReviewChain, Submission
from gongkai.apps.review.queries import NO_RULE
from gongkai.apps.review.registry import Submitted, look_at
from gongkai.apps.review.services.posts import Officer, acting_post
from gongkai.apps.review.services.texts import drafts_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review import chains
from gongkai.domain.review.chains import ChainRule
from gongkai.domain.review.editions import EditionKind, check_note
from gongkai.domain.review.three_reviews import (
    UNDER_WAY,
    Action,
    State,
    advance,
    role_for_action,
)
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_OPEN = [str(state.value) for state in UNDER_WAY]
# Submitting reads whose the page is and its latest text, not the whole wide row.
_NEEDED = (
    "title",
    "content_type_id",
    "organ__code",
    "organ__short_name",
    "latest_revision__content",
    "latest_revision__base_content_type_id",
)


class AlreadyUnderReview(Refusal):
    """The page has a version under review already."""

    code = "already_under_review"


class OrganMissing(Refusal):
    """The page does not say whose it is, so nobody is responsible for its review."""

    code = "page_organ_missing"


class NotYourSubmission(Refusal):
    """Somebody else submitted the text, so only he may take it back."""

    code = "not_your_submission"


@dataclass(frozen=True, slots=True)
class _Change:
    """What is submitted with every text of one act.

    Attributes:
        kind: how much the edition changes.
        note: what the public reads about it.
        edited: pages that have an edition already.
        rules: how the organs' texts are reviewed.
    """

    kind: EditionKind
    note: str
    edited: frozenset[int]
    rules: Mapping[int, ChainRule]


def submit(
    *,
    page_id: int,
    actor: User,
    at: datetime,
    edition_kind: EditionKind = EditionKind.MAJOR,
    change_note: str = "",
) -> Submission:
    """Hand the latest draft of a page to the first reviewer; see ``submit_all``."""
    return submit_all(
        page_ids=[page_id],
        actor=actor,
        at=at,
        edition_kind=edition_kind,
        change_note=change_note,
    )[0]


@transaction.atomic
def submit_all(
    *,
    page_ids: Sequence[int],
    actor: User,
    at: datetime,
    edition_kind: EditionKind = EditionKind.MAJOR,
    change_note: str = "",
) -> list[Submission]:
    """Hand the latest drafts of pages to the first reviewer, all or none.

    Raises:
        OrganMissing: a page names no organ.
        PostMissing: the actor is no 信息员 of a page's organ.
        ChangeNoteMissing: a page was public before and nothing says what changes.
        AlreadyUnderReview: a version of a page is on its way already.
        FindingsMustBePutRight: a text holds what the rules let nobody publish.
        Refusal: what an app's own check of its texts says.
    """
    pages = list(
        GovPage.objects.select_related("organ", "latest_revision")
        .only(*_NEEDED)
        .filter(pk__in=page_ids)
        .order_by("pk")
    )
    if len(pages) != len(set(page_ids)):
        raise GovPage.DoesNotExist
    officer = Officer(actor, at)
    change = _change(pages, edition_kind, change_note.strip())
    submissions = [_submission(page, officer, change) for page in pages]
    _make_way(submissions, actor, at)
    content_checks.check_drafts(drafts_of(submissions), at=at)
    content_checks.require_right({row.page_id: row.title for row in submissions})
    look_at(_text(*pair, change) for pair in zip(pages, submissions, strict=True))
    Submission.objects.bulk_create(submissions)
    role = role_for_action(State.DRAFT, Action.SUBMIT)
    audit.record_all(
        [
            audit.Act(
                "review.submit",
                submission,
                {"text_hash": submission.text_hash, "chain": submission.chain},
                str(officer.post(submission.organ, role)),
            )
            for submission in submissions
        ],
        at=at,
        actor=actor,
    )
    return submissions


def _change(pages: Sequence[GovPage], kind: EditionKind, note: str) -> _Change:
    """Return what the submission of several pages has in common."""
    editions = Edition.objects.filter(page_id__in=[page.pk for page in pages]).order_by()
    organs = {page.organ_id for page in pages}
    return _Change(
        kind=kind,
        note=note,
        edited=frozenset(editions.values_list("page_id", flat=True)),
        rules={row.organ_id: row.rule for row in ReviewChain.objects.filter(organ__in=organs)},
    )


def _submission(page: GovPage, officer: Officer, change: _Change) -> Submission:
    """Return a submission of a page's latest draft."""
    organ = page.organ
    if organ is None:
        raise OrganMissing(title=page.title)
    officer.post(organ, role_for_action(State.DRAFT, Action.SUBMIT))
    revision = page.latest_revision or page.specific.save_revision(user=officer.actor)
    title = revision.content["title"]
    is_first = page.pk not in change.edited
    check_note(title=title, is_first=is_first, kind=change.kind, note=change.note)
    chain = change.rules.get(organ.pk, NO_RULE).chain(_kind(page))
    return Submission(
        page_id=page.pk,
        revision=revision,
        organ=organ,
        title=title,
        state=advance(State.DRAFT, Action.SUBMIT, chain).value,
        chain=chains.printed(chain),
        text_hash=str(hash_of(revision.content)),
        submitted_by=officer.actor,
        submitted_at=officer.at,
        changed_at=officer.at,
        edition_kind=change.kind.value,
        change_note=change.note,
    )


def _kind(page: GovPage) -> str:
    """Return the kind of a page, ``app.model``; kinds are remembered, none is asked for twice."""
    kind = ContentType.objects.get_for_id(page.content_type_id)
    return f"{kind.app_label}.{kind.model}"


def _text(page: GovPage, submission: Submission, change: _Change) -> tuple[str, Submitted]:
    """Return what an app's check sees of a submission, with its kind."""
    content = submission.revision.content
    return _kind(page), Submitted(page.pk, submission.title, content, page.pk in change.edited)


def _make_way(submissions: Sequence[Submission], actor: User, at: datetime) -> None:
    """Void older versions under way, or refuse when one is the same as before."""
    versions = {submission.page_id: submission.revision_id for submission in submissions}
    under_way = Submission.objects.filter(page_id__in=versions, state__in=_OPEN).order_by("pk")
    for page_id, revision_id, title in under_way.values_list("page_id", "revision_id", "title"):
        if versions[page_id] == revision_id:
            raise AlreadyUnderReview(title=title)
        void(page_id=page_id, actor=actor, at=at)


@transaction.atomic
def void(*, page_id: int, actor: User, at: datetime) -> int:
    """Void the reviews under way because the text was edited; return how many."""
    open_ones = list(
        Submission.objects.select_for_update().filter(page_id=page_id, state__in=_OPEN)
    )
    for submission in open_ones:
        _back_to_draft(submission, Action.REVISE, at)
        audit.record(
            action="review.void",
            subject=submission,
            at=at,
            actor=actor,
            text_hash=submission.text_hash,
        )
    return len(open_ones)


@transaction.atomic
def recall(*, submission_id: int, actor: User, at: datetime) -> Submission:
    """Take a text back before it is published; only whoever submitted it may.

    Raises:
        ReviewActionNotAllowed: the text is public, returned or a draft already.
        NotYourSubmission: somebody else submitted it.
        PostMissing: the actor is no 信息员 of the organ any more.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("organ")
        .get(pk=submission_id)
    )
    before = State(submission.state)
    role = role_for_action(before, Action.RECALL, submission.levels)
    if submission.submitted_by_id != actor.pk:
        raise NotYourSubmission(title=submission.title)
    post = acting_post(user=actor, organ=submission.organ, role=role, at=at)
    _back_to_draft(submission, Action.RECALL, at)
    audit.record(
        action="review.recall",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        level=before.value,
        text_hash=submission.text_hash,
    )
    return submission


def _back_to_draft(submission: Submission, action: Action, at: datetime) -> None:
    """Lead a text back to the draft; what was said about it stays in the steps."""
    before = State(submission.state)
    submission.state = advance(before, action, submission.levels).value
    submission.changed_at = at
    submission.release_at, submission.release_error = None, ""
    submission.save(update_fields=["state", "changed_at", "release_at", "release_error"])
