"""Ask every app whose records feed the report."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from gongkai.apps.administrative_acts import queries as administrative_acts
from gongkai.apps.assessment import queries as assessment
from gongkai.apps.catalogue import queries as catalogue
from gongkai.apps.documents import queries as documents
from gongkai.apps.engagement import queries as engagement
from gongkai.apps.foi import queries as foi
from gongkai.apps.interpretations import queries as interpretations
from gongkai.apps.new_media import queries as new_media
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.facts import FactGivenTwice, Record, TextFact
from gongkai.foundation import clock

Records = Mapping[str, tuple[Record, ...]]
Texts = Mapping[str, TextFact]

# A register that is not listed here would look like a register with nothing in it, so
# the tests compare the figures of the form with what these answer for.
SOURCES = (
    documents,
    interpretations,
    foi,
    new_media,
    engagement,
    catalogue,
    administrative_acts,
    assessment,
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


def records(year: int, organ_codes: frozenset[str]) -> Records:
    """Return the records of all registers by figure key.

    Raises:
        FactGivenTwice: two apps answer for the same figure.
    """
    found = dict(website_records(year, organ_codes))
    for source in SOURCES:
        for key, rows in source.report_records(year, organ_codes).items():
            if key in found:
                raise FactGivenTwice(key=key)
            found[key] = rows
    return found


def texts(year: int, organ_codes: frozenset[str]) -> Texts:
    """Return the texts of all registers by key.

    Raises:
        FactGivenTwice: two apps answer for the same text.
    """
    found: dict[str, TextFact] = {}
    for source in SOURCES:
        for key, fact in source.report_texts(year, organ_codes).items():
            if key in found:
                raise FactGivenTwice(key=key)
            found[key] = fact
    return found
