"""Read PDF files: the text layer, what lies over it, and what hangs on the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from gongkai.foundation.files.errors import FileDamaged, FileEncrypted
from gongkai.foundation.leaks.held import Held, TraceKind

_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_SHOWS_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_ENDS_PATH = frozenset({b"n", b"S", b"s"})
_LEAST_COVER = 4.0  # points; anything lower is a rule under or through a line
_COVERING_MARKS = frozenset({"/Square", "/Redact"})
_NOTES = frozenset({"/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/StrikeOut",
                    "/Squiggly", "/Caret", "/FileAttachment"})  # fmt: skip

Box = tuple[float, float, float, float]


def read(content: bytes, name: str, held: Held, inside: Callable[[bytes, str], None]) -> None:
    """Read a PDF; files inside it are handed to ``inside``.

    Raises:
        FileDamaged: it cannot be read to its end, or has no page.
        FileEncrypted: it opens only with a password.
    """
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileEncrypted(name=name)
        if not len(reader.pages):
            raise FileDamaged(name=name)
        for number, page in enumerate(reader.pages, start=1):
            _read_page(page, f"第{number}页", held)
        _read_properties(reader, held)
        attached = [(str(title), one) for title, files in reader.attachments.items()
                    for one in files]  # fmt: skip
    except _BROKEN as error:
        raise FileDamaged(name=name) from error
    for title, one in attached:
        held.hidden(TraceKind.EMBEDDED_FILE, "PDF附件", title)
        inside(bytes(one), title)


def _read_page(page: Any, where: str, held: Held) -> None:
    """Read a page, and whether some of its text is covered or lies outside."""
    look = _Look()
    text = page.extract_text(visitor_operand_before=look.at)
    held.words(where, text)
    marks = list(_annotations(page))
    covers = [(_box(one), look.steps) for one in marks if _covers(one)]
    if any(_within(point, box) and step < over
           for point, step in look.texts for box, over in [*look.covers, *covers]):  # fmt: skip
        held.hidden(TraceKind.COVERED_TEXT, where)
    seen = tuple(float(edge) for edge in page.cropbox)
    if any(not _within(point, (seen[0], seen[1], seen[2], seen[3])) for point, _ in look.texts):
        held.hidden(TraceKind.OUTSIDE_PAGE, where)
    if not text.strip() and look.pictures:
        held.unseen.append(f"{where}是图片，没有文字识别引擎，图片里的字没有检查")
    for mark in marks:
        _read_annotation(mark, where, held)


class _Look:
    """Follow the drawing of a page: where text begins, what is painted after it."""

    def __init__(self) -> None:
        self.texts: list[tuple[tuple[float, float], int]] = []
        self.covers: list[tuple[Box, int]] = []
        self.pictures = 0
        self.steps = 0
        self._path: list[Box] = []

    def at(self, operator: bytes, operands: Any, shift: Any, text_shift: Any) -> None:
        """Take in one step; the two shifts are from text to user space and on to the page."""
        self.steps += 1
        if operator in _SHOWS_TEXT:
            at = _moved((float(text_shift[4]), float(text_shift[5])), shift)
            self.texts.append((at, self.steps))
        elif operator == b"re":
            self._path.append(_rectangle([float(one) for one in operands], shift))
        elif operator in _FILLS:
            high = [box for box in self._path if box[3] - box[1] >= _LEAST_COVER]
            self.covers += [(box, self.steps) for box in high]
            self._path = []
        elif operator in _ENDS_PATH:
            self._path = []
        elif operator == b"Do":
            self.pictures += 1


def _moved(point: tuple[float, float], shift: Any) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = (float(one) for one in shift)
    return a * x + c * y + e, b * x + d * y + f


def _rectangle(operands: list[float], shift: Any) -> Box:
    x, y, width, height = operands
    one, other = _moved((x, y), shift), _moved((x + width, y + height), shift)
    return (min(one[0], other[0]), min(one[1], other[1]),
            max(one[0], other[0]), max(one[1], other[1]))  # fmt: skip


def _within(point: tuple[float, float], box: Box) -> bool:
    """Tell whether the foot of a letter lies in a box; one point of play for its edge."""
    return (box[0] - 1 <= point[0] <= box[2] + 1) and (box[1] - 1 <= point[1] <= box[3] + 1)


def _annotations(page: Any) -> Iterator[Any]:
    found = page.get("/Annots")
    if found is not None:
        yield from (one.get_object() for one in found.get_object())


def _covers(mark: Any) -> bool:
    filled = mark.get("/Subtype") == "/Redact" or bool(mark.get("/IC"))
    return mark.get("/Subtype") in _COVERING_MARKS and filled


def _box(mark: Any) -> Box:
    x, y, right, top = (float(one) for one in mark["/Rect"])
    return min(x, right), min(y, top), max(x, right), max(y, top)


def _read_annotation(mark: Any, where: str, held: Held) -> None:
    text = "\n".join(str(mark[key]) for key in ("/Contents", "/RC", "/V", "/TU") if key in mark)
    if mark.get("/Subtype") in _NOTES and text.strip():
        held.hidden(TraceKind.COMMENT, f"{where}的批注", text)
    else:
        held.words(f"{where}的表单", text)
    action = mark.get("/A")
    if action is not None:
        held.words(f"{where}的链接", str(action.get_object().get("/URI", "")))
    held.property(f"{where}的批注人", str(mark.get("/T", "")))


def _read_properties(reader: PdfReader, held: Held) -> None:
    for key, value in (reader.metadata or {}).items():
        where = f"PDF文档属性（{str(key).lstrip('/')}）"
        (held.property if key == "/Author" else held.words)(where, str(value))
    stream = reader.root_object.get("/Metadata")
    if stream is not None:
        held.words("PDF文档属性（XMP）", stream.get_object().get_data().decode("utf-8", "replace"))
    form = reader.root_object.get("/AcroForm")
    if form is not None:
        for field in (reader.get_fields() or {}).values():
            held.words("PDF表单", f"{field.get('/T', '')}：{field.get('/V', '')}")
