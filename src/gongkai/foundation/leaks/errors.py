"""Name why a file cannot be let out unread."""

from __future__ import annotations

from gongkai.domain.errors import Refusal


class LeakCheckImpossible(Refusal):
    """There is no reader for files of this kind, so nobody knows what it holds."""

    code = "leak_check_impossible"


class LeakCheckTooDeep(Refusal):
    """Files are packed in files too often."""

    code = "leak_check_too_deep"
