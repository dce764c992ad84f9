"""Make what stands on every public page: its name, its address, its code to scan."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

# What a browser colours its own frame with, by accent: light and dark. The values are
# those of ``--bar`` in tokens.css.
THEME_COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ink_blue": ("#17497f", "#16304f"),
        "pine": ("#1b5e4b", "#123f33"),
        "ochre": ("#7b3f14", "#532a0c"),
        "azurite": ("#0e566a", "#093a48"),
        "tea": ("#5c4718", "#3e2f0f"),
        "plum": ("#5a2a5e", "#3d1b40"),
    }
)
_FIRST_ACCENT = "ink_blue"
_QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004


def theme_colours(accent: str) -> tuple[str, str]:
    """Return the light and the dark colour of an accent, the first accent's when unknown."""
    return THEME_COLOURS.get(accent, THEME_COLOURS[_FIRST_ACCENT])


def meta_value(tags: Iterable[tuple[str, str]] | None, name: str) -> str:
    """Return the content of the meta tag of a name; empty when there is none."""
    return next((content for key, content in tags or () if key == name and content), "")


def absolute_address(context: Mapping[str, Any]) -> str:
    """Return the lasting address of the page: the given one, or the one it was asked under."""
    given = str(context.get("canonical_url") or "")
    request = context.get("request")
    if given or request is None:
        return given
    return str(request.build_absolute_uri(request.path))


def qr_svg(address: str, title: str) -> SafeString:
    """Return an address as a QR code drawn in SVG, black on white in every mode.

    Args:
        address: what the code says.
        title: what a screen reader says in its place.
    """
    # Correction is raised where it costs no size; choosing among eight masks is four fifths
    # of the work, and readers take any.
    code = segno.make(address, error="l", micro=False, mask=3)
    drawing = io.BytesIO()
    code.save(
        drawing, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True,
        border=_QUIET_ZONE, dark="#000", light="#fff", svgclass="g-qr", lineclass=None,
        title=title,
    )  # fmt: skip
    return mark_safe(drawing.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))


def digits(text: object) -> str:
    """Return the digits of a text: the code inside a filing number."""
    return re.sub(r"\D", "", str(text or ""))
