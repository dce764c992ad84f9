"""Lead a page from the draft through all reviews, as the officers of an organ do."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from random import Random
from typing import TypeVar

from gongkai.apps.documents import services as documents
from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.review import services as review
from gongkai.apps.review.services import Opinion
from gongkai.apps.websites import services as websites
from gongkai.demo.timetable import ReviewTimes, review_times
from gongkai.demo.world import PORTAL, World
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User
from gongkai.foundation.pages.models import GovPage

P = TypeVar("P", bound=GovPage)

_CLEAN = Proofreading()
_SLIP = Proofreading(errors_found=1, errors_corrected=1)
_SLIP_SHARE = 0.12


def stream(blocks: Iterable[tuple[str, object]], rng: Random) -> str:
    """Return blocks as the stored form of a stream field, with stable block ids."""
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid.UUID(int=rng.getrandbits(128)))}
            for kind, value in blocks
        ],
        ensure_ascii=False,
    )


def paragraphs(texts: Iterable[str], rng: Random) -> str:
    """Return plain paragraphs as the stored form of a body."""
    return stream((("paragraph", f"<p>{text}</p>") for text in texts), rng)


def publish(
    world: World,
    page: P,
    parent: GovPage,
    organ_code: str,
    published: datetime,
    finish: Callable[[P, User, datetime], object] | None = None,
) -> P:
    """Draft, submit, review at four levels and so publish a page of an organ.

    Args:
        world: the county so far.
        page: the page.
        parent: the section it goes into.
        organ_code: whose page it is.
        published: when the final reviewer passes it.
        finish: what the editor does to the draft before he submits it.
    """
    times = review_times(published)
    editor = world.officer(Role.EDITOR, organ_code)
    _prepare(world, page, organ_code, times)
    websites.save_draft(page=page, parent=parent, actor=editor, at=times.drafted)
    if finish is not None:
        finish(page, editor, times.drafted)
    review_draft(world, page, organ_code, times)
    return page


def publish_all(
    world: World,
    pages: Sequence[tuple[GovPage, GovPage]],
    organ_code: str,
    published: datetime,
) -> None:
    """Draft, submit, review and so publish pages of one organ that go out together.

    Args:
        world: the county so far.
        pages: each page with the section it goes into.
        organ_code: whose pages they are.
        published: when the final reviewer passes them.
    """
    times = review_times(published)
    editor = world.officer(Role.EDITOR, organ_code)
    for page, parent in pages:
        _prepare(world, page, organ_code, times)
        websites.save_draft(page=page, parent=parent, actor=editor, at=times.drafted)
    submissions = review.submit_all(
        page_ids=[page.pk for page, _ in pages], actor=editor, at=times.submitted
    )
    pass_reviews(world, [row.pk for row in submissions], organ_code, times)


def register_document(
    world: World, document: PolicyDocument, organ_code: str, times: ReviewTimes
) -> PolicyDocument:
    """Register a document with its index number as a draft."""
    _prepare(world, document, organ_code, times)
    return documents.register_document(
        document=document,
        parent=world.sections[PORTAL, "documents"],
        actor=world.officer(Role.EDITOR, organ_code),
        at=times.drafted,
    )


def _prepare(world: World, page: GovPage, organ_code: str, times: ReviewTimes) -> None:
    """Say whose the page is and where it comes from."""
    organ = world.organs[organ_code]
    page.organ = organ
    page.source_name = page.source_name or organ.short_name
    page.formed_on = page.formed_on or times.drafted.date()


def review_draft(world: World, page: GovPage, organ_code: str, times: ReviewTimes) -> None:
    """Submit the latest draft of a page and pass it at all levels."""
    submission = review.submit(
        page_id=page.pk, actor=world.officer(Role.EDITOR, organ_code), at=times.submitted
    )
    pass_reviews(world, [submission.pk], organ_code, times)


def pass_reviews(
    world: World,
    submission_ids: Sequence[int],
    organ_code: str,
    times: ReviewTimes,
    *,
    levels: int = 4,
) -> None:
    """Pass the first ``levels`` levels of reviews that go together; the fourth publishes."""
    slips = submission_ids[0] * _SLIP_SHARE % 1 < _SLIP_SHARE
    may = Opinion(text="可以公开。", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED)
    acts = (
        (Role.FIRST_REVIEWER, times.first, Opinion("内容属实。", _SLIP if slips else _CLEAN)),
        (Role.SECOND_REVIEWER, times.second, Opinion("同意。", _CLEAN)),
        (Role.SECRECY_REVIEWER, times.secrecy, may),
        (Role.FINAL_REVIEWER, times.published, Opinion("同意发布。", _CLEAN)),
    )
    for role, at, opinion in acts[:levels]:
        officer = world.officer(role, organ_code)
        review.open_all(submission_ids=submission_ids, actor=officer, at=at)
        review.decide_all(
            submission_ids=submission_ids,
            action=Action.PASS,
            actor=officer,
            at=at,
            opinion=opinion,
        )
