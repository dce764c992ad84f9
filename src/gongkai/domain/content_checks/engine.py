"""Run rules over a text; the engine knows no rule, no rule knows another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.directories import Directories
from gongkai.domain.content_checks.findings import Finding, Hit, TextProfile, Tier
from gongkai.domain.content_checks.quotations import AROUND, is_mentioned
from gongkai.domain.content_checks.rules import WORDING, Rule, RuleKind
from gongkai.domain.content_checks.validators import VALIDATORS

# full-width letters and digits read as their plain forms, one for one: offsets stay
_PLAIN = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_PLAIN |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
_PLAIN |= {0xFF05: ord("%"), 0xA0: ord(" "), 0x3000: ord(" ")}

_RANK = {Tier.BLOCKS: 0, Tier.MUST_LOOK: 1, Tier.HINT: 2}


@dataclass(frozen=True)
class Checker:
    """A set of rules and the directories they consult, ready for many texts."""

    rules: tuple[Rule, ...]
    directories: Directories = field(default_factory=Directories)

    def check(
        self, text: str, *, profile: TextProfile = TextProfile.OFFICIAL, as_of: date | None = None
    ) -> list[Finding]:
        """Return what the rules find, by place; of two findings in one place the surer stays.

        Args:
            text: as extracted; offsets count its code points.
            profile: rules of other kinds of text are left out.
            as_of: the day the text is dated; rules with a validity ask it.
        """
        plain = text.translate(_PLAIN)
        told = Circumstances(as_of=as_of, profile=profile, directories=self.directories)
        found = [
            finding
            for rule in self.rules
            if rule.applies_to(profile) and rule.may_find(plain)
            for finding in _findings(rule, text, plain, told)
        ]
        return _surest(found)


def _findings(rule: Rule, text: str, plain: str, told: Circumstances) -> Iterator[Finding]:
    """Yield the findings of one rule."""
    hits = [hit for hit in _FINDERS[rule.kind](rule, plain, told) if not _passes(rule, plain, hit)]
    places = len(hits)
    for hit in hits[:1] if rule.once else hits:
        quote = text[hit.start : hit.end]
        suggestion = hit.suggestion or rule.suggest
        facts = {"suggest": suggestion, "quote": quote, "evidence": hit.evidence, "n": places}
        yield Finding(
            rule=rule.rule_id,
            tier=hit.tier or rule.tier,
            level=rule.level,
            start=hit.start,
            end=hit.end,
            quote=quote,
            suggestion=suggestion,
            message=filled(rule.message, facts),
            why=filled(rule.why, facts),
        )


def filled(sentence: str, facts: Mapping[str, object]) -> str:
    """Return the sentence with its ``{names}`` replaced; other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda slot: str(facts.get(slot.group(1), slot.group(0))), sentence)


def _passes(rule: Rule, text: str, hit: Hit) -> bool:
    """Tell whether the surroundings excuse a hit."""
    if rule.kind in WORDING and is_mentioned(text, hit.start, hit.end):
        return True
    if rule.exception is None:
        return False
    around = text[max(0, hit.start - AROUND) : hit.end + AROUND]
    return rule.exception.search(around) is not None


def _literals(rule: Rule, text: str, told: Circumstances) -> Iterator[Hit]:
    for words in rule.match:
        for start in places(words, text):
            yield Hit(start, start + len(words))


def _near_misses(rule: Rule, text: str, told: Circumstances) -> Iterator[Hit]:
    for wrong, right in rule.pairs.items():
        for start in places(wrong, text):
            if not _is_inside(right, wrong, text, start):
                yield Hit(start, start + len(wrong), right)


def _is_inside(right: str, wrong: str, text: str, start: int) -> bool:
    """Tell whether the wrong words only stand inside the right ones."""
    offset = right.find(wrong)
    return offset >= 0 and text.startswith(right, start - offset) and start >= offset


def places(words: str, text: str) -> Iterator[int]:
    """Yield where words stand in a text."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))


def _regexes(rule: Rule, text: str, told: Circumstances) -> Iterator[Hit]:
    for pattern in rule.patterns:
        for match in pattern.finditer(text):
            group = "hit" if "hit" in pattern.groupindex else 0
            keep = "keep" in pattern.groupindex  # what stays when the rest is struck out
            suggestion = match["keep"] if keep else rule.suggest
            yield Hit(match.start(group), match.end(group), suggestion)


def _validated(rule: Rule, text: str, told: Circumstances) -> Iterable[Hit]:
    return VALIDATORS[rule.validator](text, told)


_FINDERS: Mapping[RuleKind, Callable[[Rule, str, Circumstances], Iterable[Hit]]] = {
    RuleKind.LITERAL: _literals,
    RuleKind.NEAR_MISS: _near_misses,
    RuleKind.REGEX: _regexes,
    RuleKind.VALIDATOR: _validated,
    RuleKind.DIRECTORY: _validated,
}


def _surest(found: list[Finding]) -> list[Finding]:
    """Return the findings by place, without those that overlap a surer or longer one."""
    ranked = sorted(found, key=lambda f: (_RANK[f.tier], f.start - f.end, f.start, f.rule))
    taken: set[int] = set()
    kept = []
    for finding in ranked:
        span = range(finding.start, max(finding.end, finding.start + 1))
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.end, f.rule))
