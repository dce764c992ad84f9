from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.history import ConcludedRequest
from gongkai.domain.foi.deadlines import ReplyPeriodOver
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foi import InformationRequestFactory, RemedyCaseFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)


# --- personal data ---


def test_the_database_holds_no_personal_data_in_plain_text(register):
    register()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT applicant_name, applicant_identity, applicant_contact"
            " FROM foi_informationrequest"
        )
        (raw,) = cursor.fetchall()
    assert not any(word in text for text in raw for word in ("欧阳", "0101", "00000000000"))
    assert InformationRequest.objects.get().applicant_name == "欧阳示例"


def test_the_masked_forms_show_little():
    request = InformationRequestFactory.build(
        applicant_identity="000000190001010011", applicant_contact="01234567890"
    )
    assert (request.masked_name, request.masked_identity[-4:], request.masked_contact) == (
        "欧某某",
        "0011",
        "*******7890",
    )


def test_every_look_at_personal_data_is_audited_without_repeating_it(register, officers):
    request = register()
    for _ in range(2):
        shown = services.reveal(request_id=request.pk, actor=officers.handler, at=AT)
    assert (shown.name, shown.identity) == ("欧阳示例", "000000190001010011")
    looks = Entry.objects.filter(action="foi.reveal")
    assert [(look.actor_name, look.subject_label) for look in looks] == [
        (officers.handler.name, "QH-2026-0001"),
    ] * 2
    assert not any("欧阳" in f"{entry.facts}{entry.subject_label}" for entry in Entry.objects.all())


def test_who_does_not_handle_requests_sees_no_personal_data(register, officers):
    request = register()
    with pytest.raises(PostMissing):
        services.reveal(request_id=request.pk, actor=officers.secrecy, at=AT)
    assert not Entry.objects.filter(action="foi.reveal").exists()


# --- fees ---


def charge(request, officers, **more):
    notice = {
        "request_id": request.pk,
        "tariff": Tariff.BY_PAGE,
        "quantity": 150,
        "notified_on": date(2026, 3, 10),
        "actor": officers.handler,
        "at": AT,
    }
    return services.charge_fee(**(notice | more))


def test_a_fee_waits_for_its_payment_and_starts_the_period_anew(processing, officers):
    fee = charge(processing, officers)
    processing.refresh_from_db()
    assert (fee.amount_yuan, processing.state, processing.due_on) == (1700, "await_fee", None)
    with pytest.raises(refused.ReceiptNumberMissing):
        services.pay_fee(
            fee_id=fee.pk, paid_on=date(2026, 3, 16), receipt_number=" ",
            actor=officers.handler, at=AT,
        )  # fmt: skip
    services.pay_fee(
        fee_id=fee.pk, paid_on=date(2026, 3, 16), receipt_number="青-0001",
        actor=officers.handler, at=AT,
    )  # fmt: skip
    processing.refresh_from_db()
    fee.refresh_from_db()
    assert (processing.state, processing.due_on) == ("processing", date(2026, 4, 14))
    assert (fee.paid_on, fee.receipt_number) == (date(2026, 3, 16), "青-0001")


@pytest.mark.parametrize(
    ("tariff", "quantity", "yuan"),
    [
        (Tariff.BY_REQUEST, 11, 100),
        (Tariff.BY_REQUEST, 31, 200),
        (Tariff.BY_REQUEST, 41, 300),
        (Tariff.BY_PAGE, 31, 10),
        (Tariff.BY_PAGE, 201, 2740),
    ],
)
def test_the_fee_follows_the_tariff(processing, officers, tariff, quantity, yuan):
    assert charge(processing, officers, tariff=tariff, quantity=quantity).amount_yuan == yuan


@pytest.mark.parametrize(("tariff", "free"), [(Tariff.BY_REQUEST, 10), (Tariff.BY_PAGE, 30)])
def test_what_is_free_is_not_charged(processing, officers, tariff, free):
    with pytest.raises(refused.FeeNotDue):
        charge(processing, officers, tariff=tariff, quantity=free)


def test_a_fee_notice_after_the_deadline_is_refused(processing, officers):
    with pytest.raises(ReplyPeriodOver):
        charge(processing, officers, notified_on=date(2026, 3, 31))
    assert not processing.fees.exists()


def test_fees_have_no_back_door(processing, act):
    for event in (Event.FEE_NOTICE, Event.FEE_PAID):
        with pytest.raises(refused.FeeByItsOwnAct):
            act(processing, event, "handler", date(2026, 3, 10))


def test_a_fee_lapses_twenty_working_days_after_its_notice(processing, officers, act):
    charge(processing, officers)
    with pytest.raises(refused.PeriodNotOver) as refusal:
        act(processing, Event.FEE_LAPSED, "handler", date(2026, 4, 8))
    assert refusal.value.facts["until"] == date(2026, 4, 8)
    closed = act(processing, Event.FEE_LAPSED, "handler", date(2026, 4, 9))
    assert (closed.state, closed.outcome) == ("closed", Outcome.FEE_LAPSED.value)


