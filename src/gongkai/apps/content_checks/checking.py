"""Run the county's rules over a page, and say which finding is which from draft to draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from gongkai.apps.content_checks import page_form, registry
from gongkai.apps.content_checks.files_text import text_of_file
from gongkai.apps.content_checks.models import AROUND
from gongkai.apps.content_checks.page_text import PageText, read
from gongkai.domain.content_checks.engine import Checker
from gongkai.domain.content_checks.findings import Finding, TextProfile, Tier
from gongkai.foundation.content_checks import packs
from gongkai.foundation.pages.models import GovPage

_NEAR = 8  # characters on each side that tell one place from another
WHOLE = -1  # the part of a finding that stands in no part of the page's own text


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the place of the page it stands in.

    Attributes:
        finding: offsets count the page's text, or the file's.
        key: the same from draft to draft while words and surroundings stay.
        place: where, in words.
        part: number of the page's part; -1 when it stands in a file or in no words.
        before: characters in front.
        after: characters behind.
    """

    finding: Finding
    key: str
    place: str
    part: int
    before: str
    after: str


@dataclass(frozen=True)
class Looked:
    """A page with what the rules found on it.

    Attributes:
        page_text: its words.
        found: what must be answered, in the order of reading.
        hints: what need not.
        characters: how many were read, files included.
    """

    page_text: PageText
    found: tuple[Found, ...]
    hints: tuple[Found, ...]
    characters: int


def checker() -> Checker:
    """Return the rules as packs and the county's folder say."""
    folder = settings.GONGKAI_WORDING_FOLDER
    return packs.checker(Path(folder) if folder else None)


def profile_of(page: GovPage) -> TextProfile:
    """Return as what kind of text a page is checked."""
    return registry.profile_of(page._meta.label)


def look(page: GovPage, rules: Checker, *, today: date) -> Looked:
    """Return what the rules find on a page.

    Args:
        page: one of its own kind, not the base row.
        rules: those of the county.
        today: texts that name no day of their own are of this one.
    """
    page_text = read(page)
    as_of = page.formed_on or today
    profile = profile_of(page)
    named: list[Found] = []
    text = page_text.text
    for finding in rules.check(text, profile=profile, as_of=as_of):
        part = page_text.part_at(finding.start)
        named.append(_found(finding, text, page_text.parts[part].place, part))
    named += [
        replace(_found(finding, "", place, WHOLE), before="", after="")
        for place, finding in page_form.findings(page_text)
    ]
    characters = len(text)
    for file in page_text.files:
        words = text_of_file(file)
        characters += len(words)
        place = f"附件：{file.title}"
        named += [
            _found(finding, words, place, WHOLE)
            for finding in rules.check(words, profile=profile, as_of=as_of)
            if _matters_in_a_file(finding)
        ]
    kept = list(_told_apart(named))
    return Looked(
        page_text,
        tuple(found for found in kept if found.finding.tier is not Tier.HINT),
        tuple(found for found in kept if found.finding.tier is Tier.HINT),
        characters,
    )


def _matters_in_a_file(finding: Finding) -> bool:
    """Tell whether a finding in a file is worth an answer: how a file is set is its own affair."""
    return not finding.rule.startswith("form.")


def _found(finding: Finding, text: str, place: str, part: int) -> Found:
    before = text[max(0, finding.start - AROUND) : finding.start].rpartition("\n")[2]
    after = text[finding.end : finding.end + AROUND].partition("\n")[0]
    return Found(finding, "", place, part, before, after)


def _told_apart(named: Sequence[Found]) -> Iterator[Found]:
    """Yield the findings, each with its key; equal places are numbered in order."""
    times: Counter[tuple[str, ...]] = Counter()
    for found in named:
        finding = found.finding
        what = (
            finding.rule,
            finding.quote,
            found.before[-_NEAR:],
            found.after[:_NEAR],
            found.place if found.part == WHOLE else "",
        )
        times[what] += 1
        yield replace(found, key=_key(what, times[what]))


def _key(what: tuple[Any, ...], ordinal: int) -> str:
    """Return the name of a place; keyed, so that nobody guesses a number from it."""
    said = "\x1f".join((*what, str(ordinal)))
    return salted_hmac("content_checks.place", said, algorithm="sha256").hexdigest()
