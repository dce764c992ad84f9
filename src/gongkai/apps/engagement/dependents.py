"""Name what shows something of these pages and registers, and what a new day changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from gongkai.apps.engagement import queries
from gongkai.apps.engagement.models import (
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    OpenDayProgramme,
    OpinionCall,
    PressConference,
)
from gongkai.apps.engagement.services import on_publication
from gongkai.apps.engagement.services.published import papers_named
from gongkai.apps.engagement.workbooks import activities_workbook
from gongkai.apps.review import events
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site import services as static_services
from gongkai.apps.static_site.registry import Output, Target, page_target
from gongkai.apps.websites import dependents as websites
from gongkai.foundation import clock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import parent_path
from gongkai.foundation.records import listeners

WORKBOOK = "open_day_workbook"
WORKBOOK_NAME = "activities.xlsx"


def register() -> None:
    """Tell the export and the registers; called when the app is ready."""
    events.register(on_publication)
    static_site.register_dependents(of_page)
    static_site.register_daily(changing_on)
    static_site.register_everything(everything)
    static_site.register_producer(WORKBOOK, workbook_of, "《{title}》的表格")
    for label in ("engagement.OpenDay", "engagement.OpenDayActivity"):
        listeners.register(label, open_day_changed)


def of_page(page: GovPage) -> Iterator[Target]:
    """Yield the papers a page names, the pages that name it, homes, an open day's table."""
    papers, readings = papers_named(page)
    yield from map(page_target, [*papers, *readings])
    yield from map(page_target, queries.naming(page.pk))
    if isinstance(page, PressConference | OnlineInterview):
        yield from websites.homes()
    if isinstance(page, OpenDayProgramme):
        yield f"{WORKBOOK}:{page.pk}"


def _section_of(page: GovPage) -> Iterator[Target]:
    """Yield the list a page stands in."""
    above = GovPage.objects.filter(path=parent_path(page.path)).values_list("pk", flat=True)
    yield from map(page_target, above)


def changing_on(day: date) -> Iterator[Target]:
    """Yield the calls and events whose state is another from this day on, with their lists."""
    before = day - timedelta(days=1)
    turning: list[Any] = [
        *OpinionCall.objects.live().filter(Q(opens_on=day) | Q(closes_on=before)).order_by("pk"),
        *OpinionCall.objects.live().filter(opens_on__lte=day, closes_on__gte=day).order_by("pk"),
    ]
    for model in (PressConference, OnlineInterview):
        turning += [
            page
            for page in model.objects.live().filter(held_at__date__gte=before).order_by("pk")
            if clock.day_of(page.held_at) in {before, day}
        ]
    turning += OnlineInterview.objects.live().filter(
        Q(questions_from_on=day)
        | Q(questions_until_at__date=before)
        | Q(questions_until_at__date=day)
    )
    for page in turning:
        yield page_target(page.pk)
        yield from _section_of(page)


def everything() -> Iterable[Target]:
    """Return the tables of all open days."""
    rows = OpenDayProgramme.objects.live().order_by("pk").values_list("pk", flat=True)
    return [f"{WORKBOOK}:{pk}" for pk in rows]


def open_day_changed(record: OpenDay | OpenDayActivity, at: datetime) -> None:
    """Have the pages of an open day written anew; runs in the change's transaction."""
    year = record.year if isinstance(record, OpenDay) else record.open_day_id
    rows = OpenDayProgramme.objects.live().filter(open_day__year=year)
    numbers = list(rows.values_list("pk", flat=True))
    targets = [target for pk in numbers for target in (page_target(pk), f"{WORKBOOK}:{pk}")]
    if targets:
        static_services.enqueue(targets, "公开日活动变动", at)


def workbook_of(reference: str, _frame: Any) -> Iterator[Output]:
    """Yield the table of an open day's activities beside its page."""
    page = OpenDayProgramme.objects.live().filter(pk=int(reference)).first()
    if page is None:
        return
    path = str(page.get_url() or "").lstrip("/")
    yield Output(f"{path}{WORKBOOK_NAME}", workbook_bytes(page.open_day.year))


def workbook_bytes(year: int) -> bytes:
    """Return the activities of a year as a spreadsheet."""
    rows = OpenDayActivity.objects.filter(open_day_id=year).select_related("organ")
    return activities_workbook(
        year,
        (
            (
                row.held_on,
                row.organ.name,
                row.title,
                row.get_kind_display(),
                row.place,
                row.participants,
            )
            for row in rows.order_by("held_on", "pk")
        ),
    )
