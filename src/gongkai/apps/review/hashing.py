"""Compute the hash of all that a page says, the bytes of its files and pictures included."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from gongkai.domain.review.text_hash import PREFERRED_ALGORITHM, TextHash, text_hash

# Where a page stands in the tree and in its life, not what it says.
_NOT_TEXT = frozenset(
    {
        "pk", "path", "depth", "numchild", "url_path", "draft_title", "live", "latest_revision",
        "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at",
        "latest_revision_created_at", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "owner", "alias_of", "translation_key", "locale", "content_type",
        "wagtail_admin_comments", "taken_down_reason", "index_entries", "slug",
        # decided by acts of their own, each with its audit row
        "index_number", "amended_on", "repealed_on", "repealed_by", "validity_basis",
        "term_ends_on", "was_suspended",
    }
)  # fmt: skip

# What a field says when nobody wrote anything. It is left out: a later version of the
# program that adds a field must not void every approval there is.
_NOTHING: tuple[object, ...] = (None, "", "[]", [], {})

# How streams and paragraphs name a file or a picture; a test holds every block against it.
DOCUMENT_KEYS = frozenset({"file", "document", "original_file"})
IMAGE_KEYS = frozenset({"image", "picture", "photo"})
_KINDS = {**dict.fromkeys(DOCUMENT_KEYS, "document"), **dict.fromkeys(IMAGE_KEYS, "image")}
_TAG = re.compile(r"""<(?:a|embed)\b[^>]*\b(?:linktype="document"|embedtype="image")[^>]*>""")
# Most texts name nothing: they need not be taken apart.
_HINT = re.compile(r"linktype=|embedtype=|(?:file|document|image|picture|photo)\\*\"")
_NUMBER = re.compile(r"""\bid="(\d+)\"""")
_MISSING = "missing"
_Reference = tuple[str, int]


def hash_of(content: Mapping[str, Any]) -> TextHash:
    """Return the hash of all that a page says: a revision's content or a live page's data."""
    said = {
        key: value
        for key, value in content.items()
        if key not in _NOT_TEXT and value is not False and value not in _NOTHING
    }
    # A revision is kept as JSON, a live page holds days and decimals: compare both as JSON.
    written = json.dumps(said, cls=DjangoJSONEncoder)
    text = {key: _unpacked(value) for key, value in json.loads(written).items()}
    files = _files(text) if _HINT.search(written) else {}
    return text_hash(title=str(content["title"]), body=text, attachments=files)


def _unpacked(value: object) -> object:
    """Return a stream kept as a string of JSON taken apart, everything else as it is.

    PostgreSQL keeps JSON without the order of its keys: the same stream reads back as
    another string.
    """
    if not (isinstance(value, str) and value.startswith("[{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _files(text: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of every file the text offers, so that none can be exchanged later."""
    wanted = set(references(text))
    digests: dict[str, str] = {}
    for kind, model in (("document", get_document_model), ("image", get_image_model)):
        numbers = sorted(number for found, number in wanted if found == kind)
        if not numbers:
            continue
        rows = model().objects.in_bulk(numbers)
        for number in numbers:
            row = rows.get(number)
            # The public reads a file's title in the list of attachments, a picture's nowhere.
            title = row.title if row and kind == "document" else ""
            digests[f"{kind}:{number}"] = f"{title}|{_digest(row)}" if row else _MISSING
    return digests


def references(value: object, key: str = "") -> Iterator[_Reference]:
    """Yield the files and pictures that stored text names, as kind and number."""
    if isinstance(value, Mapping):
        named = str(value.get("type", ""))
        for inner, part in value.items():
            yield from references(part, named if inner == "value" and named else str(inner))
    elif isinstance(value, list):
        for part in value:
            yield from references(part, key)
    elif isinstance(value, str):
        yield from _in_string(value)
    elif isinstance(value, int) and key in _KINDS:
        yield _KINDS[key], value


def _in_string(value: str) -> Iterator[_Reference]:
    """Yield what a paragraph or a stream kept as JSON names."""
    if not _HINT.search(value):
        return
    if value.startswith(("[", "{")):
        try:
            yield from references(json.loads(value))
        except ValueError:
            return
        return
    for tag in _TAG.findall(value):
        kind = "image" if tag.startswith("<embed") else "document"
        for number in _NUMBER.findall(tag):
            yield kind, int(number)


def _digest(row: Any) -> str:
    """Return the digest of a stored file's own bytes, whatever its row claims."""
    storage, name = storages["default"], row.file.name
    try:
        return _digest_of_bytes(name, storage.get_modified_time(name), storage.size(name))
    except OSError:
        return _MISSING


@lru_cache(maxsize=4096)
def _digest_of_bytes(name: str, _modified_at: datetime, _size: int) -> str:
    """Return the digest of a file's bytes; read once for each change of the file."""
    digest = hashlib.new(PREFERRED_ALGORITHM)
    with storages["default"].open(name) as stream:
        for chunk in stream.chunks():
            digest.update(chunk)
    return digest.hexdigest()
