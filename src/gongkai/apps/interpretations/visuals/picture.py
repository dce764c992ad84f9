"""Draw a sheet as one long picture, 1080 pixels wide."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from io import BytesIO

import segno
import typst
from PIL import Image

from gongkai.apps.interpretations.visuals.colours import PALETTES
from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.cards import Colour, Layout, Sheet, problems
from gongkai.foundation import fonts

WIDTH = 1080  # pixels: what the great platforms take as a long picture
WIDTH_POINTS = 540
MOST_BYTES = 1_500_000
_PPI = 72 * WIDTH / WIDTH_POINTS
_COLOURS = 256


class CharactersNotDrawable(Refusal):
    """The typeface of the pictures lacks characters of the text; they would be empty boxes.

    Facts: characters.
    """

    code = "picture_characters_missing"


def problems_of(sheet: Sheet) -> tuple[Refusal, ...]:
    """Return all that keeps a sheet from becoming a picture."""
    lacking = fonts.missing(sheet.words())
    return (
        *problems(sheet),
        *([CharactersNotDrawable(characters="、".join(lacking))] if lacking else []),
    )


def draw(sheet: Sheet, layout: Layout, colour: Colour) -> bytes:
    """Return the picture as a PNG file; the same sheet gives the same bytes.

    Raises:
        Refusal: something keeps the sheet from being drawn, see ``problems_of``.
    """
    for problem in problems_of(sheet):
        raise problem
    inputs = {"sheet": json.dumps(_plain(sheet, colour), ensure_ascii=False)}
    drawn = typst.compile(
        _drawing(layout), font_paths=_typeface(), format="png", ppi=_PPI, sys_inputs=inputs
    )
    return _small(bytes(drawn))


@cache
def _typeface() -> typst.Fonts:
    """Return the typeface that is shipped and no other: the same picture on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()]
    )


def _drawing(layout: Layout) -> bytes:
    """Return the drawing of a layout, its shared parts first."""
    files = resources.files(__package__)
    return b"\n".join(
        files.joinpath(name).read_bytes() for name in ("parts.typ", f"{layout.value}.typ")
    )


def _plain(sheet: Sheet, colour: Colour) -> dict[str, object]:
    """Return what the drawing needs, as JSON takes it."""
    on = sheet.on
    return {
        **asdict(sheet),
        "kicker": sheet.kicker,
        "headline": sheet.headline,
        "on": f"{on.year}年{on.month}月{on.day}日" if on else "",
        "family": fonts.FAMILY,
        "width": WIDTH_POINTS,
        "colours": dict(PALETTES[colour]),
        "code": _code(sheet.address) if sheet.address else "",
    }


def _code(address: str) -> str:
    """Return the QR code of an address as a drawing."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=True)
    return out.getvalue().decode()


def _small(drawn: bytes) -> bytes:
    """Return the picture in fewer colours when it is larger than the platforms take."""
    if len(drawn) <= MOST_BYTES:
        return drawn
    with Image.open(BytesIO(drawn)) as picture:
        flat = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    buffer = BytesIO()
    flat.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