# --- remedies ---


def file_case(organ, officers, **more):
    case = {
        "organ_id": organ.pk,
        "kind": RemedyKind.RECONSIDERATION,
        "number": "青政复〔2026〕1号",
        "filed_on": date(2026, 5, 6),
        "actor": officers.head,
        "at": AT,
    }
    return services.file_remedy(**(case | more))


def test_a_case_is_filed_and_concluded(organ, officers, processing):
    case = file_case(organ, officers, request_id=processing.pk)
    done = services.conclude_remedy(
        case_id=case.pk, result=RemedyResult.UPHELD, concluded_on=date(2026, 7, 1),
        actor=officers.head, at=AT,
    )  # fmt: skip
    assert (done.result, done.concluded_on) == ("upheld", date(2026, 7, 1))
    acts = Entry.objects.filter(subject_type="foi.RemedyCase").order_by("sequence")
    assert [entry.action for entry in acts] == ["foi.file_remedy", "foi.conclude_remedy"]


@pytest.mark.parametrize(
    ("result", "concluded_on", "refusal"),
    [
        (RemedyResult.PENDING, date(2026, 7, 1), refused.RemedyResultMissing),
        (RemedyResult.UPHELD, date(2026, 5, 5), refused.RemedyDatesReversed),
        (RemedyResult.UPHELD, date(2026, 8, 4), refused.OccurredInFuture),
    ],
)
def test_a_case_ends_with_a_result_after_it_began(organ, officers, result, concluded_on, refusal):
    case = file_case(organ, officers)
    with pytest.raises(refusal):
        services.conclude_remedy(
            case_id=case.pk, result=result, concluded_on=concluded_on,
            actor=officers.head, at=AT,
        )  # fmt: skip


def test_a_case_belongs_to_a_request_of_its_own_organ(organ, officers):
    with pytest.raises(refused.RequestOfOtherOrgan):
        file_case(organ, officers, request_id=InformationRequestFactory().pk)
    with pytest.raises(refused.OccurredInFuture):
        file_case(organ, officers, filed_on=date(2026, 8, 4))
    with pytest.raises(PostMissing):
        file_case(organ, officers, actor=officers.secrecy)


# --- what the database itself refuses ---


@pytest.mark.parametrize(
    "row",
    [
        {"state": "lost"},
        {"outcome": "maybe"},
        {"applicant_kind": "ghost"},
        {"concluded_on": date(2025, 3, 20), "outcome": ""},
        {"state": "closed", "concluded_on": None},
        {"concluded_on": date(2025, 3, 1), "outcome": "open"},
    ],
)
def test_the_database_refuses_what_cannot_be(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationRequestFactory(**row)


def test_the_database_refuses_a_result_without_its_day():
    with pytest.raises(IntegrityError), transaction.atomic():
        RemedyCaseFactory(result="upheld")


# --- old registers ---


def old(**more):
    row = {
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "applicant_name": "欧阳示例",
        "wanted": "2023年部门预算",
        "intake_channel": IntakeChannel.ORDINARY_MAIL,
        "received_on": date(2024, 3, 1),
        "concluded_on": date(2024, 3, 20),
        "outcome": Outcome.GRANTED,
    }
    return ConcludedRequest(**(row | more))


def test_old_requests_come_in_closed_and_count(organ, officers):
    (request,) = services.import_concluded(
        organ_id=organ.pk, rows=[old()], actor=officers.registrar, at=AT
    )
    # 4 to 29 March 2024 are twenty working days.
    assert (request.number, request.state, request.due_on) == (
        "QH-2024-0001",
        "closed",
        date(2024, 3, 29),
    )
    assert [e.event for e in request.events.all()] == ["register_offline", "dispatch"]
    assert len(queries.report_records(2024, frozenset({"qh"}))["t3.open.person"]) == 1


def test_an_old_register_comes_in_whole_or_not_at_all(organ, officers):
    with pytest.raises(refused.OccurredBeforeLast):
        services.import_concluded(
            organ_id=organ.pk,
            rows=[old(), old(concluded_on=date(2024, 2, 1))],
            actor=officers.registrar,
            at=AT,
        )
    assert not InformationRequest.objects.exists()


# --- a new holiday notice ---


def test_deadlines_are_counted_anew_and_only_those_that_moved_are_touched(processing, officers):
    assert services.recompute_due(actor=officers.head, at=AT) == 0
    InformationRequest.objects.filter(pk=processing.pk).update(due_on=date(2026, 3, 31))
    assert services.recompute_due(actor=officers.head, at=AT) == 1
    processing.refresh_from_db()
    assert processing.due_on == date(2026, 3, 30)
