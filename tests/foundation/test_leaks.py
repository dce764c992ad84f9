import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.foundation.files.errors import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileUnfoldsTooLarge,
)
from gongkai.foundation.leaks.errors import LeakCheckImpossible, LeakCheckTooDeep
from gongkai.foundation.leaks.gate import leaks_in
from tests.foundation import file_samples
from tests.foundation import leak_samples as made

# kind: what leaks, what may stand there instead
SECRETS = {
    "identity_card": ("No. 11010519491231002X", "No. 110105********002X"),
    "mobile": ("Tel 138-0013-8000", "Tel 138****8000"),
    "bank_card": ("4111 1111 1111 1111", "4111 **** **** 1111"),
    "email": ("zhang.san@example.com", "xxgk@example.gov.cn"),
    "passport": ("E12345678", "E1******8"),
    "name": ("申请人：王建国，", "申请人：王某某，"),
    "address": ("家住幸福小区5号楼2单元301室", "家住幸福小区"),
    "plate": ("车牌辽B12345。", "车牌辽B****5。"),
    "landline": ("本人住宅电话0411-87654321", "联系电话0411-87654321"),
}
ASCII = ("identity_card", "mobile", "bank_card", "email", "passport")

# where: builder of a file that says a text there; the twin says the clean text openly
WORDS = {
    "text": lambda text: ("a.txt", f"答复：{text}".encode()),
    "text in GB18030": lambda text: ("a.csv", f"答复,{text}".encode("gb18030")),
    "word": lambda text: made.word(made.run(text)),
    "word, cut into runs": lambda text: made.word(made.split(text)),
    "word header": lambda text: made.word_part("word__header1", "hdr", text),
    "word footnote": lambda text: made.word_part("word__footnotes", "footnotes", text),
    "word properties": made.word_properties,
    "cell": made.cell,
    "formula": made.cell_formula,
    "defined name": made.defined_name,
    "png comment": made.described_png,
    "jpg comment": lambda text: made.picture(exif={0x9C9C: text.encode("utf-16-le")}),
    "jpg description": lambda text: made.picture(exif={0x010E: text.encode()}),
    "zip member": lambda text: made.archive("答复.txt", text.encode()),
    "word in zip": lambda text: made.archive(*made.word(made.run(text))),
    "file name": lambda text: (f"{text}.txt", "正文".encode()),
    "name in zip": lambda text: made.archive(f"{text}/答复.txt", "正文".encode()),
    "old name in zip": lambda text: made.old_archive(f"{text}.txt"),
    "after png": lambda text: ("a.png", made.picture("PNG")[1] + text.encode()),
}
HIDDEN_WORDS = {
    "deletion": lambda text: made.word(f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
    "insertion": lambda text: made.word(f"<w:ins>{made.run(text)}</w:ins>"),
    "hidden words": lambda text: made.word(made.run(text, "<w:vanish/>")),
    "word comment": lambda text: made.word_part("word__comments", "comments", text),
    "hidden sheet": lambda text: made.other_sheet(text, "hidden"),
    "very hidden sheet": lambda text: made.other_sheet(text, "veryHidden"),
    "hidden row": made.hidden_row,
    "hidden column": made.hidden_column,
    "cell comment": made.cell_comment,
}
PDFS = {
    "pdf": lambda text: made.pdf(made.shown(text, 100)),
    "under a box": lambda text: made.pdf(made.covered(text)),
    "under a mark": made.marked_over,
    "outside the page": lambda text: made.pdf(made.shown(text, 100, left=-400)),
    "pdf note": made.noted,
    "pdf properties": lambda text: made.pdf(metadata={"/Subject": text}),
    "pdf attachment": made.pdf_attached,
}
CLEAN_PDFS = {"pdf", "pdf properties"}
TRACES = {
    "tracked_change": [HIDDEN_WORDS["deletion"]("旧"), HIDDEN_WORDS["insertion"]("新")],
    "hidden_text": [HIDDEN_WORDS["hidden words"]("底稿")],
    "comment": [HIDDEN_WORDS["word comment"]("先别发"), made.cell_comment("再核"), made.noted("x")],
    "hidden_sheet": [made.other_sheet("底稿", "hidden"), made.other_sheet("底稿", "veryHidden")],
    "hidden_row": [made.hidden_row("底稿")],
    "hidden_column": [made.hidden_column("底稿")],
    "covered_text": [made.pdf(made.covered("secret")), made.marked_over("secret")],
    "outside_page": [made.pdf(made.shown("secret", -50))],
    "embedded_file": [made.pdf_attached("底稿")],
    "position": [made.picture(exif={0x8825: {1: "N", 2: (39.0, 5.0, 1.0)}})],
    "thumbnail": [made.with_other_thumbnail()],
    "author": [
        made.word_properties("王建国", "dc:creator"),
        made.pdf(metadata={"/Author": "王建国"}),
        made.described_png("王建国", "Author"),
        made.picture(exif={0x013B: "王建国".encode()}),
    ],
    "hidden_slide": [("a.pptx", file_samples.slides(hidden=True))],
}


def planted():
    """Yield (label, expected kind, file): at least two hundred files with one leak each."""
    for where, build in {**WORDS, **HIDDEN_WORDS}.items():
        for kind, (leak, _) in SECRETS.items():
            yield f"{kind}: {where}", kind, build(leak)
    for where, build in PDFS.items():
        for kind in ASCII:
            yield f"{kind}: {where}", kind, build(SECRETS[kind][0])
    for kind, files in TRACES.items():
        for number, file in enumerate(files):
            yield f"{kind}: {number}", kind, file


def clean_twins():
    for where, build in WORDS.items():
        for kind, (_, clean) in SECRETS.items():
            if "*" not in clean or "name" not in where:
                yield f"{kind}: {where}", build(clean)
    for where in sorted(CLEAN_PDFS):
        for kind in ASCII:
            yield f"{kind}: {where}", PDFS[where](SECRETS[kind][1])
    yield "accepted change", made.word(made.run("新"))
    yield "change of nothing", made.word("<w:ins/>")
    yield "words no longer hidden", made.word(made.run("字", '<w:vanish w:val="0"/>'))
    yield "sheet shown", made.other_sheet("底稿", "visible")
    yield "empty row hidden", made.hidden_row(None)
    yield "empty column hidden", made.hidden_column(None)
    yield "box beside the text", made.pdf(made.covered("public", height=200))
    yield "text on a shaded box", made.pdf(made.drawn_under("public"))
    yield "rule under the text", made.pdf(made.shown("a", 100) + "10 99 200 1 re f\n")
    yield "plain photo", made.picture()
    yield "camera named", made.picture(exif={0x010F: "Camera"})
    yield "software as author", made.word_properties("python-docx", "dc:creator")
    yield "office as author", made.word_properties("县政府办公室", "dc:creator")
    yield "slide shown", ("a.pptx", file_samples.slides())


def test_planted_leaks_are_found_and_clean_twins_left_in_peace():
    leaks = list(planted())
    missed = [
        label
        for label, kind, (name, content) in leaks
        if kind not in {leak.found.kind.value for leak in leaks_in(content, name).leaks}
    ]
    alarms = {
        label: [leak.message for leak in verdict.leaks]
        for label, (name, content) in clean_twins()
        if (verdict := leaks_in(content, name)).leaks
    }
    right = len(leaks) - len(missed)
    assert len(leaks) >= 200
    assert right / len(leaks) >= 0.99, missed
    assert right / (right + len(alarms)) >= 0.9, alarms
    assert (missed, alarms) == ([], {})


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.txt", b"", FileEmpty),
        ("a.docx", b"PK\x03\x04broken", FileDamaged),
        ("a.pdf", b"%PDF-1.7 broken", FileDamaged),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", FileDamaged),
        ("a.pdf", file_samples.pdf(password="geheim"), FileEncrypted),
        ("a.doc", file_samples.old_word(), LeakCheckImpossible),
        ("a.bin", b"\x00\x01\x02", LeakCheckImpossible),
        ("a.zip", made.zipped({"a.bin": b"\x00\x01"}), LeakCheckImpossible),
        ("a.zip", made.zipped({"a.txt": b"0" * 40_000_000}), FileUnfoldsTooLarge),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_read_is_refused(name, content, refusal):
    with pytest.raises(refusal):
        leaks_in(content, name)


def test_archives_are_opened_only_so_deep():
    content = b"x"
    name = "a.txt"
    for _ in range(6):
        content, name = made.zipped({name: content}), "a.zip"
    with pytest.raises(LeakCheckTooDeep):
        leaks_in(content, name)


def test_a_long_number_in_a_cell_is_read_as_its_digits():
    (leak,) = leaks_in(*reversed(made.cell(13800138000))).leaks
    assert (leak.where, leak.found.quote) == ("工作表“Sheet”", "13800138000")


def test_words_in_pictures_are_said_to_be_unseen():
    name, content = made.picture()
    verdict = leaks_in(content, name)
    assert verdict.unseen == ("“现场.jpg”：没有文字识别引擎，图片里的字没有检查",)


def check(*given):
    out = StringIO()
    try:
        call_command("leaks", *map(str, given), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_the_command_names_every_file_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("电话13800138000", encoding="utf-8")
    (tmp_path / "b.txt").write_text("没有问题", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"\0")
    out, error = check(tmp_path, "--format", "json")
    told = [json.loads(line) for line in out.splitlines()]
    assert [one["outcome"] for one in told] == ["leaks", "passed", "refused"]
    assert told[0]["findings"] == [
        {"kind": "mobile", "where": "正文", "quote": "13800138000", "message": "有手机号码",
         "start": 2, "end": 13, "why": "依据《中华人民共和国个人信息保护法》第二十五条"}
    ]  # fmt: skip
    assert told[2]["refused"].startswith("“c.bin”读不出里面的内容，不能放行。")
    assert error == "2个文件不能放行。"


def test_the_command_covers_what_it_shows_on_a_screen(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("电话13800138000", encoding="utf-8")
    out, _ = check(file)
    assert out == f"{file}：不能放行，1处。\n  正文：有手机号码，13*******00\n"


def test_the_command_leaves_the_organs_own_telephones(tmp_path):
    (tmp_path / "a.txt").write_text("值班电话13800138000", encoding="utf-8")
    (tmp_path / "own.lst").write_text("138-0013-8000\n", encoding="utf-8")
    out, error = check(tmp_path / "a.txt", "--known", tmp_path / "own.lst")
    assert (out, error) == (f"{tmp_path / 'a.txt'}：没有发现。\n", "")


def test_a_file_that_is_not_there_is_told(tmp_path):
    out, error = check(tmp_path / "a.txt")
    assert "读不了" in out
    assert error == "1个文件不能放行。"
