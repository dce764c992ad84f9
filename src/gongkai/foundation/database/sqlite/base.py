r"""Keep JSON as real Chinese text instead of escapes.

Django writes JSON with ``\uXXXX`` escapes: twice the bytes, and a search for 农村 in a
page body finds nothing. This backend writes the characters themselves.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.backends.sqlite3 import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """SQLite's operations with readable JSON."""

    def adapt_json_value(self, value: Any, encoder: type[json.JSONEncoder] | None) -> str:
        """Return the JSON text with its characters as they are."""
        return json.dumps(value, cls=encoder, ensure_ascii=False)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection with our operations."""

    ops_class = DatabaseOperations
