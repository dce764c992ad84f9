"""The open day for tests, and live pages of conferences and interviews."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    OpenDayActivityKind,
    OpenDayProgramme,
    OpinionCall,
    PressConference,
)
from tests.factories.foundation import OrganFactory
from tests.factories.review import make_live

AFTERNOON = datetime(2025, 4, 10, 6, tzinfo=UTC)


class OpenDayFactory(DjangoModelFactory):
    class Meta:
        model = OpenDay

    year = 2025
    edition = 19
    theme = "公开让服务更近"


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = OpenDayActivity

    open_day = factory.SubFactory(OpenDayFactory)
    organ = factory.SubFactory(OrganFactory)
    title = factory.Sequence(lambda n: f"活动{n}")
    kind = OpenDayActivityKind.CAMPAIGN.value
    held_on = date(2025, 5, 15)


def _page(model, parent, *, live=True, **fields):
    count = model.objects.count() + 1
    defaults = {
        "title": f"{model._meta.verbose_name}{count}",
        "slug": f"{model._meta.model_name}{count}",
        "theme": f"主题{count}",
        "held_at": AFTERNOON,
    }
    published_at = fields.pop("first_published_at", AFTERNOON)
    page = model(live=False, **{**defaults, **fields})
    if live:  # Wagtail checks a draft less than a page that goes live
        page.validate_constraints(exclude={"locale", "translation_key"})
    parent.add_child(instance=page)
    if live:
        make_live([page], published_at)
        page.refresh_from_db()
    return page


def conference(parent, **fields):
    """Return a press conference under a page."""
    return _page(PressConference, parent, **fields)


def interview(parent, **fields):
    """Return an interview under a page."""
    return _page(OnlineInterview, parent, **fields)


def meeting(parent, **fields):
    """Return an executive meeting under a page."""
    defaults = {"number": "第52次", "held_on": date(2025, 4, 1), "chair": "县长"}
    return _listed(ExecutiveMeeting, parent, {**defaults, **fields})


def call(parent, **fields):
    """Return a call for opinions under a page."""
    defaults = {
        "call_kind": "other",
        "opens_on": date(2025, 4, 10),
        "closes_on": date(2025, 5, 10),
    }
    return _listed(OpinionCall, parent, {**defaults, **fields})


def programme(parent, open_day, **fields):
    """Return the page of an open day under a page."""
    return _listed(OpenDayProgramme, parent, {"open_day": open_day, **fields})


def _listed(model, parent, fields):
    count = model.objects.count() + 1
    fields = {
        "title": f"{model._meta.verbose_name}{count}",
        "slug": f"{model._meta.model_name}{count}",
        **fields,
    }
    live = fields.pop("live", True)
    page = model(live=False, **fields)
    parent.add_child(instance=page)
    if live:
        make_live([page], AFTERNOON)
        page.refresh_from_db()
    return page
