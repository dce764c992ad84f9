"""Read what pictures carry besides their pixels."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageOps, ImageStat

from gongkai.foundation.files.errors import FileDamaged, FileUnfoldsTooLarge
from gongkai.foundation.leaks.held import Held, TraceKind

_GPS, _CAMERA = 0x8825, 0x8769
_READ_ELSEWHERE = frozenset({"exif", "icc_profile", "photoshop"})
_THUMBNAIL_AT, _THUMBNAIL_BYTES = 0x0201, 0x0202
_NAMES = frozenset({0x013B, 0x9C9D})  # Artist, XPAuthor
_TIFF_HEAD = 6  # "Exif\0\0" before the offsets of a thumbnail count
_PNG_END = b"IEND\xaeB`\x82"
_ENCODING_HEADS = (b"ASCII\0\0\0", b"UNICODE\0", bytes(8))  # of a user's comment
_SMALL = (32, 32)
_MOST_DIFFERENCE = 24  # of 255; a thumbnail of the same picture stays below 10
_BROKEN = (OSError, SyntaxError, ValueError, KeyError, TypeError)


def read(content: bytes, name: str, held: Held) -> None:
    """Read the details of a picture.

    Raises:
        FileDamaged: it cannot be decoded.
        FileUnfoldsTooLarge: it has more pixels than a picture for the web can need.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content)) as picture:
                picture.load()
                _read_details(picture, held)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise FileUnfoldsTooLarge(name=name) from error
        except _BROKEN as error:
            raise FileDamaged(name=name) from error
    _, _, after = content.partition(_PNG_END)
    held.words("图片末尾之后", after.decode("utf-8", "replace"))


def _read_details(picture: Image.Image, held: Held) -> None:
    exif = picture.getexif()
    position = exif.get_ifd(_GPS)
    if position:
        held.hidden(TraceKind.POSITION, "照片信息")
    for ifd in (dict(exif), exif.get_ifd(_CAMERA), position):
        for tag, value in ifd.items():
            _read(value, f"照片信息（{ExifTags.TAGS.get(tag, hex(tag))}）", held, tag in _NAMES)
    for name, value in picture.info.items():
        if name not in _READ_ELSEWHERE:
            _read(value, f"图片信息（{name}）", held, str(name).lower() == "author")
    thumbnail = _thumbnail(picture, exif)
    if thumbnail and _shows_else(picture, thumbnail):
        held.hidden(TraceKind.THUMBNAIL, "照片信息")


def _read(value: Any, where: str, held: Held, names_somebody: bool) -> None:
    for text in _readings(value):
        (held.property if names_somebody else held.words)(where, text)


def _readings(value: Any) -> set[str]:
    """Return a value as words, in every encoding of cameras and offices that fits its bytes."""
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")  # how the reader widens bytes it takes for ASCII
        except UnicodeEncodeError:
            return {value}
    if not isinstance(value, bytes):
        return {str(value)}
    body = value[8:] if value.startswith(_ENCODING_HEADS) else value
    found = set()
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            found.add(body.decode(encoding).strip("\0"))
    return found


def _thumbnail(picture: Image.Image, exif: Image.Exif) -> bytes:
    """Return the small picture inside the details, nothing when there is none."""
    small = exif.get_ifd(ExifTags.IFD.IFD1)
    at, size = small.get(_THUMBNAIL_AT), small.get(_THUMBNAIL_BYTES)
    raw = picture.info.get("exif", b"")
    if not isinstance(at, int) or not isinstance(size, int) or not isinstance(raw, bytes):
        return b""
    return raw[_TIFF_HEAD + at : _TIFF_HEAD + at + size]


def _shows_else(picture: Image.Image, thumbnail: bytes) -> bool:
    """Tell whether a thumbnail shows what was cut off or painted over; broken ones count too."""
    try:
        with Image.open(BytesIO(thumbnail)) as small:
            upright = ImageOps.exif_transpose(picture).convert("L").resize(_SMALL)
            other = small.convert("L").resize(_SMALL)
    except _BROKEN:
        return True
    difference = ImageStat.Stat(ImageChops.difference(upright, other)).mean[0]
    raw = ImageStat.Stat(ImageChops.difference(picture.convert("L").resize(_SMALL), other)).mean[0]
    return bool(min(difference, raw) > _MOST_DIFFERENCE)
