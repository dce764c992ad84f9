"""Ask the database for the month an instant lies in where the county is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Func
from django.utils import timezone

_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class LocalMonth(Func):
    """The month of an instant as ``2025-03``.

    China has kept one time the whole year since 1992, so that SQLite may add its hours;
    Django's own function would call Python for every row.
    """

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Add the county's hours to what is kept as text in UTC."""
        offset = timezone.get_default_timezone().utcoffset(_ANY_DAY)
        minutes = int(offset.total_seconds() // 60) if offset else 0
        # Django formats the template and then the query.
        template = f"STRFTIME('%%%%Y-%%%%m', %(expressions)s, '{minutes:+d} minutes')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Name the county's zone."""
        zone = timezone.get_default_timezone_name()
        template = f"TO_CHAR(%(expressions)s AT TIME ZONE '{zone}', 'YYYY-MM')"
        return super().as_sql(compiler, connection, template=template, **context)
