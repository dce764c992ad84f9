"""Nothing survives under a redaction: no text, layer, note, attachment, property or pixel."""

from io import BytesIO

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from gongkai.domain.foi.redaction import Box
from gongkai.foundation import redaction, typesetting
from gongkai.foundation.leaks.gate import leaks_in

SECRET = "13900001234"
DRAWING = b"""
#let form = json(bytes(sys.inputs.form))
#set page(paper: "a6")
#set text(font: form.text_fonts)
#for line in form.lines [#line \\ ]
"""


def paper(*lines):
    return typesetting.pdf(DRAWING, {"lines": list(lines)})


def planted():
    """Return a file that tells a telephone number in every way a PDF file can."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(paper(f"电话{SECRET}", "公路"))))
    writer.add_metadata({"/Title": SECRET, "/Author": "欧阳示例"})
    writer.add_attachment("名单.txt", SECRET.encode())
    writer.add_annotation(0, FreeText(text=SECRET, rect=(10, 10, 90, 40)))
    writer.root_object[NameObject("/Secret")] = TextStringObject(SECRET)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pixels(content, page=1):
    shown = Image.open(BytesIO(redaction.preview(content, page)))
    return shown.convert("RGB")


def test_what_was_planted_is_gone_and_the_rest_can_be_read():
    content = planted()
    assert len(leaks_in(content, "甲.pdf").leaks) >= 3
    boxes = redaction.boxes_around(content, [SECRET])
    assert len(boxes) == 1
    page_note = Box(1, 0, 85, 100, 15)
    result = redaction.redacted(content, [*boxes, page_note])
    assert SECRET.encode() not in result
    read = pypdf.PdfReader(BytesIO(result))
    assert "".join(page.extract_text() for page in read.pages).strip() == ""
    assert not any("/Annots" in page for page in read.pages)
    assert set(read.trailer["/Root"]) <= {"/Type", "/Pages"}
    told = " ".join(str(value) for value in (read.metadata or {}).values())
    assert "欧阳" not in told
    assert SECRET not in told
    assert leaks_in(result, "甲.pdf").leaks == ()
    (box,) = boxes
    shown = pixels(result)
    middle = (int(shown.width * (box.left + box.width / 2) / 100),
              int(shown.height * (box.top + box.height / 2) / 100))  # fmt: skip
    assert max(shown.getpixel(middle)) < 12
    below = int(shown.height * (box.top + box.height + 1) / 100)
    rest = shown.crop((0, below, shown.width, int(shown.height * 0.6)))
    assert rest.convert("L").getextrema()[0] < 100, "the second line is still there"


@given(
    left=st.integers(0, 80), top=st.integers(0, 80), width=st.integers(2, 20),
    height=st.integers(2, 20),
)  # fmt: skip
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_pixel_under_a_box_has_one_colour(left, top, width, height):
    noise = Image.effect_noise((400, 600), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "PNG")
    result = redaction.redacted(out.getvalue(), [Box(1, left, top, width, height)])
    drawn = next(iter(pypdf.PdfReader(BytesIO(result)).pages[0].images)).image.convert("RGB")
    # A pixel at the edge may be smeared by the picture's packing; no more than eight of them.
    inner = (int(left * 4) + 8, int(top * 6) + 8, int((left + width) * 4) - 8,
             int((top + height) * 6) - 8)  # fmt: skip
    if inner[0] < inner[2] and inner[1] < inner[3]:
        assert drawn.crop(inner).convert("L").getextrema()[1] < 24


def test_words_are_found_on_every_page_and_on_every_line():
    content = paper("张示例和李示例", *["行"] * 40, "张示例")
    boxes = redaction.boxes_around(content, ["张示例", " ", "王"])
    assert [box.page for box in boxes] == [1, redaction.page_count(content)]
    assert all(box.left + box.width <= 100 and box.top + box.height <= 100 for box in boxes)


def test_a_picture_loses_where_it_was_taken():
    picture = Image.new("RGB", (60, 40), "white")
    exif = Image.Exif()
    exif[0x010F] = SECRET
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    result = redaction.redacted(out.getvalue(), [])
    assert SECRET.encode() in out.getvalue()
    assert SECRET.encode() not in result
    assert redaction.page_count(result) == 1
    assert redaction.boxes_around(out.getvalue(), [SECRET]) == ()


def locked():
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(paper("甲"))))
    writer.encrypt("pass")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def huge():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(14000, 14000)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "不是PDF或者图片"),
        (b"word", "不是PDF或者图片"),
        (b"%PDF-1.4 broken", "打不开"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "不是PDF或者图片"),
    ],
)
def test_what_is_no_page_is_refused(content, reason):
    with pytest.raises(redaction.FileNotRedactable) as refused:
        redaction.redacted(content, [])
    assert reason in refused.value.facts["reason"]


def test_a_locked_file_and_a_bomb_are_refused():
    with pytest.raises(redaction.FileNotRedactable, match="密码"):
        redaction.page_count(locked())
    with pytest.raises(redaction.FileNotRedactable, match="幅面太大"):
        redaction.redacted(huge(), [])


def test_a_file_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(redaction, "MOST_PAGES", 1)
    with pytest.raises(redaction.FileNotRedactable, match="超过1页"):
        redaction.page_count(paper(*["行"] * 60))
