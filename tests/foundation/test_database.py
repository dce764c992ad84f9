import json

import pytest
from django.db import connection

from gongkai.foundation.audit.models import Entry
from gongkai.foundation.database import statistics

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite is set up")


@sqlite
def test_json_is_kept_as_readable_chinese():
    adapted = connection.ops.adapt_json_value({"正文": "农村公路"}, json.JSONEncoder)
    assert adapted == '{"正文": "农村公路"}'


def test_the_database_itself_sees_the_characters(db):
    from datetime import UTC, datetime

    from gongkai.foundation.audit import services

    services.record(action="a.b", at=datetime(2025, 1, 1, tzinfo=UTC), actor=None, word="农村公路")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_entry WHERE CAST(facts AS text) LIKE %s", ["%农村公路%"]
        )
        assert cursor.fetchone() == (1,)
    assert Entry.objects.get().facts == {"word": "农村公路"}


@sqlite
def test_a_reader_does_not_wait_for_a_writer(settings):
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert options["timeout"] >= 5


@sqlite
def test_an_empty_table_is_not_taken_for_a_long_one(db):
    """SQLite counts no table without rows and thinks that it holds a million."""
    statistics.refresh()
    statistics.refresh()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'engagement_pressconference'"
        )
        assert cursor.fetchall() == [(None, "1")]
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl LIKE 'sqlite%'")
        assert cursor.fetchone() == (0,)
