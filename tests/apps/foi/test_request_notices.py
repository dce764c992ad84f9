"""Notices along the way: signed by another person, sent with their step, served, traced."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.apps.foi import services
from gongkai.apps.foi.models import RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.deadlines import CorrectionNoticeTooLate, ExtensionTooLong
from gongkai.domain.foi.letters.facts import Decision
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.letters.standing import (
    LetterActRefused,
    LetterNotNow,
    LetterState,
    ServiceWay,
)
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.review.people import AuthorMayNotReview
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.services import entries_about
from tests.apps.foi.conftest import AT
from tests.factories.foundation import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
ON_5 = datetime(2026, 3, 5, 2, tzinfo=UTC)
GRANTED = Decision(Outcome.GRANTED)
DOCUMENTS = {Detail.DOCUMENTS: "《竣工验收报告》"}
MATTER = {Detail.MATTER: "写明是哪一年的报告", Detail.PERIOD: "15"}


def correction(request, officers, at=ON_5, **more):
    return services.draft_letter(
        request_id=request.pk, kind=LetterKind.CORRECTION, details=MATTER,
        actor=officers.handler, at=at, **more,
    )  # fmt: skip


@pytest.fixture
def examining(register, act, head):
    request = register()
    return act(request, Event.EXAMINE, "registrar", date(2026, 3, 2))


def test_sending_a_notice_to_correct_takes_the_step_and_stops_the_clock(examining, officers):
    row = correction(examining, officers)
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    services.send_letter(
        letter_id=row.pk, sent_on=date(2026, 3, 5), way=ServiceWay.MAIL, tracking_number="示例0002",
        actor=officers.handler, at=ON_5, takes_step=True,
    )  # fmt: skip
    examining.refresh_from_db()
    assert (examining.state, examining.due_on) == ("await_correction", None)
    entry = examining.events.last()
    assert (entry.event, entry.working_days) == ("request_correction", 15)
    assert entry.note == "青自然公开告〔2026〕1号　写明是哪一年的报告"


def test_a_refused_step_leaves_the_letter_unsent(examining, officers):
    """Art. 30: seven working days after 2 March 2026 end on 11 March."""
    row = correction(examining, officers)
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    late = datetime(2026, 3, 12, 2, tzinfo=UTC)
    with pytest.raises(CorrectionNoticeTooLate):
        services.send_letter(
            letter_id=row.pk, sent_on=date(2026, 3, 12), way=ServiceWay.HAND,
            actor=officers.handler, at=late, takes_step=True,
        )  # fmt: skip
    row.refresh_from_db()
    assert (row.state, row.sent_on) == ("signed", None)


def test_nobody_signs_what_he_wrote(examining, officers, organ):
    row = correction(examining, officers)
    PostFactory(organ=organ, role="foi_head", user=officers.handler)
    with pytest.raises(AuthorMayNotReview):
        services.sign_letter(letter_id=row.pk, actor=officers.handler, at=ON_5)
    row.signed_by, row.signed_at, row.dated_on = officers.handler, ON_5, date(2026, 3, 5)
    row.number, row.year, row.serial = "青自然公开告〔2026〕1号", 2026, 1
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_only_the_head_of_the_office_signs(examining, officers):
    row = correction(examining, officers)
    with pytest.raises(PostMissing):
        services.sign_letter(letter_id=row.pk, actor=officers.colleague, at=ON_5)


def test_a_letter_of_one_kind_has_no_place_in_every_state(examining, officers):
    with pytest.raises(LetterNotNow):
        services.draft_letter(
            request_id=examining.pk, kind=LetterKind.REPLY, decision=GRANTED, details=DOCUMENTS,
            actor=officers.handler, at=AT,
        )  # fmt: skip


def test_numbers_go_on_within_a_year_and_organ(examining, officers, register, act, organ):
    first = correction(examining, officers)
    services.sign_letter(letter_id=first.pk, actor=officers.head, at=ON_5)
    services.void_letter(letter_id=first.pk, note="写错了", actor=officers.handler, at=ON_5)
    second = correction(examining, officers)
    services.sign_letter(letter_id=second.pk, actor=officers.head, at=ON_5)
    next_year = datetime(2027, 1, 4, 2, tzinfo=UTC)
    third = correction(examining, officers, at=next_year)
    services.sign_letter(letter_id=third.pk, actor=officers.head, at=next_year)
    numbers = RequestLetter.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == [
        "青自然公开告〔2026〕1号",
        "青自然公开告〔2026〕2号",
        "青自然公开告〔2027〕1号",
    ]


def test_a_notice_of_extension_names_the_day_it_brings_about(head, processing, officers):
    """20 + 20 working days after 2 March 2026; 6 April is a holiday."""
    row = services.draft_letter(
        request_id=processing.pk, kind=LetterKind.EXTENSION,
        details={Detail.REASON: "需要调阅历史档案", Detail.PERIOD: "20"},
        actor=officers.handler, at=ON_5,
    )  # fmt: skip
    text = queries.written(row).paragraphs[-1].text
    assert "延长答复期限20个工作日，将于2026年4月28日前答复" in text


def test_an_extension_beyond_the_law_is_not_worded(head, processing, officers):
    with pytest.raises(ExtensionTooLong):
        services.draft_letter(
            request_id=processing.pk, kind=LetterKind.EXTENSION,
            details={Detail.REASON: "需要调阅历史档案", Detail.PERIOD: "30"},
            actor=officers.handler, at=ON_5,
        )  # fmt: skip


def test_a_letter_to_a_third_party_opens_the_consultation(head, processing, officers):
    row = services.draft_letter(
        request_id=processing.pk, kind=LetterKind.THIRD_PARTY_INQUIRY,
        details={Detail.INFORMATION: "《竣工验收报告》"}, addressee="青禾县路桥有限公司",
        actor=officers.handler, at=ON_5,
    )  # fmt: skip
    assert "欧阳" not in row.content
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    services.send_letter(
        letter_id=row.pk, sent_on=date(2026, 3, 5), way=ServiceWay.HAND, actor=officers.handler,
        at=ON_5, takes_step=True,
    )  # fmt: skip
    assert processing.events.last().facts["consultation"] == "青禾县路桥有限公司"
    services.serve_letter(
        letter_id=row.pk, served_on=date(2026, 3, 5), actor=officers.handler, at=ON_5
    )
    row.refresh_from_db()
    assert (row.state, row.served_on) == ("served", date(2026, 3, 5))
    with pytest.raises(LetterActRefused):
        services.void_letter(letter_id=row.pk, note="写错了", actor=officers.handler, at=ON_5)


def test_the_head_sends_an_extension_and_the_deadline_moves(head, processing, officers):
    row = services.draft_letter(
        request_id=processing.pk, kind=LetterKind.EXTENSION,
        details={Detail.REASON: "需要调阅历史档案", Detail.PERIOD: "20"},
        actor=officers.handler, at=ON_5,
    )  # fmt: skip
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    said = {"letter_id": row.pk, "sent_on": date(2026, 3, 5), "way": ServiceWay.HAND, "at": ON_5,
            "takes_step": True}  # fmt: skip
    with pytest.raises(PostMissing):
        services.send_letter(actor=officers.handler, **said)
    services.send_letter(actor=officers.head, **said)
    processing.refresh_from_db()
    assert processing.due_on == date(2026, 4, 28)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ({"sent_on": date(2026, 3, 4)}, refused.SentBeforeSigning),
        ({"sent_on": date(2026, 3, 6)}, refused.OccurredInFuture),
        ({"way": ServiceWay.MAIL}, refused.TrackingMissing),
    ],
)
def test_a_letter_is_not_sent_with_impossible_facts(examining, officers, state, problem):
    row = correction(examining, officers)
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    said = {"sent_on": date(2026, 3, 5), "way": ServiceWay.HAND} | state
    with pytest.raises(problem):
        services.send_letter(letter_id=row.pk, actor=officers.handler, at=ON_5, **said)
    row.refresh_from_db()
    assert row.state == LetterState.SIGNED.value


def test_a_draft_is_not_sent(examining, officers):
    row = correction(examining, officers)
    with pytest.raises(LetterActRefused):
        services.send_letter(
            letter_id=row.pk, sent_on=date(2026, 3, 5), way=ServiceWay.HAND,
            actor=officers.handler, at=ON_5,
        )  # fmt: skip


def test_officers_of_another_organ_touch_no_letter(examining, officers):
    stranger = PostFactory(organ=OrganFactory(), role="foi_handler").user
    row = correction(examining, officers)
    for call in (
        lambda: correction_by(examining, stranger),
        lambda: services.edit_letter(letter_id=row.pk, texts=["甲", "乙"], actor=stranger, at=ON_5),
        lambda: services.open_letter(letter_id=row.pk, actor=stranger, at=ON_5),
        lambda: services.void_letter(letter_id=row.pk, note="乱", actor=stranger, at=ON_5),
    ):
        with pytest.raises(PostMissing):
            call()


def correction_by(request, actor):
    return services.draft_letter(
        request_id=request.pk, kind=LetterKind.CORRECTION, details=MATTER, actor=actor, at=ON_5
    )


def test_every_act_and_every_look_leaves_a_trace(examining, officers):
    row = correction(examining, officers)
    services.open_letter(letter_id=row.pk, actor=officers.registrar, at=ON_5)
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    traces = [entry for entry in entries_about(examining) if "letter" in str(entry.action)]
    assert [str(one.action) for one in traces] == [
        "foi.draft_letter", "foi.open_letter", "foi.sign_letter",
    ]  # fmt: skip
    row.refresh_from_db()
    assert traces[-1].facts["printed"] == row.printed_sha256
    assert "欧阳" not in json.dumps([entry.facts for entry in traces], ensure_ascii=False)
