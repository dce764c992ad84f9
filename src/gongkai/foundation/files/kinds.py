"""Tell what a file is by its content, and hold its name against that."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import puremagic

from gongkai.domain.terms import Term
from gongkai.foundation.files import compound, packages
from gongkai.foundation.files.errors import (
    FileEmpty,
    FileEncrypted,
    FileHasMacros,
    FileIsArchive,
    FileIsProgram,
    FileKindNotAllowed,
    FileNameDisagrees,
)

HEAD = 8192  # bytes that tell sound and film from the rest


class Group(Term):
    """Kinds that share a limit of size."""

    PICTURE = "picture", "图片"
    DOCUMENT = "document", "文档"
    SOUND = "sound", "音频"
    FILM = "film", "视频"


class Kind(Term):
    """A kind of file that may be offered to the public; the value is its extension."""

    PDF = "pdf", "PDF文件"
    DOCX = "docx", "Word文件"
    XLSX = "xlsx", "Excel文件"
    PPTX = "pptx", "演示文稿"
    DOC = "doc", "旧版Word文件"
    XLS = "xls", "旧版Excel文件"
    PPT = "ppt", "旧版演示文稿"
    OFD = "ofd", "OFD文件"
    TXT = "txt", "文本文件"
    CSV = "csv", "CSV表格"
    JPG = "jpg", "JPG图片"
    PNG = "png", "PNG图片"
    GIF = "gif", "GIF图片"
    WEBP = "webp", "WebP图片"
    MP3 = "mp3", "MP3音频"
    MP4 = "mp4", "MP4视频"

    @property
    def group(self) -> Group:
        """Return the group whose limit of size holds."""
        return _GROUPS.get(self, Group.DOCUMENT)

    @property
    def media_type(self) -> str:
        """Return the media type."""
        return _MEDIA_TYPES.get(self, "application/octet-stream")


_GROUPS: Mapping[Kind, Group] = MappingProxyType(
    {
        **dict.fromkeys((Kind.JPG, Kind.PNG, Kind.GIF, Kind.WEBP), Group.PICTURE),
        Kind.MP3: Group.SOUND,
        Kind.MP4: Group.FILM,
    }
)
_OOXML = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PDF: "application/pdf",
        Kind.DOCX: f"{_OOXML}wordprocessingml.document",
        Kind.XLSX: f"{_OOXML}spreadsheetml.sheet",
        Kind.PPTX: f"{_OOXML}presentationml.presentation",
        Kind.TXT: "text/plain",
        Kind.CSV: "text/csv",
        Kind.JPG: "image/jpeg",
        Kind.PNG: "image/png",
        Kind.GIF: "image/gif",
        Kind.WEBP: "image/webp",
        Kind.MP3: "audio/mpeg",
        Kind.MP4: "video/mp4",
    }
)
# Extensions that mean the same kind; those of WPS are the old formats under other names.
_EXTENSIONS: Mapping[str, Kind] = MappingProxyType(
    {
        **{kind.value: kind for kind in Kind},
        "jpeg": Kind.JPG,
        "m4v": Kind.MP4,
        "wps": Kind.DOC,
        "et": Kind.XLS,
        "dps": Kind.PPT,
    }
)
_PROGRAMS = frozenset(
    {
        *("exe", "com", "scr", "msi", "dll", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse"),
        *("wsf", "hta", "html", "htm", "xhtml", "mht", "mhtml", "svg", "xml", "php", "jsp"),
        *("asp", "aspx", "sh", "py", "jar", "apk", "lnk", "reg", "chm"),
    }
)
_MACRO_EXTENSIONS = frozenset(
    {"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm"}
)
_ARCHIVE_EXTENSIONS = frozenset(["zip", "rar", "7z", "tar", "gz", "bz2", "xz", "cab", "iso"])
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ARCHIVE_HEADS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PAGE_HEADS = ("<!doctype", "<html", "<script", "<?xml", "<?php", "<svg", "<head", "<body")
_HEADS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"ID3", Kind.MP3),
    (b"\xff\xfb", Kind.MP3),
    (b"\xff\xf3", Kind.MP3),
    (b"\xff\xf2", Kind.MP3),
)
_PDF_WITHIN = 1024  # some printers write a few bytes before the head
_TEXTS = frozenset({Kind.TXT, Kind.CSV})


def allowed() -> str:
    """Return the extensions that may be uploaded, in words."""
    return "、".join(dict.fromkeys(kind.value for kind in Kind))


def extension_of(name: str) -> str:
    """Return the extension in small letters, without the dot."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def sniff(content: bytes, name: str) -> Kind:
    """Return what a file is.

    Raises:
        FileEmpty: there is nothing in it.
        FileIsProgram: it is a program, a script or a web page.
        FileIsArchive: it packs other files.
        FileHasMacros: it is a document with a program inside.
        FileEncrypted: it opens only with a password.
        FileKindNotAllowed: it is of no kind that may be offered to the public.
        FileNameDisagrees: its name says something else than its content.
        FileDamaged: its container cannot be read.
        FileUnfoldsTooLarge: its container unfolds to far too much.
    """
    extension = extension_of(name)
    if not content:
        raise FileEmpty(name=name)
    if extension in _PROGRAMS or content.startswith(_PROGRAM_HEADS):
        raise FileIsProgram(name=name)
    if extension in _MACRO_EXTENSIONS:
        raise FileHasMacros(name=name)
    if content.startswith(_ARCHIVE_HEADS) or extension in _ARCHIVE_EXTENSIONS:
        raise FileIsArchive(name=name)
    named = _EXTENSIONS.get(extension)
    kind = _kind_of(content, name, named)
    if kind is None:
        raise FileKindNotAllowed(name=name, found=_guess(content, name), allowed=allowed())
    if named is not kind:
        raise FileNameDisagrees(name=name, kind=kind)
    return kind


