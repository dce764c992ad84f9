"""Read reports kept as JSON with the official labels as keys."""

from __future__ import annotations

import json

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_data import report_of
from gongkai.foundation.files.errors import FileDamaged


def read(content: bytes, name: str) -> ToldReport:
    """Return the report of a JSON file.

    Raises:
        FileDamaged: it is no JSON.
        NoReport: it holds no report.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FileDamaged(name=name) from error
    return report_of(data)
