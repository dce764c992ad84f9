"""Open the zip inside an office document without being harmed by it, and write it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 -- an exception

from lxml import etree  # type: ignore[import-untyped]

from gongkai.foundation.files.errors import FileDamaged, FileEncrypted, FileUnfoldsTooLarge

HEAD = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
MEGABYTE = 1024 * 1024
# Ours: a county's largest honest documents unfold to a tenth of this.
MOST_UNFOLDED_BYTES = 300 * MEGABYTE
MOST_PARTS = 20_000
MOST_RATIO = 200  # text and sheets shrink to a hundredth at most
RATIO_MATTERS_FROM = 20 * MEGABYTE
_PASSWORD_FLAG = 0x1

Parts = dict[str, bytes]
Rewrite = Callable[[str, bytes], bytes | None]


@contextmanager
def opened(content: bytes, name: str) -> Iterator[ZipFile]:
    """Open a package after a look at its table of contents.

    Raises:
        FileDamaged: it cannot be read.
        FileEncrypted: its parts have a password.
        FileUnfoldsTooLarge: it unfolds to far more than it is.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            _check(package.infolist(), len(content), name)
            yield package
    except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError) as error:
        raise FileDamaged(name=name) from error


def _check(infos: list[ZipInfo], size: int, name: str) -> None:
    """Refuse what would unfold to too much."""
    total = sum(info.file_size for info in infos)
    folded_far = total > RATIO_MATTERS_FROM and total > size * MOST_RATIO
    if len(infos) > MOST_PARTS or total > MOST_UNFOLDED_BYTES or folded_far:
        raise FileUnfoldsTooLarge(name=name)
    if any(info.flag_bits & _PASSWORD_FLAG for info in infos):
        raise FileEncrypted(name=name)


def parts_of(content: bytes, name: str) -> Parts:
    """Return all parts of a package; each is read no further than its table of contents says.

    Raises:
        FileDamaged: a part cannot be read.
    """
    with opened(content, name) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of parts in their order; nothing tells when it was made."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, part)
    return buffer.getvalue()


def tree(part: bytes, name: str) -> etree._Element:
    """Return a part as XML that can reach nothing outside itself.

    Raises:
        FileDamaged: it is no XML, or defines a document type, which office files never do.
    """
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise FileDamaged(name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise FileDamaged(name=name) from error


def written(root: etree._Element) -> bytes:
    """Return XML as the bytes of a part."""
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
