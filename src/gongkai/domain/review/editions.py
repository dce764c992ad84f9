"""Number the published editions of a text and ask for the public note of a change."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class EditionKind(Term):
    """How much a new edition changes (更新类别)."""

    MAJOR = "major", "重要更新"
    MINOR = "minor", "文字更正"


class ChangeNoteMissing(Refusal):
    """A later major edition does not tell the public what changed."""

    code = "change_note_missing"


class EditionNumber(NamedTuple):
    """Number of an edition, printed as ``2.1``."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


FIRST_EDITION = EditionNumber(1, 0)


def next_number(latest: EditionNumber | None, kind: EditionKind) -> EditionNumber:
    """Return the number after ``latest``; the first edition is 1.0 whatever its kind."""
    if latest is None:
        return FIRST_EDITION
    if kind is EditionKind.MAJOR:
        return EditionNumber(latest.major + 1, 0)
    return EditionNumber(latest.major, latest.minor + 1)


def check_note(*, title: str, is_first: bool, kind: EditionKind, note: str) -> None:
    """Accept the note on a change, or refuse.

    Raises:
        ChangeNoteMissing: a major edition after the first says nothing.
    """
    if kind is EditionKind.MAJOR and not is_first and not note.strip():
        raise ChangeNoteMissing(title=title)
