"""Fix what a reviewer approved, so that no later edit slips through."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.domain.errors import Refusal

# SM3 (GB/T 32905—2016) is the national digest; Python has it when OpenSSL does.
PREFERRED_ALGORITHM = "sm3" if "sm3" in hashlib.algorithms_available else "sha256"


class TextChangedSinceApproval(Refusal):
    """The text is no longer the one that was approved."""

    code = "text_changed_since_approval"


@dataclass(frozen=True, slots=True)
class TextHash:
    """A digest and the algorithm it was made with; prints as ``sm3:9f…``."""

    algorithm: str
    digest: str

    def __str__(self) -> str:
        return f"{self.algorithm}:{self.digest}"

    @classmethod
    def parse(cls, printed: str) -> TextHash:
        """Read what ``str()`` printed.

        Raises:
            ValueError: there is no algorithm or no digest.
        """
        algorithm, _, digest = printed.partition(":")
        if not algorithm or not digest:
            raise ValueError(printed)
        return cls(algorithm, digest)


def text_hash(
    *,
    title: str,
    body: object,
    attachments: Mapping[str, str] | None = None,
    algorithm: str = PREFERRED_ALGORITHM,
) -> TextHash:
    """Return the digest of title, body and attachments together.

    Args:
        title: the title as published.
        body: text, or JSON-like data such as a stream of blocks; the order of keys
            does not matter, the order of lists does.
        attachments: file name to the digest of the file's own bytes.
        algorithm: a name that ``hashlib`` knows.
    """
    canonical = json.dumps(
        {"title": title, "body": body, "attachments": dict(attachments or {})},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return TextHash(algorithm, hashlib.new(algorithm, canonical.encode()).hexdigest())


def check_unchanged(
    approved: TextHash,
    *,
    title: str,
    body: object,
    attachments: Mapping[str, str] | None = None,
) -> None:
    """Accept a text that is still the approved one, or refuse.

    The digest is recomputed with the algorithm of the approval, so approvals
    survive a move to a machine with other algorithms.

    Raises:
        TextChangedSinceApproval: anything differs.
    """
    current = text_hash(
        title=title, body=body, attachments=attachments, algorithm=approved.algorithm
    )
    if current != approved:
        raise TextChangedSinceApproval(title=title, approved=str(approved), current=str(current))
