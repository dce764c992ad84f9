"""What a citizen does without an account: ask, come back to a draft, follow, correct, withdraw."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import (
    InformationRequest,
    PaperKind,
    RequestDraft,
    RequestEvent,
    RequestPaper,
    StatusAccess,
)
from gongkai.apps.foi.services.deadlines import recompute_due
from gongkai.domain.foi.application import ApplicationIncomplete, query_code
from gongkai.domain.foi.lifecycle import ActionNotAllowed, Event, State
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foi_online import FILLED, SECRET, SENT
from tests.factories.foundation import UserFactory

pytestmark = pytest.mark.django_db


def picture(name="证件.png"):
    content = BytesIO()
    Image.new("RGB", (4, 4), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@pytest.fixture(autouse=True)
def _quiet_cache():
    cache.clear()


# --- drafts ---


def test_a_draft_is_kept_without_its_secret_and_unreadable(organ):
    services.save_draft(secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT)
    row = RequestDraft.objects.values_list("secret_hash", flat=True).get()
    assert SECRET not in row
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM foi_requestdraft")
        assert "欧阳" not in cursor.fetchone()[0]


def test_a_second_screen_adds_to_the_first(organ):
    services.save_draft(
        secret=SECRET, organ_id=organ.pk, content={"applicant_name": "欧阳示例"}, at=SENT
    )
    services.save_draft(secret=SECRET, organ_id=organ.pk, content={"wanted": "报告"}, at=SENT)
    draft = queries.draft_of(SECRET)
    assert queries.content_of(draft) == {"applicant_name": "欧阳示例", "wanted": "报告"}


def test_an_incomplete_draft_is_refused_and_stays(organ):
    services.save_draft(secret=SECRET, organ_id=organ.pk, content=FILLED | {"wanted": ""}, at=SENT)
    with pytest.raises(ApplicationIncomplete) as refusal:
        services.submit(secret=SECRET, at=SENT)
    assert refusal.value.facts["missing"] == "需要的政府信息"
    assert not InformationRequest.objects.exists()
    assert queries.content_of(queries.draft_of(SECRET))["applicant_name"] == "欧阳示例"


def test_drafts_are_deleted_after_thirty_days(organ):
    services.save_draft(secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT)
    assert services.discard_drafts(at=SENT + timedelta(days=30)) == 0
    assert services.discard_drafts(at=SENT + timedelta(days=31)) == 1
    assert not RequestDraft.objects.exists()


def test_deleting_old_drafts_leaves_what_was_sent(sent):
    request = sent()
    assert services.discard_drafts(at=SENT + timedelta(days=31)) == 0
    assert not RequestDraft.objects.exists()
    assert InformationRequest.objects.get() == request


# --- sending ---


def test_a_sent_draft_is_a_request_whose_period_runs(sent, organ):
    request = sent()
    request.refresh_from_db()
    assert request.number == "QH-2026-0001"
    assert (request.state, request.intake_channel) == (State.SUBMITTED.value, "online")
    # 20 working days after 6 March 2026; 清明节 is off on 4–6 April.
    assert request.due_on == date(2026, 4, 3)
    assert request.applicant_contact == "000-00001234　name@example.cn"
    event = request.events.get()
    assert (event.event, event.actor, event.actor_name) == ("submit", None, "申请人")
    assert Entry.objects.filter(action="foi.submit").count() == 1


def test_sending_twice_makes_one_request(sent):
    first = sent()
    again = services.submit(secret=SECRET, at=SENT + timedelta(minutes=1))
    assert again.pk == first.pk
    assert InformationRequest.objects.count() == RequestEvent.objects.count() == 1


def test_what_was_sent_is_changed_by_no_draft(sent, organ):
    from gongkai.apps.foi.services.refused import RequestSentAlready

    sent()
    with pytest.raises(RequestSentAlready):
        services.save_draft(secret=SECRET, organ_id=organ.pk, content={"wanted": "别的"}, at=SENT)


def test_the_draft_keeps_nothing_twice(sent):
    sent()
    assert RequestDraft.objects.get().content == ""


def test_papers_go_with_the_request_and_are_unreadable_at_rest(organ):
    services.save_draft(
        secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT,
        papers=[(PaperKind.IDENTITY, picture())],
    )  # fmt: skip
    request = services.submit(secret=SECRET, at=SENT)
    paper = request.papers.get()
    assert (paper.kind, paper.media_type, paper.name) == ("identity", "image/png", "证件.png")
    assert bytes(paper.content).startswith(b"\x89PNG")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM foi_requestpaper")
        assert b"PNG" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("程序.exe", b"MZ\x90\x00" + b"\x00" * 100),
        SimpleUploadedFile("空.png", b""),
        SimpleUploadedFile("大.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * (5 * 1024 * 1024)),
        SimpleUploadedFile("网页.png", b"<html><script>1</script></html>"),
    ],
    ids=["program", "empty", "too large", "disguised"],
)
def test_a_paper_that_is_no_picture_is_refused_and_the_rest_kept(organ, upload):
    from gongkai.apps.foi.services.refused import PaperNotTaken

    services.save_draft(secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT)
    upload.seek(0)
    with pytest.raises(PaperNotTaken):
        services.save_draft(
            secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT,
            papers=[(PaperKind.IDENTITY, upload)],
        )  # fmt: skip
    assert not RequestPaper.objects.exists()
    assert queries.content_of(queries.draft_of(SECRET)) == FILLED


def test_numbers_of_an_organ_follow_each_other(sent):
    assert [sent(secret=str(n)).number for n in range(3)] == [
        "QH-2026-0001", "QH-2026-0002", "QH-2026-0003",
    ]  # fmt: skip


# --- registration counts from the earlier day ---


def test_a_late_confirmation_moves_no_deadline(sent, officers):
    request = sent()
    services.perform(
        request_id=request.pk, event=Event.REGISTER, occurred_on=date(2026, 3, 10),
        actor=officers.registrar, at=datetime(2026, 3, 10, 3, tzinfo=UTC),
    )  # fmt: skip
    request.refresh_from_db()
    assert request.received_on == date(2026, 3, 10), "the legal day is that of confirmation"
    assert request.due_on == date(2026, 4, 3), "the clock runs from the earlier day"


def test_a_new_calendar_moves_unregistered_requests_too(sent, monkeypatch):
    request = sent()
    InformationRequest.objects.update(due_on=date(2026, 1, 1))
    assert recompute_due(actor=None, at=SENT) == 1
    request.refresh_from_db()
    assert request.due_on == date(2026, 4, 3)


# --- following ---


def test_code_and_tail_together_open_a_request(sent):
    request = sent()
    code = query_code(SECRET)
    assert queries.request_by_code(code.lower(), "1234") == request
    assert queries.request_by_code(code, "000-00001234") == request, "the whole number does as well"
    assert queries.request_by_code(code, "1235") is None
    assert queries.request_by_code(code, "") is None
    assert queries.request_by_code("2222-2222-2222", "1234") is None


def test_no_code_and_no_tail_stand_in_the_database(sent):
    sent()
    access = StatusAccess.objects.get()
    assert query_code(SECRET).replace("-", "") not in (access.code_hash + access.tail_hash).upper()
    assert access.tail_hash != "1234"


def test_an_applicant_withdraws_until_the_reply_is_out(sent):
    request = sent()
    done = services.withdraw(request_id=request.pk, at=SENT + timedelta(days=1))
    assert (done.state, done.outcome) == (State.CLOSED.value, "o3")
    with pytest.raises(ActionNotAllowed):
        services.withdraw(request_id=request.pk, at=SENT + timedelta(days=2))
    assert request.events.count() == 2


def test_an_applicant_corrects_only_when_asked(sent, officers, act):
    request = sent()
    with pytest.raises(ActionNotAllowed):
        services.correct(request_id=request.pk, text="补充文号", at=SENT)
    act(request, Event.REGISTER, "registrar", date(2026, 3, 6))
    act(request, Event.EXAMINE, "registrar", date(2026, 3, 6))
    act(
        request, Event.REQUEST_CORRECTION, "handler", date(2026, 3, 9), working_days=15, note="文号"
    )
    done = services.correct(
        request_id=request.pk, text="青交发〔2025〕7号", at=datetime(2026, 3, 11, 3, tzinfo=UTC)
    )
    assert done.state == State.EXAMINING.value
    # 20 working days after 11 March 2026, 清明节 off on 6 April: 9 April.
    assert done.due_on == date(2026, 4, 9)
    assert request.events.last().note == "青交发〔2025〕7号"


def test_requests_of_one_applicant_are_found_whatever_the_spelling(sent):
    first = sent(secret="1")
    second = sent(secret="2", identity="110105 19491231 002x", applicant_name="欧阳 示例")
    sent(secret="3", identity="E12345678")
    same = queries.same_applicant(second)
    assert [row.pk for row in same.earlier] == [first.pk]
    assert same.this_month == 2


def test_marks_tell_nothing_and_outlive_a_change_of_keys(sent, settings):
    from gongkai.foundation import personal_data

    first = sent(secret="1")
    assert "11010519491231002X" not in first.applicant_mark
    personal_data._box.cache_clear()
    settings.PERSONAL_DATA_KEYS = ["a new key", *settings.PERSONAL_DATA_KEYS]
    second = sent(secret="2")
    assert second.applicant_mark != first.applicant_mark
    second.refresh_from_db()
    assert [row.pk for row in queries.same_applicant(second).earlier] == [first.pk]
    personal_data._box.cache_clear()


def test_papers_open_to_those_who_handle_requests_and_leave_a_trace(organ, officers):
    services.save_draft(
        secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT,
        papers=[(PaperKind.IDENTITY, picture())],
    )  # fmt: skip
    paper = services.submit(secret=SECRET, at=SENT).papers.get()
    with pytest.raises(PostMissing):
        services.open_paper(paper_id=paper.pk, actor=UserFactory(), at=SENT)
    assert not Entry.objects.filter(action="foi.open_paper").exists()
    services.open_paper(paper_id=paper.pk, actor=officers.handler, at=SENT)
    assert Entry.objects.filter(action="foi.open_paper").count() == 1
