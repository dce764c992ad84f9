"""Look into PDF files, and remove what is not meant for their readers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, NameObject

from gongkai.foundation.files.errors import FileDamaged, FileEncrypted
from gongkai.foundation.files.findings import Finding, hint, must_handle, to_remove
from gongkai.foundation.files.marks import secrecy_mark

# Marks that reviewers leave; seals (Stamp), links and fields are part of the page.
_COMMENTS = frozenset(
    {
        *("/Text", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret"),
        *("/FileAttachment", "/Sound", "/Movie", "/Redact"),
    }
)
_TELLING = ("/Author", "/Creator", "/Title", "/Subject", "/Keywords", "/Company", "/Manager")
_SIGNED = 1  # bit of /SigFlags
_READ_PAGES = 5  # marks of secrecy stand on the first page; headers on every one
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


def look_into(content: bytes, name: str) -> Iterator[Finding]:
    """Yield what stands in a PDF.

    Raises:
        FileDamaged: it cannot be read, or has no page.
        FileEncrypted: it opens only with a password.
    """
    try:
        yield from list(_findings(_opened(content, name)))
    except _BROKEN as error:
        raise FileDamaged(name=name) from error


def without_traces(content: bytes) -> bytes:
    """Return the PDF without properties, comments, scripts and files inside."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    root: Any = writer.root_object
    for key in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo", "/AF", "/Collection"):
        _forget(root, key)
    names = root.get("/Names")
    if names is not None:
        for key in ("/JavaScript", "/EmbeddedFiles"):
            _forget(names.get_object(), key)
    for page in writer.pages:
        for key in ("/Metadata", "/AA", "/PieceInfo", "/LastModified"):
            _forget(page, key)
        _clean_annotations(page)
    buffer = BytesIO()
    writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(buffer)
    return buffer.getvalue()


def _opened(content: bytes, name: str) -> PdfReader:
    """Open a PDF that everybody can read."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileEncrypted(name=name)
    if not len(reader.pages):
        raise FileDamaged(name=name)
    return reader


def _findings(reader: PdfReader) -> Iterator[Finding]:
    """Yield what was found; a signed file is not touched, so nothing is offered to remove."""
    removable = list(_removable(reader))
    if _is_signed(reader):
        yield hint("signed")
        if any(one.code in {"pdf_script", "pdf_embedded_file"} for one in removable):
            yield must_handle("signed_with_script")
    else:
        yield from removable
    text = "\n".join(page.extract_text() for page in reader.pages[:_READ_PAGES])
    if not text.strip():
        yield hint("no_text_layer")
    if mark := secrecy_mark(text):
        yield must_handle("secrecy_mark", mark=mark)


def _removable(reader: PdfReader) -> Iterator[Finding]:
    """Yield what can be taken out of a file without a signature."""
    if _has_properties(reader):
        yield to_remove("pdf_properties")
    if any(_is_comment(one) for page in reader.pages for one in _annotations(page)):
        yield to_remove("pdf_comments")
    if _has_script(reader):
        yield to_remove("pdf_script")
    if _has_files(reader):
        yield to_remove("pdf_embedded_file")


def _is_signed(reader: PdfReader) -> bool:
    """Tell whether the file carries an electronic signature or seal."""
    form = reader.root_object.get("/AcroForm")
    return form is not None and bool(int(form.get_object().get("/SigFlags", 0)) & _SIGNED)


def _has_properties(reader: PdfReader) -> bool:
    """Tell whether the properties say who wrote it with what."""
    properties: Any = reader.metadata or {}
    said = any(str(properties.get(key) or "").strip() for key in _TELLING)
    return said or "/Metadata" in reader.root_object


def _has_script(reader: PdfReader) -> bool:
    """Tell whether opening or leafing through the file starts something."""
    root = reader.root_object
    opening = root.get("/OpenAction")
    acts = opening is not None and _is_script(opening.get_object())
    names = _names(reader)
    return (
        acts
        or "/AA" in root
        or "/JavaScript" in names
        or any("/AA" in page for page in reader.pages)
        or any(_is_script(one.get("/A")) for page in reader.pages for one in _annotations(page))
    )


def _is_script(action: Any) -> bool:
    """Tell whether an action runs something instead of going to a page."""
    action = action.get_object() if action is not None else None
    return isinstance(action, dict) and action.get("/S") in {"/JavaScript", "/Launch"}


def _names(reader: PdfReader) -> Any:
    """Return the dictionary of names; an empty one when there is none."""
    names = reader.root_object.get("/Names")
    return names.get_object() if names is not None else {}


def _has_files(reader: PdfReader) -> bool:
    """Tell whether other files lie inside."""
    return "/EmbeddedFiles" in _names(reader) or any(
        one.get("/Subtype") == "/FileAttachment"
        for page in reader.pages
        for one in _annotations(page)
    )


def _annotations(page: Any) -> list[Any]:
    """Return what hangs on a page."""
    found = page.get("/Annots")
    return [one.get_object() for one in found.get_object()] if found is not None else []


def _is_comment(annotation: Any) -> bool:
    return annotation.get("/Subtype") in _COMMENTS


def _clean_annotations(page: Any) -> None:
    """Take comments off a page and scripts out of what stays."""
    if "/Annots" not in page:
        return
    kept = [one for one in page["/Annots"].get_object() if not _is_comment(one.get_object())]
    for one in kept:
        annotation = one.get_object()
        _forget(annotation, "/AA")
        if _is_script(annotation.get("/A")):
            _forget(annotation, "/A")
    page[NameObject("/Annots")] = ArrayObject(kept)


def _forget(holder: Any, key: str) -> None:
    """Remove an entry that may not be there."""
    if key in holder:
        del holder[key]
