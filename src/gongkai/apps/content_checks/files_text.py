"""Take the words out of the files that hang on pages, each file once."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django.core.files.storage import storages

from gongkai.foundation.content_checks.readers import READERS, text_of
from gongkai.foundation.files.errors import FileDamaged, FileEncrypted

_LOG = logging.getLogger(__name__)
_MOST_BYTES = 20_000_000  # a larger file is pictures; its words would take minutes


def text_of_file(file: Any) -> str:
    """Return the words of a stored file; none when nothing in the house reads files of its kind."""
    name = str(file.file.name)
    if PurePath(name).suffix.lower() not in READERS:
        return ""
    storage = storages["default"]
    try:
        size, changed = storage.size(name), storage.get_modified_time(name)
    except OSError:
        return ""
    return _text(name, size, changed.isoformat()) if size <= _MOST_BYTES else ""


@lru_cache(maxsize=256)
def _text(name: str, _size: int, _changed: str) -> str:
    """Return the words of a file as it was when it last changed."""
    try:
        with storages["default"].open(name) as stream:
            return text_of(stream.read(), name)
    except (FileDamaged, FileEncrypted, OSError):
        _LOG.info("content_checks.file_not_read")
        return ""
