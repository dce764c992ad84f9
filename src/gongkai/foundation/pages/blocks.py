"""The few blocks that all bodies of text are made of."""

from __future__ import annotations

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

_FEATURES = ["bold", "link", "document-link", "ol", "ul"]


class BodyBlock(blocks.StreamBlock):
    """A text in headings, paragraphs, tables and pictures (正文)."""

    heading = blocks.CharBlock(label="小标题", max_length=80, icon="title")
    paragraph = blocks.RichTextBlock(label="段落", features=_FEATURES)
    figures = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label="名称")),
                ("value", blocks.CharBlock(label="内容")),
            ]
        ),
        label="要点",
        icon="list-ul",
    )
    quote = blocks.BlockQuoteBlock(label="引文")
    picture = ImageBlock(label="图片")

    class Meta:
        icon = "doc-full"


class AttachmentsBlock(blocks.StreamBlock):
    """Files that belong to a text (附件)."""

    file = DocumentChooserBlock(label="文件")
