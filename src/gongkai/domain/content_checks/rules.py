"""Describe rules as data: what to look for, how sure, why, with examples both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from gongkai.domain.content_checks.findings import Level, TextProfile, Tier
from gongkai.domain.terms import Term


class RuleKind(Term):
    """How a rule finds what it looks for."""

    LITERAL = "literal", "固定词语"
    NEAR_MISS = "nearmiss", "形近音近"
    REGEX = "regex", "句式"
    VALIDATOR = "validator", "核验"
    DIRECTORY = "directory", "名录"


WORDING = frozenset({RuleKind.LITERAL, RuleKind.NEAR_MISS, RuleKind.REGEX})


@dataclass(frozen=True)
class Rule:
    """One rule of a pack.

    Attributes:
        rule_id: ``pack.name``, never reused for something else.
        match: words of a literal rule, patterns of a regex rule; a group ``hit`` is the place
            reported, a group ``keep`` the suggestion.
        pairs: wrong → right, of a near-miss rule.
        anchors: a regex or a detector is tried only when the text holds one of these.
        unless: pattern over the words around a hit (12 characters on each side) that
            lets it pass.
        validator: name of the detector of a validator or directory rule.
        once: report the first place only, with the number of places.
    """

    rule_id: str
    kind: RuleKind
    tier: Tier
    level: Level
    message: str
    why: str
    match: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[str, ...] = ()
    suggest: str = ""
    unless: str = ""
    validator: str = ""
    once: bool = False
    profiles: tuple[TextProfile, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Return the compiled patterns of a regex rule."""
        return tuple(re.compile(pattern, re.MULTILINE) for pattern in self.match)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Return words of which a text must hold one; none when only the rule itself can tell."""
        words = {RuleKind.LITERAL: self.match, RuleKind.NEAR_MISS: tuple(self.pairs)}
        return words.get(self.kind, self.anchors)

    def may_find(self, text: str) -> bool:
        """Tell in the cheapest way whether the rule can find anything in a text."""
        needles = self.needles
        return not needles or any(needle in text for needle in needles)

    @cached_property
    def exception(self) -> re.Pattern[str] | None:
        """Return the compiled ``unless``."""
        return re.compile(self.unless) if self.unless else None

    def applies_to(self, profile: TextProfile) -> bool:
        """Tell whether the rule is meant for a kind of text; no list means all."""
        return not self.profiles or profile in self.profiles


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules that are announced, versioned and switched off together."""

    pack_id: str
    version: str
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a county says about a rule of another pack: silent, or another tier."""

    rule_id: str
    silent: bool = False
    tier: Tier | None = None


def overlay(packs: tuple[Pack, ...], changes: tuple[Change, ...]) -> tuple[Rule, ...]:
    """Return the rules of all packs after a county's changes; a later pack's rule wins.

    Raises:
        KeyError: a change names a rule that no pack has.
    """
    rules = {rule.rule_id: rule for pack in packs for rule in pack.rules}
    for change in changes:
        rule = rules[change.rule_id]
        if change.silent:
            del rules[change.rule_id]
        elif change.tier is not None:
            rules[change.rule_id] = replace(rule, tier=change.tier)
    return tuple(rules.values())
