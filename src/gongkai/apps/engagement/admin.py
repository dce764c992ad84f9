"""The registers of pages, questions, opinions and the open day in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn

from gongkai.apps.engagement.forms import OfflineOpinionForm
from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    InterviewQuestion,
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    OpinionCall,
    PressConference,
    PublicOpinion,
)
from gongkai.apps.engagement.views import desk
from gongkai.apps.websites.choosing import SectionPages
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.ui.records import RecordViewSet

_SHOWN_CHARACTERS = 30
_LISTS = frozenset({"index", "index_results"})


def _title() -> PageTitleColumn:
    return PageTitleColumn("title", label="标题", sort_key="title", classname="title")


def _status() -> PageStatusColumn:
    return PageStatusColumn("status", label="状态", sort_key="live")


def _day(name: str, label: str) -> Column:
    """Return a column that shows a day or an instant as a date."""

    def shown(row: Any) -> str:
        value = getattr(row, name)
        return f"{value:%Y-%m-%d}" if value else ""

    return Column(name, label=label, accessor=shown, sort_key=name)


def _text(row: Any) -> str:
    words = row.text or "（问卷）"
    return words if len(words) <= _SHOWN_CHARACTERS else f"{words[:_SHOWN_CHARACTERS]}…"


def _treatment(row: PublicOpinion) -> str:
    if row.void_reason:
        return "无效"
    return row.get_treatment_display() or ("待办理" if row.text else "—")


def _call_state(call: OpinionCall) -> str:
    return call.state_on(clock.today()).label


class MeetingListing(SectionPages):
    """All executive meetings, drafts included."""

    model = ExecutiveMeeting
    section_kind = SectionKind.MEETINGS
    icon = "group"
    menu_label = "常务会议"
    menu_order = 432
    add_to_admin_menu = True
    list_display: list[Any] = [
        _title(),
        Column("number", label="会次"),
        _day("held_on", "召开日期"),
        _status(),
    ]


class ConferenceListing(SectionPages):
    """All press conferences, drafts included."""

    model = PressConference
    section_kind = SectionKind.PRESS
    icon = "media"
    menu_label = "新闻发布会"
    menu_order = 434
    add_to_admin_menu = True
    list_display: list[Any] = [
        _title(),
        Column("number", label="场次"),
        _day("held_at", "召开日期"),
        _status(),
    ]


class InterviewListing(SectionPages):
    """All interviews, drafts included."""

    model = OnlineInterview
    section_kind = SectionKind.INTERVIEWS
    icon = "comment"
    menu_label = "在线访谈"
    menu_order = 436
    add_to_admin_menu = True
    list_display: list[Any] = [_title(), _day("held_at", "访谈日期"), _status()]


class CallListing(SectionPages):
    """All calls for opinions, drafts included."""

    model = OpinionCall
    section_kind = SectionKind.CONSULTATION
    icon = "form"
    menu_label = "征集调查"
    menu_order = 438
    add_to_admin_menu = True
    list_display: list[Any] = [
        _title(),
        Column("get_call_kind_display", label="事项类别"),
        _day("opens_on", "开始"),
        _day("closes_on", "截止"),
        Column("state", label="征集状态", accessor=_call_state),
        _status(),
    ]


class QuestionViewSet(RecordViewSet):
    """Questions of the public; decided on and answered, never edited or deleted."""

    model = InterviewQuestion
    icon = "help"
    menu_label = "网友提问"
    menu_order = 440
    add_to_admin_menu = True
    organ_path = "interview__organ"
    index_view_class = desk.QuestionIndexView
    list_display = [
        "number",
        Column("text", label="提问", accessor=_text),
        Column("interview", label="访谈", accessor="interview.title"),
        Column("masked_name", label="提问人"),
        "state",
        _day("sent_at", "提交日期"),
    ]
    list_export = ["number", "text", "state", "ground", "answer", "guest"]  # names stay here
    list_filter = ["state", "interview"]
    search_fields = ["number", "text"]
    form_fields = ["note"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out Wagtail's own editing."""
        return super().get_common_view_kwargs(  # type: ignore[no-any-return]
            **{"edit_url_name": self.get_url_name("detail"), "delete_url_name": None, **kwargs}
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their interviews."""
        rows = InterviewQuestion.objects.select_related("interview")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the list, and each question with its steps."""
        return [
            *(one for one in super().get_urlpatterns() if one.name in _LISTS),
            path("<int:pk>/", desk.question, name="detail"),
            path("<int:pk>/edit/", desk.question, name="edit"),
            path("<int:pk>/sender/", desk.reveal_question, name="reveal"),
        ]


class OpinionViewSet(RecordViewSet):
    """Opinions of the public; settled, never edited or deleted."""

    model = PublicOpinion
    icon = "mail"
    menu_label = "公众意见"
    menu_order = 442
    add_to_admin_menu = True
    organ_path = "call__organ"
    index_view_class = desk.OpinionIndexView
    add_view_class = desk.OfflineOpinionView
    list_display = [
        "number",
        Column("text", label="意见", accessor=_text),
        Column("call", label="征集", accessor="call.title"),
        Column("masked_name", label="提交人"),
        "channel",
        Column("treatment", label="采纳情况", accessor=_treatment),
        _day("sent_at", "提交日期"),
    ]
    list_export = ["number", "text", "channel", "point", "treatment", "reason", "void_reason"]
    list_filter = ["call", "treatment", "channel"]
    search_fields = ["number", "text", "point"]
    form_fields = ["call"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form for what came offline."""
        return OfflineOpinionForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out Wagtail's own editing."""
        return super().get_common_view_kwargs(  # type: ignore[no-any-return]
            **{"edit_url_name": self.get_url_name("detail"), "delete_url_name": None, **kwargs}
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their calls."""
        rows = PublicOpinion.objects.select_related("call")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the list, the registration, and each opinion with its steps."""
        return [
            *(one for one in super().get_urlpatterns() if one.name in {*_LISTS, "add"}),
            path("<int:pk>/", desk.opinion, name="detail"),
            path("<int:pk>/edit/", desk.opinion, name="edit"),
            path("<int:pk>/sender/", desk.reveal_opinion, name="reveal"),
        ]


class OpenDayViewSet(RecordViewSet):
    """The yearly open day of the county."""

    model = OpenDay
    icon = "calendar"
    menu_label = "政务公开日"
    menu_order = 450
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["year", "edition", "theme", "live_stream"]
    search_fields = ["theme"]
    form_fields = ["year", "edition", "theme", "live_stream", "note"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their streams."""
        rows = OpenDay.objects.select_related("live_stream")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


class OpenDayActivityViewSet(RecordViewSet):
    """What each organ did for the open day."""

    model = OpenDayActivity
    icon = "calendar-check"
    menu_label = "公开日活动"
    menu_order = 460
    add_to_admin_menu = True
    list_display = ["title", "organ", "kind", "held_on", "place", "participants"]
    list_filter = ["open_day", "kind", "organ"]
    search_fields = ["title", "place"]
    form_fields = ["open_day", "organ", "title", "kind", "held_on", "place", "participants"]
    import_fields = ("organ", "title", "kind", "held_on", "place", "participants", "open_day")

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = OpenDayActivity.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


VIEWSETS: list[Any] = [
    MeetingListing("executive_meetings"),
    ConferenceListing("press_conferences"),
    InterviewListing("online_interviews"),
    CallListing("opinion_calls"),
    QuestionViewSet(),
    OpinionViewSet(),
    OpenDayViewSet(),
    OpenDayActivityViewSet(),
]
