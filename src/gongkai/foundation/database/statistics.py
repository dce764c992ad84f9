"""Tell the database how its tables look, so that it begins a question with the small one."""

from __future__ import annotations

from django.db import connection

_EMPTY_ROWS = """
    INSERT INTO sqlite_stat1 (tbl, idx, stat)
    SELECT name, NULL, '1' FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    AND name NOT IN (SELECT tbl FROM sqlite_stat1)
"""


def refresh() -> None:
    """Count the tables anew; a second for a million rows.

    Without it SQLite takes all tables for equally long and may walk through every page of
    a site to find its three press conferences. It writes down nothing for a table without
    rows and then takes that for a long one, so empty tables are entered by hand, as its
    documentation of ``sqlite_stat1`` allows.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute(_EMPTY_ROWS)
            cursor.execute("ANALYZE sqlite_schema")
