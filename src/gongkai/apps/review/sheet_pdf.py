"""Draw a review sheet as a PDF document of exactly one page."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from io import BytesIO

import segno
import typst

from gongkai.apps.review.sheet import MARGIN_MM, QR_MM, TITLE, Form
from gongkai.domain.errors import Refusal
from gongkai.foundation import fonts as shipped

# Typefaces with simplified characters that machines have, the official ones first; at last ours.
TEXT_FONTS = (
    *("FangSong_GB2312", "FangSong", "STFangsong", "SimSun", "NSimSun", "STSong", "Songti SC"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Noto Sans CJK SC"),
    *("Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing CN", "Droid Sans Fallback"),
    shipped.FAMILY,
)
LABEL_FONTS = (
    *("SimHei", "STHeiti", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC"),
    shipped.FAMILY,
)


class ChineseFontMissing(Refusal):
    """The machine has no typeface with Chinese characters, so a PDF would show boxes."""

    code = "chinese_font_missing"


@cache
def _installed() -> tuple[typst.Fonts, frozenset[str]]:
    """Return the machine's typefaces and ours, looked up once for each process."""
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[shipped.folder()])
    return fonts, frozenset(fonts.families())


def build(form: Form) -> bytes:
    """Return the sheet as a PDF file.

    Raises:
        ChineseFontMissing: no typeface of the machine can write it.
    """
    fonts, families = _installed()
    return draw(form, fonts, families)


def draw(form: Form, fonts: typst.Fonts, families: frozenset[str]) -> bytes:
    """Return the sheet written with one of these typefaces; see ``build``."""
    text = [name for name in TEXT_FONTS if name in families]
    if not text:
        raise ChineseFontMissing
    label = [name for name in LABEL_FONTS if name in families]
    drawing = resources.files(__package__).joinpath("sheet.typ").read_bytes()
    inputs = {"form": json.dumps(_plain(form, text[:1], (label or text)[:1]))}
    built = typst.compile(drawing, font_paths=fonts, format="pdf", sys_inputs=inputs)
    return bytes(built)


def _plain(form: Form, text_fonts: list[str], label_fonts: list[str]) -> dict[str, object]:
    """Return what the drawing needs, as JSON takes it."""
    return {
        "title": TITLE,
        "head": form.head,
        "note": form.note,
        "margin": MARGIN_MM,
        "code": _code(form.address) if form.address else "",
        "code_size": QR_MM,
        "text_fonts": text_fonts,
        "label_fonts": label_fonts,
        "widths": form.widths,
        "rows": [
            {
                "height": row.height_mm,
                "cells": [
                    {
                        "text": cell.text,
                        "kind": cell.kind,
                        "points": cell.points,
                        "span": form.span(cell),
                        "width": cell.end_mm - cell.start_mm,
                    }
                    for cell in row.cells
                ],
            }
            for row in form.rows
        ],
    }


def _code(address: str) -> str:
    """Return the QR code of an address as a drawing."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=True)
    return out.getvalue().decode()
