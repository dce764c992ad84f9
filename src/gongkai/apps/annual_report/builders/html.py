"""Write a report as one self-contained page that prints well."""

from __future__ import annotations

from django.template.loader import render_to_string

from gongkai.apps.annual_report import rows
from gongkai.apps.annual_report.content import Content


def build(content: Content) -> bytes:
    """Return the report as an HTML document with its own styles and no outside files."""
    page = render_to_string(
        "annual_report/file.html",
        {
            "content": content,
            **{table: rows.stat_rows(table, content.tables) for table in rows.DRAWN},
        },
    )
    return page.encode()
