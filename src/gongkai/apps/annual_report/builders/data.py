"""Write a report as JSON with the official labels as keys."""

from __future__ import annotations

import json
from typing import Any

from gongkai.apps.annual_report.content import Content
from gongkai.domain.annual_report.plain_data import to_json
from gongkai.domain.annual_report.sentences import FEE_HEADING


def _fee(content: Content) -> str:
    """Return the sentence about the processing fee, which the last section always holds."""
    lines = [line.text for line in content.sections[-1].lines]
    heading = next(place for place, text in enumerate(lines) if text.endswith(FEE_HEADING))
    return lines[heading + 1]


def plain(content: Content) -> dict[str, Any]:
    """Return the report as plain data; the tables read back with ``plain_data.from_json``."""
    return {
        "title": content.title,
        "body": content.organ_name,
        **to_json(content.tables),
        "level": content.data["level"],
        "year": content.year,
        "period": content.period,
        "preamble": list(content.preamble),
        "sections": {
            section.heading: [line.text for line in section.lines] for section in content.sections
        },
        "fee": _fee(content),
        "hash": content.hash,
    }


def build(content: Content) -> bytes:
    """Return the report as readable JSON in UTF-8."""
    return (json.dumps(plain(content), ensure_ascii=False, indent=1) + "\n").encode()
