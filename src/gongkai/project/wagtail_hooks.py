"""Hook the schedule into the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.project import views


class ScheduleMenuItem(MenuItem):
    """The schedule in the side menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever looks after the system."""
        return views.may_watch(request)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the page under the admin."""
    return [path("schedule/", include(([path("", views.jobs, name="jobs")], "schedule")))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the page near the end of the side menu."""
    return ScheduleMenuItem(
        "定时任务", reverse("schedule:jobs"), name="schedule", icon_name="history", order=885
    )
