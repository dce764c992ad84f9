"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.registry import Entry
from gongkai.apps.search.texts import text_of


def register() -> None:
    """Have meetings, conferences, interviews, calls and open days found."""
    registry.register_kind("press_conference", "新闻发布会")
    registry.register_kind("interview", "在线访谈")
    registry.register_kind("meeting", "常务会议")
    registry.register_kind("call", "征集调查")
    registry.register_kind("open_day", "政务公开日")
    registry.register_page("engagement.PressConference", _conference)
    registry.register_page("engagement.OnlineInterview", _interview)
    registry.register_page("engagement.ExecutiveMeeting", _meeting)
    registry.register_page("engagement.OpinionCall", _call)
    registry.register_page("engagement.OpenDayProgramme", _open_day)


def _conference(page: Any) -> Entry:
    said = (page.summary, page.theme, page.speakers, page.people, page.body)
    return Entry("press_conference", text_of(*said, page.transcript, page.questions))


def _interview(page: Any) -> Entry:
    said = (page.summary, page.theme, page.guests, page.people, page.body)
    return Entry("interview", text_of(*said, page.transcript, page.answers))


def _meeting(page: Any) -> Entry:
    return Entry("meeting", text_of(page.summary, page.number, page.chair, page.items))


def _call(page: Any) -> Entry:
    return Entry("call", text_of(page.summary, page.body, page.outcome, page.adopted))


def _open_day(page: Any) -> Entry:
    return Entry("open_day", text_of(page.summary, page.body))
