from datetime import UTC, date, datetime

import pytest

from gongkai.apps.foi import services
from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.services import refused
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import (
    AlreadyExtended,
    CorrectionNoticeTooLate,
    ExtensionTooLong,
    ReplyPeriodOver,
)
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import IntakeChannel, ReceiptNotConfirmed
from gongkai.domain.foi.lifecycle import ActionNotAllowed, Event, State
from gongkai.domain.foi.outcomes import Outcome, WithheldGroundMissing
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.roles import Role
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foi import RemedyCaseFactory
from tests.factories.foundation import PostFactory, UserFactory

AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def march(day):
    return date(2026, 3, day)


def to_signature(act, request, outcome=Outcome.GRANTED, on=date(2026, 3, 20), **facts):
    act(request, Event.SUBMIT_REVIEW, "handler", on, outcome=outcome.value, **facts)
    act(request, Event.PASS1, "colleague", on)
    act(request, Event.PASS2, "secrecy", on)
    return act(request, Event.SIGN, "head", on)


def to_closed(act, request, **more):
    to_signature(act, request, **more)
    act(request, Event.DISPATCH, "handler", march(25))
    return act(request, Event.SERVED, "handler", march(27))


# --- receipt ---


def test_registration_numbers_the_requests_of_an_organ_and_year(register):
    numbers = [register().number, register().number, register(date(2025, 12, 31)).number]
    assert numbers == ["QH-2026-0001", "QH-2026-0002", "QH-2025-0001"]


def test_a_request_handed_in_counts_from_that_day(register):
    request = register(date(2025, 1, 24))
    assert (request.received_on, request.due_on, request.state) == (
        date(2025, 1, 24),
        date(2025, 2, 27),
        State.REGISTERED.value,
    )


def test_an_online_request_is_received_on_confirmation_but_its_clock_starts_on_arrival(register):
    request = register(march(2), IntakeChannel.ONLINE, confirmed_on=march(4))
    assert (request.received_on, request.due_on) == (march(4), march(30))
    assert [entry.event for entry in request.events.all()] == ["submit", "register"]


def test_a_letter_without_confirmation_is_not_registered(register):
    with pytest.raises(ReceiptNotConfirmed):
        register(channel=IntakeChannel.ORDINARY_MAIL)
    assert not InformationRequest.objects.exists()


def test_only_the_registrar_of_the_organ_registers(register, officers):
    with pytest.raises(PostMissing):
        register(actor=officers.handler)
    with pytest.raises(PostMissing):
        register(actor=PostFactory(role=Role.FOI_REGISTRAR.value).user)


# --- the way to the reply ---


def test_a_request_goes_from_the_counter_to_the_archive(processing, act):
    closed = to_closed(act, processing)
    assert (closed.state, closed.outcome, closed.concluded_on, closed.due_on_at_conclusion) == (
        State.CLOSED.value,
        Outcome.GRANTED.value,
        march(25),
        march(30),
    )
    # The applicant, who learnt on 27 March, may sue for six months.
    with pytest.raises(refused.OccurredInFuture):
        act(processing, Event.ARCHIVE, "registrar", date(2026, 9, 28))
    with pytest.raises(refused.RemedyOpen) as refusal:
        act(processing, Event.ARCHIVE, "registrar", date(2026, 8, 1))
    assert refusal.value.facts["until"] == date(2026, 9, 27)


def test_every_step_leaves_one_ledger_entry_and_one_audit_row(processing, act):
    to_closed(act, processing)
    ledger = [entry.event for entry in processing.events.all()]
    assert ledger == [
        *("register_offline", "examine", "accept", "submit_review", "pass1", "pass2"),
        *("sign", "dispatch", "served"),
    ]
    audited = Entry.objects.filter(subject_type="foi.InformationRequest").order_by("sequence")
    assert [entry.action for entry in audited] == [f"foi.{event}" for event in ledger]


def test_a_step_the_lifecycle_does_not_have_is_refused(processing, act):
    with pytest.raises(ActionNotAllowed):
        act(processing, Event.SIGN, "head", march(4))
    processing.refresh_from_db()
    assert (processing.state, processing.events.count()) == (State.PROCESSING.value, 3)


