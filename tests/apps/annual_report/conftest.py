from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from gongkai.apps.websites import services as websites
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from tests.factories.foi import InformationRequestFactory, ProcessingFeeFactory, RemedyCaseFactory
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

YEAR = 2025
AT = datetime(2026, 1, 20, 2, tzinfo=UTC)


@pytest.fixture
def county(db):
    """Return the county with its office, two departments, a town, and tax outside the sum."""
    government = OrganFactory(
        code="county", name="青禾县人民政府", short_name="县政府", level=OrganLevel.COUNTY.value
    )
    return SimpleNamespace(
        government=government,
        office=OrganFactory(
            code="office", name="青禾县人民政府办公室", level=OrganLevel.OFFICE.value
        ),
        land=OrganFactory(code="land", name="青禾县自然资源局", short_name="县自然资源局"),
        housing=OrganFactory(code="housing", name="青禾县住房和城乡建设局"),
        town=OrganFactory(code="liuhe", name="柳河镇人民政府", level=OrganLevel.TOWNSHIP.value),
        tax=OrganFactory(code="tax", name="国家税务总局青禾县税务局", is_vertical=True),
    )


def closed(organ, received_on, concluded_on, outcome, kind=ApplicantKind.NATURAL_PERSON):
    return InformationRequestFactory(
        organ=organ,
        received_on=received_on,
        concluded_on=concluded_on,
        outcome=outcome.value,
        applicant_kind=kind.value,
    )


@pytest.fixture
def portfolio(county):
    """Return a year by hand: seven new, two carried in, eight answered, one carried out."""
    person, firm, lawyers = (
        ApplicantKind.NATURAL_PERSON,
        ApplicantKind.COMMERCIAL_ENTERPRISE,
        ApplicantKind.LEGAL_SERVICE_ORGANISATION,
    )
    day = date
    requests = [
        closed(county.land, day(2025, 2, 3), day(2025, 2, 20), Outcome.GRANTED),
        closed(county.land, day(2025, 3, 3), day(2025, 3, 20), Outcome.GRANTED, firm),
        closed(county.land, day(2025, 4, 7), day(2025, 4, 28), Outcome.GRANTED_IN_PART),
        closed(county.housing, day(2025, 5, 6), day(2025, 5, 20), Outcome.NOT_HELD, lawyers),
        closed(county.town, day(2025, 6, 3), day(2025, 6, 20), Outcome.NOT_HELD),
        closed(county.government, day(2025, 9, 1), day(2025, 9, 20), Outcome.GRANTED),
        closed(county.office, day(2024, 12, 20), day(2025, 1, 10), Outcome.GRANTED, person),
        closed(county.housing, day(2024, 12, 26), day(2025, 1, 16), Outcome.GRANTED, firm),
        # Counted by its own system, not by the county.
        closed(county.tax, day(2025, 7, 1), day(2025, 7, 10), Outcome.GRANTED),
        # Of another year altogether.
        closed(county.land, day(2024, 3, 1), day(2024, 3, 20), Outcome.GRANTED),
    ]
    open_one = InformationRequestFactory(organ=county.land, received_on=day(2025, 12, 25))
    RemedyCaseFactory(organ=county.housing, filed_on=day(2025, 6, 20))
    ProcessingFeeFactory(request=requests[0], paid_on=day(2025, 3, 14), amount_yuan=120)
    return SimpleNamespace(requests=requests, open_one=open_one)


@pytest.fixture
def portal(county):
    home = websites.open_portal(
        portal=HomePage(
            title="青禾县人民政府",
            slug="portal",
            organ=county.government,
            kind=WebsiteKind.COUNTY.value,
        ),
        actor=None,
        at=AT,
    )
    section = websites.open_section(
        section=SectionPage(
            title="政府信息公开年报",
            slug="reports",
            organ=county.government,
            kind=SectionKind.REPORTS.value,
        ),
        parent=home,
        actor=None,
        at=AT,
    )
    return SimpleNamespace(home=home, section=section)


@pytest.fixture
def officers(county):
    """Return the people between a report and its publication, each with one post."""
    roles = {
        "editor": Role.EDITOR,
        "first": Role.FIRST_REVIEWER,
        "second": Role.SECOND_REVIEWER,
        "secrecy": Role.SECRECY_REVIEWER,
        "final": Role.FINAL_REVIEWER,
    }
    people = {
        name: PostFactory(organ=county.government, role=role.value).user
        for name, role in roles.items()
    }
    PostFactory(user=people["editor"], organ=county.office, role=Role.OGI_OFFICER.value)
    return SimpleNamespace(
        **people,
        land_editor=PostFactory(organ=county.land, role=Role.EDITOR.value).user,
        stranger=UserFactory(),
    )


@pytest.fixture
def publish(county, portal, officers):
    """Freeze, submit and carry a report through all reviews."""
    from gongkai.apps.annual_report import services
    from gongkai.apps.annual_report.models import Scope
    from gongkai.apps.review import services as review
    from gongkai.apps.review.services import Opinion
    from gongkai.domain.review.opinions import Proofreading
    from gongkai.domain.review.secrecy import SecrecyConclusion
    from gongkai.domain.review.three_reviews import Action

    def published(year=YEAR, at=AT):
        page = services.submit(
            year=year,
            organ_id=county.government.pk,
            scope=Scope.ROLL_UP,
            actor=officers.editor,
            at=at,
        )
        submission = page.submissions.latest("pk")
        for name in ("first", "second", "secrecy", "final"):
            is_secrecy = name == "secrecy"
            review.open_all(submission_ids=[submission.pk], actor=getattr(officers, name), at=at)
            review.decide(
                submission_id=submission.pk,
                action=Action.PASS,
                actor=getattr(officers, name),
                at=at,
                opinion=Opinion(
                    text="同意。",
                    proofreading=None if is_secrecy else Proofreading(0, 0),
                    secrecy=SecrecyConclusion.MAY_BE_DISCLOSED if is_secrecy else None,
                ),
            )
        page.refresh_from_db()
        return page

    return published
