"""The officers' screens of the library: validity, ledger, import, rounds."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gongkai.apps.documents.models import CleanUpRound, DocumentProcedure, PolicyDocument
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User
from gongkai.foundation.notices.models import Notice
from gongkai.project.reminders import expiring_documents
from gongkai.project.rights import grant
from tests.apps.documents.test_library_import import book, good_row
from tests.factories.foundation import PostFactory

SIGNED = date(2024, 1, 4)


@pytest.fixture
def officer(client, staff):
    User.objects.filter(pk=staff.final.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=staff.final.pk))
    return client


@pytest.fixture
def page(issue):
    return issue(SIGNED, title="养护办法", number_serial=2, expires_on=date(2999, 1, 1))


def test_an_act_is_recorded_on_the_screen(officer, page):
    url = f"/admin/library/validity/{page.pk}/"
    text = officer.get(url).content.decode()
    assert "登记一项变动" in text
    assert "一起更新" in text
    response = officer.post(
        url, {"kind": "suspend", "on": "2025-02-03", "basis": "青政发〔2025〕9号"}, follow=True
    )
    assert "已登记“中止施行”" in response.content.decode()
    assert PolicyDocument.objects.get(pk=page.pk).validity.label == "中止施行"


def test_an_impossible_act_is_refused_with_a_sentence(officer, page):
    response = officer.post(
        f"/admin/library/validity/{page.pk}/",
        {"kind": "repeal", "on": "2023-12-31", "basis": "清理"},
    )
    assert "日期前后矛盾" in response.content.decode()


def test_the_ledger_names_what_is_missing_and_the_gaps(officer, page):
    text = officer.get("/admin/library/ledger/").content.decode()
    assert "没有合法性审核记录" in text
    assert "有效期超过5年" in text
    assert "缺号：青政发〔2024〕1号" in text
    assert "养护办法" in officer.get("/admin/library/ledger/?only=doubts").content.decode()


def test_the_steps_of_a_document_are_recorded(officer, page):
    response = officer.post(
        f"/admin/library/ledger/{page.pk}/",
        {"filed_with": "市政府", "filed_on": "2024-01-15", "filing_number": "备1号"},
        follow=True,
    )
    assert response.status_code == 200
    assert DocumentProcedure.objects.get(document=page).filed_on == date(2024, 1, 15)


def test_a_library_is_checked_and_brought_in_on_the_screen(officer, section):
    upload = book([good_row(1), good_row(2) | {"标题": ""}])
    upload.name = "library.xlsx"
    text = officer.post("/admin/library/import/", {"file": upload, "dry": "1"}).content.decode()
    assert "1件可以导入" in text
    assert "第3行“标题”" in text
    assert not PolicyDocument.objects.exists()
    upload.seek(0)
    streamed = officer.post("/admin/library/import/", {"file": upload, "dry": "0"})
    text = b"".join(streamed.streaming_content).decode()
    assert PolicyDocument.objects.count() == 1
    assert "已导入1件" in text
    assert '<progress value="1" max="1"></progress>' in text
    assert text.count("</html>") == 1
    empty = officer.get("/admin/library/import/?template=1")
    assert load_workbook(BytesIO(empty.content)).worksheets[0]["A1"].value == "发文字号"


def test_a_round_is_decided_and_carried_out_on_the_screen(officer, page, county):
    officer.post(
        "/admin/library/rounds/",
        {
            "title": "2025年清理",
            "basis": "青政发〔2025〕12号",
            "as_of": "2025-01-31",
            "decided_on": "2025-03-03",
            "organs": [county.pk],
            "normative_only": "on",
        },
    )
    opened = CleanUpRound.objects.get()
    url = f"/admin/library/rounds/{opened.pk}/"
    assert "养护办法" in officer.get(url).content.decode()
    response = officer.post(url, {f"decision-{page.pk}": "repeal", "carry_out": "1"}, follow=True)
    assert "清理已办结" in response.content.decode()
    assert PolicyDocument.objects.get(pk=page.pk).repealed_on == date(2025, 3, 3)
    assert load_workbook(BytesIO(officer.get(f"{url}?list=1").content)).sheetnames == [
        "继续有效",
        "修改",
        "废止",
        "失效",
    ]


def test_who_may_not_see_documents_sees_none_of_it(client, staff, page):
    grant()
    client.force_login(PostFactory(role=Role.FOI_HANDLER.value).user)
    for path in (f"validity/{page.pk}/", "ledger/", "rounds/", "import/"):
        assert client.get(f"/admin/library/{path}").status_code in {302, 403}


def test_final_reviewers_hear_of_documents_that_expire(issue, staff):
    issue(date(2021, 1, 4), title="将到期的办法", expires_on=date(2025, 12, 31))
    at = datetime(2025, 7, 1, 2, tzinfo=UTC)
    assert expiring_documents(at) == 1
    assert "将到期的办法" in Notice.objects.get(user=staff.final).text
    expiring_documents(at.replace(day=2))
    assert Notice.objects.filter(user=staff.final).count() == 1


def test_an_import_that_is_broken_off_leaves_nothing(officer, section):
    upload = book([good_row(1), good_row(2), good_row(3)])
    upload.name = "library.xlsx"
    streamed = officer.post("/admin/library/import/", {"file": upload, "dry": "0"})
    pieces = iter(streamed.streaming_content)
    next(pieces)
    assert "第1件，共3件" in next(pieces).decode()
    streamed.close()  # as the server does when the page is closed
    assert not PolicyDocument.objects.exists()


def test_a_file_that_is_no_spreadsheet_is_told_on_the_same_page(officer, section):
    upload = BytesIO(b"no spreadsheet")
    upload.name = "library.xlsx"
    streamed = officer.post("/admin/library/import/", {"file": upload, "dry": "0"})
    text = b"".join(streamed.streaming_content).decode()
    assert "已导入0件" in text
    assert not PolicyDocument.objects.exists()
