"""Do by the clock what nobody should have to remember: each job once, whoever runs it.

``gongkai work`` walks the table of jobs; several such processes may run, a job belongs to
whoever marks its row first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import administrators
from gongkai.foundation.notices import services as notices
from gongkai.foundation.reference_data import work_calendar
from gongkai.project.models import ScheduledJob, ScheduledRun

_LOG = logging.getLogger(__name__)
_MESSAGE = 500
KEEP_RUNS_DAYS = 180
REPEAT_ALARM_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again after so many seconds."""

    seconds: int

    def is_due(self, last: datetime | None, at: datetime) -> bool:
        """Tell whether the pause is over."""
        return last is None or at - last >= timedelta(seconds=self.seconds)

    def __str__(self) -> str:
        """Return the rhythm in words."""
        return f"每{self.seconds}秒" if self.seconds < 60 else f"每{self.seconds // 60}分钟"  # noqa: PLR2004 -- a minute


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at an hour; later the same day when nothing ran at that hour."""

    hour: time
    on_working_days: bool = False

    def is_due(self, last: datetime | None, at: datetime) -> bool:
        """Tell whether the hour of the county's day has come and nothing ran since."""
        day = clock.day_of(at)
        if self.on_working_days and not work_calendar().is_expected_working_day(day):
            return False
        moment = timezone.make_aware(datetime.combine(day, self.hour))
        return at >= moment and (last is None or last < moment)

    def __str__(self) -> str:
        """Return the rhythm in words."""
        return f"{'每个工作日' if self.on_working_days else '每天'}{self.hour:%H:%M}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    Attributes:
        message: what was done, in words; empty when there was nothing to do.
        ok: whether everything is as it should be.
    """

    message: str = ""
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the schedule.

    Attributes:
        name: what it is called on the command line.
        label: what officers call it.
        rhythm: when.
        work: what is done, given the instant.
        about: what it is for, in words.
        lane: jobs of one lane wait for each other, lanes run side by side.
        longest: after so long a run belongs to a process that died.
    """

    name: str
    label: str
    rhythm: Every | Daily
    work: Callable[[datetime], Outcome]
    about: str
    lane: str
    longest: timedelta = timedelta(minutes=5)


def run_due(jobs: Iterable[Job], *, at: datetime) -> list[str]:
    """Do every job whose time has come and which nobody else does; return their names."""
    known = dict(ScheduledJob.objects.values_list("name", "started_at"))
    due = [job for job in jobs if job.rhythm.is_due(known.get(job.name), at)]
    return [job.name for job in due if run(job, at=at, seen=known.get(job.name)) is not None]


def run(
    job: Job, *, at: datetime, seen: datetime | None = None, force: bool = False
) -> Outcome | None:
    """Do one job and keep what came of it; None when somebody else does it.

    Args:
        job: the job.
        at: the instant.
        seen: when the job last began, as the caller knows; somebody may have been faster.
        force: do it now whenever it last began.
    """
    claim = _claim(job, at, seen, force=force)
    if not claim:
        return None
    try:
        outcome = job.work(at)
    except Exception as error:  # noqa: BLE001 -- one broken job must not stop the others
        _LOG.exception("schedule.failed", extra={"job": job.name})
        outcome = Outcome(f"程序出错：{type(error).__name__}：{error}", ok=False)
    _keep(job, claim, outcome, at)
    if not outcome.ok:
        _alarm(job, outcome, at)
    return outcome


def _claim(job: Job, at: datetime, seen: datetime | None, *, force: bool) -> str:
    """Mark the job as ours in one statement; return the mark, empty when it is another's."""
    ScheduledJob.objects.get_or_create(name=job.name)
    mine = ScheduledJob.objects.filter(name=job.name)
    mine = mine.filter(Q(claim="") | Q(started_at__lt=at - job.longest))
    if not force:
        mine = mine.filter(started_at=seen) if seen else mine.filter(started_at__isnull=True)
    claim = uuid4().hex
    return claim if mine.update(claim=claim, started_at=at) else ""


def _keep(job: Job, claim: str, outcome: Outcome, at: datetime) -> None:
    """Keep the state of the job, and the run when there was something to do."""
    message, finished_at = outcome.message[:_MESSAGE], clock.now()
    ScheduledJob.objects.filter(name=job.name, claim=claim).update(
        claim="", finished_at=finished_at, ok=outcome.ok, message=message
    )
    if message or not outcome.ok:
        ScheduledRun.objects.create(
            job=job.name, started_at=at, finished_at=finished_at, ok=outcome.ok, message=message
        )


def _alarm(job: Job, outcome: Outcome, at: datetime) -> None:
    """Tell the administrators, once an hour at most."""
    notices.notify(
        users=administrators(clock.day_of(at)),
        kind="schedule.failed",
        subject=f"定时任务“{job.label}”没有正常完成",
        text=outcome.message or job.about,
        url=reverse("schedule:jobs"),
        at=at,
        pause=REPEAT_ALARM_AFTER,
    )


def tidy(*, at: datetime) -> int:
    """Forget runs of long ago; return how many."""
    return ScheduledRun.objects.filter(started_at__lt=at - timedelta(days=KEEP_RUNS_DAYS)).delete()[
        0
    ]
