"""Say what was found in a text, where, and why."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.terms import Term


class Tier(Term):
    """How sure a rule is, and so what its finding does to a draft."""

    BLOCKS = "A", "必须处理"
    MUST_LOOK = "B", "逐条核对"
    HINT = "C", "提示"


class Level(Term):
    """How grave the mistake would be."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    HINT = "hint", "建议"


class TextProfile(Term):
    """What kind of text is checked."""

    OFFICIAL = "official", "公文"
    NEWS = "news", "新闻"
    INTERPRETATION = "interpretation", "解读"
    NEW_MEDIA = "new_media", "新媒体"


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspected mistake.

    Attributes:
        rule: stable name of the rule, ``pack.rule``.
        start: first code point of the quotation in the text.
        end: the code point after its last.
        quote: the words of the text from ``start`` to ``end``.
        suggestion: what to write instead; empty when only a person can know.
        message: what is wrong, one sentence.
        why: computation, record or standard that says so.
    """

    rule: str
    tier: Tier
    level: Level
    start: int
    end: int
    quote: str
    suggestion: str
    message: str
    why: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What one detector reports: a span, and the facts for the rule's sentence."""

    start: int
    end: int
    suggestion: str = ""
    evidence: str = ""
    tier: Tier | None = None  # when the detector is less or more sure than its rule
