import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.apps.review import sheet_docx, sheet_pdf
from gongkai.apps.review.sheet import (
    ELLIPSIS,
    SHORTENED,
    TITLE,
    WIDTH_MM,
    Sheet,
    SheetStep,
    fit,
    lay_out,
)
from gongkai.apps.review.sheet_source import sheet_of
from gongkai.domain.review.secrecy import SecrecyConclusion, SecrecyGround
from gongkai.foundation import refusals
from gongkai.foundation.audit.models import Entry
from tests.factories.review import LEVELS, pass_levels, publish
from tests.factories.review_acts import decide

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
# An A4 page, less 12 mm at top and bottom, the heading (17 mm) and the note (6 mm).
ROOM_MM = 297 - 2 * 12 - 17 - 6


def a_sheet(steps=5, **words):
    step = SheetStep(
        level="一审\n审核通过",
        person="周敏\n县交通局办公室主任（一审）",
        at="2025-03-12 10:00",
        checks="已核要点6项\n差错2处，改正2处",
        opinion=words.pop("opinion", "内容属实。"),
        text_hash="3f9ac012",
    )
    facts = {
        "number": "2025-000123",
        "title": "农村公路养护计划公布",
        "organ": "青禾县交通运输局",
        "source": "县交通局",
        "author": "李佳",
        "section": "县门户 / 通知公告",
        "summary": "今年养护120公里。",
        "disclosure": "主动公开",
        "secrecy": "否",
        "privacy": "否",
        "attachments": (),
        "steps": (step,) * steps,
        "released_at": "2025-03-12 10:00",
        "released_by": "赵明",
        "edition": "第1.0版",
        "emergency": "否",
        "audit": "第7号",
        "text_hash": "sha256:" + "3f" * 32,
        "address": "https://www.example.gov.cn/news/202503120017/",
        "made_at": "2025-03-12 11:00",
    }
    return Sheet(**{**facts, **words})


def words_of(form):
    return [cell.text for row in form.rows for cell in row.cells]


# -- the layout ------------------------------------------------------------------------


def test_what_fits_is_left_alone():
    assert (
        fit("内容属实，同意送审。", width_mm=56, height_mm=20, points=8.5) == "内容属实，同意送审。"
    )


def test_what_does_not_fit_ends_with_an_ellipsis():
    cut = fit("同意。" * 100, width_mm=56, height_mm=14, points=8.5)
    assert cut.endswith(ELLIPSIS)
    assert "同意。".startswith(cut[0])
    assert 20 < len(cut) < 100


@given(st.text(max_size=800), st.floats(4, 180), st.floats(4, 60), st.floats(6, 12))
def test_a_cut_text_is_the_beginning_of_the_text(text, width, height, points):
    cut = fit(text, width_mm=width, height_mm=height, points=points)
    plain = "".join(text.split())
    assert plain.startswith("".join(cut.removesuffix(ELLIPSIS).split())) or cut == ELLIPSIS


@given(st.integers(0, 30), st.text(max_size=600), st.lists(st.text(max_size=60), max_size=30))
def test_the_sheet_never_grows_beyond_its_page(steps, opinion, files):
    form = lay_out(a_sheet(steps, opinion=opinion, attachments=tuple(files)))
    assert sum(row.height_mm for row in form.rows) <= ROOM_MM
    assert form.edges[0] == 0
    assert form.edges[-1] == WIDTH_MM
    for row in form.rows:
        assert [c.start_mm for c in row.cells][1:] == [c.end_mm for c in row.cells][:-1]
        assert (row.cells[0].start_mm, row.cells[-1].end_mm) == (0, WIDTH_MM)


def test_a_cut_is_admitted_on_the_sheet():
    assert lay_out(a_sheet()).note == ""
    assert lay_out(a_sheet(opinion="请核对。" * 200)).note == SHORTENED


def test_steps_beyond_the_ninth_are_counted_and_the_latest_are_shown():
    form = lay_out(a_sheet(11))
    assert form.note == "另有较早的2条记录未列。"
    assert words_of(form).count("内容属实。") == 9


def test_a_text_nobody_reviewed_says_so():
    assert "还没有人审过这一稿。" in words_of(lay_out(a_sheet(0)))


def test_attachments_are_counted_and_named():
    form = lay_out(a_sheet(attachments=("计划表.xlsx", "说明.docx")))
    assert "共2个：1.计划表.xlsx；2.说明.docx" in words_of(form)
    assert "无" in words_of(lay_out(a_sheet()))


# -- the files -------------------------------------------------------------------------


@pytest.mark.parametrize(("steps", "opinion"), [(0, ""), (5, "同意。"), (12, "同意。" * 150)])
def test_the_pdf_has_exactly_one_page(steps, opinion):
    reader = PdfReader(BytesIO(sheet_pdf.build(lay_out(a_sheet(steps, opinion=opinion)))))
    assert len(reader.pages) == 1
    text = "".join(reader.pages[0].extract_text().split())
    assert TITLE in text
    assert "农村公路养护计划公布" in text


