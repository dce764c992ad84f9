"""What an officer reads before a step, and the deadlines of cases and of a changed calendar."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import InformationRequest, RemedyCase
from gongkai.apps.foi.step_notes import step_notes
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation.notices.models import Notice
from gongkai.project import duties, request_reminders
from tests.factories.foi import InformationRequestFactory, RemedyCaseFactory
from tests.factories.foundation import OrganFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)


def test_both_tariffs_are_told_before_a_fee(processing):
    """国办函〔2020〕109号: ten requests a month are free; 50 pages 200, 100 pages 700 yuan."""
    free, pages, choice = step_notes(processing, Event.FEE_NOTICE, TODAY)
    assert "按第1件算，本件不收费" in free
    assert "50页200元，100页700元，200页2700元" in pages
    assert "只能选一种" in choice
    for _ in range(10):
        InformationRequestFactory(
            organ=processing.organ, applicant_mark=processing.applicant_mark,
            received_on=processing.received_on,
        )  # fmt: skip
    eleventh, *_ = step_notes(processing, Event.FEE_NOTICE, TODAY)
    assert "按第11件算，本件收100元" in eleventh


def test_how_others_were_treated_is_told_before_reasons_are_asked(processing, register, act):
    none = step_notes(processing, Event.REQUIRE_REASON, TODAY)
    assert "没有要求过申请人说明理由" in none[-1]
    other = register(applicant_identity="000000190002020022")
    for _ in range(4):
        InformationRequestFactory(
            organ=other.organ, applicant_mark=other.applicant_mark, received_on=other.received_on
        )
    act(other, Event.EXAMINE, "registrar", date(2026, 3, 2))
    act(other, Event.REQUIRE_REASON, "handler", date(2026, 3, 9), note="数量明显超过合理范围")
    told = step_notes(processing, Event.REQUIRE_REASON, TODAY)
    assert "当月最少5件" in told[1]
    assert told[2] == f"2026-03-09　{other.number}　当月5件"
    assert queries.asked_for_reasons(OrganFactory().pk, date(2023, 1, 1)) == []


def test_most_steps_need_no_word(processing):
    assert step_notes(processing, Event.EXTEND, TODAY) == []


# --- answering cases ---


def case(organ, **more):
    said = {"filed_on": date(2026, 7, 20), "received_copy_on": date(2026, 7, 24)} | more
    return RemedyCaseFactory(organ=organ, **said)


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({}, date(2026, 8, 7)),  # ten working days after Friday 24 July 2026
        ({"is_simple": True}, date(2026, 7, 31)),
        ({"kind": "direct"}, date(2026, 8, 8)),  # fifteen days, whatever they are
        ({"received_copy_on": None}, None),
    ],
)
def test_each_kind_of_case_has_its_time_to_answer(organ, more, due):
    assert queries.answer_due_on(case(organ, **more)) == due


def test_the_desk_is_reminded_of_cases_until_they_are_answered(organ, officers):
    one = case(organ)
    case(organ, answered_on=date(2026, 7, 30))
    case(organ, received_copy_on=date(2026, 8, 3))
    assert request_reminders.near_answers(AT) == 1
    notice = Notice.objects.filter(kind="foi.answer_near", user=officers.handler).get()
    assert one.number in notice.subject
    assert "最迟2026-08-07" in notice.text
    late = datetime(2026, 8, 10, 2, tzinfo=UTC)
    request_reminders.near_answers(late)
    assert Notice.objects.filter(subject__contains="期限已过", user=officers.handler).exists()


def test_an_answer_needs_the_copy_before_it(organ):
    for more in ({"received_copy_on": None, "answered_on": date(2026, 8, 1)},
                 {"answered_on": date(2026, 7, 1)}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            case(organ, **more)
    assert not RemedyCase.objects.exists()


# --- a changed calendar ---


def test_a_deadline_that_comes_nearer_is_told_and_one_that_goes_away_is_not(
    processing, register, officers
):
    """Both end on 30 March 2026; one was thought to end a day later, one a day earlier."""
    other = register()
    InformationRequest.objects.filter(pk=processing.pk).update(due_on=date(2026, 3, 31))
    InformationRequest.objects.filter(pk=other.pk).update(due_on=date(2026, 3, 27))
    assert request_reminders.earlier_deadlines(AT) == (2, 1)
    notice = Notice.objects.get(kind="foi.reply_earlier", user=officers.handler)
    assert "1件申请的答复期限提前" in notice.subject
    assert f"{processing.number}提前到03-30" in notice.text
    assert other.number not in notice.text
    assert request_reminders.earlier_deadlines(AT) == (0, 0)


def test_the_schedule_counts_anew_every_day(processing):
    InformationRequest.objects.update(due_on=date(2026, 3, 31))
    told = duties.BY_NAME["recount"].work(AT)
    assert told.message == "1件申请的期限变动，其中1件提前"
    assert services.recompute_due(actor=None, at=AT) == 0
