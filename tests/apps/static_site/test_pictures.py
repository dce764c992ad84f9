"""Pictures of public pages come in the size and format a browser asks for."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image as Photo
from PIL import ImageDraw
from wagtail.images import get_image_model

from gongkai.apps.static_site.models import AssetUse
from gongkai.foundation.files import services as files
from gongkai.foundation.ui import pictures
from tests.html_checks import faults_of


def photo(width=1600, height=1000, form="JPEG"):
    drawn = Photo.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(drawn).ellipse((10, 10, height // 2, height // 2), fill=(120, 30, 30))
    out = BytesIO()
    drawn.save(out, form, quality=90)
    return out.getvalue()


@pytest.fixture
def picture(county):
    def make(width=1600, height=1000, form="JPEG", name="road.jpg"):
        return files.add_picture(
            content=photo(width, height, form), name=name, title="新修的路",
            actor=county.staff.editor, at=county.at,
        )  # fmt: skip

    return make


def body(*images, alt="新修的农村公路"):
    return json.dumps(
        [
            {
                "type": "picture",
                "value": {"image": one.pk, "decorative": not alt, "alt_text": alt},
                "id": f"{place:08d}",
            }
            for place, one in enumerate(images)
        ]
    )


def page_at(root, page):
    return (root / page.url.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_picture_is_offered_as_avif_webp_and_jpeg_in_three_widths(picture, make_public, root):
    page = make_public(body=body(picture()))
    html = page_at(root, page)
    (shown,) = re.findall(r"<picture>.*?</picture>", html)
    assert re.findall(r'type="([^"]+)"', shown) == ["image/avif", "image/webp"]
    assert re.findall(r"(\d+)w", shown) == ["800", "480", "1200"] * 3
    (img,) = re.findall(r"<img[^>]*>", shown)
    assert 'alt="新修的农村公路"' in img
    assert ('width="800"' in img, 'height="500"' in img) == (True, True)
    assert faults_of(html) == []


def test_every_form_a_page_names_is_public_and_the_upload_itself_is_not(picture, make_public, root):
    image = picture()
    page = make_public(body=body(image))
    named = set(re.findall(r"/media/images/[^\s\",]+", page_at(root, page)))
    assert len(named) == 9
    for address in named:
        assert (root / address.strip("/")).is_file(), address
    assert not (root / "media" / image.file.name).exists()
    uses = AssetUse.objects.filter(target=f"page:{page.pk}").values_list("path", flat=True)
    assert {f"/{path}" for path in uses} == named


def test_only_the_first_picture_is_fetched_at_once(picture, make_public, root):
    html = page_at(root, make_public(body=body(*(picture(400, 300) for _ in range(3)))))
    images = re.findall(r"<img[^>]*/media/[^>]*>", html)
    assert ['loading="lazy"' in one for one in images] == [False, True, True]


def test_a_small_picture_is_not_blown_up(picture, make_public, root):
    html = page_at(root, make_public(body=body(picture(600, 400))))
    (shown,) = re.findall(r"<picture>.*?</picture>", html)
    assert re.findall(r"(\d+)w", shown) == ["480", "600"] * 3


def test_a_picture_that_only_adorns_says_nothing(picture, make_public, root):
    html = page_at(root, make_public(body=body(picture(400, 300), alt="")))
    (img,) = re.findall(r"<img[^>]*/media/[^>]*>", html)
    assert 'alt=""' in img


def test_the_head_names_a_form_that_is_public(picture, make_public, root):
    html = page_at(root, make_public(body=body(picture(400, 300))))
    (address,) = re.findall(r'<meta name="Image" content="[^"]*?(/media/[^"]+)"', html)
    assert address.endswith(".jpg")
    assert (root / address.strip("/")).is_file()


def test_the_forms_are_made_once(picture, django_assert_num_queries):
    image = picture(600, 400)
    pictures.in_text(image, is_first=True)
    again = get_image_model().objects.get(pk=image.pk)
    made = set(again.renditions.values_list("pk", "file"))
    with django_assert_num_queries(1):
        pictures.in_text(again, is_first=False)
    assert set(again.renditions.values_list("pk", "file")) == made


def test_the_lead_story_s_picture_stands_on_the_home_page(picture, make_public, root):
    make_public(body=body(picture(1000, 700)))
    home = (root / "index.html").read_text(encoding="utf-8")
    (shown,) = re.findall(r"<picture>.*?</picture>", home)
    assert re.findall(r"(\d+)w", shown) == ["480", "960"] * 3
    (img,) = re.findall(r"<img[^>]*>", shown)
    assert ('width="480"' in img, 'height="300"' in img) == (True, True)
    assert 'loading="lazy"' not in img


def test_the_small_forms_weigh_a_fraction_of_the_upload(picture, root):
    image = picture(2400, 1500)
    pictures.in_text(image, is_first=True)
    forms = image.renditions.filter(filter_spec__contains="800")
    sizes = {one.filter_spec: one.file.size for one in forms}
    assert sizes["width-800|format-avif"] < sizes["width-800|format-jpeg"] < image.file.size
