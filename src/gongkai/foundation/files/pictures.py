"""Find and remove what a photograph tells besides its picture."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from gongkai.foundation.files.errors import FileDamaged, FileUnfoldsTooLarge
from gongkai.foundation.files.findings import Finding, to_remove

_GPS = 0x8825
_ORIENTATION = 0x0112
_JPEG_QUALITY = 92
_WEBP_QUALITY = 90
# What a picture carries besides pixels; how it is shown (colours, loops) stays.
_TELLING = frozenset({"exif", "comment", "xmp", "photoshop", "XML:com.adobe.xmp", "Author",
                      "Software", "Description", "Comment", "Copyright"})  # fmt: skip


def look_into(content: bytes, name: str) -> Iterator[Finding]:
    """Yield what a picture tells.

    Raises:
        FileDamaged: it cannot be decoded.
        FileUnfoldsTooLarge: it has more pixels than a picture for the web can need.
    """
    with _opened(content, name) as picture:
        _load(picture, name)
        exif = picture.getexif()
        if exif.get_ifd(_GPS):
            yield to_remove("picture_position")
        if _details(picture, exif):
            yield to_remove("picture_details")


def tells(content: bytes) -> bool:
    """Tell whether a picture carries details; one that cannot be read is left as it is."""
    try:
        return any(look_into(content, ""))
    except (FileDamaged, FileUnfoldsTooLarge):
        return False


def without_details(content: bytes) -> bytes:
    """Return the picture alone, upright."""
    with _opened(content, "") as picture:
        kind = picture.format or "PNG"
        frames = getattr(picture, "n_frames", 1)
        options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
        if frames > 1:
            options |= {"save_all": True, "comment": b""}
            upright: Image.Image = picture
        else:
            turned = picture.getexif().get(_ORIENTATION, 1) != 1
            upright = ImageOps.exif_transpose(picture)
            if kind == "JPEG":
                # The same tables as before where no pixel moves: nothing visible is lost.
                options["quality"] = _JPEG_QUALITY if turned else "keep"
                upright.format = kind
        if kind == "WEBP":
            options["quality"] = _WEBP_QUALITY
        for key in _TELLING:
            upright.info.pop(key, None)
        buffer = BytesIO()
        upright.save(buffer, kind, exif=b"", **options)
    return buffer.getvalue()


def _details(picture: Image.Image, exif: Image.Exif) -> bool:
    """Tell whether there is more than how to hold the picture."""
    return bool(set(exif) - {_ORIENTATION, _GPS} or (_TELLING - {"exif"}) & picture.info.keys())


def _opened(content: bytes, name: str) -> Image.Image:
    """Open a picture whose size is not meant to do harm."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(content))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise FileUnfoldsTooLarge(name=name) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise FileDamaged(name=name) from error


def _load(picture: Image.Image, name: str) -> None:
    """Decode the picture to its end."""
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise FileDamaged(name=name) from error
