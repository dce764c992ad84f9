"""Read the plain text of a body."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|div)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_NO_TEXT = frozenset({"id", "type", "image", "decorative", "cell", "mergeCells"})


def plain(markup: str) -> str:
    """Return the text of rich text, a paragraph a line."""
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", markup)))


def text_of(*parts: Any) -> str:
    """Return the text of strings and streams, a paragraph a line."""
    return "\n".join(
        line
        for part in parts
        for said in _said(getattr(part, "raw_data", part))
        if (line := plain(said).strip())
    )


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if key not in _NO_TEXT:
                yield from _said(part)
    elif value is not None and not isinstance(value, int | float | bool):
        for part in value:
            yield from _said(part)
