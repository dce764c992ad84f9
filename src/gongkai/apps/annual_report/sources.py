"""Ask every app whose records feed the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from django.urls import reverse

from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.facts import FactGivenTwice, Record, TextFact
from gongkai.foundation import clock

Records = Mapping[str, tuple[Record, ...]]
Texts = Mapping[str, TextFact]

# Each offers report_records and report_texts. A module that is not there is an error:
# a register nobody asks would look like a register with nothing in it.
SOURCES = (
    "gongkai.apps.documents.queries",
    "gongkai.apps.interpretations.queries",
    "gongkai.apps.foi.queries",
    "gongkai.apps.new_media.queries",
    "gongkai.apps.engagement.queries",
    "gongkai.apps.catalogue.queries",
    "gongkai.apps.administrative_acts.queries",
    "gongkai.apps.assessment.queries",
)


def website_records(year: int, organ_codes: frozenset[str]) -> Records:
    """Return what the organs published on the websites in the year."""
    return {
        "site.published": tuple(
            Record(
                source="pages.GovPage",
                pk=item.pk,
                label=item.title,
                on=clock.day_of(item.published_at),
                organ=item.organ_code,
                url=reverse("wagtailadmin_pages:edit", args=[item.pk]),
            )
            for item in websites.published_items(year, organ_codes)
        )
    }


def _readers(name: str) -> Iterator[Callable[[int, frozenset[str]], Mapping[str, object]]]:
    for path in SOURCES:
        yield getattr(import_module(path), name)


def records(year: int, organ_codes: frozenset[str]) -> Records:
    """Return the records of all registers by figure key.

    Raises:
        FactGivenTwice: two apps answer for the same figure.
    """
    found = dict(website_records(year, organ_codes))
    for read in _readers("report_records"):
        for key, rows in read(year, organ_codes).items():
            if key in found:
                raise FactGivenTwice(key=key)
            found[key] = rows  # type: ignore[assignment]
    return found


def texts(year: int, organ_codes: frozenset[str]) -> Texts:
    """Return the texts of all registers by key.

    Raises:
        FactGivenTwice: two apps answer for the same text.
    """
    found: dict[str, TextFact] = {}
    for read in _readers("report_texts"):
        for key, fact in read(year, organ_codes).items():
            if key in found:
                raise FactGivenTwice(key=key)
            found[key] = fact  # type: ignore[assignment]
    return found
