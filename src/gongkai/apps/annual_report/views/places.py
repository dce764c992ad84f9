"""Say which report an officer's page is about, and whether it is his."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from gongkai.apps.annual_report import coverage, gathering, queries
from gongkai.apps.annual_report.models import Scope
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Place:
    """Which report a page is about."""

    year: int
    organ: Organ
    scope: Scope

    def url(self, name: str = "compile", **extra: str) -> str:
        """Return the address of one of the report's pages."""
        args = [self.year, self.organ.code, *extra.values()]
        return reverse(f"annual_report_desk:{name}", args=args)


def user_of(request: HttpRequest) -> User:
    """Return the officer who asks."""
    return cast("User", request.user)


def place_of(request: HttpRequest, year: int, code: str) -> Place:
    """Return which report is meant, when the person may work on it.

    Raises:
        Http404: no such organ, or the year has not begun.
        PermissionDenied: the report is not his.
    """
    try:
        gathering.check_year(year, clock.today())
        organ, scope = coverage.reporting_organ(code, own=False)
    except Refusal as refusal:
        raise Http404(refusals.sentence(refusal)) from refusal
    if not queries.may_compile(user_of(request), organ, clock.today()):
        raise PermissionDenied
    return Place(year, organ, scope)


def compiled_for(place: Place) -> queries.Compiled:
    """Return the report as its records make it now."""
    return queries.compile_report(year=place.year, organ=place.organ, scope=place.scope)


def trail(place: Place | None = None, *more: dict[str, str]) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page."""
    steps = [{"url": reverse("annual_report_desk:index"), "label": "年度报告"}]
    if place is not None:
        label = f"{place.organ.short_name}{place.year}年"
        steps.append({"url": place.url(), "label": label})
    return [*steps, *more]
