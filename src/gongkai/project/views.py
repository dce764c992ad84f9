"""Show the system administrator what is done by the clock."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import roles_held
from gongkai.project import duties
from gongkai.project.models import ScheduledJob, ScheduledRun

_SHOWN = 50
_WATCHERS = frozenset({Role.SYSTEM_ADMIN, Role.OGI_OFFICER})


def may_watch(request: HttpRequest) -> bool:
    """Tell whether the officer looks after the system, or is told of its alarms."""
    user = request.user
    if not isinstance(user, User):
        return False
    return user.is_superuser or bool(_WATCHERS & roles_held(user.pk, clock.today()))


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Show every job, when it last ran and what came of it.

    Raises:
        PermissionDenied: the officer neither looks after the system nor hears its alarms.
    """
    if not may_watch(request):
        raise PermissionDenied
    known = {row.name: row for row in ScheduledJob.objects.all()}
    labels = {job.name: job.label for job in duties.JOBS}
    runs = list(ScheduledRun.objects.all()[:_SHOWN])
    context = {
        "title": "定时任务",
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": "定时任务"},
        ],
        "jobs": [(job, known.get(job.name)) for job in duties.JOBS],
        "runs": [(labels.get(run.job, run.job), run) for run in runs],
        "failing": sum(1 for row in known.values() if not row.ok),
    }
    return render(request, "project/jobs.html", context)
