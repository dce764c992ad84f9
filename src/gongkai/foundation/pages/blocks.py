"""The few blocks that all bodies of text are made of."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

_FEATURES = ["bold", "link", "document-link", "ol", "ul"]

# What a right click on a cell offers; the sheet's own words are English.
_TABLE_MENU = {
    "row_above": {"name": "在上面加一行"},
    "row_below": {"name": "在下面加一行"},
    "col_left": {"name": "在左边加一列"},
    "col_right": {"name": "在右边加一列"},
    "remove_row": {"name": "删除这一行"},
    "remove_col": {"name": "删除这一列"},
    "mergeCells": {"name": "合并或拆分单元格"},
    "undo": {"name": "撤销"},
    "redo": {"name": "重做"},
}
_TABLE_OPTIONS: dict[str, Any] = {
    "language": "en-US",  # the only one the sheet brings
    "contextMenu": {"items": _TABLE_MENU},
    "mergeCells": True,
    "minSpareRows": 0,
}


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
    table = TableBlock(
        label="表格",
        icon="table",
        required=False,
        table_options=_TABLE_OPTIONS,
        template="pages/table.html",
        help_text="可以从Excel、WPS表格中复制后直接粘贴；右击单元格增减行列。首行是表头。",
    )
    quote = blocks.BlockQuoteBlock(label="引文")
    picture = ImageBlock(label="图片")

    class Meta:
        icon = "doc-full"


# Wagtail names the chooser in it after its attribute, past any catalogue.
BodyBlock.base_blocks["picture"].child_blocks["image"].label = "图片"


class AttachmentsBlock(blocks.StreamBlock):
    """Files that belong to a text (附件)."""

    file = DocumentChooserBlock(label="文件")