@pytest.mark.parametrize(
    ("event", "who"),
    [
        (Event.SUBMIT_REVIEW, "registrar"),
        (Event.EXTEND, "handler"),
        (Event.OPEN_CONSULT, "head"),
        (Event.ASSIGN, "handler"),
    ],
)
def test_a_step_asks_for_its_post(processing, act, event, who):
    with pytest.raises(PostMissing):
        act(processing, event, who, march(4))


def test_a_step_dated_before_the_last_one_is_refused(processing, act):
    with pytest.raises(refused.OccurredBeforeLast):
        act(processing, Event.ASSIGN, "registrar", march(2))


# --- four eyes ---


def test_drafter_does_not_review_and_no_reviewer_reviews_twice(organ, officers, processing, act):
    PostFactory(user=officers.handler, organ=organ, role=Role.FOI_HEAD.value)
    PostFactory(user=officers.colleague, organ=organ, role=Role.SECRECY_REVIEWER.value)
    PostFactory(user=officers.colleague, organ=organ, role=Role.FOI_HEAD.value)
    act(processing, Event.SUBMIT_REVIEW, "handler", march(9), outcome="open")
    with pytest.raises(AuthorMayNotReview):
        act(processing, Event.PASS1, "handler", march(9))
    act(processing, Event.PASS1, "colleague", march(9))
    with pytest.raises(SamePersonTwice):
        act(processing, Event.PASS2, "colleague", march(9))
    act(processing, Event.PASS2, "secrecy", march(9))
    with pytest.raises(AuthorMayNotReview):
        act(processing, Event.SIGN, "handler", march(9))
    with pytest.raises(SamePersonTwice):
        act(processing, Event.SIGN, "colleague", march(9))
    assert act(processing, Event.SIGN, "head", march(9)).outcome == "open"


def test_a_returned_draft_needs_a_reason_and_starts_a_new_round_of_reviews(processing, act, search):
    act(processing, Event.SUBMIT_REVIEW, "handler", march(9), outcome="open")
    act(processing, Event.PASS1, "colleague", march(9))
    with pytest.raises(refused.ReasonMissing):
        act(processing, Event.RETURN_DRAFT, "secrecy", march(9))
    act(processing, Event.RETURN_DRAFT, "secrecy", march(9), note="请补充检索说明")
    search(processing, march(10))
    act(processing, Event.SUBMIT_REVIEW, "colleague", march(10), outcome="u1")
    act(processing, Event.PASS1, "handler", march(10))
    act(processing, Event.PASS2, "secrecy", march(10))
    assert act(processing, Event.SIGN, "head", march(10)).outcome == "u1"


# --- results ---


def test_a_draft_without_result_is_not_reviewed(processing, act):
    with pytest.raises(refused.OutcomeMissing):
        act(processing, Event.SUBMIT_REVIEW, "handler", march(9))


def test_a_reply_in_part_names_the_ground_of_the_rest(processing, act):
    with pytest.raises(WithheldGroundMissing):
        act(processing, Event.SUBMIT_REVIEW, "handler", march(9), outcome="partial")
    act(
        processing, Event.SUBMIT_REVIEW, "handler", march(9),
        outcome="partial", withheld_under=["d4"],
    )  # fmt: skip
    drafted = processing.events.last()
    assert drafted.facts["remedy_route"] == "review_first"


def test_revoking_the_signature_takes_the_result_back(processing, act):
    to_signature(act, processing)
    revoked = act(processing, Event.REVOKE_ISSUE, "head", march(21))
    assert (revoked.state, revoked.outcome, revoked.concluded_on) == ("processing", "", None)


def test_a_reply_on_the_spot_grants_and_nothing_else(register, act):
    request = register()
    with pytest.raises(refused.OnSpotOnlyGranted):
        act(request, Event.REPLY_ON_SPOT, "handler", march(2), outcome="d1")
    act(request, Event.REPLY_ON_SPOT, "handler", march(2))
    done = act(request, Event.DISPATCH, "handler", march(2))
    assert (done.outcome, done.concluded_on) == ("open", march(2))


