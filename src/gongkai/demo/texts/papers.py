"""Write documents and their interpretations from the points in the data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, County, data_file
from gongkai.domain.documents.kinds import DocumentKind

Blocks = list[tuple[str, object]]

_SERIES: Mapping[str, tuple[str, str, DocumentKind]] = MappingProxyType(
    {
        "规": (COUNTY_CODE, "政规", DocumentKind.NORMATIVE_DOCUMENT),
        "发": (COUNTY_CODE, "政发", DocumentKind.GOVERNMENT_DOCUMENT),
        "办": (OFFICE_CODE, "政办发", DocumentKind.GOVERNMENT_DOCUMENT),
    }
)
_EARLIER_POINTS = (
    "县有关部门按照职责分工做好管理和服务，乡镇人民政府、街道办事处负责本辖区的日常工作",
    "办理事项应当公开条件、材料、程序和期限，不得增加办法规定以外的材料",
    "违反本办法的，由有关部门依照法律、法规处理；工作人员失职的，依法给予处分",
)
_ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document.

    Attributes:
        key: year and number within its series, ``2019-2``.
        organ_code: who issues it.
        by: code of the department that drafted it.
        points: what it says, in sentences without full stop.
        forms: forms of its interpretations.
    """

    key: str
    organ_code: str
    issuer_code: str
    kind: DocumentKind
    number: int
    title: str
    theme: str
    by: str
    signed_on: date
    published_on: date
    effective_from: date
    expires_on: date | None = None
    amended_on: date | None = None
    repealed_on: date | None = None
    points: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Return what the document is about: the title without its frame."""
        subject = self.title
        if "《" in subject:
            subject = subject.partition("《")[2].partition("》")[0]
        for mark in ("关于印发", "关于做好", "关于加强", "关于开展", "关于下达", "关于"):
            subject = subject.rpartition(mark)[2]
        for end in ("的通知", "的意见", "的决定"):
            subject = subject.removesuffix(end)
        return subject


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(data_file("documents.toml").read_text("utf-8"))


def papers(county: County) -> list[Paper]:
    """Return the year's documents in the order of their publication."""
    found = [_paper(row, county) for row in _raw()["document"]]
    return sorted(found, key=lambda paper: paper.published_on)


def _paper(row: dict[str, Any], county: County) -> Paper:
    organ_code, issuer, kind = _SERIES[row["series"]]
    signed_on, published_on, effective_from = row["days"]
    return Paper(
        key=f"{signed_on.year}-{row['number']}",
        organ_code=organ_code,
        issuer_code=f"{county.initial}{issuer}",
        kind=kind,
        number=row["number"],
        title=row["title"].format(county=county.name),
        theme=row["theme"],
        by=row["by"],
        signed_on=signed_on,
        published_on=published_on,
        effective_from=effective_from,
        expires_on=row.get("expires"),
        points=tuple(point.format(county=county.name) for point in row["points"]),
        forms=tuple(row["forms"]),
    )


def earlier_papers(county: County) -> list[Paper]:
    """Return the normative documents of earlier years, oldest first."""
    raw = _raw()["earlier"]
    organ_code, issuer, kind = _SERIES["规"]
    found = []
    for year, number, signed_on, effective_from, expires_on, name, theme, by in raw["rows"]:
        key, named = f"{year}-{number}", name.format(county=county.name)
        found.append(
            Paper(
                key=key,
                organ_code=organ_code,
                issuer_code=f"{county.initial}{issuer}",
                kind=kind,
                number=number,
                title=f"{county.name}人民政府关于印发《{named}》的通知",
                theme=theme,
                by=by,
                signed_on=signed_on,
                published_on=signed_on + timedelta(days=2),
                effective_from=effective_from,
                expires_on=expires_on,
                amended_on=raw["amended"].get(key),
                repealed_on=raw["repealed"].get(key),
                points=_EARLIER_POINTS,
            )
        )
    return found


def body(paper: Paper, county: County) -> Blocks:
    """Return the text of a document."""
    signature = county.name + "人民政府" + ("办公室" if paper.organ_code == OFFICE_CODE else "")
    day = paper.signed_on
    blocks: Blocks = [
        (
            "paragraph",
            "<p>各乡镇人民政府、街道办事处、农（良种）场，县政府各部门、各直属机构：</p>",
        ),
        ("paragraph", f"<p>经县政府同意，现就{paper.subject}有关事项公布如下，请认真执行。</p>"),
    ]
    if paper.kind is DocumentKind.NORMATIVE_DOCUMENT:
        blocks += _articles(paper)
    else:
        for place, point in enumerate(paper.points):
            blocks.append(("paragraph", f"<p>{_ORDINALS[place]}、{point}。</p>"))
    signed = f"{signature}　{day.year}年{day.month}月{day.day}日（此件公开发布，演示）"
    return [*blocks, ("paragraph", f"<p>{signed}</p>")]


def _articles(paper: Paper) -> Blocks:
    """Return the articles of a normative document."""
    start, end = paper.effective_from, paper.expires_on
    closing = f"本文件自{start.year}年{start.month}月{start.day}日起施行"
    if end is not None:
        closing += f"，有效期至{end.year}年{end.month}月{end.day}日"
    texts = [
        "为了规范有关管理和服务，维护群众合法权益，根据有关法律、法规，结合本县实际，制定本文件",
        "本文件适用于本县行政区域内的有关活动",
        *paper.points,
        closing,
    ]
    rows: Blocks = [("heading", paper.subject)]
    for place, text in enumerate(texts):
        rows.append(("paragraph", f"<p>第{_ORDINALS[place]}条　{text}。</p>"))
    return rows


def explanation(subject: str, points: tuple[str, ...], form: str) -> Blocks:
    """Return the body of an interpretation in a form."""
    figures = [{"name": f"要点{_ORDINALS[n]}", "value": point} for n, point in enumerate(points)]
    intro = (
        f"<p>本解读说明{subject}的背景、主要内容和办理方法，方便群众和企业对照办理（演示）。</p>"
    )
    if form == "text":
        blocks: Blocks = [("heading", "为什么制定"), ("paragraph", intro)]
        blocks.append(("heading", "主要内容"))
        return blocks + [("paragraph", f"<p>{point}。</p>") for point in points]
    names = {"picture": "图中要点", "h5": "H5页面要点", "animation": "动画要点（附文字说明）"}
    return [("paragraph", intro), ("heading", names[form]), ("figures", figures)]
