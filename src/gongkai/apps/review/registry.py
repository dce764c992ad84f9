"""Let apps say which of their texts are not fit to be reviewed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Submitted:
    """A text as it is handed to the reviewers.

    Attributes:
        page_id: the page.
        title: of the text.
        content: the revision's fields in their stored form.
        was_public: whether an earlier edition of the page was published.
    """

    page_id: int
    title: str
    content: Mapping[str, Any]
    was_public: bool


# Raises the refusal that stops the submission. It is called once for all texts of its kind
# that are submitted together, so that a check that asks the database asks once.
Check = Callable[[Sequence[Submitted]], None]
_checks: dict[str, list[Check]] = {}


def register_check(model_label: str, check: Check) -> None:
    """Have ``check`` look at every text of a kind before it is reviewed; once each.

    Args:
        model_label: the kind, ``app.Model``.
        check: raises a Refusal when a text may not go to the reviewers as it is.
    """
    registered = _checks.setdefault(model_label.lower(), [])
    if check not in registered:
        registered.append(check)


def look_at(texts: Iterable[tuple[str, Submitted]]) -> None:
    """Run the checks of each kind over its texts.

    Args:
        texts: each with its kind, ``app.model`` in small letters.

    Raises:
        Refusal: what the first check says that has something to say.
    """
    by_kind: dict[str, list[Submitted]] = {}
    for kind, text in texts:
        if kind in _checks:
            by_kind.setdefault(kind, []).append(text)
    for kind, found in by_kind.items():
        for check in _checks[kind]:
            check(found)
