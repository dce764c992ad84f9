"""Files that a reply gives: hidden by one person, checked by another, kept with their hashes."""

import hashlib
import zipfile
from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from gongkai.apps.foi import services
from gongkai.apps.foi.models import AnswerFile
from gongkai.apps.foi.services import answer_files, refused
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.foi.redaction import BoxesWrong
from gongkai.domain.review.people import AuthorMayNotReview
from gongkai.foundation import typesetting
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.services import entries_about
from gongkai.foundation.redaction import FileNotRedactable
from tests.apps.foi.conftest import AT
from tests.factories.foundation import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
DRAWING = b"""
#let form = json(bytes(sys.inputs.form))
#set page(paper: "a6")
#set text(font: form.text_fonts)
#for line in form.lines [#line \\ ]
"""


@pytest.fixture(scope="module")
def paper():
    return typesetting.pdf(DRAWING, {"lines": ["联系人欧阳示例", "电话13900001234", "公路"]})


@pytest.fixture
def file(processing, officers, paper):
    upload = SimpleUploadedFile("欧阳的验收报告.pdf", paper)
    return services.add_answer_file(
        request_id=processing.pk, title="竣工验收报告", upload=upload, actor=officers.handler, at=AT
    )


def redact(file, officers, **more):
    said = {"boxes": "", "words": "欧阳示例\n13900001234", "reason": "个人隐私，第十五条"} | more
    return services.redact_answer_file(file_id=file.pk, actor=officers.handler, at=AT, **said)


def test_what_is_given_has_no_text_and_both_files_are_kept(file, officers, paper):
    row = redact(file, officers)
    assert (row.state, len(row.boxes.splitlines())) == ("redacted", 2)
    given = pypdf.PdfReader(BytesIO(bytes(row.redacted)))
    assert given.pages[0].extract_text().strip() == ""
    assert bytes(row.original) == paper
    assert row.redacted_sha256 == hashlib.sha256(bytes(row.redacted)).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, original, redacted, reason FROM foi_answerfile")
        name, original, redacted, reason = cursor.fetchone()
    assert "欧阳" not in name + reason
    assert not bytes(original).startswith(b"%PDF")
    assert not bytes(redacted).startswith(b"%PDF")


def test_another_person_checks_and_a_change_asks_for_a_new_check(file, officers, organ):
    with pytest.raises(refused.AnswerFileNotRedacted):
        services.check_answer_file(file_id=file.pk, actor=officers.head, at=AT)
    redact(file, officers)
    PostFactory(organ=organ, role="foi_head", user=officers.handler)
    with pytest.raises(AuthorMayNotReview):
        services.check_answer_file(file_id=file.pk, actor=officers.handler, at=AT)
    row = services.check_answer_file(file_id=file.pk, actor=officers.secrecy, at=AT)
    assert (row.state, row.checked_by) == ("checked", officers.secrecy)
    row = redact(file, officers, words="", boxes="1 0 0 10 10")
    assert (row.state, row.checked_by) == ("redacted", None)
    row.state, row.checked_by, row.checked_at = "checked", officers.handler, AT
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": " "}, refused.RedactionReasonMissing),
        ({"boxes": "2 0 0 10 10"}, BoxesWrong),
    ],
)
def test_what_is_hidden_wrongly_changes_nothing(file, officers, more, problem):
    with pytest.raises(problem):
        redact(file, officers, **more)
    file.refresh_from_db()
    assert (file.state, file.redacted_sha256) == ("draft", "")


def test_nothing_hidden_needs_no_reason(file, officers):
    assert redact(file, officers, words="", reason="").state == "redacted"


def test_a_reply_waits_for_its_files(file, officers, act, processing):
    act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 9), outcome=Outcome.GRANTED.value)
    act(processing, Event.PASS1, "colleague", date(2026, 3, 9))
    act(processing, Event.PASS2, "secrecy", date(2026, 3, 10))
    with pytest.raises(refused.AnswerFileUnchecked) as caught:
        act(processing, Event.SIGN, "head", date(2026, 3, 10))
    assert caught.value.facts["titles"] == "竣工验收报告"
    redact(file, officers)
    services.check_answer_file(file_id=file.pk, actor=officers.secrecy, at=AT)
    act(processing, Event.SIGN, "head", date(2026, 3, 10))
    act(processing, Event.DISPATCH, "handler", date(2026, 3, 11))
    with pytest.raises(refused.AnswerFilesClosed):
        redact(file, officers)
    with pytest.raises(refused.AnswerFilesClosed):
        services.remove_answer_file(file_id=file.pk, actor=officers.handler, at=AT)


