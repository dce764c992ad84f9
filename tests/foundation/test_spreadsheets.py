from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import Workbook

from gongkai.domain.organs import OrganLevel
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.organs.admin import OrganViewSet
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records import spreadsheets
from gongkai.foundation.records.spreadsheets import Fault, read_rows, template_for
from tests.factories.foundation import OrganFactory, UserFactory

NAMES = ("code", "name", "short_name", "level", "parent", "valid_from", "position")
HEADINGS = ["机关代码", "全称", "简称", "层级", "上级机关", "成立日期", "排序"]
GOOD = ["water", "青禾县水利局", "县水利局", "部门", None, date(2019, 1, 8), 3]


def book(*rows, headings=HEADINGS):
    workbook = Workbook()
    for row in (headings, *rows):
        workbook.active.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    buffer.seek(0)
    return buffer


@pytest.fixture
def read(db):
    form_class = OrganViewSet("test-organs").get_form_class()

    def reading(upload, names=NAMES):
        return read_rows(upload, Organ, form_class, names)

    return reading


def faults(report):
    return [(fault.row, fault.sentence) for fault in report.faults]


def department_label():
    return OrganLevel.DEPARTMENT.label


# -- the template ----------------------------------------------------------------------


def test_the_template_names_columns_as_the_register_does():
    columns = template_for(Organ, NAMES).columns
    assert [column.heading for column in columns] == HEADINGS
    assert template_for(Organ, NAMES).workbook().active["B1"].value == "全称"


@pytest.mark.parametrize(
    ("model", "name", "said"),
    [
        (Organ, "parent", "填名称或者代码"),
        (Organ, "valid_from", "例如 2025-05-16"),
        (Organ, "is_vertical", "可填：是、否"),
        (Entry, "at", "例如 2025-05-16 14:00"),
        (Organ, "code", ""),
        (Organ, "reporting_reason", "按行政性、外部性、独立性三项标准认定。"),
    ],
)
def test_the_template_says_what_may_stand_in_a_column(model, name, said):
    assert template_for(model, [name]).columns[0].help == said


def test_the_template_lists_the_labels_of_a_choice():
    said = template_for(Organ, ["level"]).columns[0].help
    assert said == "可填：" + "、".join(level.label for level in OrganLevel)


# -- good rows -------------------------------------------------------------------------


def test_labels_names_and_dates_are_understood(read):
    parent = OrganFactory(code="county", name="青禾县人民政府")
    row = [*GOOD]
    row[3], row[4] = department_label(), "青禾县人民政府"
    report = read(book(row))
    assert faults(report) == []
    organ = report.forms[0].save()
    assert (organ.code, organ.level, organ.parent, organ.valid_from, organ.position) == (
        "water",
        "department",
        parent,
        date(2019, 1, 8),
        3,
    )


@pytest.mark.parametrize("named", ["county", "青禾县人民政府", "县政府"])
def test_another_row_is_named_by_code_or_name(read, named):
    parent = OrganFactory(code="county", name="青禾县人民政府", short_name="县政府")
    report = read(book(["water", "青禾县水利局", "县水利局", "department", named, None, 1]))
    assert faults(report) == []
    assert report.forms[0].cleaned_data["parent"] == parent


@pytest.mark.parametrize(
    "cell",
    [
        date(2019, 1, 8),
        datetime(2019, 1, 8, 9, 30),  # noqa: DTZ001 -- spreadsheets know no zone
        "2019-01-08",
        "2019/1/8",
        "2019-1-8",
    ],
)
def test_days_are_read_as_people_write_them(read, cell):
    report = read(book(["water", "水利局", "水利局", "department", None, cell, 1]))
    assert faults(report) == []
    assert report.forms[0].cleaned_data["valid_from"] == date(2019, 1, 8)


def test_what_the_sheet_does_not_ask_for_is_as_in_a_new_record(read):
    report = read(book(["water", "水利局", "水利局", "department", None, None, 1]))
    organ = report.forms[0].save()
    assert (organ.status, organ.reports_annually, organ.is_vertical) == ("active", True, False)


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("否", False), (True, True), (False, False), (None, False)]
)
def test_yes_and_no_are_read_as_such(read, cell, value):
    headings = ["机关代码", "全称", "简称", "层级", "垂直管理", "排序"]
    names = ("code", "name", "short_name", "level", "is_vertical", "position")
    report = read(
        book(["tax", "税务局", "税务局", "department", cell, 1], headings=headings), names
    )
    assert faults(report) == []
    assert report.forms[0].cleaned_data["is_vertical"] is value


def test_columns_may_stand_in_any_order_with_others_between(read):
    headings = ["备注", *reversed(HEADINGS)]
    row = ["说明", 3, None, None, "department", "县水利局", "青禾县水利局", "water"]
    report = read(book(row, headings=headings))
    assert faults(report) == []
    assert report.forms[0].cleaned_data["code"] == "water"


def test_empty_rows_and_blanks_around_words_do_not_matter(read):
    row = [" water ", " 水利局 ", "水利局", " department ", None, None, 1]
    report = read(book([None] * 7, row, ["", " ", None, None, None, None, None]))
    assert faults(report) == []
    assert report.forms[0].cleaned_data["name"] == "水利局"


# -- bad rows --------------------------------------------------------------------------


