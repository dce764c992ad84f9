"""Read Word documents: what is shown, what was deleted, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from gongkai.foundation.files.office import attribute, local
from gongkai.foundation.files.packages import Parts, tree
from gongkai.foundation.leaks.held import Held, TraceKind

_TEXTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|glossary/document)\.xml"
)
_COMMENTS = re.compile(r"word/comments\.xml")
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注",
           "endnotes": "尾注"}  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_OFF = frozenset({"0", "false", "off"})
_GAPS = {"tab": "\t", "br": "\n", "cr": "\n"}


def read(parts: Parts, name: str, held: Held) -> set[str]:
    """Read the parts with words, and return which those were."""
    seen = set()
    for part, content in parts.items():
        if _COMMENTS.fullmatch(part):
            _read_comments(tree(content, name), held)
        elif found := _TEXTS.fullmatch(part):
            where = _PLACES.get(found[1].rstrip("0123456789"), "正文")
            _read_text(tree(content, name), where, held)
        else:
            continue
        seen.add(part)
    return seen


def _read_comments(root: etree._Element, held: Held) -> None:
    for comment in root.iter("{*}comment"):
        text = "\n".join(_line(paragraph) for paragraph in comment.iter("{*}p"))
        held.hidden(TraceKind.COMMENT, "批注", text)
        held.property("批注人", attribute(comment, "author"))


def _read_text(root: etree._Element, where: str, held: Held) -> None:
    """Read a part as it stands with all changes accepted, and what they took away."""
    held.words(where, "\n".join(_shown_lines(root)))
    for paragraph in root.iter("{*}p"):
        ways = {way for piece, way in _pieces(paragraph) if piece.strip()}
        if ways & {"deleted", "inserted"}:
            gone = "".join(piece for piece, way in _pieces(paragraph) if way == "deleted")
            held.hidden(TraceKind.TRACKED_CHANGE, f"{where}的修订", gone)
            before = "".join(piece for piece, way in _pieces(paragraph) if way != "inserted")
            held.words(f"{where}修订以前", before)
        if "hidden" in ways:
            text = "".join(piece for piece, way in _pieces(paragraph) if way == "hidden")
            held.hidden(TraceKind.HIDDEN_TEXT, f"{where}的隐藏文字", text)


def _shown_lines(root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs; those of one table row in one line, parted by tabs."""
    rows: dict[etree._Element, list[str]] = {}
    for paragraph in root.iter("{*}p"):
        row = next((up for up in paragraph.iterancestors() if local(up) == "tr"), None)
        line = _line(paragraph)
        if row is None:
            yield from ("\t".join(cells) for cells in rows.values())
            rows.clear()
            yield line
        else:
            rows.setdefault(row, []).append(line)
    yield from ("\t".join(cells) for cells in rows.values())


def _line(paragraph: etree._Element) -> str:
    return "".join(piece for piece, way in _pieces(paragraph) if way in {"shown", "inserted"})


def _pieces(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the words of a paragraph with how they stand: shown, inserted, deleted, hidden."""
    for one in paragraph.iter():
        kind = local(one)
        if kind in _GAPS and local(one.getparent()) == "r":
            yield _GAPS[kind], "shown"
        elif kind in {"t", "delText", "instrText"} and _owner(one) is paragraph:
            yield one.text or "", _way(one, paragraph)


def _owner(element: etree._Element) -> etree._Element:
    """Return the nearest paragraph around a text: text boxes have paragraphs of their own."""
    return next(up for up in element.iterancestors() if local(up) == "p")


def _way(text: etree._Element, paragraph: etree._Element) -> str:
    around = set()
    for up in text.iterancestors():
        if up is paragraph:
            break
        around.add(local(up))
    if around & _DELETED or local(text) == "delText":
        return "deleted"
    run = text.getparent()
    if any(attribute(mark, "val") not in _OFF for mark in run.iterfind("{*}rPr/{*}vanish")):
        return "hidden"
    return "inserted" if around & _INSERTED else "shown"
