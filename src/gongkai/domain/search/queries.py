"""Read what a reader typed: words that must all be there, quoted ones as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.domain.search.folding import fold
from gongkai.domain.search.numbers import number_key, number_text

LONGEST = 100  # characters of a query; titles are shorter
MOST_TERMS = 8
_QUOTED = re.compile(r"[\"“”「『]([^\"“”「」『』]+)[\"“”」』]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# What people write around the thing they ask about.
_AROUND = re.compile(
    r"请问|我想|想问|怎么办理|怎么办|怎么|如何|怎样|什么时候|什么|哪里|哪儿|哪些|多少|多久|"
    r"能不能|可不可以|是不是|有没有|可以|需要|去哪|[吗呢的了]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there, in any of its wordings.

    Attributes:
        wordings: folded; the reader's own first.
    """

    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader seeks.

    Attributes:
        text: as typed, trimmed.
        terms: all of them must be there.
        number_key: the document number it is, or empty.
    """

    text: str
    terms: tuple[Term, ...]
    number_key: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return every wording that may be marked in a text."""
        return tuple(word for term in self.terms for word in term.wordings)


def tidy(text: str) -> str:
    """Return typed words without what no database takes, cut to a length titles have."""
    return _CONTROL.sub(" ", text).strip()[:LONGEST]


def parse(text: str, synonyms: Mapping[str, tuple[str, ...]] | None = None) -> Query:
    """Return the query that typed words mean.

    Args:
        text: as typed.
        synonyms: folded word → folded words that mean the same.
    """
    text = tidy(text)
    key = number_key(text)
    words = [number_text(key)] if key else _words(text)
    terms = tuple(Term(_wordings(word, synonyms or {})) for word in words)
    return Query(text, terms, key)


def _words(text: str) -> list[str]:
    """Return the folded words of a query, each once, quoted ones whole."""
    quoted = [match[1] for match in _QUOTED.finditer(text)]
    plain = _QUOTED.sub(" ", text).split()
    return _each_once(fold(word) for word in [*quoted, *plain])


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))[:MOST_TERMS]


def _wordings(word: str, synonyms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a word and what else is said for it or for a part of it."""
    found = [word]
    for said, others in synonyms.items():
        if said in word:
            found.extend(word.replace(said, other) for other in others if other not in word)
    return tuple(dict.fromkeys(found))


def relaxed(text: str) -> str:
    """Return a question without the words around its matter; empty when nothing is left out."""
    words = " ".join(_AROUND.sub(" ", tidy(text)).split())
    return words if words and words != tidy(text) else ""
