"""Look into docx, xlsx and pptx for what their reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from gongkai.foundation.files.errors import FileEmpty
from gongkai.foundation.files.findings import Finding, hint, must_handle, to_remove
from gongkai.foundation.files.kinds import Kind
from gongkai.foundation.files.marks import secrecy_mark
from gongkai.foundation.files.packages import Parts, tree

PROPERTIES = re.compile(r"docProps/(core|app|custom)\.xml", re.IGNORECASE)
THUMBNAIL = re.compile(r"docProps/thumbnail\.\w+", re.IGNORECASE)
COMMENTS = re.compile(
    r"(word/(comments\w*|people)\.xml"
    r"|xl/(comments\d*\.xml|comments/.+|threadedComments/.+|persons/.+)"
    r"|ppt/(comments/.+|commentAuthors\.xml|authors\.xml))"
)
NOTES = re.compile(r"ppt/notesSlides/notesSlide\d+\.xml")
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")
_SLIDES = re.compile(r"ppt/slides/slide\d+\.xml")
_EMBEDDED = re.compile(r"(word|xl|ppt)/embeddings/.+")
_CHANGES = frozenset(
    {
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"),
        *("tblPrChange", "tcPrChange", "sectPrChange"),
    }
)
# Words that stand in the properties of any file, whoever wrote it.
_NOBODY = frozenset({"", "openpyxl", "python-docx"})
_OFF = frozenset({"0", "false", "off"})


def look_into(parts: Parts, kind: Kind, name: str) -> Iterator[Finding]:
    """Yield what stands in the parts of a document.

    Raises:
        FileEmpty: a presentation without a slide.
    """
    look = {Kind.DOCX: _text, Kind.XLSX: _sheets, Kind.PPTX: _slides}[kind]
    yield from look(parts, name)
    yield from _properties(parts, name)
    if any(COMMENTS.fullmatch(part) for part in parts):
        yield to_remove("comments")
    if embedded := sum(1 for part in parts if _EMBEDDED.fullmatch(part) and not _is_chart(part)):
        yield must_handle("embedded_object", count=embedded)
    if links := _links(parts, name):
        yield hint("external_links", count=links)
    if mark := secrecy_mark(plain_text(parts, name)):
        yield must_handle("secrecy_mark", mark=mark)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, wanted: str) -> str:
    """Return an attribute by its name without namespace."""
    return next(
        (str(v) for k, v in element.attrib.items() if etree.QName(k).localname == wanted), ""
    )


def plain_text(parts: Parts, name: str) -> str:
    """Return the words of the parts that a reader sees, one paragraph or cell a line."""
    seen = re.compile(
        f"{_TEXTS.pattern}|xl/sharedStrings\\.xml|{_SHEETS.pattern}|{_SLIDES.pattern}"
    )
    return "\n".join(
        "".join(str(text) for text in block.itertext())
        for part, content in parts.items()
        if seen.fullmatch(part)
        for block in tree(content, name).iter("{*}p", "{*}si", "{*}is", "{*}oddHeader")
    )


def _is_chart(part: str) -> bool:
    """Tell whether an embedded workbook is the data of a chart, which the chart shows anyway."""
    return "Microsoft_Excel_Sheet" in part or "Microsoft_Excel_Worksheet" in part


def _properties(parts: Parts, name: str) -> Iterator[Finding]:
    """Yield what the properties tell about who wrote the document."""
    if any(_names_somebody(content, name) for part, content in parts.items()
           if PROPERTIES.fullmatch(part)):  # fmt: skip
        yield to_remove("author")
    if any(THUMBNAIL.fullmatch(part) for part in parts):
        yield to_remove("thumbnail")


_TELLING = frozenset(
    {
        *("creator", "lastmodifiedby", "company", "manager", "keywords", "description"),
        *("subject", "title", "category", "hyperlinkbase", "lpwstr", "lpstr"),
    }
)


def _names_somebody(content: bytes, name: str) -> bool:
    """Tell whether a part of properties holds a name or a note."""
    return any(
        local(one).lower() in _TELLING and (one.text or "").strip() not in _NOBODY
        for one in tree(content, name).iter()
    )


def _text(parts: Parts, name: str) -> Iterator[Finding]:
    """Yield tracked changes and hidden words of a text."""
    changes, hidden = 0, False
    for part, content in parts.items():
        if not _TEXTS.fullmatch(part):
            continue
        root = tree(content, name)
        changes += sum(1 for one in root.iter() if local(one) in _CHANGES)
        hidden = hidden or any(
            attribute(one, "val") not in _OFF and "".join(_run_text(one)).strip()
            for one in root.iter("{*}vanish")
        )
    if changes:
        yield must_handle("tracked_changes", count=changes)
    if hidden:
        yield must_handle("hidden_text")
    settings = parts.get("word/_rels/settings.xml.rels", b"")
    if b"attachedTemplate" in settings:
        yield to_remove("template_path")


def _run_text(vanish: etree._Element) -> Iterator[str]:
    """Yield the words of the run that a mark of hiding stands in; paragraph marks have none."""
    run = vanish.getparent().getparent() if vanish.getparent() is not None else None
    if run is not None and local(run) == "r":
        for text in run.iter("{*}t"):
            yield text.text or ""


def _sheets(parts: Parts, name: str) -> Iterator[Finding]:
    """Yield hidden sheets, rows and columns, and other workbooks that are drawn from."""
    book = tree(parts.get("xl/workbook.xml", b"<workbook/>"), name)
    hidden = sum(1 for one in book.iter("{*}sheet") if attribute(one, "state").endswith("idden"))
    if hidden:
        yield must_handle("hidden_sheet", count=hidden)
    rows = columns = 0
    for part, content in parts.items():
        if not _SHEETS.fullmatch(part):
            continue
        root = tree(content, name)
        rows += sum(1 for one in root.iter("{*}row") if _is_on(one, "hidden") and len(one))
        columns += sum(_width(one) for one in root.iter("{*}col") if _is_on(one, "hidden"))
    if rows:
        yield must_handle("hidden_rows", count=rows)
    if columns:
        yield must_handle("hidden_columns", count=columns)
    if any(part.startswith("xl/externalLinks/externalLink") for part in parts):
        yield must_handle("linked_workbook")


def _is_on(element: etree._Element, name: str) -> bool:
    """Tell whether a yes-or-no attribute says yes."""
    return attribute(element, name) in {"1", "true"}


def _width(column: etree._Element) -> int:
    """Return how many columns one entry describes; to the last column of the sheet means none."""
    first, last = int(attribute(column, "min") or 1), int(attribute(column, "max") or 1)
    return 0 if last >= _LAST_COLUMN else last - first + 1


_LAST_COLUMN = 16_384


def _slides(parts: Parts, name: str) -> Iterator[Finding]:
    """Yield hidden slides and the notes of who speaks."""
    slides = [tree(content, name) for part, content in parts.items() if _SLIDES.fullmatch(part)]
    if not slides:
        raise FileEmpty(name=name)
    if hidden := sum(1 for slide in slides if attribute(slide, "show") in _OFF):
        yield must_handle("hidden_slide", count=hidden)
    if any(NOTES.fullmatch(part) for part in parts):
        yield to_remove("notes")


def _links(parts: Parts, name: str) -> int:
    """Return how many links lead out of the document."""
    return sum(
        1
        for part, content in parts.items()
        if part.endswith(".rels")
        for one in tree(content, name).iter("{*}Relationship")
        if one.get("TargetMode") == "External" and one.get("Type", "").endswith("/hyperlink")
    )
