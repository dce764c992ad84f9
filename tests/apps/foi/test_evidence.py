"""Everything about a request in one archive, each file known by its hash."""

import csv
import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.foi import services
from gongkai.apps.foi.models import PaperKind
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.apps.foi.conftest import AT
from tests.factories.foundation import UserFactory

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def archive(processing, act, officers):
    services.add_paper(
        request_id=processing.pk, kind=PaperKind.RECEIPT,
        upload=SimpleUploadedFile("欧阳的邮单.pdf", SCAN), actor=officers.registrar, at=AT,
    )  # fmt: skip
    act(processing, Event.OPEN_CONSULT, "handler", date(2026, 3, 9), consultation="路桥公司")
    _, content = services.evidence(request_id=processing.pk, actor=officers.handler, at=AT)
    return zipfile.ZipFile(BytesIO(content))


def rows(archive, name):
    return list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))


def test_every_file_is_listed_with_its_hash(archive):
    listed = {one["name"]: one for one in json.loads(archive.read("目录.json"))["files"]}
    assert set(listed) == set(archive.namelist()) - {"目录.json"}
    for name, one in listed.items():
        content = archive.read(name)
        assert one["sha256"] == hashlib.sha256(content).hexdigest()
        assert one["bytes"] == len(content)


def test_papers_are_whole_and_named_by_their_kind(archive):
    assert archive.read("材料/01-签收或者确认凭证.pdf") == SCAN
    assert not [name for name in archive.namelist() if "欧阳" in name]


def test_course_and_count_are_told(archive):
    course = rows(archive, "办理经过.csv")
    assert [row[1] for row in course[1:]] == ["线下申请登记", "开始审查", "交办", "发函征求意见"]
    assert course[-1][5] == "路桥公司"
    count = rows(archive, "期限逐日计算.csv")
    assert count[1][:2] == ["2026-03-03", "1"]
    assert ["2026-03-10", "", "征求意见期间，不计入"] in count


def test_the_records_hang_together(archive):
    records = rows(archive, "审计记录.csv")[1:]
    assert [row[2] for row in records] == [
        "foi.register_offline", "foi.examine", "foi.accept", "foi.add_paper", "foi.open_consult",
    ]  # fmt: skip
    assert all(len(row[7]) == 64 for row in records)


def test_the_directory_can_be_printed(archive):
    read = pypdf.PdfReader(BytesIO(archive.read("卷内目录和办理经过.pdf")))
    text = "".join(page.extract_text() for page in read.pages)
    assert "政府信息公开申请卷宗" in text
    assert "欧阳示例" in text


def test_taking_the_archive_leaves_a_trace(archive):
    entry = Entry.objects.get(action="foi.bundle")
    assert len(entry.facts["sha256"]) == 64


def test_strangers_take_nothing(processing):
    with pytest.raises(PostMissing):
        services.evidence(request_id=processing.pk, actor=UserFactory(), at=AT)
    assert not Entry.objects.filter(action="foi.bundle").exists()