def sniff_played(head: bytes, name: str) -> Kind | None:
    """Return the kind of a sound or a film by its first bytes; None of anything else."""
    kind = _by_head(head)
    played = kind is not None and kind.group in {Group.SOUND, Group.FILM}
    return kind if played and _EXTENSIONS.get(extension_of(name)) is kind else None


def _kind_of(content: bytes, name: str, named: Kind | None) -> Kind | None:
    """Return the kind that the content shows; None when it shows none we take."""
    if content.startswith(packages.HEAD):
        return _packed(content, name)
    if content.startswith(compound.HEAD):
        return _compound(content, name)
    kind = _by_head(content)
    if kind is not None:
        return kind
    if named in _TEXTS and _reads_as_text(content, name):
        return named
    return None


def _by_head(content: bytes) -> Kind | None:
    """Return the kind that the first bytes show."""
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Kind.PDF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if content[4:8] == b"ftyp":
        return Kind.MP4
    return next((kind for head, kind in _HEADS if content.startswith(head)), None)


def _packed(content: bytes, name: str) -> Kind:
    """Return the kind of a file that is a zip inside."""
    with packages.opened(content, name) as package:
        names = set(package.namelist())
        if any(part.lower().endswith(("vbaproject.bin", "vbadata.xml")) for part in names):
            raise FileHasMacros(name=name)
        if "OFD.xml" in names:
            return Kind.OFD
        if packages.CONTENT_TYPES not in names:
            raise FileIsArchive(name=name)
        types = package.read(packages.CONTENT_TYPES)
    if b"macroEnabled" in types:
        raise FileHasMacros(name=name)
    mains = {b"wordprocessingml.document.main": Kind.DOCX, b"spreadsheetml.sheet.main": Kind.XLSX,
             b"presentationml.presentation.main": Kind.PPTX}  # fmt: skip
    for mark, kind in mains.items():
        if mark in types:
            return kind
    raise FileKindNotAllowed(name=name, found="", allowed=allowed())


def _compound(content: bytes, name: str) -> Kind | None:
    """Return the kind of a file in Microsoft's older container."""
    names = set(compound.entries(content, name))
    if "EncryptedPackage" in names:
        raise FileEncrypted(name=name)
    if names & {"Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}:
        raise FileHasMacros(name=name)
    for stream, kind in (
        ("WordDocument", Kind.DOC),
        ("Workbook", Kind.XLS),
        ("Book", Kind.XLS),
        ("PowerPoint Document", Kind.PPT),
    ):
        if stream in names:
            return kind
    return None


def decoded(content: bytes) -> str | None:
    """Return a plain text in the encodings that offices use; None when it is none."""
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return None


def _reads_as_text(content: bytes, name: str) -> bool:
    """Tell whether plain text is what it says to be.

    Raises:
        FileIsProgram: it is a web page.
    """
    text = decoded(content)
    if text is None:
        return False
    if text.lstrip("\ufeff \t\r\n").lower().startswith(_PAGE_HEADS):
        raise FileIsProgram(name=name)
    return True


def _guess(content: bytes, name: str) -> str:
    """Return what an unknown file seems to be, for the sentence that refuses it."""
    try:
        found = puremagic.from_string(content[:HEAD])
    except (puremagic.PureError, ValueError):
        return ""
    return f"（像是{found.lstrip('.')}文件）" if found else ""
