"""Read by what hits are filtered, counted and put in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from gongkai.apps.search.models import Combination
from gongkai.domain.documents.validity import BINDING, Validity
from gongkai.domain.search import lives, ranking
from gongkai.domain.search.ordering import Tier
from gongkai.foundation.organs.models import Organ

_ASKED_ONE_BY_ONE = 400  # more than so many are read with all the others
_COLUMNS = "id, kind, site_id, section_id, organ_id, form, lifespan, is_withdrawn"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true, on a day, of all hits of one combination of attributes.

    Attributes:
        values: facet → value; empty where there is none.
        organ_id: whose they are, 0 for nobody's.
        validity: of documents.
        is_withdrawn: only said to have been there.
    """

    values: dict[str, str]
    organ_id: int
    validity: Validity | None
    is_withdrawn: bool

    @property
    def has_ended(self) -> bool:
        """Tell whether a reader must not rely on it: no longer, or not now, in force."""
        return self.validity is not None and self.validity not in BINDING | {Validity.NOT_YET}


def facts_of(combinations: Collection[int], today: date) -> dict[int, Facts]:
    """Return the facts of combinations on a day."""
    found = {}
    for pk, kind, site, section, organ, form, line, is_withdrawn in _rows(combinations):
        life = lives.read(line)
        validity = life.validity_on(today) if life else None
        values = {
            "kind": kind,
            "validity": validity.value if validity else "",
            "form": form,
            "organ": str(organ or ""),
            "site": str(site or ""),
            "section": str(section or ""),
        }
        found[pk] = Facts(values, organ, validity, bool(is_withdrawn))
    return found


def _rows(combinations: Collection[int]) -> list[tuple[Any, ...]]:
    """Return combinations as the database gives them: hundreds are read for every search."""
    few = len(combinations) <= _ASKED_ONE_BY_ONE
    which = f" WHERE id IN ({', '.join(map(str, combinations))})" if few else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM {Combination._meta.db_table}{which}")  # noqa: S608 -- numbers alone
        return cursor.fetchall()


def tiers(facts: Mapping[int, Facts], near: Mapping[int, int]) -> dict[int, Tier]:
    """Return where the hits of each combination stand, given how near each organ is."""
    found = {}
    for pk, one in facts.items():
        standing = near.get(one.organ_id, 0)
        state = one.is_withdrawn * 2 + one.has_ended
        found[pk] = Tier(state, -standing, is_own=standing == ranking.OWN)
    return found


def standings(own_organ_id: int) -> dict[int, int]:
    """Return how near each organ stands to a reader on the site of one of them."""
    return {
        pk: ranking.standing_of(level, is_own=pk == own_organ_id)
        for pk, level in Organ.objects.order_by().values_list("pk", "level")
    }
