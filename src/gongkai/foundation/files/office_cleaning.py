"""Remove from docx, xlsx and pptx what tells about their making."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from lxml import etree  # type: ignore[import-untyped]

from gongkai.foundation.files import pictures
from gongkai.foundation.files.findings import Finding
from gongkai.foundation.files.office import COMMENTS, NOTES, PROPERTIES, THUMBNAIL, local
from gongkai.foundation.files.packages import CONTENT_TYPES, Parts, packed, tree, written

_OOXML = "http://schemas.openxmlformats.org"
_EMPTY_PROPERTIES = {
    "core": f'<cp:coreProperties xmlns:cp="{_OOXML}/package/2006/metadata/core-properties"/>',
    "app": f'<Properties xmlns="{_OOXML}/officeDocument/2006/extended-properties"/>',
    "custom": f'<Properties xmlns="{_OOXML}/officeDocument/2006/custom-properties"/>',
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_COMMENT_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_VML = re.compile(r"xl/drawings/vmlDrawing\d+\.vml|xl/drawings/commentsDrawing\d+\.vml")
_PHOTO = re.compile(r"(word|xl|ppt)/media/.+\.jpe?g", re.IGNORECASE)


def without_traces(parts: Parts, findings: tuple[Finding, ...], name: str) -> bytes:
    """Return the document without properties, comments, notes and the like."""
    codes = {finding.code for finding in findings}
    kept = {part: _emptied(part, content) for part, content in parts.items()}
    dropped = {part for part in kept if THUMBNAIL.fullmatch(part)}
    if "comments" in codes:
        dropped |= {part for part in kept if COMMENTS.fullmatch(part) or _VML.fullmatch(part)}
        kept = {part: _without_marks(part, content, name) for part, content in kept.items()}
    if "notes" in codes:
        dropped |= {part for part in kept if NOTES.fullmatch(part)}
    if "template_path" in codes:
        dropped.add("word/_rels/settings.xml.rels")
        kept = _rewritten(kept, "word/settings.xml", name, {"attachedTemplate"})
    return packed(_drop(kept, dropped, name))


def _emptied(part: str, content: bytes) -> bytes:
    """Return a part without names: properties empty, photographs without details."""
    if found := PROPERTIES.fullmatch(part):
        return (_HEAD + _EMPTY_PROPERTIES[found[1].lower()]).encode()
    if _PHOTO.fullmatch(part) and pictures.tells(content):
        return pictures.without_details(content)
    return content


def _without_marks(part: str, content: bytes, name: str) -> bytes:
    """Return a text without the places its comments hung on, a sheet without their drawing."""
    if not part.endswith(".xml") or not part.startswith(("word/", "xl/worksheets/")):
        return content
    wanted = _COMMENT_MARKS if part.startswith("word/") else frozenset({"legacyDrawing"})
    if not any(word.encode() in content for word in wanted):
        return content
    return _without_elements(content, name, wanted)


def _rewritten(parts: Parts, part: str, name: str, unwanted: set[str]) -> Parts:
    """Return the parts, one of them without some elements."""
    if part not in parts:
        return parts
    return {**parts, part: _without_elements(parts[part], name, frozenset(unwanted))}


def _without_elements(content: bytes, name: str, unwanted: frozenset[str]) -> bytes:
    """Return a part without the elements of some names."""
    root = tree(content, name)
    _remove(root, lambda one: local(one) in unwanted)
    return written(root)


def _remove(root: etree._Element, is_unwanted: Callable[[etree._Element], bool]) -> None:
    for one in [one for one in root.iter() if is_unwanted(one)]:
        if one.getparent() is not None:
            one.getparent().remove(one)


def _drop(parts: Parts, dropped: set[str], name: str) -> Parts:
    """Return the parts without some, and without what refers to those."""
    gone = dropped | {_rels_of(part) for part in dropped}
    kept: Parts = {}
    for part, content in parts.items():
        if part in gone:
            continue
        if part == CONTENT_TYPES and dropped:
            root = tree(content, name)
            _remove(root, lambda one: str(one.get("PartName", "")).lstrip("/") in gone)
            kept[part] = written(root)
        elif part.endswith(".rels") and dropped:
            kept[part] = _without_targets(part, content, gone, name)
        else:
            kept[part] = content
    return kept


def _rels_of(part: str) -> str:
    """Return where the references of a part stand."""
    folder, file = posixpath.split(part)
    return f"{folder}/_rels/{file}.rels"


def _without_targets(part: str, content: bytes, gone: set[str], name: str) -> bytes:
    """Return references without those to dropped parts."""
    folder = posixpath.dirname(posixpath.dirname(part))

    def leads_nowhere(one: etree._Element) -> bool:
        target = str(one.get("Target", ""))
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        return posixpath.normpath(whole) in gone

    root = tree(content, name)
    _remove(root, leads_nowhere)
    return written(root)
