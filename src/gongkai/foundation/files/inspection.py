"""Look into a file of any kind for what must not go to the public."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.foundation.files import office, packages, pdf, pictures
from gongkai.foundation.files.errors import FileDamaged
from gongkai.foundation.files.findings import Finding, hint, must_handle, to_remove
from gongkai.foundation.files.kinds import Group, Kind, decoded
from gongkai.foundation.files.marks import secrecy_mark

OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX})
OLD_OFFICE = frozenset({Kind.DOC, Kind.XLS, Kind.PPT})


def inspect(content: bytes, kind: Kind, name: str) -> tuple[Finding, ...]:
    """Return what was found in a file of a known kind.

    Raises:
        FileDamaged: it cannot be read to its end.
        FileEmpty: it has nothing to show.
        FileEncrypted: it opens only with a password.
        FileUnfoldsTooLarge: it unfolds to far more than it is.
    """
    return tuple(_look(content, kind, name))


def _look(content: bytes, kind: Kind, name: str) -> Iterator[Finding]:
    if kind in OFFICE:
        yield from office.look_into(packages.parts_of(content, name), kind, name)
    elif kind is Kind.PDF:
        yield from pdf.look_into(content, name)
    elif kind.group is Group.PICTURE:
        yield from pictures.look_into(content, name)
    elif kind in OLD_OFFICE:
        yield from _look_into_old(content)
    elif kind is Kind.OFD:
        packages.parts_of(content, name)
        yield hint("signed")
    else:
        text = decoded(content)
        if text is None:
            raise FileDamaged(name=name)
        yield from _mark(text)


def _look_into_old(content: bytes) -> Iterator[Finding]:
    """Yield what can be seen of an old format: its words stand there as UTF-16, unpacked."""
    yield to_remove("author")
    yield hint("old_format")
    for start in (0, 1):
        half = content[start : start + (len(content) - start) // 2 * 2]
        if mark := secrecy_mark(half.decode("utf-16-le", "replace")):
            yield must_handle("secrecy_mark", mark=mark)
            return


def _mark(text: str) -> Iterator[Finding]:
    """Yield a mark of secrecy."""
    if mark := secrecy_mark(text):
        yield must_handle("secrecy_mark", mark=mark)
