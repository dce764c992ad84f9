"""Compute the hash that seals one audit entry to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

ALGORITHM = "sm3"  # GB/T 32905—2016; in OpenSSL, and so in hashlib
GENESIS = "0" * 64


def seal(previous_hash: str, content: Mapping[str, object]) -> str:
    """Return the hash of an entry's content chained to the previous entry's hash."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new(ALGORITHM, f"{previous_hash}\n{text}".encode()).hexdigest()
