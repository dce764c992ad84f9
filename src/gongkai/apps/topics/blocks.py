"""The blocks that a topic is made of."""

from __future__ import annotations

from wagtail import blocks

_FEATURES = ["bold", "link", "ol", "ul"]


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label="问", max_length=200)
    answer = blocks.RichTextBlock(label="答", features=_FEATURES)

    class Meta:
        label = "一问一答"
        icon = "help"


class TopicBlocks(blocks.StreamBlock):
    """What a topic shows, in the clerk's order; the names of pages tell no file's kind."""

    policies = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="documents.PolicyDocument", label="文件"),
        label="文件",
        icon="doc-full",
    )
    readings = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="interpretations.Interpretation", label="解读"),
        label="解读",
        icon="openquote",
    )
    progress = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="websites.ArticlePage", label="信息"),
        label="进展",
        icon="history",
    )
    questions = blocks.ListBlock(QuestionBlock(), label="问答", icon="help")
    text = blocks.RichTextBlock(label="说明", features=_FEATURES, icon="pilcrow")


CHOSEN = ("policies", "readings", "progress")
