"""Hook the annual report into the officers' side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.apps.annual_report.views import desk
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import roles_held

_COMPILERS = frozenset({Role.OGI_OFFICER, Role.EDITOR})
MENU_ORDER = 700

desk_urls = [
    path("", desk.index, name="index"),
    path("<int:year>/<slug:code>/", desk.compile_page, name="compile"),
    path("<int:year>/<slug:code>/figure/", desk.figure, name="figure"),
    path("<int:year>/<slug:code>/words/", desk.words, name="words"),
    path("<int:year>/<slug:code>/submit/", desk.submit, name="submit"),
    path("<int:year>/<slug:code>/differences/", desk.changes, name="differences"),
    path("<int:year>/<slug:code>/download/<str:form>/", desk.download, name="download"),
]


@hooks.register("register_admin_urls")
def register_desk() -> list[Any]:
    """Return the addresses of the officers' pages."""
    return [path("annual-reports/", include((desk_urls, "annual_report_desk")))]


class _ReportMenuItem(MenuItem):
    """Shown to those who compile reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person holds a post that compiles."""
        user = request.user
        if user.is_superuser:
            return True
        return bool(_COMPILERS & roles_held(int(user.pk or 0), clock.today()))


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """Return the entry of the menu."""
    return _ReportMenuItem(
        "年度报告",
        reverse("annual_report_desk:index"),
        name="annual-report",
        icon_name="doc-full",
        order=MENU_ORDER,
    )
