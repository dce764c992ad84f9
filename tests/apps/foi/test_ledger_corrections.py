# ruff: noqa: S311 -- chance from a fixed seed makes the histories
"""The ledger is corrected by rows beside it; days are counted on the printed calendar of 2026."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import LedgerCorrection
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.history import ConcludedRequest
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import CorrectionNoticeTooLate, ExtensionTooLong
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import ConfirmedBeforeArrival, IntakeChannel
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.review.people import AuthorMayNotReview
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.apps.foi.conftest import AT

pytestmark = pytest.mark.django_db


def march(day):
    return date(2026, 3, day)


def entry(request, event):
    return request.events.get(event=event)


@pytest.fixture
def propose(officers):
    def proposed(request, event, on, who="handler", **more):
        return services.propose_correction(
            request_id=request.pk, event_id=entry(request, event).pk, occurred_on=on,
            actor=getattr(officers, who), **({"reason": "与签收凭证不符", "at": AT} | more),
        )  # fmt: skip

    return proposed


@pytest.fixture
def decide(officers):
    def decided(correction, who="head", approve=True, at=AT, **more):
        services.decide_correction(
            correction_id=correction.pk, approve=approve, actor=getattr(officers, who),
            at=at, **more,
        )  # fmt: skip
        correction.request.refresh_from_db()
        return correction.request

    return decided


@pytest.fixture
def correct(propose, decide):
    return lambda *args, **more: decide(propose(*args, **more))


# --- two people ---


def test_a_proposal_changes_nothing_until_another_person_approves(processing, propose, decide):
    correction = propose(processing, "register_offline", date(2026, 2, 27))
    processing.refresh_from_db()
    assert processing.due_on == march(30)
    # The 28th of February is a make-up Saturday: one working day more lies behind.
    request = decide(correction)
    assert (request.received_on, request.due_on) == (date(2026, 2, 27), march(26))
    assert entry(request, "register_offline").occurred_on == march(2)
    assert Entry.objects.filter(action="foi.decide_correction").count() == 1


def test_nobody_approves_his_own_proposal(processing, propose, decide):
    correction = propose(processing, "examine", march(3), "head")
    with pytest.raises(AuthorMayNotReview):
        decide(correction)
    correction.decided_by, correction.decided_at = correction.proposed_by, AT
    correction.decision = "approved"
    with pytest.raises(IntegrityError), transaction.atomic():
        correction.save()


def test_only_the_head_of_the_office_decides_and_only_the_desk_proposes(
    processing, propose, decide
):
    with pytest.raises(PostMissing):
        propose(processing, "examine", march(3), "secrecy")
    correction = propose(processing, "examine", march(3))
    for who in ("colleague", "registrar", "secrecy"):
        with pytest.raises(PostMissing):
            decide(correction, who)


def test_a_rejection_says_why_and_leaves_the_ledger_alone(processing, propose, decide):
    correction = propose(processing, "register_offline", date(2026, 2, 27))
    with pytest.raises(refused.LedgerCorrectionUnexplained):
        decide(correction, approve=False)
    request = decide(correction, approve=False, opinion="凭证是另一件的")
    assert request.due_on == march(30)
    with pytest.raises(refused.LedgerCorrectionDecided):
        decide(correction)


# --- what is refused ---


def test_a_correction_needs_a_reason_and_a_difference(processing, propose):
    with pytest.raises(refused.LedgerCorrectionUnexplained):
        propose(processing, "examine", march(3), reason=" ")
    with pytest.raises(refused.LedgerCorrectionEmpty):
        propose(processing, "examine", march(2))
    propose(processing, "examine", march(3))
    with pytest.raises(refused.LedgerCorrectionPending):
        propose(processing, "examine", march(3))


@pytest.mark.parametrize(
    ("event", "on", "refusal"),
    [
        ("register_offline", march(3), refused.LedgerOrderReversed),
        ("accept", march(1), refused.LedgerOrderReversed),
        ("accept", date(2026, 8, 4), refused.OccurredInFuture),
    ],
)
def test_an_impossible_ledger_is_refused(processing, propose, event, on, refusal):
    with pytest.raises(refusal):
        propose(processing, event, on)
    assert not LedgerCorrection.objects.exists()


def test_what_could_not_be_entered_cannot_be_corrected_into_the_ledger(register, act, propose):
    request = register()
    act(request, Event.EXAMINE, "registrar", march(3))
    act(request, Event.REQUEST_CORRECTION, "handler", march(5), note="补正一次")
    # Seven working days after 2 March end on the 11th.
    with pytest.raises(CorrectionNoticeTooLate):
        propose(request, "request_correction", march(12))
    assert propose(request, "request_correction", march(11))


def test_an_extension_is_corrected_within_its_limits(processing, act, propose, correct):
    act(processing, Event.EXTEND, "head", march(20), working_days=10)
    with pytest.raises(ExtensionTooLong):
        propose(processing, "extend", march(20), working_days=21)
    corrected = correct(processing, "extend", march(20), working_days=20)
    assert (corrected.due_on, corrected.extended_working_days) == (date(2026, 4, 28), 20)


def test_a_confirmation_before_the_arrival_is_refused(register, propose):
    request = register(march(2), IntakeChannel.ONLINE, confirmed_on=march(4))
    with pytest.raises(ConfirmedBeforeArrival):
        propose(request, "register", march(1))


def test_an_imported_entry_is_not_corrected(organ, officers, propose):
    row = ConcludedRequest(
        ApplicantKind.NATURAL_PERSON, "欧阳示例", "预算", IntakeChannel.IN_PERSON,
        march(2), march(20), Outcome.GRANTED,
    )  # fmt: skip
    (old,) = services.import_concluded(
        organ_id=organ.pk, rows=[row], actor=officers.registrar, at=AT
    )
    with pytest.raises(refused.ImportedNotCorrected):
        propose(old, "dispatch", march(19))


def test_a_ledger_that_grew_meanwhile_may_no_longer_admit_the_correction(
    processing, act, propose, decide
):
    correction = propose(processing, "accept", march(12))
    act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")
    with pytest.raises(refused.LedgerOrderReversed):
        decide(correction)


# --- what follows ---


def test_the_arrival_online_moves_the_cautious_start_of_the_clock(register, correct):
    request = register(march(3), IntakeChannel.ONLINE, confirmed_on=march(4))
    assert request.due_on == march(31)
    corrected = correct(request, "submit", march(2))
    assert (corrected.received_on, corrected.due_on) == (march(4), march(30))


def test_a_consultation_corrected_moves_its_own_end_as_well(processing, act, correct):
    act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")
    lapsed = act(processing, Event.CONSULT_LAPSED, "handler", march(31), consultation="某公司")
    # 11 to 31 March do not count: six days behind, fourteen to go from 1 April, the 6th off.
    assert lapsed.due_on == date(2026, 4, 21)
    # Sent on the 6th it ends on the 27th: four days are behind, sixteen go from the 30th.
    corrected = correct(processing, "open_consult", march(6))
    read = {row.event: row.facts.get("until") for row in queries.ledger_of(corrected)}
    assert (read["open_consult"], read["consult_lapsed"]) == ("2026-03-27", "2026-03-27")
    assert corrected.due_on == date(2026, 4, 21)


def test_a_dispatch_corrected_moves_the_conclusion(processing, act, correct):
    act(processing, Event.SUBMIT_REVIEW, "handler", march(20), outcome="open")
    for event, who in (("pass1", "colleague"), ("pass2", "secrecy"), ("sign", "head")):
        act(processing, Event(event), who, march(20))
    act(processing, Event.DISPATCH, "handler", march(25))
    corrected = correct(processing, "dispatch", date(2026, 4, 1))
    assert (corrected.concluded_on, corrected.due_on_at_conclusion) == (
        date(2026, 4, 1),
        march(30),
    )
    assert list(queries.late_requests(2026, ["qh"])) == [corrected]


def test_a_payment_corrected_moves_in_the_register_of_fees_too(processing, officers, correct):
    fee = services.charge_fee(
        request_id=processing.pk, tariff=Tariff.BY_PAGE, quantity=100, notified_on=march(10),
        actor=officers.handler, at=AT,
    )  # fmt: skip
    services.pay_fee(
        fee_id=fee.pk, paid_on=march(17), receipt_number="青-1", actor=officers.handler, at=AT
    )
    corrected = correct(processing, "fee_paid", march(16))
    fee.refresh_from_db()
    # Twenty working days after 16 March, Qingming on 6 April being off.
    assert (fee.paid_on, corrected.due_on) == (march(16), date(2026, 4, 14))


def test_reasons_are_corrected_with_the_day_announced(processing, act, correct):
    act(processing, Event.REQUIRE_REASON, "handler", march(4))
    act(processing, Event.REASON_RECEIVED, "handler", march(9), until=date(2026, 5, 29))
    moved = correct(processing, "reason_received", march(9), until=date(2026, 5, 20))
    assert moved.due_on == date(2026, 5, 20)
    assert correct(processing, "reason_received", march(10)).due_on == march(30)


def test_the_next_step_follows_the_day_as_corrected(processing, act, correct):
    correct(processing, "accept", march(12))
    with pytest.raises(refused.OccurredBeforeLast):
        act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")


def test_the_calendar_counts_corrected_days_too(processing, correct):
    corrected = correct(processing, "register_offline", date(2026, 2, 27))
    type(corrected).objects.filter(pk=corrected.pk).update(due_on=march(30))
    assert services.recompute_due(actor=None, at=AT) == 1
    corrected.refresh_from_db()
    assert corrected.due_on == march(26)


# --- as known on a day ---


def test_the_deadline_as_known_leaves_out_what_came_later(register, propose, decide, officers):
    def at(day):
        return datetime(2026, 3, day, 2, tzinfo=UTC)

    def take(event, who, day, **facts):
        services.perform(
            request_id=request.pk, event=event, occurred_on=march(day),
            actor=getattr(officers, who), at=at(day), **facts,
        )  # fmt: skip

    request = register(at=at(3))
    take(Event.EXAMINE, "registrar", 4)
    take(Event.ACCEPT, "registrar", 5)
    take(Event.EXTEND, "head", 17, working_days=20)
    correction = propose(request, "register_offline", date(2026, 2, 27), at=at(19))
    decide(correction, at=at(24))
    known = [queries.due_as_known(request, march(day)) for day in (2, 3, 16, 17, 23, 24)]
    assert [due and due.on for due in known] == [
        None,
        march(30),
        march(30),
        date(2026, 4, 28),
        date(2026, 4, 28),
        date(2026, 4, 24),
    ]


def test_there_is_no_deadline_known_while_a_correction_of_the_request_is_awaited(register, act):
    request = register()
    act(request, Event.EXAMINE, "registrar", march(3))
    act(request, Event.REQUEST_CORRECTION, "handler", march(5), note="补正一次")
    assert queries.due_as_known(request, AT.date()) is None


# --- any history ---


@pytest.mark.parametrize("seed", range(12))
def test_a_corrected_ledger_counts_as_if_it_had_been_entered_right(seed, register, act, correct):
    chance = Random(seed)
    days = sorted(chance.sample(range(3, 21), 5))

    def history(days):
        request = register(march(2))
        act(request, Event.EXAMINE, "registrar", march(days[0]))
        act(request, Event.ACCEPT, "registrar", march(days[1]))
        act(request, Event.OPEN_CONSULT, "handler", march(days[2]), consultation="某公司")
        act(request, Event.CONSULT_ANSWERED, "handler", march(days[3]), consultation="某公司")
        return act(request, Event.EXTEND, "head", march(days[4]), working_days=1 + seed)

    wrong = history(days)
    events = ["examine", "accept", "open_consult", "consult_answered", "extend"]
    accepted = 0
    while accepted < 3:
        place = chance.randrange(5)
        moved = chance.randrange(1, 25)
        try:
            wrong = correct(wrong, events[place], march(moved))
        except Refusal:
            continue
        accepted += 1
        days[place] = moved
        ledger = queries.ledger_of(wrong)
        assert [row.occurred_on.day for row in ledger][1:] == days
        replayed = queries.clock_of(ledger).due(queries.calendar())
        assert (wrong.due_on, wrong.due_is_provisional) == (replayed.on, replayed.provisional)
        assert queries.explained(ledger)[-1].on == wrong.due_on
    assert history(days).due_on == wrong.due_on


# --- the page ---


@pytest.fixture
def signed_in(client, officers):
    from django.contrib.auth.models import Permission

    def client_of(who):
        user = getattr(officers, who)
        codenames = ["access_admin", "change_informationrequest"]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return client_of


def test_a_correction_goes_from_proposal_to_approval_on_the_page(signed_in, processing):
    page = reverse("foi_requests:detail", args=[processing.pk])
    url = reverse("foi_requests:propose_correction", args=[processing.pk])
    written = {
        "correction-event": entry(processing, "register_offline").pk,
        "correction-occurred_on": "2026-02-27",
        "correction-reason": "签收凭证为2月27日",
    }
    client = signed_in("handler")
    refusal = client.post(url, written | {"correction-occurred_on": "2026-03-03"})
    assert refusal.status_code == 422
    assert "会早于它前面的“线下申请登记”" in refusal.content.decode()
    text = client.post(url, written, follow=True).content.decode()
    assert "以下按已同意的更正计算" not in text
    assert ("待审批" in text, "审批更正</button>" in text) == (True, False)
    correction = LedgerCorrection.objects.get()
    url = reverse("foi_requests:decide_correction", args=[processing.pk, correction.pk])
    client = signed_in("head")
    assert "审批更正</button>" in client.get(page).content.decode()
    assert "请选择同意或者不同意" in client.post(url, {}, follow=True).content.decode()
    answer = {f"decision{correction.pk}-approve": "yes"}
    text = client.post(url, answer, follow=True).content.decode()
    assert "已审批：同意更正。" in text
    assert "以下按已同意的更正计算" in text
    assert ("已更正为2026-02-27" in text, "2026年3月26日" in text) == (True, True)
    assert "已经审批" in client.post(url, answer, follow=True).content.decode()


def test_who_only_reads_is_offered_no_correction(signed_in, processing):
    page = reverse("foi_requests:detail", args=[processing.pk])
    assert "提出更正" not in signed_in("secrecy").get(page).content.decode()
