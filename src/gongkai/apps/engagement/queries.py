"""Read meetings, conferences, interviews, calls for opinions and the open day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.engagement import conf
from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    InterviewQuestion,
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    OpenDayActivityKind,
    OpinionCall,
    OutcomePublication,
    PaperLink,
    PressConference,
    PublicOpinion,
)
from gongkai.apps.new_media.queries import StreamFacts, get_stream
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.engagement.calls import CallClock, CallState
from gongkai.domain.engagement.questions import QuestionState, Tally, tally
from gongkai.domain.organs import OrganLevel
from gongkai.foundation import clock
from gongkai.foundation.organs.queries import active_organs
from gongkai.foundation.pages.paths import somewhere_below

if TYPE_CHECKING:
    from gongkai.apps.websites.models import HomePage


@dataclass(frozen=True, slots=True)
class Standing:
    """How one call stands.

    Attributes:
        call: the page.
        state: its state on the day.
        outcome_due_on: last day on which the outcome is in time.
        is_overdue: whether that day is over and nothing is public.
        opinions: how many valid ones came.
        unsettled: how many of them wait for their treatment.
    """

    call: OpinionCall
    state: CallState
    outcome_due_on: date
    is_overdue: bool
    opinions: int
    unsettled: int


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


def meetings_of(document_id: int) -> list[ExecutiveMeeting]:
    """Return the public meetings that considered a document, the oldest first."""
    rows = ExecutiveMeeting.objects.live().filter(engagement_papers__document_id=document_id)
    return list(rows.order_by("held_on", "pk"))


def naming(page_id: int) -> list[int]:
    """Return the ids of the pages that name a document or an interpretation."""
    found = PaperLink.objects.filter(Q(document_id=page_id) | Q(interpretation_id=page_id))
    return list(found.order_by("page_id").values_list("page_id", flat=True).distinct())


def call_clock(call: OpinionCall) -> CallClock:
    """Return the days of a call with the day on which its outcome became public."""
    published = OutcomePublication.objects.filter(call_id=call.pk).first()
    answered_on = clock.day_of(published.published_at) if published else None
    return CallClock(call.opens_on, call.closes_on, answered_on)


def standings(calls: Iterable[OpinionCall], today: date) -> list[Standing]:
    """Return how calls stand on a day; three queries however many there are."""
    rows = list(calls)
    published = dict(
        OutcomePublication.objects.filter(call__in=rows).values_list("call_id", "published_at")
    )
    counts = {
        row["call_id"]: row
        for row in PublicOpinion.objects.filter(call__in=rows, void_reason="")
        .order_by()
        .values("call_id")
        .annotate(opinions=Count("pk"), unsettled=Count("pk", filter=Q(treatment="") & ~Q(text="")))
    }
    days = conf.outcome_days()
    found = []
    for call in rows:
        at = published.get(call.pk)
        days_of = CallClock(call.opens_on, call.closes_on, clock.day_of(at) if at else None)
        count = counts.get(call.pk, {"opinions": 0, "unsettled": 0})
        found.append(
            Standing(
                call=call,
                state=days_of.state_on(today),
                outcome_due_on=days_of.outcome_due_on(days),
                is_overdue=days_of.is_overdue(today, days),
                opinions=count["opinions"],
                unsettled=count["unsettled"],
            )
        )
    return found


def outcomes_overdue(today: date) -> list[Standing]:
    """Return the public calls whose outcome should be public and is not."""
    ended = OpinionCall.objects.live().filter(
        closes_on__lt=today - timedelta(days=conf.outcome_days()), published__isnull=True
    )
    rows = ended.select_related("organ").order_by("closes_on", "pk")
    return [one for one in standings(rows, today) if one.is_overdue]


def _held(
    model: type[PressConference | OnlineInterview], year: int, organ_codes: frozenset[str]
) -> list[tuple[str, Record]]:
    """Return theme and record of the live pages held within the year."""
    zone = timezone.get_default_timezone()
    rows: Iterable[tuple[Any, ...]] = (
        model.objects.live()
        .filter(
            organ__code__in=organ_codes,
            held_at__lt=clock.now(),  # what is only announced was not held
        )
        .filter(
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


def question_counts(
    interviews: Iterable[OnlineInterview],
) -> list[tuple[OnlineInterview, Tally, int]]:
    """Return interviews with the register's tally and how many questions wait for a decision."""
    rows = list(interviews)
    states: dict[int, list[QuestionState]] = {row.pk: [] for row in rows}
    asked = InterviewQuestion.objects.filter(interview__in=rows)
    for pk, state in asked.order_by().values_list("interview_id", "state"):
        states[pk].append(QuestionState(state))
    return [
        (
            row,
            tally(states[row.pk]) or Tally(0, 0),
            states[row.pk].count(QuestionState.RECEIVED),
        )
        for row in rows
    ]
