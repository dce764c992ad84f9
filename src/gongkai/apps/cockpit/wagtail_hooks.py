"""Hook the overview into the admin's home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from gongkai.apps.cockpit import queries
from gongkai.apps.cockpit.lanes import lanes, writing
from gongkai.apps.cockpit.person import person
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of, roles_held
from gongkai.foundation.organs.queries import active_organs


class Overview(Component):
    """What needs me, and where the year stands."""

    order = 10
    template_name = "cockpit/overview.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the lists and figures for the signed-in officer."""
        request: HttpRequest = parent_context["request"]
        today = clock.today()
        asked = request.GET.get("year", "")
        years = [today.year - 1, today.year]
        year = int(asked) if asked in map(str, years) else years[0]
        officer = officer_of(request)
        held = roles_held(officer.pk, today)
        context: dict[str, Any] = {
            "asks": [],
            "years": years,
            "year": year,
            "today": today,
            "officer": officer,
            "duties": [role.label for role in Role if role in held],
        }
        if active_organs(OrganLevel.COUNTY) and active_organs(OrganLevel.OFFICE):
            who = person(officer, clock.now())
            context |= {"asks": queries.asks_of(who), "lanes": lanes(who), "writing": writing(who)}
            if who.sees_county:
                context |= queries.year_in_numbers(year)
        return context


@hooks.register("construct_homepage_panels")
def put_overview_first(_request: HttpRequest, panels: list[Any]) -> None:
    """Show the overview in place of Wagtail's panels about workflows nobody uses."""
    panels[:] = [Overview()]


@hooks.register("construct_homepage_summary_items")
def drop_summary(_request: HttpRequest, items: list[Any]) -> None:
    """Leave the counts of pages and files out: they answer nobody's question."""
    items.clear()
