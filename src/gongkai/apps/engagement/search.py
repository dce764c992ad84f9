"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.texts import text_of


def register() -> None:
    """Have press conferences and interviews found."""
    registry.register_kind("press_conference", "新闻发布会")
    registry.register_kind("interview", "在线访谈")
    registry.register_page("engagement.PressConference", _conference)
    registry.register_page("engagement.OnlineInterview", _interview)


def _conference(page: Any) -> registry.Entry:
    said = (page.summary, page.theme, page.speakers, page.body, page.questions)
    return registry.Entry("press_conference", text_of(*said))


def _interview(page: Any) -> registry.Entry:
    return registry.Entry("interview", text_of(page.summary, page.theme, page.guests, page.body))
