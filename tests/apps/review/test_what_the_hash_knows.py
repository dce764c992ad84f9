"""No block may offer a file under a name that the hash of a text does not look for."""

from itertools import chain

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from gongkai.apps.review.hashing import DOCUMENT_KEYS, IMAGE_KEYS, hash_of
from gongkai.foundation.pages.models import GovPage

FIELDS = [
    pytest.param(field.stream_block, id=field.name and f"{model.__name__}.{field.name}")
    for model in apps.get_models()
    if issubclass(model, GovPage)
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]


def named_blocks(block):
    """Yield every block below with the name it is stored under."""
    if isinstance(block, ImageBlock):  # stored under the names of its parts
        return
    below = []
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        below = list(block.child_blocks.items())
    elif isinstance(block, blocks.ListBlock):
        below = [("item", block.child_block)]
    yield from chain(below, *(named_blocks(child) for _, child in below))


def test_there_are_streams_to_look_at():
    assert len(FIELDS) >= 2


@pytest.mark.parametrize("stream", FIELDS)
def test_every_file_stands_under_a_name_the_hash_knows(stream):
    for name, block in named_blocks(stream):
        if isinstance(block, DocumentChooserBlock):
            assert name in DOCUMENT_KEYS
        if isinstance(block, ImageChooserBlock | ImageBlock):
            assert name in IMAGE_KEYS


@pytest.mark.parametrize("stream", FIELDS)
def test_no_other_chooser_offers_what_the_hash_cannot_read(stream):
    # A page that is named has a review of its own; which one is named stands in the stream.
    allowed = (DocumentChooserBlock, ImageChooserBlock, ImageBlock, blocks.PageChooserBlock)
    strangers = [
        name
        for name, block in named_blocks(stream)
        if isinstance(block, blocks.ChooserBlock) and not isinstance(block, allowed)
    ]
    assert strangers == []


PAGE = {"title": "公告", "summary": "概述", "body": '[{"type":"heading","value":"一、"}]'}


@pytest.mark.parametrize("nothing", [None, "", "[]", [], {}, False])
def test_a_field_that_a_later_version_adds_voids_no_approval(nothing):
    assert hash_of({**PAGE, "new_field": nothing}) == hash_of(PAGE)


@pytest.mark.parametrize("something", ["字", True, 1, ["a"]])
def test_what_is_written_into_a_field_counts(something):
    assert hash_of({**PAGE, "new_field": something}) != hash_of(PAGE)


@pytest.mark.parametrize("field", ["summary", "body"])
def test_what_is_taken_out_of_a_field_counts(field):
    assert hash_of({**PAGE, field: ""}) != hash_of(PAGE)
