"""The blocks of transcripts, speakers, photos, meetings' matters, questionnaires and results."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from gongkai.apps.documents import queries as documents
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.surveys import SurveyQuestionKind
from gongkai.foundation.pages.models import GovPage

_OFFERED = 300
_FEATURES = ["bold", "link", "ol", "ul"]


def paper_choices() -> list[tuple[str, str]]:
    """Return the newest documents, each with its number."""
    rows = documents.published()[:_OFFERED]
    return [(str(row.pk), f"{row.title}（{row.document_number}）") for row in rows]


def reading_choices() -> list[tuple[str, str]]:
    """Return the newest interpretations."""
    rows = GovPage.objects.filter(live=True, content_type__model="interpretation")
    rows = rows.order_by("-first_published_at", "-pk").values_list("pk", "title")
    return [(str(pk), title) for pk, title in rows[:_OFFERED]]


class QuestionBlock(blocks.StructBlock):
    """One question of the press with its answer (答记者问)."""

    q = blocks.TextBlock(label="提问", rows=2)
    a = blocks.TextBlock(label="答复", rows=4)
    medium = blocks.CharBlock(label="提问媒体", max_length=60, required=False)

    class Meta:
        icon = "help"
        label = "一问一答"


class PublicQuestionBlock(blocks.StructBlock):
    """One question of the public with a guest's answer."""

    number = blocks.CharBlock(label="编号", max_length=20, required=False)
    asked_by = blocks.CharBlock(label="提问人", max_length=30, required=False)
    q = blocks.TextBlock(label="提问", rows=2)
    a = blocks.TextBlock(label="答复", rows=4)
    guest = blocks.CharBlock(label="答复嘉宾", max_length=60, required=False)

    class Meta:
        icon = "help"
        label = "网友提问"


class PersonBlock(blocks.StructBlock):
    """One speaker or guest."""

    name = blocks.CharBlock(label="姓名", max_length=30)
    post = blocks.CharBlock(label="职务", max_length=80, required=False)
    organ = blocks.CharBlock(label="单位", max_length=80, required=False)

    class Meta:
        icon = "user"
        label = "人员"


class SpeechBlock(blocks.StructBlock):
    """What one person said (实录)."""

    speaker = blocks.CharBlock(label="发言人", max_length=60)
    text = blocks.RichTextBlock(label="发言", features=_FEATURES)

    class Meta:
        icon = "openquote"
        label = "发言"


class PhotoBlock(blocks.StructBlock):
    """One photo with the words for those who do not see it."""

    photo = ImageBlock(label="图片")
    caption = blocks.CharBlock(label="图片说明", max_length=120, required=False)

    class Meta:
        icon = "image"
        label = "图片"


# Wagtail names the chooser in it after its attribute, past any catalogue.
PhotoBlock.base_blocks["photo"].child_blocks["image"].label = "图片"


class MatterBlock(blocks.StructBlock):
    """One matter of a meeting with what was decided."""

    matter = blocks.CharBlock(label="议题", max_length=200)
    decision = blocks.TextBlock(label="议定事项", rows=4, required=False)
    papers = blocks.ListBlock(
        blocks.ChoiceBlock(label="文件", choices=paper_choices), label="审议的文件", default=[]
    )
    readings = blocks.ListBlock(
        blocks.ChoiceBlock(label="解读", choices=reading_choices), label="相关解读", default=[]
    )

    class Meta:
        icon = "list-ol"
        label = "议题"


class PapersBlock(blocks.StreamBlock):
    """Documents and interpretations that a page speaks about."""

    paper = blocks.ChoiceBlock(label="文件", choices=paper_choices, icon="doc-full")
    reading = blocks.ChoiceBlock(label="解读", choices=reading_choices, icon="doc-full-inverse")


class SurveyQuestionBlock(blocks.StructBlock):
    """One question of a questionnaire."""

    text = blocks.CharBlock(label="题目", max_length=200)
    kind = blocks.ChoiceBlock(
        label="题型", choices=SurveyQuestionKind.choices(), default=SurveyQuestionKind.SINGLE.value
    )
    choices = blocks.TextBlock(
        label="选项", rows=4, required=False, help_text="每行一个；填写题不填。"
    )
    is_required = blocks.BooleanBlock(label="必答", required=False, default=True)

    class Meta:
        icon = "form"
        label = "题目"


class AdoptionBlock(blocks.StructBlock):
    """Opinions that say the same, and what became of them."""

    point = blocks.TextBlock(label="意见摘要", rows=2)
    opinions = blocks.IntegerBlock(label="意见数（条）", min_value=1)
    treatment = blocks.ChoiceBlock(label="采纳情况", choices=Treatment.choices())
    reason = blocks.TextBlock(label="说明或者理由", rows=2, required=False)

    class Meta:
        icon = "list-ul"
        label = "采纳情况"


class ResultBlock(blocks.StructBlock):
    """The result of one question of a questionnaire."""

    text = blocks.CharBlock(label="题目", max_length=200)
    answered = blocks.IntegerBlock(label="回答人数", min_value=0)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("choice", blocks.CharBlock(label="选项", max_length=200)),
                ("count", blocks.IntegerBlock(label="人数", min_value=0)),
            ]
        ),
        label="各选项",
        default=[],
    )

    class Meta:
        icon = "table"
        label = "结果"
