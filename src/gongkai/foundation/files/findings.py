"""Say what stands in a file besides what its reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.domain.terms import Term


class Weight(Term):
    """What happens with a finding."""

    MUST_HANDLE = "must_handle", "须处理"
    REMOVED = "removed", "自动清除"
    HINT = "hint", "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file; its sentence stands in ``messages``.

    Attributes:
        code: stable English name.
        weight: what happens with it.
        facts: what fills the sentence; never the content that was found.
    """

    code: str
    weight: Weight
    facts: Mapping[str, object] = field(default_factory=dict)


def must_handle(code: str, **facts: object) -> Finding:
    """Return a finding that its author must decide about before the file can be taken."""
    return Finding(code, Weight.MUST_HANDLE, facts)


def to_remove(code: str, **facts: object) -> Finding:
    """Return a finding that is removed without asking, and told."""
    return Finding(code, Weight.REMOVED, facts)


def hint(code: str, **facts: object) -> Finding:
    """Return a finding that is only told."""
    return Finding(code, Weight.HINT, facts)
