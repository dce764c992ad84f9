"""Read rule packs and directories: those that come with the program, then a county's own."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from gongkai.domain.content_checks.directories import Directories, LawTitle, OfficeHolder
from gongkai.domain.content_checks.engine import Checker
from gongkai.domain.content_checks.findings import Level, TextProfile, Tier
from gongkai.domain.content_checks.rules import Change, Pack, Rule, RuleKind, overlay
from gongkai.domain.content_checks.validators import VALIDATORS
from gongkai.foundation.reference_data import ReferenceDataInvalid

_LEVELS = {Tier.BLOCKS: Level.ERROR, Tier.MUST_LOOK: Level.WARNING, Tier.HINT: Level.HINT}
_RULE_KEYS = frozenset(
    {
        *(
            "id",
            "kind",
            "validator",
            "tier",
            "level",
            "message",
            "why",
            "match",
            "pairs",
            "anchors",
        ),
        *("suggest", "unless", "once", "profiles", "bad", "good"),
    }
)


def shipped() -> Traversable:
    """Return the folder of the packs that come with the program."""
    return resources.files("gongkai.reference_data") / "wording"


@cache
def checker(county: Path | None = None) -> Checker:
    """Return the checker of the shipped packs under a county's folder of its own.

    A county's folder holds packs like the shipped ones; a rule of the same name replaces
    the shipped one. ``changes.csv`` silences rules or gives them another tier;
    ``laws.csv``, ``holders.csv`` and ``terms.csv`` add to the directories.

    Raises:
        ReferenceDataInvalid: a file is damaged; the message names it.
    """
    folders: list[Traversable] = [shipped(), *([county] if county else [])]
    found = tuple(pack for folder in folders for pack in read_packs(folder))
    try:
        rules = overlay(found, tuple(c for folder in folders for c in _changes(folder)))
    except KeyError as unknown:
        raise ReferenceDataInvalid(f"changes.csv: 没有{unknown}这条规则") from unknown
    directories = Directories(
        laws=tuple(law for folder in folders for law in _laws(folder)),
        holders=tuple(holder for folder in folders for holder in _holders(folder)),
        terms=tuple(row["term"] for folder in folders for row in _rows(folder, "terms.csv")),
        allowed=frozenset(
            word
            for folder in folders
            for row in _rows(folder, "terms.csv")
            for word in row["allowed"].split()
        ),
    )
    return Checker(rules, directories)


def read_packs(folder: Traversable) -> list[Pack]:
    """Return the packs of a folder, by file name.

    Raises:
        ReferenceDataInvalid: a pack is damaged; the message names the file.
    """
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name
    )
    return [_pack(file, folder) for file in files]


def _pack(file: Traversable, folder: Traversable) -> Pack:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        name = raw["id"]
        rules = [_rule(name, entry) for entry in raw.get("rules", [])]
        if "pairs" in raw:
            rules += [_pair(name, raw, row) for row in _rows(folder, raw["pairs"])]
        return Pack(name, raw["version"], raw["title"], tuple(rules))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ReferenceDataInvalid(f"{file.name}: {error}") from error


def _rule(pack: str, entry: dict[str, Any]) -> Rule:
    unknown = entry.keys() - _RULE_KEYS
    if unknown:
        raise ValueError(f"{entry.get('id')}: {sorted(unknown)}")
    rule = Rule(
        rule_id=f"{pack}.{entry['id']}",
        kind=RuleKind(entry["kind"]),
        tier=Tier(entry["tier"]),
        level=Level(entry["level"]),
        message=entry["message"],
        why=entry["why"],
        match=tuple(entry.get("match", ())),
        pairs=dict(entry.get("pairs", {})),
        anchors=tuple(entry.get("anchors", ())),
        suggest=entry.get("suggest", ""),
        unless=entry.get("unless", ""),
        validator=entry.get("validator", ""),
        once=entry.get("once", False),
        profiles=tuple(TextProfile(name) for name in entry.get("profiles", ())),
        bad=tuple(entry.get("bad", ())),
        good=tuple(entry.get("good", ())),
    )
    return _sound(rule)


def _pair(pack: str, raw: dict[str, Any], row: dict[str, str]) -> Rule:
    """Return the rule of one line of a pack's pairs; the wrong words are its example."""
    tier = Tier(row["tier"])
    literal = not row["pattern"]
    return _sound(
        Rule(
            rule_id=f"{pack}.{row['wrong']}",
            kind=RuleKind.NEAR_MISS if literal else RuleKind.REGEX,
            tier=tier,
            level=_LEVELS[tier],
            message=raw["message" if row["right"] else "message_without_suggestion"],
            why=row["why"],
            match=() if literal else (row["pattern"],),
            pairs={row["wrong"]: row["right"]} if literal else {},
            anchors=(row["wrong"],) if row["wrong"] in row["pattern"] else (),
            suggest=row["right"],
            unless=row["unless"],
        )
    )


def _sound(rule: Rule) -> Rule:
    """Return the rule when its patterns compile and its detector exists."""
    if rule.kind in {RuleKind.VALIDATOR, RuleKind.DIRECTORY} and rule.validator not in VALIDATORS:
        raise ValueError(f"{rule.rule_id}: no detector {rule.validator!r}")
    if not (rule.match or rule.pairs or rule.validator):
        raise ValueError(f"{rule.rule_id}: looks for nothing")
    try:
        _ = (rule.patterns if rule.kind is RuleKind.REGEX else (), rule.exception)
    except re.error as error:
        raise ValueError(f"{rule.rule_id}: {error}") from error
    return rule


def _rows(folder: Traversable, name: str) -> list[dict[str, str]]:
    """Return the lines of a table of a folder; none when the folder has no such table."""
    file = folder / name
    if not file.is_file():
        return []
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def _changes(folder: Traversable) -> Iterable[Change]:
    """Return what ``changes.csv`` (rule, tier) says; ``off`` for a tier silences a rule."""
    for row in _rows(folder, "changes.csv"):
        silent = row["tier"] == "off"
        yield Change(row["rule"], silent, None if silent else Tier(row["tier"]))


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _laws(folder: Traversable) -> Iterable[LawTitle]:
    for row in _rows(folder, "laws.csv"):
        yield LawTitle(row["title"], _day(row["ended_on"]), row["replaced_by"])


def _holders(folder: Traversable) -> Iterable[OfficeHolder]:
    """Return the county's office holders: ``holders.csv`` with name, post, since_on, until_on."""
    for row in _rows(folder, "holders.csv"):
        since, until = _day(row["since_on"]), _day(row["until_on"])
        yield OfficeHolder(row["name"], row["post"], since, until)
