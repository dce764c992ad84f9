"""The long picture is drawn from the points, adopted by the editor, reviewed like any edit."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from wagtail.images import get_image_model

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import picture, services, sheets
from gongkai.apps.interpretations.visuals.colours import PALETTES
from gongkai.apps.review import services as reviews
from gongkai.apps.review.models import Submission
from gongkai.domain.interpretations.cards import (
    Answer,
    Colour,
    Figure,
    Layout,
    Point,
    PointsMissing,
    Sheet,
    Step,
)
from gongkai.foundation.audit.models import Entry
from tests.factories.websites import body_of

AT = datetime(2025, 8, 13, 3, tzinfo=UTC)
ADDRESS = "http://localhost:8000/ogi/interpretations/202508130001/"
SHEET = Sheet(
    title="一图读懂：居家和社区养老服务实施办法",
    organ="青禾县民政局",
    explains="青禾县居家和社区养老服务实施办法",
    number="青政办发〔2025〕6号",
    on=date(2025, 8, 13),
    answers=(Answer("谁受影响", "80周岁以上老年人"), Answer("找谁", "县民政局 0000-0000000")),
    points=(
        Point(
            "吃饭有补助", "当场抵扣。", (Figure("3", "元/餐", "80周岁以上"), Figure("2", "餐/日"))
        ),
        Point("怎么申请", steps=(Step("申请", "只带身份证。"), Step("决定", "5个工作日。"))),
        Point("机构自己选", "服务项目和价格公示。"),
    ),
    address=ADDRESS,
    is_demo=True,
)
ANSWERS = {
    "who_is_affected": "80周岁以上老年人",
    "what_to_bring": "身份证",
    "until_when": "长期有效",
    "whom_to_ask": "县民政局 0000-0000000",
}
POINTS = json.dumps(
    [
        {
            "type": "point",
            "id": "00000001",
            "value": {
                "heading": "吃饭有补助",
                "text": "补助当场抵扣。",
                "figures": [{"value": "3", "unit": "元/餐", "label": "80周岁以上"}],
                "steps": [{"name": "申请", "text": "只带身份证。"}],
            },
        }
    ],
    ensure_ascii=False,
)


def opened(content):
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_draws_a_picture_of_the_width_platforms_take(layout):
    content = picture.draw(SHEET, layout, Colour.PINE)
    image = opened(content)
    assert image.width == 1080
    assert 2000 < image.height < 6000
    assert len(content) < picture.MOST_BYTES
    colours = {colour: count for count, colour in image.getcolors(1 << 20)}
    bar = tuple(bytes.fromhex(PALETTES[Colour.PINE]["bar"][1:]))
    assert len(colours) > 500  # smoothed edges of letters: it is not blank
    assert colours[bar] > 50_000  # the head is in the chosen colour


def test_the_same_sheet_gives_the_same_bytes():
    assert picture.draw(SHEET, Layout.LIST, Colour.SEAL) == picture.draw(
        SHEET, Layout.LIST, Colour.SEAL
    )


def test_the_code_in_the_picture_leads_to_the_page():
    image = opened(picture.draw(SHEET, Layout.LIST, Colour.INK_BLUE))
    # The white box stands at the left of the foot: 30 points in, 112 wide, 2 pixels a point.
    left = 60
    edge = [image.getpixel((left + 7, y)) == (255, 255, 255) for y in range(image.height)]
    bottom = max(y for y, is_white in enumerate(edge) if is_white)
    top = bottom + 1 - 224
    matrix = [list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    module = 208 / (len(matrix) + 4)  # two modules of white around it
    first = 8 + 2.5 * module
    read = [
        [
            image.getpixel((round(left + first + x * module), round(top + first + y * module)))[0]
            < 128
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert read == [[bool(one) for one in row] for row in matrix]


def test_a_character_the_typeface_lacks_is_named_and_nothing_is_drawn():
    odd = Sheet(title="办法", organ="县", explains="办法", points=(Point("𠮷利", text="有😀"),))
    with pytest.raises(picture.CharactersNotDrawable) as refused:
        picture.draw(odd, Layout.LIST, Colour.PINE)
    assert refused.value.facts == {"characters": "𠮷、😀"}


def test_a_picture_larger_than_platforms_take_is_drawn_in_fewer_colours(monkeypatch):
    monkeypatch.setattr(picture, "MOST_BYTES", 100_000)
    small = picture.draw(SHEET, Layout.LIST, Colour.PINE)
    monkeypatch.undo()
    assert len(small) < len(picture.draw(SHEET, Layout.LIST, Colour.PINE)) / 2
    assert opened(small).width == 1080


def test_the_longest_sheet_still_fits():
    point = Point(
        "字" * 16,
        "字" * 120,
        (Figure("12345678", "字" * 8, "字" * 14),) * 4,
        (Step("字" * 12, "字" * 48),) * 6,
    )
    full = Sheet(
        title="字" * 48, organ="字" * 20, explains="字" * 60, number="青政办发〔2025〕6号",
        answers=(Answer("找谁", "字" * 60),) * 4, points=(point,) * 8, address=ADDRESS,
    )  # fmt: skip
    assert len(picture.draw(full, Layout.FLOW, Colour.TEA)) < picture.MOST_BYTES


# Into the draft.


@pytest.fixture
def page(draft):
    return draft(
        title="一图读懂：养老服务",
        source_name="县民政局",
        points=POINTS,
        body=body_of("本解读说明背景。"),
        **ANSWERS,
    )


def adopt(page, editor, layout=Layout.LIST, colour=Colour.PINE):
    return services.adopt_picture(
        page_id=page.pk, layout=layout, colour=colour, actor=editor, at=AT
    )


def latest(page):
    return Interpretation.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_sheet_is_read_from_the_page(page):
    assert sheets.sheet_of(page) == Sheet(
        title="一图读懂：养老服务",
        organ="县民政局",
        explains="县政府第8次常务会议",
        points=(
            Point(
                "吃饭有补助",
                "补助当场抵扣。",
                (Figure("3", "元/餐", "80周岁以上"),),
                (Step("申请", "只带身份证。"),),
            ),
        ),
        answers=(
            Answer("谁受影响", "80周岁以上老年人"),
            Answer("带什么材料", "身份证"),
            Answer("到什么时候", "长期有效"),
            Answer("找谁", "县民政局 0000-0000000"),
        ),
        address=f"http://localhost:8000{page.url}",
    )


def test_the_adopted_picture_opens_the_draft_with_words_in_its_place(page, editor):
    adopt(page, editor)
    draft = latest(page)
    first, second = draft.body
    assert (first.block_type, second.block_type) == ("picture", "paragraph")
    assert first.value.contextual_alt_text == "一图读懂：养老服务。1个要点：吃饭有补助。"
    assert (first.value.width, first.value.decorative) == (1080, False)
    assert (draft.picture_template, draft.picture_colour) == ("list", "pine")
    assert Interpretation.objects.get(pk=page.pk).live is False
    entry = Entry.objects.get(action="interpretations.draw")
    assert entry.facts == {"layout": "list", "colour": "pine", "picture": first.value.pk}
    assert entry.actor_id == editor.pk


def test_a_second_picture_takes_the_place_of_the_first(page, editor):
    adopt(page, editor)
    adopt(page, editor, Layout.FIGURES, Colour.SEAL)
    draft = latest(page)
    assert [block.block_type for block in draft.body] == ["picture", "paragraph"]
    assert draft.body[0].value.pk == get_image_model().objects.order_by("-pk").first().pk
    assert (draft.picture_template, draft.picture_colour) == ("figures", "seal")


def test_a_review_under_way_is_void_when_a_picture_is_adopted(page, editor):
    reviews.submit(page_id=page.pk, actor=editor, at=AT)
    adopt(page, editor)
    assert Submission.objects.get(page_id=page.pk).state == "draft"


def test_nothing_is_left_when_the_points_cannot_be_drawn(draft, editor):
    page = draft()
    before = page.latest_revision_id
    with pytest.raises(PointsMissing):
        adopt(page, editor)
    assert Interpretation.objects.get(pk=page.pk).latest_revision_id == before
    assert not get_image_model().objects.exists()
    assert not Entry.objects.filter(action__in=["interpretations.draw", "files.upload"]).exists()


def test_colours_are_those_of_the_public_pages():
    from django.contrib.staticfiles import finders

    tokens = Path(finders.find("gongkai/tokens.css")).read_text("utf-8")
    for palette in PALETTES.values():
        assert f"{palette['bar']};" in tokens
        assert f"{palette['soft']};" in tokens
