"""The registers of new media in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.admin.ui.tables import Column

from gongkai.apps.new_media.models import (
    AccountWork,
    FollowerCount,
    LiveStream,
    MessageAnswers,
    NewMediaAccount,
)
from gongkai.apps.new_media.queries import with_latest
from gongkai.apps.new_media.views import AccountIndexView, StepsView, freshness_in_words
from gongkai.foundation.ui.records import RecordViewSet


class AccountViewSet(RecordViewSet):
    """Accounts; their state changes by filing steps, not by editing."""

    model = NewMediaAccount
    icon = "mobile-alt"
    menu_label = "新媒体账号"
    menu_order = 500
    add_to_admin_menu = True
    index_view_class = AccountIndexView
    list_display = [
        "name",
        "platform",
        "organ",
        "state",
        Column("freshness", label="更新情况", accessor=freshness_in_words),
        "responsible_name",
        "opened_on",
    ]
    list_filter = ["platform", "state", "organ"]
    search_fields = ["name", "certified_subject", "registered_no"]
    form_fields = [
        "organ",
        "platform",
        "name",
        "original_id",
        "certified_subject",
        "certified_until_on",
        "registered_no",
        "opened_on",
        "responsible_name",
        "responsible_phone",
        "operator",
        "positioning",
        "home_url",
        "last_update_on",
        "note",
    ]
    import_fields = (
        "organ",
        "platform",
        "name",
        "original_id",
        "certified_subject",
        "registered_no",
        "opened_on",
        "responsible_name",
        "positioning",
        "last_update_on",
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list what the freshness of an account depends on."""
        rows = with_latest(NewMediaAccount.objects.select_related("organ"))
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the register's addresses and the filings'."""
        steps = StepsView.as_view(viewset=self)
        return [*super().get_urlpatterns(), path("steps/<int:pk>/", steps, name="steps")]


class _OfAccount(RecordViewSet):
    """A register whose rows belong to an account."""

    organ_path = "account__organ"
    add_to_admin_menu = True

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their accounts."""
        rows = self.model._default_manager.select_related("account")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


class WorkViewSet(_OfAccount):
    """What accounts published."""

    model = AccountWork
    icon = "media"
    menu_label = "账号作品"
    menu_order = 510
    list_display = ["title", "account", "published_at", "views", "likes"]
    list_filter = ["account", "published_at"]
    search_fields = ["title"]
    form_fields = ["account", "title", "published_at", "views", "likes"]
    import_fields = ("account", "title", "published_at", "views", "likes")


class StreamViewSet(_OfAccount):
    """Live broadcasts."""

    model = LiveStream
    icon = "desktop"
    menu_label = "政务直播"
    menu_order = 520
    list_display = [
        "title",
        "account",
        "started_at",
        "viewers",
        "new_followers",
        "comments",
        "answers",
    ]
    list_filter = ["account", "started_at"]
    search_fields = ["title"]
    form_fields = [
        "account",
        "title",
        "started_at",
        "ended_at",
        "viewers",
        "new_followers",
        "comments",
        "answers",
    ]
    import_fields = (
        "account",
        "title",
        "started_at",
        "viewers",
        "new_followers",
        "comments",
        "answers",
    )


class MessageAnswersViewSet(_OfAccount):
    """Each day's tally of answered private messages."""

    model = MessageAnswers
    icon = "mail"
    menu_label = "私信答复"
    menu_order = 530
    list_display = ["on", "account", "answers", "note"]
    list_filter = ["account", "on"]
    form_fields = ["account", "on", "answers", "note"]
    import_fields = ("account", "on", "answers", "note")


class FollowerCountViewSet(_OfAccount):
    """How many people follow an account."""

    model = FollowerCount
    icon = "group"
    menu_label = "关注人数"
    menu_order = 540
    list_display = ["counted_on", "account", "followers"]
    list_filter = ["account", "counted_on"]
    form_fields = ["account", "counted_on", "followers"]
    import_fields = ("account", "counted_on", "followers")


VIEWSETS: list[RecordViewSet] = [
    AccountViewSet(),
    WorkViewSet(),
    StreamViewSet(),
    MessageAnswersViewSet(),
    FollowerCountViewSet(),
]
