"""Read a file of any known kind, and the files inside it."""

from __future__ import annotations

import re
from pathlib import PurePath

from gongkai.foundation.files import packages
from gongkai.foundation.files.errors import (
    FileDamaged,
    FileEmpty,
    FileTooLarge,
    FileUnfoldsTooLarge,
)
from gongkai.foundation.files.kinds import decoded
from gongkai.foundation.files.office import attribute
from gongkai.foundation.files.packages import CONTENT_TYPES, MEGABYTE, Parts, tree
from gongkai.foundation.leaks import pdf, pictures, sheets, word
from gongkai.foundation.leaks.errors import LeakCheckImpossible, LeakCheckTooDeep
from gongkai.foundation.leaks.held import Held, TraceKind

READABLE = "txt、md、csv、json、xml、html、docx、xlsx、pptx、ofd、pdf、jpg、png、gif、webp、zip"
MOST_MEGABYTES = 100
MOST_DEPTH = 4
NO_RECOGNITION = "没有文字识别引擎，图片里的字没有检查"
_TEXTS = frozenset({".txt", ".md", ".csv", ".tsv", ".json", ".jsonl", ".xml", ".html", ".htm"})
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_UTF8_NAME = 0x800
_FONTS = re.compile(r".+\.(odttf|fntdata|emf|wmf)", re.IGNORECASE)
_EMBEDDED = re.compile(r"(word|xl|ppt)/embeddings/.+")
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_PPT_COMMENTS = re.compile(r"ppt/comments/.+\.xml")
_PROPERTIES = re.compile(r"docProps/(core|app|custom)\.xml", re.IGNORECASE)
_NOTHING_SAID = frozenset({".rels", ".vml"})
_TOOLS = frozenset({"python-docx", "openpyxl"})


class Reader:
    """Reads one file from outside to inside, no further than its budget goes."""

    def __init__(self) -> None:
        self.held = Held()
        self.bytes_left = packages.MOST_UNFOLDED_BYTES

    def read(self, content: bytes, name: str, depth: int = 0) -> None:
        """Read a file, whatever it says it is called.

        Raises:
            FileEmpty: it holds nothing.
            FileTooLarge: it is larger than any file that goes out.
            FileUnfoldsTooLarge: with what lies inside it is too much to read.
            FileDamaged: it cannot be read to its end.
            FileEncrypted: it opens only with a password.
            LeakCheckImpossible: there is no reader for it.
            LeakCheckTooDeep: files are packed in files too often.
        """
        if depth > MOST_DEPTH:
            raise LeakCheckTooDeep(name=name, limit=MOST_DEPTH)
        if not content:
            raise FileEmpty(name=name)
        if len(content) > MOST_MEGABYTES * MEGABYTE:
            raise FileTooLarge(name=name, limit=MOST_MEGABYTES)
        self.bytes_left -= len(content)
        if self.bytes_left < 0:
            raise FileUnfoldsTooLarge(name=name)
        self.held.words("文件名", re.sub(r"\.\w{1,5}$", "", name))
        if content.startswith((packages.HEAD, b"PK\x05\x06")):
            self._package(content, name, depth)
        elif b"%PDF-" in content[:1024]:
            pdf.read(content, name, self.held, lambda one, title: self.read(one, title, depth + 1))
        elif content.startswith(_PICTURES) or content[8:12] == b"WEBP":
            pictures.read(content, name, self.held)
            self.held.unseen.append(f"“{name}”：{NO_RECOGNITION}")
        else:
            self._text(content, name)

    def _text(self, content: bytes, name: str) -> None:
        text = decoded(content) if PurePath(name).suffix.lower() in _TEXTS else None
        if text is None:
            raise LeakCheckImpossible(name=name, allowed=READABLE)
        self.held.words("正文", text)

    def _package(self, content: bytes, name: str, depth: int) -> None:
        with packages.opened(content, name) as package:
            if any(one.lower().endswith("vbaproject.bin") for one in package.namelist()):
                raise LeakCheckImpossible(name=name, allowed=READABLE)
            self.held.words("压缩包的备注", decoded(package.comment) or "")
            names = {one.filename: _said_name(one.filename, one.flag_bits)
                     for one in package.infolist() if not one.is_dir()}  # fmt: skip
        parts = packages.parts_of(content, name)
        if CONTENT_TYPES in parts:
            self._office(parts, name, depth)
            return
        if "OFD.xml" in parts:
            self._rest(parts, set(), name, depth)
            return
        for part, title in names.items():
            self.held.words("压缩包里的路径", str(PurePath(title).parent))
            self.read(parts[part], PurePath(title).name, depth + 1)

    def _office(self, parts: Parts, name: str, depth: int) -> None:
        """Read a document, then whatever parts no reader of its kind has taken."""
        seen = word.read(parts, name, self.held)
        if "xl/workbook.xml" in parts:
            seen |= sheets.read(parts, name, self.held)
        for part in filter(_PROPERTIES.fullmatch, parts):
            seen.add(part)
            for one in tree(parts[part], name).iter():
                if isinstance(one.tag, str) and (one.text or "").strip() not in _TOOLS:
                    self.held.property("文档属性", (one.text or "").strip())
        self._rest({p: c for p, c in parts.items() if p != CONTENT_TYPES}, seen, name, depth)

    def _rest(self, parts: Parts, seen: set[str], name: str, depth: int) -> None:
        for part, content in parts.items():
            suffix = PurePath(part).suffix.lower()
            if part in seen or not content or part.endswith("/"):
                continue
            if _EMBEDDED.fullmatch(part):
                self.held.hidden(TraceKind.EMBEDDED_FILE, "嵌在里面的文件", PurePath(part).name)
                self.read(content, PurePath(part).name, depth + 1)
            elif suffix == ".xml" or suffix in _NOTHING_SAID:
                self._xml(part, content, name)
            elif content.startswith(_PICTURES):
                self.read(content, PurePath(part).name, depth + 1)
            elif not _FONTS.fullmatch(part):
                self.held.unseen.append(f"“{name}”里的{part}没有检查")

    def _xml(self, part: str, content: bytes, name: str) -> None:
        """Read the words and the values of a part; slides and their comments may be hidden."""
        root = tree(content, name)
        lines = ["".join(str(text) for text in block.itertext()) for block in root.iter("{*}p")]
        where = f"部件{PurePath(part).name}"
        text = "\n".join(lines) if lines else "\n".join(str(one) for one in root.itertext())
        if _SLIDE.fullmatch(part) and attribute(root, "show") in {"0", "false"}:
            self.held.hidden(TraceKind.HIDDEN_SLIDE, where, text)
        elif _PPT_COMMENTS.fullmatch(part):
            self.held.hidden(TraceKind.COMMENT, where, text)
        else:
            self.held.words(where, text)
        values = (
            str(value)
            for one in root.iter()
            if isinstance(one.tag, str)
            for key, value in one.attrib.items()
            if key in {"v", "descr", "title", "name", "Target"}
        )
        self.held.words(f"{where}的属性", "\n".join(values))


def _said_name(written: str, flags: int) -> str:
    """Return the name of a member; old Chinese systems wrote GB18030 without saying so."""
    if flags & _UTF8_NAME:
        return written
    try:
        return written.encode("cp437").decode("gb18030")
    except UnicodeError:
        return written


def read(content: bytes, name: str) -> Held:
    """Return everything that a file holds; see `Reader.read` for what is refused."""
    reader = Reader()
    try:
        reader.read(content, name)
    except (KeyError, IndexError, ValueError, RecursionError) as error:
        raise FileDamaged(name=name) from error
    return reader.held
