"""Show pictures in the size and format a reader's browser asks for.

Each picture is kept in a few widths as AVIF, WebP and JPEG. They are made once, when the
page is first looked at, which is before its review; a publication finds them.
"""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Picture, ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found

FORMATS = ("avif", "webp", "jpeg")
WIDTHS = (800, 480, 1200)  # the first is for browsers that know no choice
IN_TEXT = "(max-width: 48rem) 100vw, 48rem"
IN_PLATE = "(max-width: 48rem) 100vw, 30rem"
PLATES = ("fill-480x300", "fill-960x600")
_MOVING = (".gif",)  # its frames would be lost in another format


def in_text(image: Any, *, is_first: bool) -> SafeString | str:
    """Return a picture of a text with its sources; only the first is fetched at once."""
    return _drawn(image, _specs_in_text(image), IN_TEXT, is_first=is_first)


def in_plate(image: Any) -> SafeString | str:
    """Return a picture cut to the plate beside the lead story."""
    return _drawn(image, _in_formats(PLATES), IN_PLATE, is_first=True)


def address_of(image: Any) -> str:
    """Return the address of the form that every browser can show."""
    plain = next(
        spec for spec in _specs_in_text(image) if "avif" not in spec and "webp" not in spec
    )
    found = get_renditions_or_not_found(image, [plain])
    return str(next(iter(found.values())).url)


def _specs_in_text(image: Any) -> list[str]:
    """Return the forms a picture of a text is kept in; none is wider than the picture."""
    if str(image.file.name).lower().endswith(_MOVING):
        return ["original"]
    widths = [width for width in WIDTHS if width < image.width]
    if len(widths) < len(WIDTHS):
        widths.append(image.width)
    return _in_formats(f"width-{width}" for width in widths)


def _in_formats(sizes: Any) -> list[str]:
    """Return sizes in every format."""
    kept = list(sizes)
    return [f"{size}|format-{form}" for form in FORMATS for size in kept]


def _drawn(image: Any, specs: list[str], sizes: str, *, is_first: bool) -> SafeString | str:
    """Return the markup of a picture; nothing without one."""
    if image is None:
        return ""
    found = get_renditions_or_not_found(image, specs)
    attributes = {"alt": alt_of(image), "sizes": sizes, "decoding": "async"}
    if not is_first:
        attributes["loading"] = "lazy"
    kind = Picture if len(specs) > 1 else ResponsiveImage
    return mark_safe(kind(found, attributes).__html__())


def alt_of(image: Any) -> str:
    """Return what is said instead of a picture; nothing for one that only adorns."""
    if getattr(image, "decorative", False):
        return ""
    return str(getattr(image, "contextual_alt_text", None) or image.default_alt_text or "")


def first_of(body: Any) -> Any:
    """Return the first picture of a text; None when it has none."""
    if body is None or not any(block["type"] == "picture" for block in body.raw_data):
        return None
    pictures = (block.value for block in body if block.block_type == "picture")
    return next((one for one in pictures if one is not None and one.file), None)
