"""Lay a text out with its findings marked, and say what an officer may do with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from gongkai.apps.content_checks import queries
from gongkai.apps.content_checks.checking import WHOLE, Found, Looked, checker, look
from gongkai.apps.content_checks.models import FoundPlace
from gongkai.domain.content_checks.answers import FindingState
from gongkai.domain.content_checks.findings import Tier
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.content_checks.prose import Mark
from gongkai.foundation.pages.models import GovPage

_CSS = {Tier.BLOCKS: "1", Tier.MUST_LOOK: "2", Tier.HINT: "3"}


@dataclass(frozen=True, slots=True)
class Card:
    """One finding as officers see it.

    Attributes:
        number: the mark in the text.
        found: the finding; its words are those of the text, not masked ones.
        row: what was kept and answered; None when it was found only now.
        look: 1, 2 or 3: how it is drawn.
        may_answer: the officer may keep the words.
        may_sign: the officer may confirm that somebody keeps them.
    """

    number: int
    found: Found
    row: FoundPlace | None
    look: str
    may_answer: bool
    may_sign: bool

    @property
    def state(self) -> FindingState:
        """Return how far the finding is."""
        return self.row.state if self.row else FindingState.OPEN

    @property
    def is_done(self) -> bool:
        """Tell whether nobody need do anything more."""
        return self.state is FindingState.SETTLED


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text with its marks.

    Attributes:
        place: a name above it; empty when it goes on from the piece before.
        kind: of the block.
        html: with marks.
    """

    place: str
    kind: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text laid out with what was found in it.

    Attributes:
        blocks: the text.
        cards: what must be answered, gravest first.
        hints: what need not.
    """

    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    hints: tuple[Card, ...]

    @property
    def blocking(self) -> list[Card]:
        """Return the places that keep the text back."""
        return [
            card
            for card in self.cards
            if card.found.finding.tier is Tier.BLOCKS and not card.is_done
        ]

    @property
    def waiting(self) -> list[Card]:
        """Return the places without an answer or a signature."""
        return [card for card in self.cards if not card.is_done]


def sheet_of(page: GovPage, actor: User, *, writer_id: int | None) -> Sheet:
    """Return a text laid out for an officer.

    Args:
        page: as its latest draft says, of its own kind.
        actor: who looks.
        writer_id: who wrote the draft; he signs nothing.
    """
    looked = look(page, checker(), today=clock.today())
    rows = {row.key: row for row in queries.places_of(page.pk)}
    posts = posts_held(actor.pk, clock.today())
    may_answer = actor.is_superuser or queries.may(posts, page, queries.ANSWERERS)
    may_sign = actor.is_superuser or queries.may(posts, page, queries.SIGNERS)
    ranked = sorted(
        enumerate(looked.found, 1), key=lambda pair: (pair[1].finding.tier.value, pair[0])
    )
    cards = []
    for number, found in ranked:
        row = rows.get(found.key)
        state = row.state if row else FindingState.OPEN
        signs = may_sign and row is not None and actor.pk not in {row.answered_by_id, writer_id}
        cards.append(
            Card(
                number=number,
                found=found,
                row=row,
                look=_CSS[found.finding.tier],
                may_answer=may_answer and row is not None and state is FindingState.OPEN,
                may_sign=signs and state is FindingState.UNSIGNED,
            )
        )
    first = len(looked.found) + 1
    hints = [
        Card(number, found, None, "3", may_answer=False, may_sign=False)
        for number, found in enumerate(looked.hints, first)
    ]
    return Sheet(_blocks(looked, [*cards, *hints]), tuple(cards), tuple(hints))


def _blocks(looked: Looked, cards: Sequence[Card]) -> tuple[Block, ...]:
    """Return the text piece by piece, marked."""
    marks: dict[int, list[Mark]] = {}
    for card in cards:
        if card.found.part == WHOLE:
            continue
        begins = looked.page_text.starts[card.found.part]
        finding = card.found.finding
        marks.setdefault(card.found.part, []).append(
            Mark(finding.start - begins, finding.end - begins, card.number, f"g-f g-f--{card.look}")
        )
    blocks, before = [], "标题"
    for number, part in enumerate(looked.page_text.parts):
        html = part.draw() if part.draw else part.prose.marked(marks.get(number, ()))
        place = part.place if part.place not in {before, "标题", "正文"} else ""
        blocks.append(Block(place, part.kind, mark_safe(html)))
        before = part.place
    return tuple(blocks)
