"""What a reader does not see is found; what needs no decision is removed, nothing else."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.clock import now
from gongkai.foundation.files import services
from gongkai.foundation.files.findings import Weight
from gongkai.foundation.files.inspection import inspect
from gongkai.foundation.files.kinds import sniff
from gongkai.foundation.files.marks import secrecy_mark
from gongkai.foundation.files.messages import FINDINGS, said
from tests.factories.foundation import UserFactory
from tests.foundation import file_samples as samples


def found(content, name):
    return {one.code: one.weight for one in inspect(content, sniff(content, name), name)}


def taken(content, name):
    """Return the bytes that would be published."""
    result = services.take_in_bytes(content, name)
    return result.file.read()


def part(content, name):
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


HIDDEN_RUN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r>"
FORMAT_CHANGE = '<w:r><w:rPr><w:rPrChange w:id="3" w:author="张三"/></w:rPr><w:t>字</w:t></w:r>'


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("tracked_changes", "通知.docx", samples.word(body=samples.TRACKED)),
        ("tracked_changes", "通知.docx", samples.word(body=FORMAT_CHANGE)),
        ("hidden_text", "通知.docx", samples.word(body=HIDDEN_RUN)),
        ("embedded_object", "通知.docx", samples.word(parts={"word/embeddings/a.bin": b"x"})),
        ("secrecy_mark", "通知.docx", samples.word("机密★一年")),
        ("hidden_sheet", "名单.xlsx", samples.sheet(samples.hide_a_sheet)),
        ("hidden_rows", "名单.xlsx", samples.sheet(samples.hide_a_row)),
        ("hidden_columns", "名单.xlsx", samples.sheet(samples.hide_a_column)),
        ("hidden_slide", "课件.pptx", samples.slides(hidden=True)),
        ("secrecy_mark", "说明.txt", "内部资料，不得外传".encode()),
        ("secrecy_mark", "通知.doc", samples.old_word(words="秘密★")),
    ],
)
def test_what_its_author_must_decide_about_keeps_the_file_out(code, name, content):
    assert found(content, name)[code] is Weight.MUST_HANDLE
    with pytest.raises(Refusal) as refused:
        services.take_in_bytes(content, name)
    assert refused.value.code == "file_must_be_handled"
    assert "处理后再上传" in refusals.sentence(refused.value)


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("author", "通知.docx", samples.word(author="张三")),
        ("comments", "通知.docx", samples.commented_word()),
        ("author", "名单.xlsx", samples.sheet(samples.name_the_author)),
        ("comments", "名单.xlsx", samples.sheet(samples.comment_a_cell)),
        ("author", "通知.doc", samples.old_word()),
        ("pdf_properties", "批复.pdf", samples.pdf(properties={"/Author": "Zhang"})),
        ("pdf_script", "批复.pdf", samples.pdf(script="app.alert(1)")),
        ("pdf_comments", "批复.pdf", samples.pdf(note="later")),
        ("pdf_embedded_file", "批复.pdf", samples.pdf(inside=b"secret")),
        ("picture_position", "照片.jpg", samples.photo(position=True)),
        ("picture_details", "照片.jpg", samples.photo(maker="Camera")),
        ("picture_details", "照片.webp", samples.photo("WEBP", maker="Camera")),
        ("picture_details", "照片.png", samples.photo("PNG", maker="Camera")),
    ],
)
def test_what_needs_no_decision_is_removed_and_told(code, name, content):
    assert found(content, name)[code] is Weight.REMOVED
    result = services.take_in_bytes(content, name)
    assert code in {finding.code for finding in result.removed}
    assert name in result.sentence
    cleaned = result.file.read()
    left = found(cleaned, name)
    left.pop("author" if name.endswith(".doc") else "", None)  # said of every old file
    assert Weight.REMOVED not in left.values()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.xlsx", samples.sheet()),
        ("批复.pdf", samples.pdf()),
        ("照片.jpg", samples.photo()),
        ("照片.png", samples.photo("PNG")),
        ("说明.txt", "说明".encode()),
        ("批复.ofd", samples.zipped({"OFD.xml": "<ofd/>"})),
    ],
)
def test_a_file_with_nothing_in_it_keeps_every_byte(name, content):
    removed = services.take_in_bytes(content, name).removed
    assert taken(content, name) == content or {one.code for one in removed} == {"pdf_properties"}


def test_a_cleaned_text_opens_and_says_the_same():
    cleaned = taken(samples.word("各村：", author="张三"), "通知.docx")
    document = docx.Document(BytesIO(cleaned))
    assert [p.text for p in document.paragraphs] == ["各村："]
    assert "张三" not in part(cleaned, "docProps/core.xml")


def test_comments_leave_no_place_behind():
    cleaned = taken(samples.commented_word(), "通知.docx")
    with ZipFile(BytesIO(cleaned)) as package:
        assert "word/comments.xml" not in package.namelist()
    for name in ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
        assert "omment" not in part(cleaned, name).replace("CommentText", "")
    assert docx.Document(BytesIO(cleaned)).paragraphs[0].text == "各乡镇人民政府："


def test_a_cleaned_sheet_opens_and_holds_the_same_cells():
    book = load_workbook(BytesIO(taken(samples.sheet(samples.comment_a_cell), "名单.xlsx")))
    assert book.active["A1"].value == "村名"
    assert book.active["A1"].comment is None


def test_a_cleaned_pdf_keeps_its_words_and_pages():
    content = samples.pdf("Reply", properties={"/Author": "Zhang"}, script="x()", note="n", pages=2)
    reader = PdfReader(BytesIO(taken(content, "批复.pdf")))
    assert [page.extract_text() for page in reader.pages] == ["Reply", "Reply"]
    assert b"Zhang" not in taken(content, "批复.pdf")
    assert not any(page.get("/Annots") for page in reader.pages)


def test_a_photo_taken_upright_stands_upright_afterwards():
    content = samples.photo(orientation=6, maker="Camera")
    picture = Image.open(BytesIO(taken(content, "照片.jpg")))
    assert picture.size == (20, 40)
    assert not picture.getexif()


def test_the_author_of_an_old_file_is_blanked_and_its_words_are_not():
    cleaned = taken(samples.old_word(words="关于放假的通知"), "通知.doc")
    assert "张三".encode("utf-16-le") not in cleaned
    assert "关于放假的通知".encode("utf-16-le") in cleaned


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("批复.pdf", samples.pdf(password="123456"), "file_encrypted"),
        ("批复.pdf", samples.pdf()[:150], "file_damaged"),
        ("批复.pdf", samples.pdf(pages=0), "file_damaged"),
        ("照片.jpg", samples.photo()[:80], "file_damaged"),
        ("照片.png", samples.photo("PNG")[:60], "file_damaged"),
        ("名单.xlsx", samples.sheet()[:900], "file_damaged"),
        (
            "通知.docx",
            samples.word(parts={"docProps/core.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "file_damaged",
        ),
    ],
)
def test_what_nobody_can_open_is_refused(name, content, code):
    with pytest.raises(Refusal) as refused:
        services.take_in_bytes(content, name)
    assert refused.value.code == code


def test_a_file_over_its_limit_is_refused(settings):
    settings.GONGKAI_FILE_LIMITS_MEGABYTES = {"picture": 0, "document": 0, "sound": 0, "film": 0}
    for name, content in [("批复.pdf", samples.pdf()), ("照片.jpg", samples.photo())]:
        with pytest.raises(Refusal) as refused:
            services.take_in(SimpleUploadedFile(name, content))
        assert refused.value.code == "file_too_large"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★5年", "机密"),
        ("绝 密 ☆", "绝密"),
        ("\n秘密\n关于…", "秘密"),
        ("内部资料 注意保存", "内部资料"),
        ("严禁外传", "严禁外传"),
        ("保守国家秘密法宣传月", ""),
        ("内部资料性出版物管理", ""),
        ("商业秘密不公开", ""),
    ],
)
def test_a_mark_of_secrecy_is_told_from_words_about_secrets(text, mark):
    assert secrecy_mark(text) == mark


def test_every_finding_has_its_sentence():
    for code in FINDINGS:
        facts = {"count": 1, "mark": "机密"}
        assert FINDINGS[code].format_map(facts)
    tracked = samples.word(body=samples.TRACKED)
    finding = inspect(tracked, sniff(tracked, "a.docx"), "a.docx")[0]
    assert "修订1处" in said(finding)


def test_the_record_names_the_kinds_and_never_the_content(db):
    officer = UserFactory()
    upload = SimpleUploadedFile("通知.docx", samples.word(author="赵六"))
    document = services.add_document(upload=upload, actor=officer, at=now())
    assert document.title == "通知"
    entry = Entry.objects.get(action="files.clean")
    assert entry.facts == {"file": "通知.docx", "removed": ["author", "thumbnail"]}
    with document.file.open() as file:
        assert "赵六".encode() not in file.read()
