"""Read press conferences, interviews and the open day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from gongkai.apps.engagement.models import (
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    OpenDayActivityKind,
    PressConference,
)
from gongkai.apps.new_media.queries import StreamFacts, get_stream
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.organs import OrganLevel
from gongkai.foundation import clock
from gongkai.foundation.organs.queries import active_organs
from gongkai.foundation.pages.paths import somewhere_below

if TYPE_CHECKING:
    from gongkai.apps.websites.models import HomePage

ROWS_ON_HOME = 3
CONFERENCES = "press_conferences.total"
INTERVIEWS = "interviews.total"
THEMES = "interviews.themes"
EDITION = "open_day.edition"
THEME = "open_day.theme"
ACTIVITIES = "open_day.activities"
STREAM_ON = "open_day.stream_on"
STREAM_ACCOUNT = "open_day.stream_account"
STREAM_FIGURES = {
    "open_day.stream_viewers": "viewers",
    "open_day.stream_new_followers": "new_followers",
    "open_day.stream_comments": "comments",
}


def newest_conferences(home: HomePage) -> list[PressConference]:
    """Return the newest press conferences of a site."""
    rows = PressConference.objects.filter(somewhere_below(home.path), live=True)
    rows = rows.order_by("-held_at", "-pk")
    return list(rows[:ROWS_ON_HOME])


def newest_interviews(home: HomePage) -> list[OnlineInterview]:
    """Return the newest interviews of a site."""
    rows = OnlineInterview.objects.filter(somewhere_below(home.path), live=True)
    rows = rows.order_by("-held_at", "-pk")
    return list(rows[:ROWS_ON_HOME])


def _held(
    model: type[PressConference | OnlineInterview], year: int, organ_codes: frozenset[str]
) -> list[tuple[str, Record]]:
    """Return theme and record of the live pages held within the year."""
    zone = timezone.get_default_timezone()
    rows: Iterable[tuple[Any, ...]] = (
        model.objects.live()
        .filter(
            organ__code__in=organ_codes,
            held_at__gte=datetime(year, 1, 1, tzinfo=zone),
            held_at__lt=datetime(year + 1, 1, 1, tzinfo=zone),
        )
        .order_by("held_at", "pk")
        .values_list("pk", "title", "theme", "held_at", "organ__code")
    )
    return [
        (
            theme,
            Record(
                source=f"engagement.{model.__name__}",
                pk=pk,
                label=title,
                on=clock.day_of(held_at),
                organ=code,
                url=reverse("wagtailadmin_pages:edit", args=(pk,)),
                note=theme,
            ),
        )
        for pk, title, theme, held_at, code in rows
    ]


def _open_day(year: int, organ_codes: frozenset[str]) -> tuple[OpenDay, str] | None:
    """Return the year's open day with the county's code; it belongs to the county alone."""
    codes = [organ.code for organ in active_organs(OrganLevel.COUNTY) if organ.code in organ_codes]
    row = OpenDay.objects.filter(year=year).first() if codes else None
    return (row, codes[0]) if row is not None else None


def _day_record(row: OpenDay, county: str) -> Record:
    return Record(
        source="engagement.OpenDay",
        pk=row.pk,
        label=str(row),
        on=date(row.year, 5, 15),
        organ=county,
        amount=Decimal(row.edition),
        url=reverse("openday:edit", args=(row.pk,)),
        note=row.theme,
    )


def _stream_record(stream: StreamFacts, county: str, amount: int) -> Record:
    return Record(
        source="new_media.LiveStream",
        pk=stream.pk,
        label=stream.title,
        on=stream.on,
        organ=county,
        amount=Decimal(amount),
        url=reverse("livestream:edit", args=(stream.pk,)),
        note=stream.account_name,
    )


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the rows behind conferences, interviews and the open day."""
    found: dict[str, tuple[Record, ...]] = {
        CONFERENCES: tuple(record for _, record in _held(PressConference, year, organ_codes)),
        INTERVIEWS: tuple(record for _, record in _held(OnlineInterview, year, organ_codes)),
        EDITION: (),
        **dict.fromkeys(STREAM_FIGURES, ()),
    }
    if (day := _open_day(year, organ_codes)) is None:
        return found
    row, county = day
    found[EDITION] = (_day_record(row, county),)
    if row.live_stream_id is not None:
        stream = get_stream(row.live_stream_id)
        for key, name in STREAM_FIGURES.items():
            found[key] = (_stream_record(stream, county, getattr(stream, name)),)
    return found


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return themes, forms of activity, and where and when the open day was streamed."""
    interviews = _held(OnlineInterview, year, organ_codes)
    themes = TextFact(
        THEMES, tuple(theme for theme, _ in interviews), tuple(record for _, record in interviews)
    )
    texts = {key: TextFact(key, ()) for key in (THEME, STREAM_ON, STREAM_ACCOUNT)}
    texts |= {THEMES: themes, ACTIVITIES: _activities(year, organ_codes)}
    if (day := _open_day(year, organ_codes)) is None:
        return texts
    row, county = day
    texts[THEME] = TextFact(THEME, (row.theme,), (_day_record(row, county),))
    if row.live_stream_id is not None:
        stream = get_stream(row.live_stream_id)
        records = (_stream_record(stream, county, stream.viewers),)
        texts[STREAM_ON] = TextFact(STREAM_ON, (stream.on.isoformat(),), records)
        texts[STREAM_ACCOUNT] = TextFact(STREAM_ACCOUNT, (stream.account_name,), records)
    return texts


def _activities(year: int, organ_codes: frozenset[str]) -> TextFact:
    """Return the forms that occurred, each once, with all the activities behind them."""
    rows = list(
        OpenDayActivity.objects.filter(open_day__year=year, organ__code__in=organ_codes)
        .order_by("held_on", "pk")
        .values_list("pk", "title", "kind", "held_on", "organ__code")
    )
    kinds = {row[2] for row in rows}
    records = tuple(
        Record(
            source="engagement.OpenDayActivity",
            pk=pk,
            label=title,
            on=held_on,
            organ=code,
            url=reverse("opendayactivity:edit", args=(pk,)),
            note=OpenDayActivityKind(kind).label,
        )
        for pk, title, kind, held_on, code in rows
    )
    values = tuple(kind.label for kind in OpenDayActivityKind if kind.value in kinds)
    return TextFact(ACTIVITIES, values, records)
