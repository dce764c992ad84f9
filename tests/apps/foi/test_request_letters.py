"""The written reply: it follows its request through reviews, signature, post and service."""

import hashlib
import zipfile
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
from gongkai.domain.foi.letters.facts import Decision, LetterIncomplete
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.letters.standing import (
    LetterNotNow,
    ServiceWay,
)
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from tests.apps.foi.conftest import AT

pytestmark = pytest.mark.django_db
ON_5 = datetime(2026, 3, 5, 2, tzinfo=UTC)
GRANTED = Decision(Outcome.GRANTED)
DOCUMENTS = {Detail.DOCUMENTS: "《竣工验收报告》"}
MATTER = {Detail.MATTER: "写明是哪一年的报告", Detail.PERIOD: "15"}


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


def test_the_evidence_holds_the_signed_letter_as_it_went_out(signed_reply, officers):
    _, content = services.evidence(request_id=signed_reply.pk, actor=officers.handler, at=AT)
    archive, row = zipfile.ZipFile(BytesIO(content)), the_letter()
    name = "文书/青自然公开告〔2026〕1号政府信息公开告知书"
    assert archive.read(f"{name}.docx") == row.word
    assert archive.read(f"{name}.pdf") == row.printed


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


def test_a_reply_is_not_signed_past_its_reviews(reply, officers):
    row = reply()
    with pytest.raises(refused.ReplyByItsStep):
        services.sign_letter(letter_id=row.pk, actor=officers.head, at=AT)
