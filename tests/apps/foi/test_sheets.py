"""Forms to sign by hand, and the annex that explains a deadline as of a day."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pypdf import PdfReader

from gongkai.apps.foi import queries, services
from gongkai.domain.foi.letters.forms import ProofForm
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.services import entries_about
from tests.apps.foi.conftest import AT
from tests.factories.foundation import UserFactory

pytestmark = pytest.mark.django_db


def text_of(content):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.fixture
def handler(client, officers):
    codes = ("access_admin", "change_informationrequest", "add_informationrequest")
    officers.handler.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    client.force_login(officers.handler)
    return client


@pytest.mark.parametrize("form", ProofForm)
def test_a_form_is_printed_with_the_request_and_taking_it_is_remembered(form, handler, processing):
    where = reverse("foi_requests:proof", args=[processing.pk, form.value])
    assert handler.get(where).status_code == 405
    answer = handler.post(where)
    assert processing.number in text_of(answer.content).replace("\n", "")
    assert "no-store" in answer["Cache-Control"]
    looks = [e for e in entries_about(processing) if str(e.action) == "foi.print_form"]
    assert [look.facts["form"] for look in looks] == [form.value]


def test_a_stranger_prints_no_form(processing):
    with pytest.raises(PostMissing):
        services.print_form(
            request_id=processing.pk, form=ProofForm.IDENTITY, actor=UserFactory(), at=AT
        )


def test_a_deadline_is_told_as_it_was_known_on_a_day(register, officers, handler, monkeypatch):
    """20 working days after 2 March 2026 end on 30 March; an extension of 10 on 14 April."""
    at = lambda day: datetime(2026, 3, day, 2, tzinfo=UTC)  # noqa: E731
    request = register(at=at(2))
    for event, who, day, facts in (
        (Event.EXAMINE, officers.registrar, 3, {}),
        (Event.ACCEPT, officers.registrar, 4, {}),
        (Event.EXTEND, officers.head, 20, {"working_days": 10}),
    ):
        services.perform(request_id=request.pk, event=event, occurred_on=date(2026, 3, day),
                         actor=who, at=at(day), note="需要调阅档案", **facts)  # fmt: skip
    where = reverse("foi_requests:deadline", args=[request.pk])
    before = handler.get(where, {"as_of": "2026-03-19"}).content.decode()
    after = handler.get(where, {"as_of": "2026-03-20"}).content.decode()
    assert "答复期限是<b>2026年3月30日 星期一</b>" in before
    assert "答复期限是<b>2026年4月14日 星期二</b>" in after
    assert "没有在走的期限" in handler.get(where, {"as_of": "2026-03-01"}).content.decode()
    told = text_of(handler.get(where, {"as_of": "2026-03-19", "format": "pdf"}).content)
    assert "2026-03-30" in told
    assert "2026-04-14" not in told


def test_the_count_of_a_day_ends_on_its_deadline(processing):
    on = date(2026, 8, 3)
    days, due = queries.explained_as_known(processing, on), queries.due_as_known(processing, on)
    assert days[-1].on == due.on == date(2026, 3, 30)
    assert days[-1].count == 20


@pytest.mark.parametrize("day", ["2999-01-01", "xx"])
def test_a_day_that_has_not_come_is_asked_for_again(day, handler, processing):
    where = reverse("foi_requests:deadline", args=[processing.pk])
    assert handler.get(where, {"as_of": day}).status_code == 422
