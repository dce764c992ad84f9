"""Write a report as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gongkai.apps.annual_report.builders import data, html, word
from gongkai.apps.annual_report.content import Content

BUILDERS: Mapping[str, Callable[[Content], bytes]] = MappingProxyType(
    {"html": html.build, "docx": word.build, "json": data.build}
)
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "html": "text/html; charset=utf-8",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "json": "application/json; charset=utf-8",
    }
)
