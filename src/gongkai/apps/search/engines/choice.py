"""Choose the engine of the database in use."""

from __future__ import annotations

from typing import Any

from django.db import connection

from gongkai.apps.search.engines import postgresql, sqlite


def engine() -> Any:
    """Return the module that keeps the index."""
    return sqlite if connection.vendor == "sqlite" else postgresql
