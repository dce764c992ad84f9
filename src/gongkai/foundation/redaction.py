"""Make pictures of a file's pages, hide rectangles, and keep nothing of what lay under them.

Every page becomes a picture, boxes are painted into it, and the pictures become a new PDF
file: no text, annotation, attachment, layer or property of the original reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.redaction import Box

MOST_PAGES = 300
MOST_PIXELS = 40_000_000
DPI = 150
_POINTS = 72
_PREVIEW_DPI = 90
_PDF = b"%PDF"
_PAD = 0.35  # of a line's height: strokes reach over the box that the text layer tells
_WHOLE = 100


class FileNotRedactable(Refusal):
    """A file cannot be made into pictures of its pages. Facts: reason."""

    code = "file_not_redactable"


def page_count(content: bytes) -> int:
    """Return how many pages a PDF file has; a picture is one.

    Raises:
        FileNotRedactable: it is neither, is locked, or has too many pages.
    """
    if not content.startswith(_PDF):
        _picture(content)
        return 1
    with _opened(content) as document:
        return len(document)


def preview(content: bytes, page: int) -> bytes:
    """Return a page as a PNG picture to look at, counted from 1.

    Raises:
        FileNotRedactable: it cannot be made into pictures.
    """
    picture = next(_pages(content, _PREVIEW_DPI, only=page))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def boxes_around(content: bytes, words: Sequence[str]) -> tuple[Box, ...]:
    """Return boxes around words wherever the text layer of a PDF file has them.

    What is only a picture of text is not found: somebody has to look at every page.

    Raises:
        FileNotRedactable: it cannot be opened.
    """
    if not content.startswith(_PDF):
        return ()
    found: list[Box] = []
    with _opened(content) as document:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            text = page.get_textpage()
            for word in filter(None, (one.strip() for one in words)):
                search = text.search(word)
                while (hit := search.get_next()) is not None:
                    for place in range(text.count_rects(*hit)):
                        rect = text.get_rect(place)
                        found.append(_around(number + 1, rect, width, height))
    return tuple(dict.fromkeys(found))


def redacted(content: bytes, boxes: Sequence[Box]) -> bytes:
    """Return a PDF file of pictures of the pages, with the boxes painted black.

    Args:
        content: a PDF file or a picture.
        boxes: what to hide.

    Raises:
        FileNotRedactable: it cannot be made into pictures.
    """
    pictures = []
    for number, picture in enumerate(_pages(content, DPI), start=1):
        brush = ImageDraw.Draw(picture)
        for box in boxes:
            if box.page == number:
                brush.rectangle(_pixels(box, picture.size), fill="black")
        pictures.append(_packed(picture))
    out = BytesIO()
    # No title, author or date of ours either: the office's letter says what the file is.
    pictures[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=DPI,
        producer="",
        creator="",
    )
    return out.getvalue()


def _packed(picture: Image.Image) -> Image.Image:
    """Return a page as it is stored: a JPEG, or it would be ten times as large."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return Image.open(BytesIO(out.getvalue()))


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the box in pixels, rounded outwards."""
    wide, high = size
    return (
        int(box.left * wide / _WHOLE),
        int(box.top * high / _WHOLE),
        -int(-(box.left + box.width) * wide // _WHOLE),
        -int(-(box.top + box.height) * high // _WHOLE),
    )


def _around(page: int, rect: tuple[float, float, float, float], width: float, height: float) -> Box:
    """Return a box around a rectangle of the text layer, which counts from below."""
    left, bottom, right, top = rect
    pad = (top - bottom) * _PAD
    x = max(0.0, left - pad)
    y = max(0.0, height - top - pad)
    wide = min(width, right + pad) - x
    high = min(height, height - bottom + pad) - y
    return Box(
        page,
        _floor(x / width),
        _floor(y / height),
        _floor(wide / width) + 0.01,
        _floor(high / height) + 0.01,
    )


def _floor(share: float) -> float:
    """Return a share in percent, cut to two digits so that left and width stay on the page."""
    return int(share * 9999) / _WHOLE


def _pages(content: bytes, dpi: int, only: int | None = None) -> Iterator[Image.Image]:
    """Yield the pages as pictures."""
    if not content.startswith(_PDF):
        yield _picture(content)
        return
    with _opened(content) as document:
        for number in range(len(document)) if only is None else (only - 1,):
            page = document[number]
            width, height = page.get_size()
            scale = dpi / _POINTS
            if width * height * scale * scale > MOST_PIXELS:
                raise FileNotRedactable(reason=f"第{number + 1}页幅面太大")
            yield page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def _picture(content: bytes) -> Image.Image:
    """Return a picture without anything that its file says about it."""
    try:
        opened = Image.open(BytesIO(content))
        if opened.width * opened.height > MOST_PIXELS:
            raise FileNotRedactable(reason="图片太大")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise FileNotRedactable(reason="不是PDF或者图片，或者文件已损坏") from error
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    return fresh


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise FileNotRedactable(reason="PDF打不开，可能加了密码或者已损坏") from error
    try:
        if not 1 <= len(document) <= MOST_PAGES:
            raise FileNotRedactable(reason=f"PDF超过{MOST_PAGES}页，请分开上传")
        document.init_forms()
        yield document
    finally:
        document.close()
