"""Give closed lists whose members carry the official Chinese term."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One entry of a closed list: a stable English value and the official label.

    Declare members as ``NAME = "value", "官方名称"``.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member from its stored value and its official label.

        The default only tells type checkers that ``Term(value)`` looks a member up.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def values(cls) -> list[str]:
        """Return the stored values in the order of the list, as plain strings."""
        return [str(member.value) for member in cls]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return ``(value, label)`` pairs for form fields."""
        return [(str(member.value), member.label) for member in cls]

    @classmethod
    def by_label(cls, label: str) -> Self:
        """Return the member with this official label.

        Raises:
            KeyError: no member has the label.
        """
        for member in cls:
            if member.label == label:
                return member
        raise KeyError(label)