def test_a_withdrawn_request_counts_among_the_other_results(processing, act):
    closed = act(processing, Event.WITHDRAW, "registrar", march(12))
    assert (closed.state, closed.outcome, closed.concluded_on) == ("closed", "o3", march(12))
    assert closed.due_on_at_conclusion is None


def test_returned_mail_keeps_the_day_of_the_first_dispatch(processing, act):
    to_signature(act, processing)
    act(processing, Event.DISPATCH, "handler", march(25))
    act(processing, Event.RETURNED_MAIL, "handler", march(30))
    again = act(processing, Event.DISPATCH, "handler", march(31))
    assert (again.concluded_on, again.due_on_at_conclusion) == (march(25), march(30))


# --- the clock (expected days counted by hand on the printed calendar) ---


def test_a_correction_voids_the_period_and_starts_it_anew(register, act):
    request = register()
    act(request, Event.EXAMINE, "registrar", march(2))
    waiting = act(request, Event.REQUEST_CORRECTION, "handler", march(6), note="文件名称不明")
    assert (waiting.state, waiting.due_on) == ("await_correction", None)
    again = act(request, Event.CORRECTION_RECEIVED, "registrar", march(16))
    assert (again.received_on, again.due_on) == (march(2), date(2026, 4, 14))
    with pytest.raises(refused.CorrectedAlready):
        act(request, Event.REQUEST_CORRECTION, "handler", march(17), note="仍不明")


def test_a_notice_to_correct_after_seven_working_days_is_refused(register, act):
    request = register()
    act(request, Event.EXAMINE, "registrar", march(2))
    with pytest.raises(CorrectionNoticeTooLate) as refusal:
        act(request, Event.REQUEST_CORRECTION, "handler", march(12), note="不明")
    assert refusal.value.facts["due_on"] == march(11)


def test_a_correction_lapses_only_after_its_period(register, act):
    request = register()
    act(request, Event.EXAMINE, "registrar", march(2))
    act(request, Event.REQUEST_CORRECTION, "handler", march(6), note="不明", working_days=10)
    with pytest.raises(refused.PeriodNotOver):
        act(request, Event.CORRECTION_LAPSED, "handler", march(20))
    closed = act(request, Event.CORRECTION_LAPSED, "handler", march(23))
    assert (closed.state, closed.outcome, closed.concluded_on) == ("closed", "o1", march(23))


def test_an_extension_adds_its_working_days_once(register, act):
    request = register(date(2025, 1, 24))
    act(request, Event.EXAMINE, "registrar", date(2025, 1, 24))
    act(request, Event.ACCEPT, "registrar", date(2025, 1, 24))
    extended = act(request, Event.EXTEND, "head", date(2025, 2, 27), working_days=20)
    assert (extended.due_on, extended.extended_working_days) == (date(2025, 3, 27), 20)
    with pytest.raises(AlreadyExtended):
        act(request, Event.EXTEND, "head", date(2025, 2, 28), working_days=1)


@pytest.mark.parametrize(
    ("on", "working_days", "refusal"),
    [(4, 0, ExtensionTooLong), (4, 21, ExtensionTooLong), (31, 5, ReplyPeriodOver)],
)
def test_an_extension_beyond_the_statute_is_refused(processing, act, on, working_days, refusal):
    with pytest.raises(refusal):
        act(processing, Event.EXTEND, "head", march(on), working_days=working_days)


def test_a_consultation_stops_the_period_and_blocks_the_draft(processing, act):
    with pytest.raises(refused.ConsultationUnnamed):
        act(processing, Event.OPEN_CONSULT, "handler", march(10))
    act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")
    with pytest.raises(refused.ConsultationOpen):
        act(processing, Event.SUBMIT_REVIEW, "handler", march(11), outcome="open")
    answered = act(processing, Event.CONSULT_ANSWERED, "handler", march(17))
    assert answered.due_on == date(2026, 4, 7)


