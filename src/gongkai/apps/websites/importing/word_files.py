"""Make HTML of a Word document."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import mammoth
from mammoth import transforms

from gongkai.foundation.files.errors import FileDamaged, FileKindNotAllowed
from gongkai.foundation.files.kinds import Kind
from gongkai.foundation.files.services import take_in_bytes

_CENTRED = "gongkai centred"
_STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='{_CENTRED}'] => p.centred:fresh
"""


def html_of(content: bytes, name: str) -> str:
    """Return the HTML of a docx file: headings, paragraphs, lists, tables, pictures.

    Raises:
        Refusal: the file is of another kind, damaged, or holds what its author must decide.
    """
    taken = take_in_bytes(content, name)
    if taken.kind is not Kind.DOCX:
        raise FileKindNotAllowed(name=name, found="，正文只能取自Word文件", allowed="docx")
    try:
        result = mammoth.convert_to_html(
            BytesIO(taken.file.read()),
            style_map=_STYLES,
            transform_document=transforms.paragraph(_keep_centred),
        )
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise FileDamaged(name=name) from error
    return str(result.value)


def _keep_centred(paragraph: Any) -> Any:
    """Mark a paragraph set in the middle: the conversion forgets alignment."""
    if paragraph.alignment == "center" and not paragraph.style_name:
        return paragraph.copy(style_name=_CENTRED)
    if paragraph.alignment == "center" and paragraph.style_name in {"Normal", "正文"}:
        return paragraph.copy(style_name=_CENTRED)
    return paragraph
