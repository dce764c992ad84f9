"""Bring the typeface that drawings and PDF files are set in where the machine has none.

It holds the characters of 通用规范汉字表 and GB 2312; how it was cut stands in README.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "GK Sans"
_HERE = Path(__file__).parent


def folder() -> str:
    """Return the folder of the typeface, as typst takes it."""
    return str(_HERE)


@cache
def characters() -> frozenset[str]:
    """Return every character that the typeface draws."""
    return frozenset((_HERE / "characters.txt").read_text("utf-8"))


def missing(text: str) -> str:
    """Return the characters of a text that the typeface lacks, each once, in their order."""
    known = characters()
    return "".join(dict.fromkeys(char for char in text if char not in known and not char.isspace()))
