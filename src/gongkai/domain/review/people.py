"""Keep the people of one review apart."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.domain.errors import Refusal


class AuthorMayNotReview(Refusal):
    """The reviewer wrote or edited the text."""

    code = "author_may_not_review"


class SamePersonTwice(Refusal):
    """The reviewer already passed the text at an earlier level."""

    code = "same_person_twice"


def check_reviewer(
    actor_id: int, author_ids: Collection[int], earlier_reviewer_ids: Collection[int]
) -> None:
    """Accept ``actor_id`` as the next reviewer of this version of the text, or refuse.

    Args:
        actor_id: who wants to give an opinion.
        author_ids: everybody who drafted or edited this version.
        earlier_reviewer_ids: everybody who passed this version at an earlier level.

    Raises:
        AuthorMayNotReview: nobody reviews his own text.
        SamePersonTwice: three reviews are three people.
    """
    if actor_id in author_ids:
        raise AuthorMayNotReview(actor_id=actor_id)
    if actor_id in earlier_reviewer_ids:
        raise SamePersonTwice(actor_id=actor_id)
