"""Compile the annual reports of the year and publish them through the reviews."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.apps.annual_report import services as annual_report
from gongkai.apps.annual_report.models import PointKind, Scope
from gongkai.apps.review import queries as review
from gongkai.demo import timetable, work
from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, data_file
from gongkai.demo.figures import YEAR
from gongkai.demo.world import Step, World
from gongkai.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """One report: whose, whose words, when it goes out."""

    organ_code: str
    scope: Scope
    words: str
    published_on: date


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(data_file("reports.toml").read_text("utf-8"))


def plans(world: World) -> list[ReportPlan]:
    """Return the reports that are published, in the order of their days."""
    plan, units = _raw()["plan"], world.county.units
    found = [
        ReportPlan(COUNTY_CODE, Scope.ROLL_UP, "county", plan["county"]),
        ReportPlan(OFFICE_CODE, Scope.OWN, "office", plan["office"]),
        *(ReportPlan(code, Scope.OWN, "department", on) for code, on in plan["departments"]),
        *(
            ReportPlan(units[place - 1].code, Scope.OWN, "township", on)
            for place, on in plan["units"]
            if place <= len(units)
        ),
    ]
    return sorted(found, key=lambda report: report.published_on)


def steps(world: World) -> list[Step]:
    """Return the step that publishes the reports."""
    return [Step("年度报告", len(plans(world)), _reports)]


def _reports(world: World) -> Iterator[None]:
    for plan in plans(world):
        _report(world, plan)
        yield


def _report(world: World, plan: ReportPlan) -> None:
    published = timetable.at(plan.published_on, 15, 30)
    times = timetable.review_times(published)
    organ, editor = world.organs[plan.organ_code], world.officer(Role.EDITOR, plan.organ_code)
    words = _raw()[plan.words]
    annual_report.write_points(
        year=YEAR,
        organ_id=organ.pk,
        scope=plan.scope,
        points={
            PointKind.PROMISE_KEPT: words["kept"],
            PointKind.PROBLEM: words["problem"],
            PointKind.IMPROVEMENT: words["improvement"],
        },
        actor=editor,
        at=times.drafted,
    )
    page = annual_report.submit(
        year=YEAR, organ_id=organ.pk, scope=plan.scope, actor=editor, at=times.submitted
    )
    submission = review.submissions_of_page(page.pk)[0]
    work.pass_reviews(world, [submission.pk], plan.organ_code, times)
