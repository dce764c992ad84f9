"""Personal data goes when its time is over; the tables of every year stay."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import InformationRequest, PaperKind
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.outcomes import Outcome
from gongkai.foundation.audit.services import entries_about
from tests.factories.foi import InformationRequestFactory, RemedyCaseFactory
from tests.factories.foundation import UserFactory

pytestmark = pytest.mark.django_db
CONCLUDED = date(2026, 3, 20)
AFTER_TWO = datetime(2028, 3, 21, 2, tzinfo=UTC)
AFTER_TEN = datetime(2036, 3, 21, 2, tzinfo=UTC)
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def archived(organ):
    def made(**more):
        wanted = {
            "organ": organ, "concluded_on": CONCLUDED, "outcome": Outcome.GRANTED.value,
            "state": State.ARCHIVED.value, "applicant_identity": "000000190001010011",
            "applicant_contact": "000-00001234", "applicant_mark": "mark", "agent_name": "陈示例",
        }  # fmt: skip
        return InformationRequestFactory(**(wanted | more))

    return made


def with_papers(request, officers):
    for kind in (PaperKind.IDENTITY, PaperKind.RECEIPT):
        services.add_paper(
            request_id=request.pk, kind=kind, upload=SimpleUploadedFile("欧阳.pdf", SCAN),
            actor=officers.registrar, at=datetime(2026, 3, 21, tzinfo=UTC),
        )  # fmt: skip


def test_proofs_of_identity_go_two_years_after_the_conclusion(archived, officers):
    request = archived()
    with_papers(request, officers)
    assert services.clear_identity_papers(at=datetime(2028, 3, 20, 2, tzinfo=UTC)) == 0
    assert services.clear_identity_papers(at=AFTER_TWO) == 1
    identity, receipt = request.papers.order_by("pk")
    assert (bytes(identity.content), identity.name, identity.size) == (b"", "", 0)
    assert len(identity.sha256) == 64
    assert bytes(receipt.content) == SCAN
    assert services.clear_identity_papers(at=AFTER_TWO) == 0


def test_applicants_go_ten_years_after_the_conclusion(archived, officers):
    request = archived(wanted="电话13900001234的来信处理情况")
    with_papers(request, officers)
    assert services.anonymise(at=datetime(2036, 3, 20, 2, tzinfo=UTC)) == 0
    assert services.anonymise(at=AFTER_TEN) == 1
    request.refresh_from_db()
    told = (request.applicant_name, request.applicant_identity, request.applicant_contact,
            request.agent_name, request.applicant_mark)  # fmt: skip
    assert told == ("已匿名", "", "", "", "")
    assert request.wanted == "电话×××××××××××的来信处理情况"
    assert all(paper.size == 0 for paper in request.papers.all())
    assert request.anonymised_on == date(2036, 3, 21)
    assert [str(e.action) for e in entries_about(request)][-1] == "foi.anonymise"
    assert services.anonymise(at=AFTER_TEN) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT applicant_contact, agent_name FROM foi_informationrequest")
        assert cursor.fetchone() == ("", "")


@pytest.mark.parametrize("state", [State.CLOSED, State.REDO])
def test_what_is_not_archived_is_left_alone(archived, state):
    archived(state=state.value)
    assert services.anonymise(at=AFTER_TEN) == 0


def test_an_open_remedy_keeps_everything(archived, officers, organ):
    request = archived()
    with_papers(request, officers)
    case = RemedyCaseFactory(organ=organ, request=request, filed_on=date(2026, 4, 1))
    assert services.clear_identity_papers(at=AFTER_TEN) == 0
    assert services.anonymise(at=AFTER_TEN) == 0
    type(case).objects.update(result="upheld", concluded_on=date(2026, 9, 1))
    assert services.anonymise(at=AFTER_TEN) == 1


def test_no_cell_of_any_year_changes(archived, organ):
    for kind in ("person", "business", "legal"):
        for outcome in (Outcome.GRANTED, Outcome.NOT_HELD, Outcome.OTHER):
            archived(applicant_kind=kind, outcome=outcome.value)
    codes = frozenset({organ.code})

    def told():
        return {
            year: {key: sorted(map(str, rows)) for key, rows in found.items()}
            for year in (2025, 2026, 2027)
            for found in [queries.report_records(year, codes)]
        }

    before = told()
    assert any(before[2026].values())
    assert services.anonymise(at=AFTER_TEN) == InformationRequest.objects.count()
    assert told() == before


def test_the_page_says_that_the_applicant_is_gone(processing, client):
    request = processing
    InformationRequest.objects.update(
        state=State.ARCHIVED.value, concluded_on=CONCLUDED, outcome=Outcome.GRANTED.value
    )
    services.anonymise(at=AFTER_TEN)
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("foi_requests:detail", args=[request.pk])).content.decode()
    assert "2036年3月21日已按期限匿名化" in page


def test_the_twenty_ninth_of_february_has_a_day_in_every_year(archived):
    archived(concluded_on=date(2026, 2, 27), received_on=date(2026, 2, 2))
    assert services.anonymise(at=datetime(2036, 2, 29, 2, tzinfo=UTC)) == 1
