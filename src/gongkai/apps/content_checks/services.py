"""Check drafts, take officers' answers, and keep texts back while something waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.content_checks import queries
from gongkai.apps.content_checks.checking import Found, Looked, checker, look
from gongkai.apps.content_checks.models import WORDS, FoundPlace
from gongkai.domain.content_checks.answers import (
    FindingAnswer,
    FindingsMustBePutRight,
    FindingsUnanswered,
    SignatureMissing,
    check_answer,
    check_signature,
)
from gongkai.domain.content_checks.findings import Tier
from gongkai.domain.content_checks.masks import masked
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_REFRESHED = ("tier", "level", "place", "suggestion", "message", "why")
_LONGEST = 500


class MayNotAnswer(Refusal):
    """The officer has no duty in the organ whose text it is. Facts: organ."""

    code = "may_not_answer"


def check_drafts(pages: Sequence[GovPage], *, at: datetime) -> dict[int, Looked]:
    """Check texts as they are handed over, and keep what was found; return it by page.

    Call it inside the transaction of the act that hands the texts over. A place that was
    found before keeps its row and its answer; one that is gone was
    corrected.

    Args:
        pages: each as its latest draft says, of its own kind.
        at: when.
    """
    if not pages:
        return {}
    rules, today = checker(), clock.day_of(at)
    looked = {page.pk: look(page, rules, today=today) for page in pages}
    known: dict[int, dict[str, FoundPlace]] = {page.pk: {} for page in pages}
    for row in FoundPlace.objects.filter(page_id__in=looked).order_by("pk"):
        known[row.page_id][row.key] = row
    made, kept, gone = [], [], []
    for page in pages:
        found = {place.key: place for place in looked[page.pk].found}
        rows = known[page.pk]
        made += [_row(page, place, at) for key, place in found.items() if key not in rows]
        kept += [_refreshed(rows[key], place) for key, place in found.items() if key in rows]
        gone += [row.pk for key, row in rows.items() if row.in_draft and key not in found]
    if made:
        FoundPlace.objects.bulk_create(made)
    if kept:
        FoundPlace.objects.bulk_update(kept, [*_REFRESHED, "in_draft", "gone_at"])
    if gone:
        FoundPlace.objects.filter(pk__in=gone).update(in_draft=False, gone_at=at)
    return looked


@transaction.atomic
def check_latest(*, page_id: int, at: datetime) -> GovPage:
    """Check the latest draft of a page, keep what was found and return the draft.

    Raises:
        GovPage.DoesNotExist: there is no such page.
    """
    draft: GovPage = GovPage.objects.get(pk=page_id).get_latest_revision_as_object()
    check_drafts([draft], at=at)
    return draft


def _row(page: GovPage, found: Found, at: datetime) -> FoundPlace:
    """Return a new row of a found place, long numbers masked."""
    row = FoundPlace(
        page_id=page.pk,
        organ_id=page.organ_id,
        key=found.key,
        rule=found.finding.rule,
        quote=masked(found.finding.quote)[:WORDS],
        before=masked(found.before),
        after=masked(found.after),
        found_at=at,
    )
    return _refreshed(row, found)


def _refreshed(row: FoundPlace, found: Found) -> FoundPlace:
    """Write what the rule says today into a row that stands in the draft."""
    finding = found.finding
    row.tier, row.level, row.place = finding.tier.value, finding.level.value, found.place[:120]
    row.suggestion = masked(finding.suggestion)[:WORDS]
    row.message = masked(finding.message)[:_LONGEST]
    row.why = masked(finding.why)[:_LONGEST]
    row.in_draft, row.gone_at = True, None
    return row


@transaction.atomic
def answer(
    *, place_id: int, kind: FindingAnswer, reason: str, actor: User, at: datetime
) -> list[FoundPlace]:
    """Keep the words of a found place, and of the same words under the same rule in its text.

    Raises:
        MayNotAnswer: the officer has no duty in the page's organ.
        FindingNotOpen: it is answered, or the words are gone.
        FindingReasonMissing: a blocking place is kept without a reason.
    """
    place = _locked(place_id)
    page = place.page
    _check_duty(actor, page, at, queries.ANSWERERS)
    check_answer(Tier(place.tier), place.state, kind, reason)
    alike = FoundPlace.objects.select_for_update(of=("self",)).filter(
        page_id=place.page_id, rule=place.rule, quote=place.quote, in_draft=True, answer=""
    )
    rows = [place, *alike.exclude(pk=place.pk).order_by("pk")]
    for row in rows:
        row.answer, row.reason = kind.value, reason.strip()
        row.answered_by, row.answered_at = actor, at
        row.signed_by, row.signed_at = None, None
    fields = ["answer", "reason", "answered_by", "answered_at", "signed_by", "signed_at"]
    FoundPlace.objects.bulk_update(rows, fields)
    audit.record(
        action="content_checks.answer",
        subject=place,
        at=at,
        actor=actor,
        page=place.page_id,
        rule=place.rule,
        answer=kind.value,
        places=len(rows),
    )
    return rows


@transaction.atomic
def sign(*, place_id: int, actor: User, at: datetime) -> FoundPlace:
    """Confirm as a second person that blocking words are right.

    Raises:
        MayNotAnswer: the officer holds no reviewing post in the page's organ.
        NothingToSign: the place waits for no signature.
        SignerAnsweredHimself: he answered it, or wrote the text.
    """
    place = _locked(place_id)
    _check_duty(actor, place.page, at, queries.SIGNERS)
    writer = place.page.latest_revision.user_id if place.page.latest_revision else None
    check_signature(place.state, actor.pk, {place.answered_by_id, writer})
    place.signed_by, place.signed_at = actor, at
    place.save(update_fields=["signed_by", "signed_at"])
    audit.record(
        action="content_checks.sign",
        subject=place,
        at=at,
        actor=actor,
        page=place.page_id,
        rule=place.rule,
    )
    return place


def require_right(titles: Mapping[int, str]) -> None:
    """Refuse texts in which a blocking place stands without an answer.

    Args:
        titles: of the texts, by page.

    Raises:
        FindingsMustBePutRight: names the first of them.
    """
    waiting = queries.standing(titles.keys())
    for page_id, title in titles.items():
        if page_id in waiting and (places := waiting[page_id].blocking):
            raise FindingsMustBePutRight(title=title, count=len(places), first=_first(places))


def require_answered(titles: Mapping[int, str]) -> None:
    """Refuse texts in which anything waits for an answer or a signature.

    Raises:
        FindingsUnanswered: a place has no answer.
        SignatureMissing: a blocking place is kept on one person's word.
    """
    waiting = queries.standing(titles.keys()) if titles else {}
    for page_id, title in titles.items():
        still = waiting.get(page_id, queries.Standing())
        if still.unanswered:
            raise FindingsUnanswered(
                title=title, count=len(still.unanswered), first=_first(still.unanswered)
            )
        require_signed({page_id: title}, waiting)


def require_signed(
    titles: Mapping[int, str], waiting: Mapping[int, queries.Standing] | None = None
) -> None:
    """Refuse texts in which a blocking place is kept on one person's word.

    Raises:
        SignatureMissing: names the first of them.
    """
    waiting = queries.standing(titles.keys()) if waiting is None else waiting
    for page_id, title in titles.items():
        if page_id in waiting and (places := waiting[page_id].unsigned):
            raise SignatureMissing(title=title, count=len(places), first=_first(places))


def _first(places: Iterable[FoundPlace]) -> str:
    """Return the first place in words that end a sentence."""
    place = next(iter(places))
    return f"{place.place}“{place.quote}”，{place.message.rstrip('。')}。"


def _locked(place_id: int) -> FoundPlace:
    """Return a row for one act alone."""
    return (
        FoundPlace.objects.select_for_update(of=("self",))
        .select_related("page__organ", "page__latest_revision")
        .get(pk=place_id)
    )


def _check_duty(actor: User, page: GovPage, at: datetime, roles: frozenset[Role]) -> None:
    """Refuse an officer without a duty in the page's organ."""
    posts = posts_held(actor.pk, clock.day_of(at))
    if not actor.is_superuser and not queries.may(posts, page, roles):
        raise MayNotAnswer(organ=page.organ.short_name if page.organ else "其他机关")
