"""Draw a review sheet as a PDF document of exactly one page."""

from __future__ import annotations

import json
from importlib import resources
from io import BytesIO

import segno
import typst

from gongkai.apps.review.sheet import MARGIN_MM, QR_MM, TITLE, Form
from gongkai.foundation.typesetting import LABEL_FONTS, TEXT_FONTS, ChineseFontMissing, installed


def build(form: Form) -> bytes:
    """Return the sheet as a PDF file.

    Raises:
        ChineseFontMissing: no typeface of the machine can write it.
    """
    fonts, families = installed()
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
