"""A key of personal data can be changed, and the old one goes afterwards."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest, RequestPaper
from gongkai.apps.foi.services.requests import mark_of
from gongkai.foundation import key_rotation, personal_data
from gongkai.foundation.audit.models import Entry
from tests.factories.foi import InformationRequestFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "old-test-key", "new-test-key"
CONTACT = "000-00001234"
NAME = "欧阳示例"  # of the factory


@pytest.fixture
def keys(settings):
    """Use these keys, the first one for writing."""

    def used(*names):
        settings.PERSONAL_DATA_KEYS = list(names)
        personal_data._box.cache_clear()

    yield used
    personal_data._box.cache_clear()


@pytest.fixture
def rows(keys):
    keys(OLD)
    mark = mark_of("", NAME + CONTACT)
    made = [InformationRequestFactory(applicant_contact=CONTACT, applicant_mark=mark)
            for _ in range(3)]  # fmt: skip
    RequestPaper.objects.create(
        request=made[0], kind="identity", name="证.pdf", media_type="application/pdf", size=3,
        sha256="0" * 64, content=b"pdf", added_at="2026-03-02T00:00:00Z",
    )  # fmt: skip
    return made


def rotate():
    out = StringIO()
    call_command("keys_rotate", stdout=out)
    return out.getvalue()


def test_after_a_rotation_the_old_key_may_go(rows, keys):
    keys(NEW, OLD)
    assert "旧密钥可以去掉了" in rotate()
    keys(NEW)
    assert {row.applicant_contact for row in InformationRequest.objects.all()} == {CONTACT}
    assert bytes(RequestPaper.objects.get().content) == b"pdf"
    assert InformationRequest.objects.first().applicant_mark == mark_of("", NAME + CONTACT)


def test_without_a_rotation_it_may_not(rows, keys):
    keys(NEW)
    assert "无法解密" in InformationRequest.objects.first().applicant_contact


def test_one_applicant_is_known_before_and_after(rows, keys):
    keys(NEW, OLD)
    organ = rows[0].organ
    InformationRequest.objects.update(organ=organ)
    before = queries.same_applicant(InformationRequest.objects.first())
    rotate()
    after = queries.same_applicant(InformationRequest.objects.first())
    assert before is not None
    assert before == after


def test_a_second_rotation_changes_nothing(rows, keys):
    keys(NEW, OLD)
    rotate()
    held = _tokens()
    again = key_rotation.rotate()
    assert (again.changed, again.unread, _tokens()) == ({}, [], held)
    assert "改用第一把密钥0行" in rotate()


def _tokens():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT applicant_name, applicant_contact FROM foi_informationrequest ORDER BY id"
        )
        return cursor.fetchall()


def test_what_no_key_opens_is_named_and_left_as_it_was(rows, keys):
    keys("lost-test-key", OLD)
    InformationRequestFactory(applicant_contact=CONTACT)
    held = _tokens()
    keys(NEW, OLD)
    with pytest.raises(CommandError) as caught:
        rotate()
    lost = InformationRequest.objects.order_by("pk").last()
    assert f"foi.InformationRequest {lost.pk} applicant_contact" in str(caught.value)
    assert held[-1] == _tokens()[-1]


def test_every_batch_is_walked_through(rows, keys, monkeypatch):
    monkeypatch.setattr(key_rotation, "_BATCH", 1)
    keys(NEW, OLD)
    walked = []
    done = key_rotation.rotate(walked.append)
    assert done.changed["foi.InformationRequest"] == 3
    assert sum(walked) == key_rotation.count_rows()


def test_every_encrypted_field_of_the_program_is_found():
    found = {model._meta.label: {f.name for f in fields} for model, fields in
             key_rotation.encrypted_fields()}  # fmt: skip
    assert {"applicant_name", "applicant_identity"} <= found["foi.InformationRequest"]
    assert found["foi.RequestLetter"] == {"content", "word", "printed"}


def test_begin_and_end_leave_their_traces(rows, keys):
    keys(NEW, OLD)
    rotate()
    every = Entry.objects.order_by("sequence").values_list("action", flat=True)
    acts = [action for action in every if "rotate" in action]
    assert acts == ["personal_data.rotate_begun", "personal_data.rotate_done"]
