"""Turn a refusal into the Chinese sentence a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

SHARED: Mapping[str, str] = {
    "administrators_not_separate": (
        "系统管理员、安全管理员、审计管理员须由三人分别担任，不能兼任：{roles}。请另行指定人员。"
    ),
    "calendar_year_missing": (
        "{year}年的放假安排尚未录入，无法推算工作日。请在国务院办公厅通知发布后导入该年日历。"
    ),
    "chinese_font_missing": (
        "这台服务器没有中文字体，做不出PDF文件。请下载Word版，"
        "或者请系统管理员安装中文字体（例如思源宋体）。"
    ),
    "post_missing": "{name}没有{organ}的“{role}”岗位，不能办理这一步。请由担任该岗位的人员办理。",
    "author_may_not_review": "审核由他人完成。您是拟稿人，不能审自己的稿件。",
    "same_person_twice": "三次审核须由三个人分别完成，您已经办过前面的一步。请由其他人员办理。",
}


@cache
def _sentences() -> Mapping[str, str]:
    """Collect the sentences of all installed apps by refusal code."""
    found = dict(SHARED)
    for config in apps.get_app_configs():
        if config.name.startswith("gongkai.") and find_spec(f"{config.name}.messages"):
            found.update(import_module(f"{config.name}.messages").REFUSALS)
    return found


def sentence(refusal: Refusal) -> str:
    """Return what to tell the person, with the facts filled in."""
    template = _sentences().get(refusal.code)
    if template is None:
        return f"这一步不能办理（{refusal.code}）。请联系县政务公开办。"
    return template.format_map(_Facts({k: _said(v) for k, v in refusal.facts.items()}))


def _said(fact: object) -> object:
    """Return a fact the way a person says it: the official term, the day in words."""
    if isinstance(fact, Term):
        return fact.label
    if isinstance(fact, date):
        return f"{fact.year}年{fact.month}月{fact.day}日"
    return fact


def known_codes() -> frozenset[str]:
    """Return the refusal codes that have a sentence."""
    return frozenset(_sentences())


class _Facts(dict[str, object]):
    """Facts of a refusal; a fact that is not given shows as an ellipsis, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "…"
