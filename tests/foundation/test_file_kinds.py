"""A file is what its content says, and its name must agree."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals
from gongkai.foundation.files import packages
from gongkai.foundation.files.errors import FileUnfoldsTooLarge
from gongkai.foundation.files.kinds import Group, Kind, sniff, sniff_played
from gongkai.foundation.files.messages import REFUSALS
from tests.foundation import file_samples as samples

MP4 = b"\0\0\0\x18ftypisom" + bytes(100)
OFD = samples.zipped({"OFD.xml": "<ofd/>"})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("通知.docx", samples.word(), Kind.DOCX),
        ("名单.xlsx", samples.sheet(), Kind.XLSX),
        ("课件.pptx", samples.slides(), Kind.PPTX),
        ("通知.doc", samples.old_word(), Kind.DOC),
        ("通知.wps", samples.old_word(), Kind.DOC),
        ("名单.xls", samples.old_word("Workbook"), Kind.XLS),
        ("名单.et", samples.old_word("Workbook"), Kind.XLS),
        ("课件.dps", samples.old_word("PowerPoint Document"), Kind.PPT),
        ("批复.pdf", samples.pdf(), Kind.PDF),
        ("批复.PDF", samples.pdf(), Kind.PDF),
        ("批复.ofd", OFD, Kind.OFD),
        ("说明.txt", "说明".encode("gb18030"), Kind.TXT),
        ("名单.csv", "村名,户数\n东村,12\n".encode(), Kind.CSV),
        ("照片.jpeg", samples.photo(), Kind.JPG),
        ("照片.png", samples.photo("PNG"), Kind.PNG),
        ("照片.gif", samples.photo("GIF"), Kind.GIF),
        ("照片.webp", samples.photo("WEBP"), Kind.WEBP),
        ("录音.mp3", b"ID3\x04" + bytes(60), Kind.MP3),
        ("录像.mp4", MP4, Kind.MP4),
    ],
)
def test_the_kind_is_read_from_the_content(name, content, kind):
    assert sniff(content, name) is kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("通知.docx", b"", "file_empty"),
        ("通知.pdf", b"MZ\x90\x00" + bytes(60), "file_is_program"),
        ("通知.exe", b"MZ\x90\x00" + bytes(60), "file_is_program"),
        ("运行.bat", b"echo", "file_is_program"),
        ("网页.html", b"<p>", "file_is_program"),
        ("图.svg", b"<svg/>", "file_is_program"),
        ("说明.txt", b"\n <!DOCTYPE html><script>", "file_is_program"),
        ("通知.docm", samples.word(), "file_has_macros"),
        ("名单.xlsm", samples.sheet(), "file_has_macros"),
        ("通知.docx", samples.word(parts={"word/vbaProject.bin": b"x"}), "file_has_macros"),
        ("通知.zip", samples.zipped({"a.txt": "a"}), "file_is_archive"),
        ("通知.docx", samples.zipped({"a.txt": "a"}), "file_is_archive"),
        ("通知.rar", b"Rar!\x1a\x07\x00", "file_is_archive"),
        ("通知.docx", samples.pdf(), "file_name_disagrees"),
        ("通知", samples.pdf(), "file_name_disagrees"),
        ("照片.png", samples.photo(), "file_name_disagrees"),
        ("名单.docx", samples.sheet(), "file_name_disagrees"),
        ("通知.doc", samples.old_word("EncryptedPackage"), "file_encrypted"),
        ("通知.doc", samples.old_word("Macros"), "file_has_macros"),
        ("通知.docx", b"PK\x03\x04 and then nothing", "file_damaged"),
        ("通知.doc", samples.old_word()[:900], "file_damaged"),
        ("字体.ttf", b"\x00\x01\x00\x00" + bytes(90), "file_kind_not_allowed"),
        ("说明.txt", b"\x81\x00\x00\xff\xff", "file_kind_not_allowed"),
    ],
)
def test_what_may_not_be_offered_is_refused_with_a_sentence(name, content, code):
    with pytest.raises(Refusal) as refused:
        sniff(content, name)
    assert refused.value.code == code
    sentence = refusals.sentence(refused.value)
    assert name in sentence
    assert "…" not in sentence


def test_a_package_that_unfolds_to_far_too_much_is_not_unfolded():
    bomb = samples.zipped({"[Content_Types].xml": "", "word/document.xml": bytes(30_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(FileUnfoldsTooLarge):
        sniff(bomb, "通知.docx")


def test_a_package_of_countless_parts_is_not_unfolded(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    with pytest.raises(FileUnfoldsTooLarge):
        sniff(samples.word(), "通知.docx")


def test_sound_and_film_are_told_by_their_first_bytes():
    assert sniff_played(MP4, "录像.mp4") is Kind.MP4
    assert sniff_played(MP4, "通知.pdf") is None
    assert sniff_played(samples.pdf(), "通知.pdf") is None
    assert (Kind.MP4.group, Kind.MP3.group) == (Group.FILM, Group.SOUND)


def outcome(content, name):
    """Return the kind, or the code of the refusal."""
    try:
        return sniff(content, name)
    except Refusal as refusal:
        return refusal.code


@settings(deadline=None)
@given(content=st.binary(max_size=300), name=st.sampled_from(["a.docx", "a.doc", "a.txt", "a"]))
def test_no_bytes_bring_the_intake_down(content, name):
    assert outcome(content, name) in {*Kind, *REFUSALS}


@settings(deadline=None)
@example(cut=28, junk=b"\x00\x00\x008")  # sectors of 2 to the power of 14,336
@given(cut=st.integers(0, 8000), junk=st.binary(min_size=1, max_size=8))
def test_no_damage_to_an_old_file_brings_the_intake_down(cut, junk):
    content = samples.old_word()
    damaged = content[:cut] + junk + content[cut + len(junk) :]
    assert outcome(damaged, "通知.doc") in {*Kind, *REFUSALS}
