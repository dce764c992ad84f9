"""Compare a catalogue with the list of powers and duties (权责清单)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Power:
    """One entry of the list of powers and duties."""

    code: str
    organ_id: int


@dataclass(frozen=True, slots=True)
class ListedItem:
    """What the comparison needs to know of one catalogue item.

    Attributes:
        item_id: the item.
        organ_id: the organ that discloses it.
        power_codes: entries of the list it discloses; empty when it rests on statute alone.
        has_statutory_basis: whether a statute names the information itself.
    """

    item_id: int
    organ_id: int
    power_codes: frozenset[str] = frozenset()
    has_statutory_basis: bool = False


@dataclass(frozen=True, slots=True)
class PowerComparison:
    """What does not fit.

    Attributes:
        powers_without_item: (a) codes of powers that no item discloses.
        items_without_source: (b) items with neither a listed power nor a statutory basis.
        items_of_another_organ: (c) item and power code whose organs differ.
    """

    powers_without_item: tuple[str, ...]
    items_without_source: tuple[int, ...]
    items_of_another_organ: tuple[tuple[int, str], ...]


def compare_with_powers(powers: Iterable[Power], items: Iterable[ListedItem]) -> PowerComparison:
    """Return the differences between the list of powers and the catalogue."""
    organ_of = {power.code: power.organ_id for power in powers}
    listed = tuple(items)
    disclosed = {code for item in listed for code in item.power_codes}
    return PowerComparison(
        powers_without_item=tuple(sorted(organ_of.keys() - disclosed)),
        items_without_source=tuple(
            sorted(
                item.item_id
                for item in listed
                if not item.has_statutory_basis and not item.power_codes & organ_of.keys()
            )
        ),
        items_of_another_organ=tuple(
            sorted(
                (item.item_id, code)
                for item in listed
                for code in item.power_codes & organ_of.keys()
                if organ_of[code] != item.organ_id
            )
        ),
    )
