"""Find marks of secrecy and of internal use in a text."""

from __future__ import annotations

import re

# 密级标志: the level, a star, the term. 内部标志 are those that review practice lists; a
# rule that merely names 内部资料性出版物 is none.
_LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
_MARKS = re.compile(
    rf"(?P<level>{_LEVEL})\s*[★☆]"
    rf"|^\s*(?P<line>{_LEVEL})\s*$"
    r"|(?P<inner>内部资料)(?!性)"
    r"|(?P<keep>注意保存)"
    r"|(?P<closed>不得外传|严禁外传)",
    re.MULTILINE,
)


def secrecy_mark(text: str) -> str:
    """Return the first mark in a text, without what surrounds it; nothing when there is none."""
    found = _MARKS.search(text)
    if found is None:
        return ""
    word = next(group for group in found.groups() if group)
    return re.sub(r"\s", "", word)
