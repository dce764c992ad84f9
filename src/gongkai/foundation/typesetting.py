"""Set PDF files with typst, in the official typefaces where the machine has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import typst

from gongkai.domain.errors import Refusal
from gongkai.foundation import fonts as shipped

# Typefaces with simplified characters that machines have, the official ones first; at last ours.
TEXT_FONTS = (
    *("FangSong_GB2312", "FangSong", "STFangsong", "SimSun", "NSimSun", "STSong", "Songti SC"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Noto Sans CJK SC"),
    *("Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing CN", "Droid Sans Fallback"),
    shipped.FAMILY,
)
LABEL_FONTS = (
    *("SimHei", "STHeiti", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC"),
    shipped.FAMILY,
)


class ChineseFontMissing(Refusal):
    """The machine has no typeface with Chinese characters, so a PDF would show boxes."""

    code = "chinese_font_missing"


@cache
def installed() -> tuple[typst.Fonts, frozenset[str]]:
    """Return the machine's typefaces and ours, looked up once for each process."""
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[shipped.folder()])
    return fonts, frozenset(fonts.families())


def pdf(drawing: bytes, content: Mapping[str, Any]) -> bytes:
    """Return a PDF file.

    Args:
        drawing: a typst source that reads ``sys.inputs.form`` as JSON; ``text_fonts`` and
            ``label_fonts`` are added to it.
        content: plain data for the drawing.

    Raises:
        ChineseFontMissing: no typeface of the machine can write Chinese.
    """
    fonts, families = installed()
    text = [name for name in TEXT_FONTS if name in families]
    if not text:
        raise ChineseFontMissing
    label = [name for name in LABEL_FONTS if name in families]
    chosen = {"text_fonts": text[:1], "label_fonts": (label or text)[:1]}
    inputs = {"form": json.dumps({**content, **chosen}, ensure_ascii=False)}
    built = typst.compile(drawing, font_paths=fonts, format="pdf", sys_inputs=inputs)
    return bytes(built)
