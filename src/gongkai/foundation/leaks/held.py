"""Collect what a file holds: its words with their places, what is hidden, what was not seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.domain.personal_data.words import is_name
from gongkai.domain.terms import Term


class TraceKind(Term):
    """What a file carries besides what its reader is shown."""

    TRACKED_CHANGE = "tracked_change", "没有接受的修订"
    COMMENT = "comment", "批注"
    HIDDEN_TEXT = "hidden_text", "隐藏文字"
    HIDDEN_SHEET = "hidden_sheet", "隐藏的工作表"
    HIDDEN_ROW = "hidden_row", "隐藏的行"
    HIDDEN_COLUMN = "hidden_column", "隐藏的列"
    HIDDEN_SLIDE = "hidden_slide", "隐藏的幻灯片"
    EMBEDDED_FILE = "embedded_file", "嵌在里面的文件"
    COVERED_TEXT = "covered_text", "盖住而没有删掉的文字"
    OUTSIDE_PAGE = "outside_page", "页面以外的文字"
    AUTHOR = "author", "作者姓名"
    POSITION = "position", "拍摄位置"
    THUMBNAIL = "thumbnail", "与图片不同的缩略图"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words, and where in the file they stand."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Something hidden, and where; ``quote`` may be empty."""

    kind: TraceKind
    where: str
    quote: str = ""


@dataclass(slots=True)
class Held:
    """What a file holds; ``unseen`` says in sentences what no reader here can read."""

    passages: list[Passage] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def words(self, where: str, text: str) -> None:
        """Keep words, unless there are none."""
        if text.strip():
            self.passages.append(Passage(where, text))

    def hidden(self, kind: TraceKind, where: str, text: str = "") -> None:
        """Keep what is hidden, and its words."""
        self.traces.append(Trace(kind, where, text.strip()))
        self.words(where, text)

    def property(self, where: str, text: str) -> None:
        """Keep a property of the file; one that names a person is a trace of its own."""
        self.words(where, text)
        if is_name(text.strip()):
            self.traces.append(Trace(TraceKind.AUTHOR, where, text.strip()))