def test_faults_name_row_and_column_in_chinese(read):
    report = read(
        book(
            ["water", "青禾县水利局", "县水利局", "department", None, None, 1],
            ["", "青禾县林业局", "县林业局", "department", None, None, 2],
            ["land", "青禾县自然资源局", "县资源局", "衙门", None, "去年", "第三"],
            ["rail", "青禾县铁路局", "县铁路局", "department", "没有的机关", None, 4],
        )
    )
    assert [row for row, _ in faults(report)] == [3, 4, 4, 4, 5]
    by_row = faults(report)
    assert by_row[0][1].startswith("机关代码：")
    assert {sentence.split("：")[0] for row, sentence in by_row if row == 4} == {
        "层级",
        "成立日期",
        "排序",
    }
    assert by_row[4][1].startswith("上级机关：")
    assert not [s for _, s in by_row if "This field" in s or "valid" in s]


def test_a_row_that_exists_already_is_a_fault(read):
    OrganFactory(code="water")
    report = read(book(["water", "水利局", "水利局", "department", None, None, 1]))
    assert [row for row, _ in faults(report)] == [2]


def test_two_equal_rows_of_one_file_are_a_fault(read):
    report = read(
        book(
            ["water", "青禾县水利局", "水利局", "department", None, None, 1],
            ["land", "青禾县资源局", "资源局", "department", None, None, 1],
            ["water", "青禾县水务局", "水务局", "department", None, None, 1],
        )
    )
    assert faults(report) == [(4, "机关代码：与第2行重复。")]


@pytest.mark.parametrize("missing", [["机关代码"], ["层级", "排序"], HEADINGS])
def test_missing_columns_are_named(read, missing):
    headings = [heading for heading in HEADINGS if heading not in missing] or ["别的"]
    report = read(book(["x"], headings=headings))
    assert faults(report) == [(0, f"第一行缺少这些列：{'、'.join(missing)}。请下载空表按列填写。")]


def test_a_sheet_without_rows_says_so(read):
    assert faults(read(book())) == [(0, "表里没有数据。请从第二行起填写。")]


def zipped(**files):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just words",
        "机关代码,全称".encode("gb18030"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04 broken",
        zipped(**{"word/document.xml": "<w/>"}),
        zipped(**{"[Content_Types].xml": "<Types", "xl/workbook.xml": "<workbook"}),
    ],
    ids=["empty", "text", "csv", "old xls", "broken zip", "docx", "broken xml"],
)
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(read, content):
    assert read(BytesIO(content)).faults == [Fault(0, "这个文件打不开。请另存为xlsx格式后再上传。")]


@pytest.mark.parametrize(("rows", "too_many"), [(3, False), (4, True)])
def test_the_limit_counts_rows_of_data(read, monkeypatch, rows, too_many):
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    report = read(
        book(*([f"c{n}", f"机关{n}", "机关", "department", None, None, n] for n in range(rows)))
    )
    assert bool(report.faults) is too_many
    assert len(report.forms) == (0 if too_many else rows)


# -- through the register --------------------------------------------------------------


@pytest.fixture
def root(client, db):
    root = UserFactory(username="root", name="管理员", is_superuser=True, is_staff=True)
    client.force_login(root)
    return root


def upload(client, *rows):
    names = OrganViewSet.import_fields
    headings = [column.heading for column in template_for(Organ, names).columns]
    filled = [[row.get(name) for name in names] for row in rows]
    content = book(*filled, headings=headings)
    content.name = "organs.xlsx"
    return client.post(reverse("organs:import"), {"file": content})


def organ_row(code, **more):
    return {
        "code": code,
        "name": f"{code}局",
        "short_name": code,
        "level": "department",
        "position": 1,
        **more,
    }


def test_the_register_takes_all_rows_with_one_trace_each(client, root):
    response = upload(client, organ_row("water"), organ_row("land"))
    assert response.status_code == 302
    assert list(Organ.objects.values_list("code", flat=True)) == ["land", "water"]
    assert Entry.objects.filter(action="records.add", actor_name="管理员").count() == 2
    assert set(Organ.objects.values_list("reports_annually", flat=True)) == {True}


def test_the_register_takes_nothing_when_one_row_is_wrong(client, root):
    response = upload(client, organ_row("water"), organ_row("land", level="衙门"))
    assert response.status_code == 422
    assert "层级" in response.content.decode()
    assert not Organ.objects.exists()
    assert not Entry.objects.exists()


def test_the_register_asks_for_a_file(client, root):
    response = client.post(reverse("organs:import"))
    assert "请选择一个xlsx文件。" in response.content.decode()


def test_the_empty_sheet_can_be_filled_in_and_sent_back(client, root):
    from openpyxl import load_workbook

    response = client.get(reverse("organs:import"), {"template": ""})
    workbook = load_workbook(BytesIO(response.content))
    values = organ_row("water")
    workbook.active.append([values.get(name) for name in OrganViewSet.import_fields])
    buffer = BytesIO()
    workbook.save(buffer)
    buffer.seek(0)
    buffer.name = "filled.xlsx"
    client.post(reverse("organs:import"), {"file": buffer})
    assert Organ.objects.get().name == "water局"


def test_an_officer_without_the_right_does_not_import(client, db):
    client.force_login(UserFactory())
    assert upload(client, organ_row("water")).status_code in {302, 403}
    assert not Organ.objects.exists()


def test_posts_have_no_import(client, root):
    assert client.get("/admin/posts/import/").status_code == 404
    assert not Post.objects.exists()
