"""Find the uploaded files that a public page shows or offers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings

from gongkai.apps.static_site import conf

_ATTRIBUTE = re.compile(rb"""\b(?:src|href|poster|data|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def uses_of(contents: Iterable[bytes]) -> list[str]:
    """Return the public paths (``media/…``) of all uploaded files named in some HTML."""
    needle = str(settings.MEDIA_URL).encode()
    found: dict[str, None] = {}
    for content in contents:
        if needle not in content:
            continue
        for double, single in _ATTRIBUTE.findall(content):
            for address in _addresses((double or single).decode("utf-8", "replace")):
                if path := _public_path(address):
                    found[path] = None
    return list(found)


def _addresses(value: str) -> list[str]:
    """Return the addresses in an attribute; ``srcset`` holds several with their widths."""
    return [part.split()[0] for part in unescape(value).split(",") if part.strip()]


def _public_path(address: str) -> str:
    """Return the public path of an address; empty when it is not one of our uploaded files."""
    path = unquote(urlsplit(address).path)
    if not path.startswith(str(settings.MEDIA_URL)):
        return ""
    return conf.MEDIA_PREFIX + path[len(str(settings.MEDIA_URL)) :]
