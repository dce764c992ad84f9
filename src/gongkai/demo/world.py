"""Hold what has been built so far, so that each step finds what it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.new_media.models import LiveStream, NewMediaAccount
from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.demo import timetable
from gongkai.demo.county import OFFICE_CODE, County
from gongkai.demo.texts.articles import Writer
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User
from gongkai.foundation.organs.models import Organ

# Everything that was there before the year began was set up on this day.
SET_UP_ON = date(2019, 1, 2)
PORTAL = "portal"


@dataclass(slots=True)
class World:
    """The county while it is being built.

    Attributes:
        county: names and organs as data.
        seed: where all chance comes from.
        organs: rows by code.
        officers: accounts by (organ code, role).
        accounts: accounts by sign-in name.
        sites: home pages by organ code, the portal under ``PORTAL``.
        sections: sections by (site, key).
        documents: documents by (issuer code, key).
        requests: ids of the latest request with each outcome.
        streaming_account: the account that streams.
        open_day_stream: the open day's live stream.
        writer: writes articles and remembers the titles in use.
    """

    county: County
    seed: int
    writer: Writer
    organs: dict[str, Organ] = field(default_factory=dict)
    officers: dict[tuple[str, Role], User] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    sites: dict[str, HomePage] = field(default_factory=dict)
    sections: dict[tuple[str, str], SectionPage] = field(default_factory=dict)
    documents: dict[tuple[str, str], PolicyDocument] = field(default_factory=dict)
    requests: dict[Outcome, int] = field(default_factory=dict)
    streaming_account: NewMediaAccount | None = None
    open_day_stream: LiveStream | None = None

    def rng(self, step: str) -> Random:
        """Return the source of chance of one step, independent of all other steps."""
        return Random(f"{step} {self.seed}")

    def officer(self, role: Role, organ_code: str = OFFICE_CODE) -> User:
        """Return who holds a post."""
        return self.officers[organ_code, role]

    @property
    def set_up_at(self) -> datetime:
        """Return when everything before the year was set up."""
        return timetable.at(SET_UP_ON, 9)


def empty_world(county: County, seed: int) -> World:
    """Return a county of which nothing is built yet."""
    writer = Writer(county, timetable.calendar(), Random(f"articles {seed}"))
    return World(county, seed, writer)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the building.

    Attributes:
        label: what it builds, in words.
        total: how many times ``run`` yields.
        run: does the work, yields after every record.
    """

    label: str
    total: int
    run: Callable[[World], Iterator[None]]
