"""Hold the lists a text is compared with: law titles, office holders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class LawTitle:
    """A title, and when it stopped being in force; ``replaced_by`` is empty when nothing did."""

    title: str
    ended_on: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who holds a post; county data, with the days from and to which it holds."""

    name: str
    post: str
    since_on: date | None = None
    until_on: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the post is held on a day; without a day, today's holders count."""
        if day is None:
            return self.until_on is None
        begun = self.since_on is None or self.since_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Directories:
    """The lists that come with the program and those of the county."""

    laws: tuple[LawTitle, ...] = ()
    holders: tuple[OfficeHolder, ...] = ()
    terms: tuple[str, ...] = ()  # fixed terms, misspelt when one inner character differs
    allowed: frozenset[str] = frozenset()  # words of their own that resemble a term

    @cached_property
    def law_by_title(self) -> dict[str, LawTitle]:
        """Return the laws by their full titles."""
        return {law.title: law for law in self.laws}

    @cached_property
    def _by_missing_character(self) -> dict[str, set[str]]:
        """Return every title under each form that lacks one of its characters."""
        found: dict[str, set[str]] = defaultdict(set)
        for title in self.law_by_title:
            for form in lacking_one(title):
                found[form].add(title)
        return found

    def nearest_law(self, title: str) -> str:
        """Return the one known title that differs in one character; empty when none or several."""
        near = set(self._by_missing_character.get(title, ()))
        for form in lacking_one(title):
            if form in self.law_by_title:
                near.add(form)
            near |= {
                known
                for known in self._by_missing_character.get(form, ())
                if len(known) == len(title)
            }
        return next(iter(near)) if len(near) == 1 else ""


def lacking_one(words: str) -> set[str]:
    """Return the words with each of their characters left out in turn."""
    return {words[:place] + words[place + 1 :] for place in range(len(words))}
