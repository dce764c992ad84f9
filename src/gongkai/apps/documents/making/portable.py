"""Set a document as a PDF file in the uniform format."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources

import typst

from gongkai.apps.documents.making.text import Sheet
from gongkai.foundation import fonts as shipped
from gongkai.foundation.typesetting import LABEL_FONTS, TEXT_FONTS


@cache
def _installed() -> tuple[typst.Fonts, tuple[str, ...], tuple[str, ...]]:
    """Return the machine's typefaces, ours, and those that write Chinese, once a process."""
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[shipped.folder()])
    families = frozenset(fonts.families())
    text = tuple(name for name in TEXT_FONTS if name in families)[:1]
    label = tuple(name for name in LABEL_FONTS if name in families)[:1]
    return fonts, text, label or text


def can_build() -> bool:
    """Tell whether there is a typeface with Chinese characters; ours is, unless taken out."""
    return bool(_installed()[1])


def build(sheet: Sheet) -> bytes:
    """Return the PDF file; the same text gives the same bytes."""
    fonts, text, label = _installed()
    plain = {
        **asdict(sheet),
        "made_on": sheet.made_on.isoformat(),
        "text_fonts": text,
        "label_fonts": label,
    }
    drawing = resources.files(__package__).joinpath("document.typ").read_bytes()
    inputs = {"sheet": json.dumps(plain, ensure_ascii=False)}
    return bytes(typst.compile(drawing, font_paths=fonts, format="pdf", sys_inputs=inputs))
