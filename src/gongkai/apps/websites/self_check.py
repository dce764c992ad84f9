"""Look at each site's platform the way the inspectors do (平台自查)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from gongkai.apps.websites import reports, statutory
from gongkai.apps.websites.models import HomePage, Mirror, SectionPage
from gongkai.domain.platform.checks import (
    BLOCKS,
    ENTRANCE,
    PlatformCheck,
    PlatformFacts,
    PlatformFinding,
    platform_findings,
)
from gongkai.domain.platform.guide import guide_findings
from gongkai.domain.platform.reports import ReportState
from gongkai.domain.websites import SectionKind
from gongkai.foundation.organs.queries import confirmations, guide_values
from gongkai.foundation.pages.paths import parent_path

_KINDS = (SectionKind.PLATFORM, *BLOCKS, ENTRANCE)


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """One site with what is to be mended on its platform."""

    site: HomePage
    findings: list[PlatformFinding]

    def count(self, check: PlatformCheck) -> int:
        """Return how many findings there are of one check."""
        return sum(one.check is check for one in self.findings)


def sections_of_platform(site: HomePage) -> dict[SectionKind, SectionPage]:
    """Return the platform's sections that stand on a site itself, the uppermost of each kind."""
    rows = (
        SectionPage.objects.descendant_of(site)
        .live()
        .filter(kind__in=[kind.value for kind in _KINDS])
        .order_by("depth", "path")
    )
    below = tuple(HomePage.objects.descendant_of(site).values_list("path", flat=True))
    found: dict[SectionKind, SectionPage] = {}
    for row in rows:
        if not (below and row.path.startswith(below)):
            found.setdefault(SectionKind(row.kind), row)
    return found


def _news_below(platform: SectionPage | None) -> list[tuple[str, int]]:
    """Return news sections below a platform, and news mirrored into its sections."""
    if platform is None:
        return []
    below = SectionPage.objects.descendant_of(platform).live()
    found = [(section.title, section.pk) for section in below.filter(kind=SectionKind.NEWS.value)]
    guests = list(
        Mirror.objects.filter(section__in=below, page__live=True).values_list(
            "page__title", "page__path", "section_id"
        )
    )
    news = set(
        SectionPage.objects.filter(
            kind=SectionKind.NEWS.value, path__in={parent_path(path) for _, path, _ in guests}
        ).values_list("path", flat=True)
    )
    found += [(title, pk) for title, path, pk in guests if parent_path(path) in news]
    return found


def facts_of(site: HomePage, on: date) -> PlatformFacts:
    """Return what is known of one site's platform on a day."""
    sections = sections_of_platform(site)
    organ = site.organ
    guide = (
        guide_findings(
            guide_values(organ),
            confirmations([organ.pk]).get(organ.pk, {}),
            today=on,
            within_days=int(settings.GONGKAI_GUIDE_CONFIRM_WITHIN_DAYS),
        )
        if organ
        else []
    )
    return PlatformFacts(
        sections={
            kind: (section.title.replace("｜", ""), section.pk)
            for kind, section in sections.items()
        },
        guide=guide,
        items=[(row.label, row.state) for row in statutory.rows_of_site(site, on)],
        missing_years=[
            place.year
            for place in reports.of_organ(organ, on)
            if place.state is ReportState.MISSING
        ],
        news=_news_below(sections.get(SectionKind.PLATFORM)),
    )


def check_site(site: HomePage, on: date) -> SiteCheck:
    """Return what is to be mended on one site's platform."""
    return SiteCheck(site, platform_findings(facts_of(site, on)))


def check_sites(on: date, organ_ids: set[int] | None = None) -> list[SiteCheck]:
    """Return the checks of all sites, or of those of some organs, in official order."""
    homes = HomePage.objects.live().select_related("organ").order_by("depth", "organ__position")
    if organ_ids is not None:
        homes = homes.filter(organ_id__in=organ_ids)
    return [check_site(home, on) for home in homes]
