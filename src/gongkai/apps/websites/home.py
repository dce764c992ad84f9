"""Give home pages what the website group itself knows: lists, doors, contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from gongkai.apps.websites import queries
from gongkai.apps.websites.models import HomePage, WebsiteKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.ui import pictures

# icon, title, what is behind it, the section it opens
_PORTAL_DOORS = (
    ("document", "查文件", "规范性文件与政策", SectionKind.DOCUMENTS),
    ("book", "看解读", "图解、问答、视频", SectionKind.INTERPRETATIONS),
    ("request", "申请公开", "怎么申请、多久答复", SectionKind.ON_REQUEST),
    ("chart", "看年报", "各机关年度报告", SectionKind.REPORTS),
    ("megaphone", "听发布", "新闻发布会实录", SectionKind.PRESS),
    ("dialog", "看访谈", "部门负责人答疑", SectionKind.INTERVIEWS),
)
_UNIT_DOORS = (
    ("person", "机构职能", "谁负责、电话多少", SectionKind.ABOUT),
    ("yuan", "公示公告", "补贴、项目、招考", SectionKind.NOTICES),
    ("home", "办事指南", "带什么、到哪里办", SectionKind.SERVICES),
    ("grid", "村务公示", "资金、项目、补贴", SectionKind.VILLAGE),
    ("document", "信息公开", "法定主动公开内容", SectionKind.STATUTORY),
    ("request", "申请公开", "怎么申请、多久答复", SectionKind.ON_REQUEST),
    ("chart", "看年报", "年度工作报告", SectionKind.REPORTS),
    ("book", "看解读", "图解、问答、视频", SectionKind.INTERPRETATIONS),
)
_DOORS = 6
# What the reader of a department or a township looks for there, never on the portal.
_OWN = frozenset({SectionKind.ABOUT, SectionKind.NOTICES, SectionKind.VILLAGE})
_OGI_BLOCKS = (
    (SectionKind.GUIDE, "怎么找、怎么申请、找谁", False),
    (SectionKind.RULES, "法律法规与本县规定", False),
    (SectionKind.STATUTORY, "按条例列项，可检索", False),
    (SectionKind.REPORTS, "按年度、按机关查看", False),
    (SectionKind.ON_REQUEST, "没找到？20个工作日内答复", True),
)


def _portal_or(home: HomePage) -> HomePage:
    """Return the county portal, or the site itself while there is none."""
    return queries.get_portal() or home


def _section_url(home: HomePage, kind: SectionKind) -> str:
    """Return the address of the site's section of a kind, or the portal's; empty when neither."""
    section = queries.section_of_kind(home, kind)
    if section is None and kind not in _OWN and home.kind != WebsiteKind.COUNTY.value:
        section = queries.section_of_kind(_portal_or(home), kind)
    return (section.url or "") if section else ""


def _doors(home: HomePage) -> list[Mapping[str, str]]:
    """Return the errands on the home page that lead somewhere."""
    wanted = _PORTAL_DOORS if home.kind == WebsiteKind.COUNTY.value else _UNIT_DOORS
    doors: list[Mapping[str, str]] = [
        {"icon": icon, "title": title, "text": text, "url": _section_url(home, kind)}
        for icon, title, text, kind in wanted
    ]
    return [door for door in doors if door["url"]][:_DOORS]


def _ogi_blocks(home: HomePage) -> list[Mapping[str, Any]]:
    """Return the blocks of the 政府信息公开 platform that the site has."""
    blocks = [
        {
            "title": kind.label,
            "text": text,
            "url": _section_url(home, kind),
            "primary": primary,
        }
        for kind, text, primary in _OGI_BLOCKS
    ]
    return [block for block in blocks if block["url"]]


def _news(home: HomePage) -> list[Any]:
    """Return the newest news after the lead story."""
    rows = queries.newest(home, SectionKind.NEWS, queries.ROWS_ON_HOME + 1)
    return rows[1:] if home.kind == WebsiteKind.COUNTY.value else rows[: queries.ROWS_ON_HOME]


def _lead(home: HomePage) -> Any:
    """Return the lead story; None when there is no news."""
    return next(iter(queries.newest(home, SectionKind.NEWS, 1)), None)


def _lead_picture(home: HomePage) -> Any:
    """Return the first picture of the portal's lead story; None when it has none."""
    lead = _lead(home) if home.kind == WebsiteKind.COUNTY.value else None
    return pictures.first_of(getattr(lead.specific, "body", None)) if lead is not None else None


def _center(home: HomePage) -> Mapping[str, str]:
    """Return where and when the organ can be met."""
    return {"address": home.address, "hours": home.hours, "phone": home.phone}


BLOCKS: Mapping[str, Callable[[HomePage], Any]] = MappingProxyType(
    {
        "lead": _lead,
        "lead_picture": _lead_picture,
        "news": _news,
        "notices": lambda home: queries.newest(home, SectionKind.NOTICES),
        "news_url": lambda home: _section_url(home, SectionKind.NEWS),
        "notices_url": lambda home: _section_url(home, SectionKind.NOTICES),
        "documents_url": lambda home: _section_url(home, SectionKind.DOCUMENTS),
        "ogi_platform_url": lambda home: _section_url(home, SectionKind.PLATFORM),
        "on_request_url": lambda home: _section_url(home, SectionKind.ON_REQUEST),
        "conferences_url": lambda home: _section_url(home, SectionKind.PRESS),
        "interviews_url": lambda home: _section_url(home, SectionKind.INTERVIEWS),
        "doors": _doors,
        "ogi_blocks": _ogi_blocks,
        "center": _center,
        "townships": lambda _home: queries.townships(),
        "departments": lambda _home: queries.departments(),
        "hot_words": lambda home: home.hot_words_text.split(),
        "villages": lambda home: home.village_names.split(),
    }
)
