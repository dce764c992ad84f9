"""Look at what a page is made of: pictures without words, attachments that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.apps.content_checks.page_text import PageText
from gongkai.domain.content_checks.findings import Finding, Level, Tier

# 附件：1.名单 … 2.表格 — the list at the end of a text (GB/T 9704—2012, 7.3.4)
_LISTED = re.compile(r"^附件[:：]?\s*(?:(?P<n>\d{1,2})[.．、])?(?P<name>\S.*)$", re.MULTILINE)
_NEXT = re.compile(r"^\s*(?P<n>\d{1,2})[.．、]\s*\S.*$")


def findings(page_text: PageText) -> Iterator[tuple[str, Finding]]:
    """Yield what is missing, each with its place; such a finding quotes the name of the part."""
    for number, picture in enumerate(page_text.pictures, 1):
        if not picture.alt.strip():
            name = str(getattr(picture.image, "title", "") or f"第{number}张图片")
            yield (
                f"{picture.place}图片",
                Finding(
                    rule="page.alt-text",
                    tier=Tier.MUST_LOOK,
                    level=Level.WARNING,
                    start=0,
                    end=0,
                    quote=name,
                    suggestion="",
                    message="图片没有写替代文字，看不见图片的人不知道图上是什么。",
                    why="GB/T 37668—2019 信息无障碍要求；装饰图片请勾选“装饰性图片”",
                ),
            )
    listed = listed_attachments(page_text.text)
    if listed > len(page_text.files):
        yield (
            "附件",
            Finding(
                rule="page.attachments",
                tier=Tier.MUST_LOOK,
                level=Level.WARNING,
                start=0,
                end=0,
                quote=f"附件{listed}个",
                suggestion="",
                message=f"正文列了{listed}个附件，上传了{len(page_text.files)}个。",
                why="正文所列附件与上传的文件逐个对照",
            ),
        )


def listed_attachments(text: str) -> int:
    """Return how many attachments the list at the end of a text names; 0 when there is none."""
    most = 0
    lines = text.split("\n")
    for at, line in enumerate(lines):
        match = _LISTED.match(line.strip())
        if match is None or ("：" not in line[:4] and ":" not in line[:4]):
            continue
        count = 1
        for follower in lines[at + 1 :]:
            numbered = _NEXT.match(follower)
            if numbered is None or int(numbered["n"]) != count + 1:
                break
            count += 1
        most = max(most, count)
    return most
