"""Hold a text on its way from a word processor to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.domain.terms import Term


class Warned(Term):
    """What the editor should look at before submitting; the label is the sentence."""

    REMOTE_PICTURES = (
        "remote_pictures",
        "有{count}张图片在别的网站或者本机文件里，没有带进来。请另存为图片文件，在正文里加“图片”上传。",
    )
    BROKEN_PICTURES = "broken_pictures", "有{count}张图片没有带进来：{reason}"
    PICTURES_WITHOUT_WORDS = (
        "pictures_without_words",
        "有{count}张图片没有说明文字。请在图片下面写一句话，说明图上是什么。",
    )
    NO_TITLE = "no_title", "没有认出标题，请填写。"
    DROPPED = "dropped", "已去掉与内容无关的文字：{lines}。"
    NUMBERED = "numbered", "Word自动编号改成了1、2、3，请核对编号。"
    ATTACHMENTS_DIFFER = (
        "attachments_differ",
        "正文列了{named}个附件，上传了{uploaded}个。请核对。",
    )
    NESTED_TABLE = "nested_table", "表格里套着表格，里层只留下文字。请核对。"
    LARGE_TABLE = "large_table", "有一张表格太大，没有带进来。请作为附件上传。"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at.

    Attributes:
        what: which.
        facts: what fills the sentence.
    """

    what: Warned
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return self.what.label.format_map(self.facts)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture that came inside a text.

    Attributes:
        content: its bytes.
        extension: what they are, ``png``.
        alt: what it shows, in words; empty when its author said nothing.
    """

    content: bytes
    extension: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body.

    Attributes:
        kind: ``heading``, ``paragraph``, ``table``, ``quote`` or ``picture``.
        value: words, rich text, the cells of a table, or the place of a picture in ``pictures``.
    """

    kind: str
    value: str | int | dict[str, object]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was understood.

    Attributes:
        title: its title; empty when none was recognised.
        blocks: its body.
        pictures: the pictures its body refers to.
        warnings: what to look at.
        source_name: who signed it, or who it says it is from.
        editor_name: the editor it names.
        formed_on: the day it was signed.
        attachments: the names in its list of attachments (附件).
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    warnings: tuple[Hint, ...] = ()
    source_name: str = ""
    editor_name: str = ""
    formed_on: date | None = None
    attachments: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is neither a title nor a body."""
        return not self.title and not self.blocks
