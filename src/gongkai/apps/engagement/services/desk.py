"""Say who may deal with what the public sends, and number it."""

from __future__ import annotations

import hmac
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.apps.engagement import conf
from gongkai.domain.engagement.intake import check_pace
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import PostMissing, posts_held
from gongkai.foundation.organs.models import Organ

DESK = (Role.EDITOR, Role.OGI_OFFICER)
_MARK_LENGTH = 32


class PageNotPublic(Refusal):
    """The page is not public, so nobody can ask or write there."""

    code = "engagement_page_not_public"


def check_post(*, user: User, organ: Organ | None, on: date) -> Post:
    """Return the post by which a person deals with the public's letters to an organ.

    The open-government office deals with those of the whole county.

    Raises:
        PostMissing: the person holds none.
    """
    for post in posts_held(user.pk, on):
        if post.role == Role.OGI_OFFICER.value:
            return post
        if post.role == Role.EDITOR.value and organ is not None and post.organ_id == organ.pk:
            return post
    raise PostMissing(
        name=user.name, organ=organ.short_name if organ else "", role=Role.EDITOR.label
    )


def mark_of(place: str, at: datetime) -> str:
    """Return an unreadable mark of a sender's place that holds for one day."""
    if not place:
        return ""
    text = f"{place} {clock.day_of(at)}".encode()
    return hmac.new(conf.secret().encode(), text, "sha256").hexdigest()[:_MARK_LENGTH]


def check_flood(rows: Any, mark: str, at: datetime) -> None:
    """Accept one more submission of a place.

    Raises:
        TooManySubmissions: more came from there than one person writes.
    """
    if not mark:
        return
    most, minutes = conf.pace()
    since = at - timedelta(minutes=minutes)
    earlier = rows.filter(source_mark=mark, sent_at__gt=since).values_list("sent_at", flat=True)
    check_pace(list(earlier), at, most=most, minutes=minutes)


def next_number(rows: Any, letter: str, day: date) -> str:
    """Return the next number of a day: ``T202506030001``."""
    head = f"{letter}{day:%Y%m%d}"
    last = rows.filter(number__startswith=head).order_by("-number").first()
    serial = int(last.number[len(head) :]) + 1 if last else 1
    return f"{head}{serial:04d}"