def test_only_papers_and_pictures_of_a_size_are_taken(processing, officers, monkeypatch, paper):
    said = {"request_id": processing.pk, "title": "表", "actor": officers.handler, "at": AT}
    with pytest.raises(FileNotRedactable):
        services.add_answer_file(upload=SimpleUploadedFile("甲.docx", b"PK"), **said)
    monkeypatch.setattr(answer_files, "MOST_MEGABYTES", 0)
    with pytest.raises(refused.AnswerFileTooLarge):
        services.add_answer_file(upload=SimpleUploadedFile("甲.pdf", paper), **said)
    assert not AnswerFile.objects.exists()


def test_officers_of_another_organ_see_and_change_nothing(file, client):
    stranger = PostFactory(organ=OrganFactory(), role="foi_handler").user
    for call in (
        lambda: services.open_answer_file(file_id=file.pk, actor=stranger, at=AT),
        lambda: services.answer_file_page(
            file_id=file.pk, page=1, is_given=False, actor=stranger, at=AT
        ),
        lambda: services.remove_answer_file(file_id=file.pk, actor=stranger, at=AT),
        lambda: services.redact_answer_file(
            file_id=file.pk, boxes="", words="", reason="", actor=stranger, at=AT
        ),
    ):
        with pytest.raises(PostMissing):
            call()
    client.force_login(stranger)
    where = reverse("foi_requests:answer_file_page", args=[file.request_id, file.pk, "original", 1])
    assert client.get(where).status_code in (302, 403)


def test_the_evidence_holds_both_files(file, officers, processing, paper):
    row = redact(file, officers)
    _, content = services.evidence(request_id=processing.pk, actor=officers.handler, at=AT)
    archive = zipfile.ZipFile(BytesIO(content))
    assert archive.read("提供的文件/01-原件.pdf") == paper
    assert archive.read("提供的文件/01-提供.pdf") == bytes(row.redacted)


# --- screens ---


@pytest.fixture
def at_desk(client, officers):
    def logged(who="handler"):
        user = getattr(officers, who)
        codes = ("access_admin", "add_informationrequest", "change_informationrequest")
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return logged


def address(name, *args):
    return reverse(f"foi_requests:{name}", args=args)


def test_an_officer_uploads_hides_and_a_colleague_checks(at_desk, processing, paper):
    client, pk = at_desk(), processing.pk
    upload = SimpleUploadedFile("甲.pdf", paper)
    client.post(address("add_answer_file", pk),
                {"answer-title": "竣工验收报告", "answer-upload": upload})  # fmt: skip
    file = AnswerFile.objects.get()
    where = address("answer_file", pk, file.pk)
    assert "原文件第1页" in client.get(where).content.decode()
    answer = client.post(where, {"boxes": "1 0 0 200 1", "words": "", "reason": "隐私"})
    assert answer.status_code == 422
    assert "遮盖框第1行不对" in answer.content.decode()
    client.post(where, {"boxes": "1 0 0 20 5", "words": "欧阳示例", "reason": "隐私"})
    picture = client.get(address("answer_file_page", pk, file.pk, "given", 1))
    assert picture.content.startswith(b"\x89PNG")
    assert "no-store" in picture["Cache-Control"]
    act = address("answer_file_act", pk, file.pk, "check")
    assert client.get(act).status_code == 405
    page = client.post(act, follow=True).content.decode()
    assert "复核" in page
    file.refresh_from_db()
    assert file.state == "redacted"
    client = at_desk("head")
    client.post(act)
    file.refresh_from_db()
    assert file.state == "checked"
    home = client.post(address("answer_file_act", pk, file.pk, "download"))
    assert home.content == bytes(file.redacted)
    looks = [str(e.action) for e in entries_about(processing) if "answer_file" in str(e.action)]
    assert looks.count("foi.open_answer_file") >= 3
    assert client.post(address("answer_file_act", pk, file.pk, "burn")).status_code == 404
    assert client.get(address("answer_file_page", pk, file.pk, "given", 9)).status_code == 404
    assert client.get(address("answer_file_page", pk, file.pk, "other", 1)).status_code == 404
    at_desk().post(address("answer_file_act", pk, file.pk, "remove"))
    assert not AnswerFile.objects.exists()
