"""Wagtail's search for officers: any fragment of a title, without sorting out doubles.

The stock database search finds no Chinese fragment, its substring search finds all of them
but compares every hit with all others, column by column, to leave out doubles. A question
to one table yields none.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database import fallback


class Results(fallback.DatabaseSearchResults):
    """Hits, each once anyway where nothing but their own table is asked."""

    def get_queryset(self) -> Any:
        """Return the hits."""
        found = super().get_queryset()
        if len(found.query.alias_map) <= 1:
            found.query.distinct = False
        return found

    def facet(self, field_name: str) -> Any:
        """Return how many hits there are of each value; together they are all of them."""
        counts = super().facet(field_name)
        if not self.start and self.stop is None:
            self._count_cache = sum(counts.values())
        return counts

    def is_all_of(self, others: Results) -> None:
        """Take over the count of the same hits asked for in another way."""
        self._count_cache = others.count()


class SearchBackend(fallback.DatabaseSearchBackend):
    """The substring search of the admin."""

    results_class = Results