def test_overlapping_consultations_are_named_and_counted_once(processing, act):
    act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")
    act(processing, Event.OPEN_CONSULT, "handler", march(13), consultation="县水利局")
    with pytest.raises(refused.ConsultationUnnamed):
        act(processing, Event.CONSULT_ANSWERED, "handler", march(17))
    act(processing, Event.CONSULT_ANSWERED, "handler", march(17), consultation="某公司")
    ended = act(processing, Event.CONSULT_ANSWERED, "handler", march(19), consultation="县水利局")
    # 11 to 19 March hold seven working days: 30 March and seven more, 4 to 6 April off.
    assert ended.due_on == date(2026, 4, 9)


def test_an_opinion_that_never_comes_gives_fifteen_working_days_at_most(processing, act):
    act(processing, Event.OPEN_CONSULT, "handler", march(10), consultation="某公司")
    with pytest.raises(refused.PeriodNotOver) as refusal:
        act(processing, Event.CONSULT_LAPSED, "handler", march(30))
    assert refusal.value.facts["until"] == march(31)
    lapsed = act(processing, Event.CONSULT_LAPSED, "handler", date(2026, 4, 3))
    # Fourteen days were left on 10 March: 1, 2, 3, 7, 8, 9, 10, 13 to 17, 20 and 21 April.
    assert lapsed.due_on == date(2026, 4, 21)


def test_reasons_received_delay_the_reply_to_the_day_announced(processing, act):
    act(processing, Event.REQUIRE_REASON, "handler", march(4))
    delayed = act(processing, Event.REASON_RECEIVED, "handler", march(9), until=date(2026, 5, 29))
    assert (delayed.state, delayed.due_on) == ("processing", date(2026, 5, 29))


def test_an_extension_while_the_period_is_void_has_nothing_to_extend(processing, act, officers):
    services.charge_fee(
        request_id=processing.pk, tariff=Tariff.BY_PAGE, quantity=100,
        notified_on=march(10), actor=officers.handler, at=AT,
    )  # fmt: skip
    with pytest.raises(ActionNotAllowed):
        act(processing, Event.EXTEND, "head", march(11), working_days=5)


# --- doing it again ---


def test_doing_again_keeps_result_and_dates_of_the_first_round(processing, act, search):
    search(processing, march(4))
    to_closed(act, processing, outcome=Outcome.NOT_HELD)
    act(processing, Event.REMEDY_ORDER, "head", date(2026, 5, 6), note="青政复决〔2026〕1号")
    act(processing, Event.REDO_START, "handler", date(2026, 5, 7))
    to_signature(act, processing, on=date(2026, 5, 8))
    act(processing, Event.DISPATCH, "handler", date(2026, 5, 9))
    again = act(processing, Event.SERVED, "handler", date(2026, 5, 9))
    # 7 and 8 May, the make-up Saturday 9 May, three full weeks, 1 and 2 June.
    assert (again.outcome, again.concluded_on, again.due_on_at_conclusion, again.due_on) == (
        Outcome.NOT_HELD.value,
        march(25),
        march(30),
        date(2026, 6, 2),
    )


def test_a_file_stays_open_while_a_case_is_pending(processing, act):
    to_closed(act, processing)
    case = RemedyCaseFactory(organ=processing.organ, request=processing)
    with pytest.raises(refused.RemedyPending):
        act(processing, Event.ARCHIVE, "registrar", date(2026, 8, 1))
    case.result, case.concluded_on = "upheld", date(2026, 7, 1)
    case.save()
    assert act(processing, Event.ARCHIVE, "registrar", date(2026, 8, 1)).state == "archived"


# --- sentences ---


def _all(cls):
    return {cls, *(found for sub in cls.__subclasses__() for found in _all(sub))}


def test_every_refusal_of_requests_has_a_sentence():
    codes = {cls.code for cls in _all(Refusal) if cls.code.startswith("foi_")}
    assert codes - refusals.known_codes() == set()
    assert len(codes) > 25


def test_a_stranger_meets_a_sentence_not_a_code(processing, act, officers):
    officers.stranger = UserFactory(name="过客")
    with pytest.raises(PostMissing) as refusal:
        act(processing, Event.WITHDRAW, "stranger", march(4))
    assert refusals.sentence(refusal.value) == (
        "过客没有县自然资源局的“依申请公开受理”岗位，不能办理这一步。请由担任该岗位的人员办理。"
    )
