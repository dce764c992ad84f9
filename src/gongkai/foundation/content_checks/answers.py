"""Write what was found in a file: for people, for programs, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from gongkai.domain.content_checks.findings import Finding

_AROUND = 12  # characters shown on each side of a finding


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, its text and what was found in it."""

    name: str
    text: str
    findings: tuple[Finding, ...]


def as_data(checked: Checked, *, with_text: bool) -> dict[str, Any]:
    """Return the object of one file; offsets count the code points of ``text``."""
    told: dict[str, Any] = {
        "file": checked.name,
        "findings": [
            {
                "rule": finding.rule,
                "tier": finding.tier.value,
                "level": finding.level.value,
                "start": finding.start,
                "end": finding.end,
                "quote": finding.quote,
                "suggestion": finding.suggestion,
                "message": finding.message,
                "why": finding.why,
            }
            for finding in checked.findings
        ],
    }
    if with_text:
        told["text"] = checked.text
    return told


def as_text(checked: Checked) -> str:
    """Return the findings of one file, a line each, with the line of the text they stand in."""
    lines = [f"{checked.name}：{_count(checked)}"]
    for finding in checked.findings:
        line = checked.text.count("\n", 0, finding.start) + 1
        told = not finding.suggestion or finding.suggestion in finding.message
        fix = "" if told else f"改为“{finding.suggestion}”。"
        lines.append(
            f"  第{line}行 {finding.tier.value} {finding.tier.label}："
            f"…{_around(checked.text, finding)}…\n    {finding.message}{fix}"
            f"（{finding.why}；{finding.rule}）"
        )
    return "\n".join(lines)


def _count(checked: Checked) -> str:
    if not checked.findings:
        return "没有发现差错。"
    tiers: dict[str, int] = {}
    for finding in checked.findings:
        tiers[finding.tier.label] = tiers.get(finding.tier.label, 0) + 1
    return "，".join(f"{label}{times}处" for label, times in tiers.items()) + "。"


def _around(text: str, finding: Finding) -> str:
    before = text[max(0, finding.start - _AROUND) : finding.start]
    after = text[finding.end : finding.end + _AROUND]
    return f"{before}【{finding.quote}】{after}".replace("\n", " ")


def as_page(files: list[Checked]) -> str:
    """Return one page for all files: the text with its findings marked, the list below it."""
    parts = "\n".join(_section(checked) for checked in files)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        "<title>信息发布纠错结果</title>\n</head>\n<body>\n<h1>信息发布纠错结果</h1>\n"
        f"{parts}\n</body>\n</html>\n"
    )


def _section(checked: Checked) -> str:
    rows = "\n".join(
        f"<tr><td>{number}</td><td>{escape(f.tier.value)} {escape(f.tier.label)}</td>"
        f"<td>{escape(f.quote)}</td><td>{escape(f.suggestion)}</td>"
        f"<td>{escape(f.message)}</td><td>{escape(f.why)}</td></tr>"
        for number, f in enumerate(checked.findings, 1)
    )
    heading = (
        "<tr><th>序号</th><th>级别</th><th>原文</th><th>建议</th><th>说明</th><th>依据</th></tr>"
    )
    return (
        f"<h2>{escape(checked.name)}</h2>\n<p>{escape(_count(checked))}</p>\n"
        f"<p>{_marked(checked)}</p>\n<table>\n{heading}\n{rows}\n</table>"
    )


def _marked(checked: Checked) -> str:
    """Return the text as HTML with a mark around each finding; findings do not overlap."""
    pieces, last = [], 0
    for number, finding in enumerate(checked.findings, 1):
        pieces.append(escape(checked.text[last : finding.start]))
        pieces.append(f"<mark>{escape(finding.quote)}<sup>{number}</sup></mark>")
        last = finding.end
    pieces.append(escape(checked.text[last:]))
    return "".join(pieces).replace("\n", "<br>\n")
