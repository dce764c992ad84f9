"""An existing library goes in: every planted fault is named, every good row is there."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from docx import Document
from openpyxl import Workbook, load_workbook

from gongkai.apps.documents.importing import columns, services
from gongkai.apps.documents.importing.faults import Wrong
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.review.models import Submission

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
HEADINGS = [column.heading for column in columns.COLUMNS]
FULL = os.environ.get("GONGKAI_FULL_IMPORT") == "1"
ROWS, PLANTED = (2000, 50) if FULL else (120, 50)


def good_row(number):
    """Return a row without fault; the signing days spread over eight years."""
    signed = date(2018, 1, 2) + timedelta(days=number % 2800)
    return {
        "发文字号": f"青政发〔{signed.year}〕{number}号",
        "标题": f"关于做好第{number}项工作的通知",
        "文件类别": "行政规范性文件" if number % 3 else "政府文件",
        "发文机关": "青禾县人民政府",
        "主题分类": "综合政务",
        "成文日期": signed if number % 2 else signed.isoformat(),
        "正文": "各乡镇人民政府：\n一、总体要求\n按时完成各项任务。\n青禾县人民政府",
    }


BAD = [
    ({"发文字号": "青政发2025第3号"}, Wrong.NUMBER),
    ({"发文字号": "青政发〔2025〕003号", "成文日期": "2025-01-02"}, Wrong.NUMBER),
    ({"发文字号": ""}, Wrong.MISSING),
    ({"标题": ""}, Wrong.MISSING),
    ({"标题": "长" * 201}, Wrong.TOO_LONG),
    ({"正文": "字" * 30_001}, Wrong.TOO_LONG),
    ({"文件类别": "红头文件"}, Wrong.NOT_IN_LIST),
    ({"主题分类": "农业"}, Wrong.NOT_IN_LIST),
    ({"发文机关": "白水县人民政府"}, Wrong.ORGAN),
    ({"发文机关": "无码局"}, Wrong.ORGAN_CODE),
    ({"成文日期": "2025-02-30"}, Wrong.NO_SUCH_DAY),
    ({"有效期至": "以后"}, Wrong.NO_SUCH_DAY),
    ({"有效期至": "2000-01-01"}, Wrong.DATES),
    ({"有效性": "废止"}, Wrong.VALIDITY),
    ({"废止日期": "2026-01-05"}, Wrong.BASIS),
    ({"废止日期": "2026-01-05", "废止修改依据": "清理", "替代文件文号": "青政发〔1999〕9号"},
     Wrong.SUCCESSOR),
    ({"替代文件文号": "青政发〔2019〕9号"}, Wrong.SUCCESSOR_ALONE),
    ({"公开属性": "依申请公开"}, Wrong.REASON),
    ({"公开属性": "秘密"}, Wrong.NOT_IN_LIST),
    ({"正文": "", "正文文件": "没有.docx"}, Wrong.FILE_MISSING),
    ({"正文": "", "正文文件": "文本.txt"}, Wrong.FILE_KIND),
    ({"附件": "表一.xlsx"}, Wrong.FILE_MISSING),
    ({"正文": ""}, Wrong.NO_TEXT),
    ({"正文文件": "正文.docx"}, Wrong.TWO_TEXTS),
    ({"成文日期": "2026-12-01"}, Wrong.FUTURE),
]  # fmt: skip


def word_file(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "正文.docx").write_bytes(word_file("各单位：", "按时办理。"))
    (tmp_path / "文本.txt").write_text("只是文本", encoding="utf-8")
    return Folder.of_path(tmp_path)


def book(rows, merged=()):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append([row.get(heading) for heading in HEADINGS])
    for area in merged:
        sheet.merge_cells(area)
    out = BytesIO()
    workbook.save(out)
    return BytesIO(out.getvalue())


def planted(rows, count):
    """Return rows with faults planted among them, and which fault stands in which row."""
    sheet, expected = [good_row(number) for number in range(1, rows + 1)], set()
    step = rows // count
    for place in range(count - 4):
        change, wrong = BAD[place % len(BAD)]
        row = 1 + place * step
        sheet[row].update(change)
        expected.add((row + 2, wrong))
    # twice in the file, taken in the library, an empty row, a merged row
    last = (count - 4) * step
    sheet[last + 2]["发文字号"] = sheet[last]["发文字号"]
    sheet[last + 2]["成文日期"] = sheet[last]["成文日期"]
    expected.add((last + 4, Wrong.NUMBER_TWICE))
    taken = date(2020, 5, 6)
    sheet[last + 3].update({"发文字号": "青政发〔2020〕9999号", "成文日期": taken})
    expected.add((last + 5, Wrong.NUMBER_TAKEN))
    sheet[last + 4] = {}
    expected.add((last + 6, Wrong.EMPTY_ROW))
    merged = last + 7
    expected.add((merged, Wrong.MERGED))
    return sheet, expected, [f"A{merged}:B{merged}"]


@pytest.fixture
def bare_organ(county):
    from tests.factories.foundation import OrganFactory

    return OrganFactory(name="无码局", short_name="无码", credit_code="")


def write(stream, folder, section, staff, **options):
    return services.write(
        stream=stream, folder=folder, section=section, actor=staff.editor, at=AT, **options
    )


def test_every_planted_fault_is_named_and_all_good_rows_go_in(
    section, staff, register, folder, bare_organ
):
    register(date(2020, 5, 6), number_serial=9999, title="另一份文件")
    sheet, expected, merged = planted(ROWS, PLANTED)
    started = time.perf_counter()
    report = write(book(sheet, merged), folder, section, staff)
    seconds = time.perf_counter() - started
    print(f"{ROWS} rows in {seconds:.1f} s")  # noqa: T201 -- what a full run is read for
    found = {(fault.row, fault.wrong) for fault in report.faults}
    assert len(expected) == PLANTED
    assert len({wrong for _, wrong in expected}) >= 12
    assert expected <= found
    assert {row for row, _ in found} == {row for row, _ in expected}
    assert report.written == ROWS - PLANTED
    assert PolicyDocument.objects.count() == ROWS - PLANTED + 1
    assert all(fault.sentence.endswith("。") for fault in report.faults)
    # the same spreadsheet again: nothing twice
    again = write(book(sheet, merged), folder, section, staff)
    assert (again.written, len(again.known)) == (0, ROWS - PLANTED)
    assert PolicyDocument.objects.count() == ROWS - PLANTED + 1


def test_a_dry_run_writes_nothing(section, folder):
    report = services.check(stream=book([good_row(1)]), folder=folder, at=AT)
    assert (len(report.good), PolicyDocument.objects.count()) == (1, 0)


def test_a_row_goes_in_with_text_files_acts_and_successor(section, staff, folder, bureau):
    old = good_row(1) | {
        "正文": "",
        "正文文件": "正文.docx",
        "附件": "文本.txt",
        "发文机关": f"青禾县人民政府；{bureau.name}",
        "废止日期": "2025-06-02",
        "废止修改依据": "青政发〔2025〕9号",
        "替代文件文号": good_row(2)["发文字号"],
        "有效性": "废止",
    }
    report = write(book([old, good_row(2)]), folder, section, staff)
    assert (report.faults, report.written) == ([], 2)
    page, newer = PolicyDocument.objects.order_by("number_serial")
    assert (page.repealed_on, page.repealed_by) == (date(2025, 6, 2), newer)
    assert page.issuer_names == f"青禾县人民政府、{bureau.name}"
    assert list(page.joint_organs.all()) == [bureau]
    assert [file["name"] for file in page.attachments] == ["文本"]
    assert "按时办理。" in str(page.body)
    assert page.index_number
    assert not page.live
    assert ValidityAct.objects.get().by_document == newer


def test_the_successor_of_a_faulty_row_takes_its_own_row_along(section, staff, folder):
    old = good_row(1) | {
        "废止日期": "2025-06-02",
        "废止修改依据": "清理",
        "替代文件文号": good_row(2)["发文字号"],
    }
    report = write(book([old, good_row(2) | {"标题": ""}]), folder, section, staff)
    assert {(fault.row, fault.wrong) for fault in report.faults} == {
        (2, Wrong.SUCCESSOR),
        (3, Wrong.MISSING),
    }
    assert not PolicyDocument.objects.exists()


def test_a_row_that_fails_while_written_leaves_nothing_of_itself(section, staff, folder, tmp_path):
    with_picture = Document()
    with_picture.add_paragraph("正文")
    picture = BytesIO()
    from PIL import Image

    Image.new("RGB", (4, 4)).save(picture, "png")
    with_picture.add_picture(BytesIO(picture.getvalue()))
    with_picture.save(tmp_path / "有图.docx")
    rows = [good_row(1) | {"正文": "", "正文文件": "有图.docx"}, good_row(2)]
    report = write(book(rows), Folder.of_path(tmp_path), section, staff)
    assert [(fault.row, fault.wrong) for fault in report.faults] == [(2, Wrong.REFUSED)]
    assert [page.number_serial for page in PolicyDocument.objects.all()] == [2]


def test_all_drafts_can_go_to_the_reviewers_together(section, staff, folder):
    write(book([good_row(1), good_row(2)]), folder, section, staff, submit=True)
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"no workbook", Wrong.NOT_A_WORKBOOK),
        (book([]).getvalue(), Wrong.NO_ROWS),
    ],
)
def test_a_file_that_is_no_library_is_refused_whole(section, folder, content, wrong):
    report = services.check(stream=BytesIO(content), folder=folder, at=AT)
    assert [(fault.row, fault.wrong) for fault in report.faults] == [(0, wrong)]


def test_missing_columns_are_named(section, folder):
    workbook = Workbook()
    workbook.active.append(["标题"])
    out = BytesIO()
    workbook.save(out)
    report = services.check(stream=BytesIO(out.getvalue()), folder=folder, at=AT)
    assert report.faults[0].sentence == (
        "第一行缺少这些列：发文字号、文件类别、发文机关、成文日期。请下载空表按列填写。"
    )


def test_the_empty_spreadsheet_has_every_column():
    sheet = load_workbook(BytesIO(columns.template())).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADINGS


def test_the_command_checks_and_imports(section, staff, tmp_path, capsys):
    path = tmp_path / "library.xlsx"
    path.write_bytes(book([good_row(1), good_row(2) | {"标题": ""}]).getvalue())
    call_command("documents_import", str(path), "--dry-run")
    said = capsys.readouterr().out
    assert "第3行“标题”：没有填写。请补上。" in said
    assert "可以导入1件，已在库中0件，1行有错，共1处。" in said
    call_command("documents_import", str(path), "--as", staff.editor.username)
    assert "导入1件" in capsys.readouterr().out
    assert PolicyDocument.objects.count() == 1