def test_the_word_file_fixes_every_height_so_that_it_has_one_page():
    document = Document(BytesIO(sheet_docx.build(lay_out(a_sheet(12, opinion="同意。" * 150)))))
    table = document.tables[0]
    heights = [(row.height_rule.name, row.height.mm) for row in table.rows]
    assert {rule for rule, _ in heights} == {"EXACTLY"}
    assert sum(height for _, height in heights) <= ROOM_MM + 1
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_word_file_holds_a_code_only_when_there_is_an_address():
    def pictures(form):
        names = zipfile.ZipFile(BytesIO(sheet_docx.build(form))).namelist()
        return [name for name in names if name.startswith("word/media/")]

    assert len(pictures(lay_out(a_sheet()))) == 1
    assert pictures(lay_out(a_sheet(address=""))) == []


def test_a_machine_without_chinese_typefaces_is_told_so():
    with pytest.raises(sheet_pdf.ChineseFontMissing) as caught:
        sheet_pdf.draw(lay_out(a_sheet()), None, frozenset({"DejaVu Sans"}))
    assert "没有中文字体" in refusals.sentence(caught.value)


# -- what the sheet of a real text says -------------------------------------------------


def test_the_sheet_of_a_published_text_holds_the_whole_trail(draft, staff):
    submission = publish(draft, staff, AT)
    sheet = sheet_of(submission, at=AT + timedelta(days=1))
    assert [step.level for step in sheet.steps] == [
        "送审",
        "一审\n审核通过",
        "二审\n审核通过",
        "保密审查\n审核通过",
        "三审\n审核通过",
    ]
    assert sheet.steps[0].person == "trafficeditor\n县交通局信息员"
    assert sheet.steps[1].person == "trafficfirst\n县交通局一审"
    assert sheet.steps[1].opinion == "内容属实。"
    assert "差错2处，改正2处" in sheet.steps[1].checks
    assert (sheet.number[:5], sheet.made_at) == ("2025-", "2025-03-13 10:00")
    assert (sheet.released_at, sheet.released_by) == ("2025-03-12 10:00", "trafficfinal")
    assert sheet.edition == "第1.0版（首次发布）"
    assert (sheet.secrecy, sheet.privacy) == ("否（保密审查结论：可以公开）", "否")
    assert (sheet.disclosure, sheet.emergency) == ("主动公开", "否")
    assert sheet.text_hash == submission.text_hash
    assert {step.text_hash for step in sheet.steps} == {submission.text_hash.split(":")[-1][:8]}


def test_the_sheet_names_the_last_entry_of_the_audit(draft, staff):
    submission = publish(draft, staff, AT)
    last = Entry.objects.filter(subject_type="review.Submission").order_by("sequence").last()
    assert sheet_of(submission, at=AT).audit == (
        f"第{last.sequence}号 2025-03-12 10:00 review.pass\n{last.hash}"
    )


def test_the_sheet_of_a_text_on_its_way_promises_nothing(submission):
    sheet = sheet_of(submission, at=AT)
    assert (sheet.released_at, sheet.released_by, sheet.address) == ("未发布", "—", "")
    assert (sheet.secrecy, sheet.privacy) == ("尚未审查", "尚未审查")
    assert sheet.edition == "—（未发布）"


def test_a_denied_disclosure_stands_on_the_sheet(submission, staff):
    pass_levels(submission, staff, AT, LEVELS[:2])
    from gongkai.apps.review import services
    from gongkai.apps.review.services import Opinion

    services.open_all(submission_ids=[submission.pk], actor=staff.secrecy, at=AT)
    decide(
        submission,
        staff.secrecy,
        "secrecy",
        opinion=Opinion(
            secrecy=SecrecyConclusion.NOT_TO_BE_DISCLOSED,
            secrecy_grounds=[SecrecyGround.PERSONAL_PRIVACY, SecrecyGround.WORK_SECRET],
        ),
    )
    submission.refresh_from_db()
    sheet = sheet_of(submission, at=AT)
    assert sheet.secrecy == "不予公开：工作秘密"
    assert sheet.privacy == "涉及个人隐私"


# -- downloading ------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "opening"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF")])
def test_the_sheet_is_downloaded_from_the_text(signed_in, submission, staff, kind, opening):
    client = signed_in(staff.editor)
    address = reverse("review:sheet", args=[submission.pk, kind])
    assert address in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    response = client.get(address)
    assert response.content.startswith(opening)
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]


def test_strangers_get_no_sheet(signed_in, submission, other_staff):
    response = signed_in(other_staff.first).get(
        reverse("review:sheet", args=[submission.pk, "pdf"])
    )
    assert response.status_code in {302, 403}


@pytest.mark.parametrize("address", ["/admin/review/{pk}/sheet.exe", "/admin/review/999/sheet.pdf"])
def test_an_unknown_sheet_is_not_found(signed_in, submission, staff, address):
    assert signed_in(staff.first).get(address.format(pk=submission.pk)).status_code == 404


def test_without_typefaces_the_text_page_says_what_to_do(signed_in, submission, staff, monkeypatch):
    monkeypatch.setattr(sheet_pdf, "TEXT_FONTS", ())
    response = signed_in(staff.first).get(
        reverse("review:sheet", args=[submission.pk, "pdf"]), follow=True
    )
    assert "请下载Word版" in response.content.decode()
