"""Name what a rule says instead of doing harm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer of the law, not a fault of the program
    """A rule says no.

    A subclass sets ``code`` (stable, English, unique in the program). Its Chinese
    sentence stands in the ``messages.py`` of the app that meets it, or in
    ``gongkai.foundation.refusals`` when several apps do; ``facts`` fill the
    placeholders of that sentence.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts: Mapping[str, object] = facts
