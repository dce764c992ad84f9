"""Fill the slots of a sentence with worded facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from gongkai.domain.annual_report.facts import Facts
from gongkai.domain.annual_report.figures import INTERPRETATION_FORMATS, PLATFORM_LABELS
from gongkai.domain.annual_report.report import Paragraph, Run
from gongkai.domain.annual_report.sentences import Sentence
from gongkai.domain.annual_report.wording import WAN, plain, round_down_with_more, wan, wan_more
from gongkai.domain.law import chinese_number

_SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")
ACCOUNTS = "new_media.accounts"


def _is_above_zero(facts: Facts, key: str) -> bool:
    return key in facts and facts.value(key) > 0


def _is_zero(facts: Facts, key: str) -> bool:
    return key in facts and facts.value(key) == 0


def _has_text(facts: Facts, key: str) -> bool:
    return key in facts.texts and any(facts.text(key).values)


def _agree(facts: Facts, keys: tuple[str, ...], *, same: bool) -> bool:
    if not all(key in facts for key in keys):
        return False
    values = {facts.value(key) for key in keys}
    return not keys or (len(values) == 1) is same


def applies(sentence: Sentence, facts: Facts) -> bool:
    """Tell whether a sentence is true of the organ; an absent figure makes it untold."""
    return (
        facts.level in sentence.levels
        and all(_is_above_zero(facts, key) for key in sentence.above_zero)
        and all(_is_zero(facts, key) for key in sentence.zero)
        and all(_has_text(facts, key) for key in sentence.texts)
        and _agree(facts, sentence.equal, same=True)
        and _agree(facts, sentence.unequal, same=False)
    )


def _wan_or_more(value: Decimal, unit: str) -> str:
    """Word in 万: exact when the unit divides the number, with 余 when it does not.

    Below one 万 the exact number is short enough.
    """
    is_exact = value < WAN or value % int(unit) == 0
    return wan(value) if is_exact else wan_more(value, int(unit))


_NUMBER_FORMATS: Mapping[str, Callable[[Decimal, str], str]] = MappingProxyType(
    {
        "n": lambda value, _: plain(value),
        "more": lambda value, unit: round_down_with_more(value, int(unit)),
        "wan": _wan_or_more,
        "ordinal": lambda value, _: chinese_number(int(value)),
    }
)


def _date(values: tuple[str, ...]) -> str:
    """Return the latest ISO day as 5月31日; anything else stays as it was given."""
    try:
        day = max(date.fromisoformat(value) for value in values)
    except ValueError:
        return values[-1]
    return f"{day.month}月{day.day}日"


_TEXT_FORMATS: Mapping[str, Callable[[tuple[str, ...]], str]] = MappingProxyType(
    {
        "date": _date,
        "quote": lambda values: values[0].strip("“”"),
        "list": "、".join,
        "themes": lambda values: "和".join(f"“{value.strip('“”')}”" for value in values),
    }
)


def word(facts: Facts, key: str, how: str) -> str:
    """Return one fact as words; ``how`` is a format with an optional unit: ``more:100``."""
    name, _, unit = how.partition(":")
    if key.startswith("@"):
        return _TEXT_FORMATS[name](facts.text(key[1:]).values)
    return _NUMBER_FORMATS[name](facts.value(key), unit)


def interpretation_parts(facts: Facts) -> list[str]:
    """Return the keys of the interpretation formats that occur, in the usual order."""
    keys = (f"interpretations.{name}" for name in INTERPRETATION_FORMATS)
    return [key for key in keys if _is_above_zero(facts, key)]


def account_parts(facts: Facts) -> list[str]:
    """Return the keys of the platforms with accounts, the known ones first."""
    known = [f"{ACCOUNTS}.{name}" for name in PLATFORM_LABELS]
    others = [key for key in facts if key.startswith(f"{ACCOUNTS}.") and key not in known]
    return [key for key in (*known, *others) if _is_above_zero(facts, key)]


def _part(facts: Facts, key: str, label: str) -> Iterator[Run]:
    yield Run(label)
    yield Run(plain(facts.value(key)), key)
    yield Run(facts.figure(key).unit)


def _interpretations(facts: Facts) -> Iterator[list[Run]]:
    for key in interpretation_parts(facts):
        yield list(_part(facts, key, INTERPRETATION_FORMATS[key.rpartition(".")[2]]))


def _accounts(facts: Facts) -> Iterator[list[Run]]:
    for key in account_parts(facts):
        platform = key.removeprefix(f"{ACCOUNTS}.")
        runs = list(_part(facts, key, PLATFORM_LABELS.get(platform, facts.figure(key).title)))
        names = f"new_media.account_names.{platform}"
        if _has_text(facts, names):
            listed = "、".join(f"“{name}”" for name in facts.text(names).values)
            runs += [Run("（"), Run(listed, names), Run("）")]
        yield runs


_LISTS: Mapping[str, Callable[[Facts], Iterator[list[Run]]]] = MappingProxyType(
    {"*interpretations": _interpretations, "*new_media": _accounts}
)


def _joined(parts: Iterator[list[Run]]) -> Iterator[Run]:
    for place, part in enumerate(parts):
        if place:
            yield Run("，")
        yield from part


def _slot(key: str, how: str | None, facts: Facts) -> Iterator[Run]:
    if key in _LISTS:
        yield from _joined(_LISTS[key](facts))
    elif how is None:
        yield Run(str({"year": facts.year, "organ": facts.organ_name}[key]))
    else:
        yield Run(word(facts, key, how), key.removeprefix("@"))


def fill(template: str, facts: Facts) -> Paragraph:
    """Return the template as runs, each fact a run of its own.

    Raises:
        FactMissing: a slot names a fact nobody stated.
    """
    runs: Paragraph = []
    start = 0
    for match in _SLOT.finditer(template):
        runs.append(Run(template[start : match.start()]))
        runs += _slot(match[1], match[2], facts)
        start = match.end()
    runs.append(Run(template[start:]))
    return [run for run in runs if run.text]
