"""Letters of a request: worded, signed by another person, sent, served, kept."""

import hashlib
import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from docx import Document
from pypdf import PdfReader

from gongkai.apps.foi import services
from gongkai.apps.foi.models import LetterHead, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.deadlines import CorrectionNoticeTooLate, ExtensionTooLong
from gongkai.domain.foi.letters.facts import Decision, LetterIncomplete
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


@pytest.fixture
def head(organ):
    return LetterHead.objects.create(
        organ=organ,
        number_mark="青自然公开告",
        reconsideration_body="青禾县人民政府",
        court="青禾县人民法院",
    )


@pytest.fixture
def reply(head, processing, officers):
    """Return a reply that grants what was asked."""

    def drafted(**more):
        wanted = {"kind": LetterKind.REPLY, "decision": GRANTED, "details": DOCUMENTS}
        who = {"actor": officers.handler, "at": AT}
        return services.draft_letter(request_id=processing.pk, **(wanted | who | more))

    return drafted


@pytest.fixture
def signed_reply(reply, act, processing):
    """Return a request whose reply is signed on 10 March 2026."""
    reply()
    act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9), outcome=Outcome.GRANTED.value)
    act(processing, Event.PASS1, "colleague", date(2026, 3, 9))
    act(processing, Event.PASS2, "secrecy", date(2026, 3, 10))
    return act(processing, Event.SIGN, "head", date(2026, 3, 10))


def the_letter():
    return RequestLetter.objects.get()


def words_of(content):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def test_a_signed_reply_has_number_day_files_and_the_names_of_two_people(signed_reply, officers):
    row = the_letter()
    assert (row.state, row.number, row.dated_on) == (
        "signed",
        "青自然公开告〔2026〕1号",
        date(2026, 3, 10),
    )
    assert (row.drafted_by, row.signed_by) == (officers.handler, officers.head)
    word = words_of(row.word)
    for said in ("欧阳示例：", "予以公开", "《竣工验收报告》", row.number, "2026年3月10日",
                 "直接向青禾县人民法院提起行政诉讼"):  # fmt: skip
        assert said in word
    assert hashlib.sha256(row.word).hexdigest() == row.word_sha256
    assert hashlib.sha256(row.printed).hexdigest() == row.printed_sha256
    assert PdfReader(BytesIO(row.printed)).pages[0].extract_text().count("2026") >= 2


def test_the_database_holds_no_word_of_a_letter_in_the_clear(signed_reply):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, word, printed FROM foi_requestletter")
        content, word, printed = cursor.fetchone()
    assert "竣工" not in content
    assert not bytes(word).startswith(b"PK")
    assert not bytes(printed).startswith(b"%PDF")


def test_a_reply_follows_its_request_to_the_post_and_back(signed_reply, act):
    with pytest.raises(refused.TrackingMissing):
        act(signed_reply, Event.DISPATCH, "handler", date(2026, 3, 11), way=ServiceWay.MAIL.value)
    act(signed_reply, Event.DISPATCH, "handler", date(2026, 3, 11),
        way=ServiceWay.MAIL.value, tracking_number="示例0001")  # fmt: skip
    row = the_letter()
    assert (row.state, row.sent_on, row.tracking_number) == ("sent", date(2026, 3, 11), "示例0001")
    act(signed_reply, Event.RETURNED_MAIL, "handler", date(2026, 3, 16), note="查无此人")
    assert (the_letter().state, the_letter().note) == ("returned", "查无此人")
    act(signed_reply, Event.DISPATCH, "handler", date(2026, 3, 17), way=ServiceWay.HAND.value)
    act(signed_reply, Event.SERVED, "handler", date(2026, 3, 18))
    assert (the_letter().state, the_letter().served_on) == ("served", date(2026, 3, 18))


def test_a_reply_taken_back_goes_on_as_a_draft_and_its_number_stays_used(signed_reply, act):
    act(signed_reply, Event.REVOKE_ISSUE, "head", date(2026, 3, 11), note="附件有误")
    old, new = RequestLetter.objects.order_by("pk")
    assert (old.state, old.number, old.note) == ("void", "青自然公开告〔2026〕1号", "附件有误")
    assert (new.state, new.number, queries.written(new)) == ("draft", "", queries.written(old))
    steps = ((Event.SUBMIT_REVIEW, "handler"), (Event.PASS1, "colleague"), (Event.PASS2, "secrecy"),
             (Event.SIGN, "head"))  # fmt: skip
    for event, who in steps:
        facts = {"outcome": Outcome.GRANTED.value} if event is Event.SUBMIT_REVIEW else {}
        act(signed_reply, event, who, date(2026, 3, 12), **facts)
    new.refresh_from_db()
    assert new.number == "青自然公开告〔2026〕2号"


def test_without_a_written_reply_nothing_goes_to_review(head, processing, act):
    with pytest.raises(refused.ReplyMissing):
        act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9),
            outcome=Outcome.GRANTED.value)  # fmt: skip
    processing.refresh_from_db()
    assert processing.state == "processing"


def test_an_office_that_writes_elsewhere_needs_no_reply_here(head, processing, act):
    LetterHead.objects.update(is_required=False)
    act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9), outcome=Outcome.GRANTED.value)
    processing.refresh_from_db()
    assert processing.state == "review1"


def test_the_step_must_say_what_the_reply_says(reply, act, processing):
    reply()
    with pytest.raises(refused.ReplyDiffers):
        act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9),
            outcome=Outcome.INTERNAL_AFFAIRS.value)  # fmt: skip


def test_a_reply_whose_remedy_was_struck_out_by_hand_does_not_go_to_review(
    reply, act, processing, officers
):
    row = reply()
    texts = [one.text for one in queries.written(row).paragraphs]
    texts[-1] = "特此告知。"
    services.edit_letter(letter_id=row.pk, texts=texts, actor=officers.handler, at=AT)
    with pytest.raises(refused.LetterFaulty) as caught:
        act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9),
            outcome=Outcome.GRANTED.value)  # fmt: skip
    assert "救济" in caught.value.facts["faults"]


def test_a_draft_under_review_is_closed(reply, act, processing, officers):
    row = reply()
    act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9), outcome=Outcome.GRANTED.value)
    texts = [one.text for one in queries.written(row).paragraphs]
    with pytest.raises(LetterNotNow):
        services.edit_letter(letter_id=row.pk, texts=texts, actor=officers.handler, at=AT)
    with pytest.raises(LetterNotNow):
        reply(letter_id=row.pk)
    with pytest.raises(LetterNotNow):
        services.void_letter(letter_id=row.pk, note="重写", actor=officers.handler, at=AT)


def test_there_is_one_reply_at_a_time(reply, processing, organ, officers):
    row = reply()
    with pytest.raises(refused.ReplyDrafted):
        reply()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_reply_that_lacks_something_is_not_worded(reply):
    with pytest.raises(LetterIncomplete) as caught:
        reply(details={})
    assert caught.value.facts["missing"] == "提供的政府信息名称"
    assert not RequestLetter.objects.exists()


def test_a_letter_needs_the_head_of_its_organ(processing, officers):
    with pytest.raises(queries.LetterHeadMissing):
        services.draft_letter(
            request_id=processing.pk, kind=LetterKind.REPLY, decision=GRANTED, details=DOCUMENTS,
            actor=officers.handler, at=AT,
        )  # fmt: skip


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


def test_a_reply_is_not_signed_past_its_reviews(reply, officers):
    row = reply()
    with pytest.raises(refused.ReplyByItsStep):
        services.sign_letter(letter_id=row.pk, actor=officers.head, at=AT)


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
