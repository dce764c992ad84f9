from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from gongkai.apps.foi import services
from gongkai.apps.foi.models import LetterHead
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind
from gongkai.domain.foi.searches import SearchResult
from gongkai.domain.roles import Role
from tests.factories.foi_online import FILLED, SECRET, SENT
from tests.factories.foundation import OrganFactory, PostFactory

# A day after all acts of the tests: they are entered later than they happened.
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)

OFFICERS = {
    "registrar": Role.FOI_REGISTRAR,
    "handler": Role.FOI_HANDLER,
    "colleague": Role.FOI_HANDLER,
    "secrecy": Role.SECRECY_REVIEWER,
    "head": Role.FOI_HEAD,
}


@pytest.fixture
def organ(db):
    return OrganFactory(code="qh", name="青禾县自然资源局", short_name="县自然资源局")


@pytest.fixture
def head(organ):
    """Say what the letters of the organ share; from then on its replies are written here."""
    return LetterHead.objects.create(
        organ=organ,
        number_mark="青自然公开告",
        reconsideration_body="青禾县人民政府",
        court="青禾县人民法院",
    )


@pytest.fixture
def officers(organ):
    return SimpleNamespace(
        **{name: PostFactory(organ=organ, role=role.value).user for name, role in OFFICERS.items()}
    )


@pytest.fixture
def register(organ, officers):
    def registered(received_on=date(2026, 3, 2), channel=IntakeChannel.IN_PERSON, **more):
        wanted = {
            "organ_id": organ.pk,
            "applicant_kind": ApplicantKind.NATURAL_PERSON,
            "applicant_name": "欧阳示例",
            "applicant_identity": "000000190001010011",
            "applicant_contact": "00000000000",
            "wanted": "柳河镇2025年农村道路维修项目的竣工验收报告",
            "intake_channel": channel,
            "submitted_at": datetime(
                received_on.year, received_on.month, received_on.day, 2, tzinfo=UTC
            ),
            "actor": officers.registrar,
            "at": AT,
        }
        return services.register(**(wanted | more))

    return registered


@pytest.fixture
def act(officers):
    """Take one step as the officer of this name; ``on`` is the day in law."""

    def taken(request, event, who, on, **facts):
        actor = getattr(officers, who)
        return services.perform(
            request_id=request.pk, event=event, occurred_on=on, actor=actor, at=AT, **facts
        )

    return taken


@pytest.fixture
def processing(register, act):
    """Return a request received on 2 March 2026 and handed to its handler on the 3rd."""
    request = register()
    act(request, Event.EXAMINE, "registrar", date(2026, 3, 2))
    return act(request, Event.ACCEPT, "registrar", date(2026, 3, 3))


@pytest.fixture
def sent(organ):
    """Send a request from the website."""

    def send(at=SENT, secret=SECRET, **more):
        services.save_draft(secret=secret, organ_id=organ.pk, content=FILLED | more, at=at)
        return services.submit(secret=secret, at=at)

    return send


@pytest.fixture
def search(officers):
    """Enter a search of the archive; it found nothing unless told otherwise."""

    def searched(request, on, who="handler", **more):
        told = {
            "searcher_name": "王档案",
            "place": "县档案馆全文检索系统",
            "terms": "竣工验收报告、农村道路维修",
            "period_covered": "2024年至2025年",
            "result": SearchResult.NOTHING,
            "searched_on": on,
            "actor": getattr(officers, who),
            "at": AT,
        }
        return services.record_search(request_id=request.pk, **(told | more))

    return searched
