"""The blocks in which the points of an interpretation are written."""

from __future__ import annotations

from wagtail import blocks

from gongkai.domain.interpretations import cards


class FigureBlock(blocks.StructBlock):
    """A number with its unit."""

    value = blocks.CharBlock(label="数字", max_length=cards.VALUE_CHARACTERS)
    unit = blocks.CharBlock(label="单位", max_length=cards.UNIT_CHARACTERS, required=False)
    label = blocks.CharBlock(
        label="说明的是什么", max_length=cards.LABEL_CHARACTERS, required=False
    )


class StepBlock(blocks.StructBlock):
    """One step."""

    name = blocks.CharBlock(label="步骤", max_length=cards.STEP_CHARACTERS)
    text = blocks.CharBlock(label="说明", max_length=cards.STEP_TEXT_CHARACTERS, required=False)


class PointBlock(blocks.StructBlock):
    """One point (要点)."""

    heading = blocks.CharBlock(label="标题", max_length=cards.HEADING_CHARACTERS)
    text = blocks.TextBlock(label="说明", max_length=cards.TEXT_CHARACTERS, required=False, rows=2)
    figures = blocks.ListBlock(
        FigureBlock(label="数字"), label="数字", max_num=cards.MOST_FIGURES, default=[]
    )
    steps = blocks.ListBlock(
        StepBlock(label="步骤"), label="步骤", max_num=cards.MOST_STEPS, default=[]
    )

    class Meta:
        icon = "list-ul"
        label = "要点"


class PointsBlock(blocks.StreamBlock):
    """The points in their order."""

    point = PointBlock()

    class Meta:
        max_num = cards.MOST_POINTS
        required = False
