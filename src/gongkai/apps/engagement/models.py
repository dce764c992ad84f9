"""Pages about press conferences and interviews, rows about the open day."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.domain.terms import Term
from gongkai.foundation.pages.blocks import BodyBlock
from gongkai.foundation.pages.models import GovPage


class QuestionBlock(blocks.StructBlock):
    """One question of the press with its answer (答记者问)."""

    q = blocks.TextBlock(label="提问", rows=2)
    a = blocks.TextBlock(label="答复", rows=4)
    medium = blocks.CharBlock(label="提问媒体", max_length=60, required=False)

    class Meta:
        icon = "help"
        label = "一问一答"


class PressConference(GovPage):
    """One press conference of the government (新闻发布会)."""

    counts_as_information = True

    number = models.CharField("场次", max_length=40, blank=True, help_text="例如：2025年第3场。")
    theme = models.CharField("主题", max_length=120)
    host_name = models.CharField("主持人", max_length=60, blank=True)
    speakers = models.TextField("发布人", blank=True, help_text="每行一人，写明职务。")
    held_at = models.DateTimeField("召开时间", db_index=True)
    venue = models.CharField("地点", max_length=80, blank=True)
    body = StreamField(BodyBlock(), verbose_name="实录", blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name="答记者问", blank=True)

    template = "engagement/press_conference.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("theme"),
                FieldPanel("held_at"),
                FieldPanel("venue"),
                FieldPanel("host_name"),
                FieldPanel("speakers"),
            ],
            heading="发布会",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = "新闻发布会"
        verbose_name_plural = "新闻发布会"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the questions as plain values."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["questions"] = [block.value for block in self.questions]
        return context


class OnlineInterview(GovPage):
    """One interview in which officers answer the public online (在线访谈)."""

    counts_as_information = True

    theme = models.CharField("主题", max_length=120)
    guests = models.TextField("嘉宾", blank=True, help_text="每行一人，写明职务。")
    held_at = models.DateTimeField("访谈时间", db_index=True)
    questions_count = models.PositiveIntegerField("收到问题（个）", default=0)
    answers_count = models.PositiveIntegerField("答复问题（个）", default=0)
    body = StreamField(BodyBlock(), verbose_name="实录", blank=True)

    template = "engagement/online_interview.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("theme"),
                FieldPanel("held_at"),
                FieldPanel("guests"),
                FieldPanel("questions_count"),
                FieldPanel("answers_count"),
            ],
            heading="访谈",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "在线访谈"
        verbose_name_plural = "在线访谈"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answers_count__lte=models.F("questions_count")),
                name="interview_answers_what_was_asked",
                violation_error_message="答复的问题比收到的多，请核对。",
            )
        ]


class OpenDayActivityKind(Term):
    """What an organ did for the open day."""

    POLICY_TALK = "policy_talk", "线上讲政策做解读"
    STREAM = "stream", "线上直播"
    TO_ENTERPRISES = "to_enterprises", "进企业送政策"
    VISITS = "visits", "进社区、进机关、进部门"
    CAMPAIGN = "campaign", "部门宣传"


class OpenDay(models.Model):
    """One year's open day of the county (政务公开日)."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    edition = models.PositiveSmallIntegerField(
        "届次", validators=[MinValueValidator(1)], help_text="第十九届填19。"
    )
    theme = models.CharField("主题", max_length=80, help_text="不加引号。")
    live_stream = models.ForeignKey(
        "new_media.LiveStream",
        models.PROTECT,
        verbose_name="专题直播",
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        verbose_name = "政务公开日"
        verbose_name_plural = "政务公开日"
        ordering = ["-year"]

    def __str__(self) -> str:
        """Return the year's open day in words."""
        return f"{self.year}年政务公开日"


class OpenDayActivity(models.Model):
    """One thing an organ did for the open day (政务公开日活动)."""

    # By year, so that a unit's spreadsheet names the open day as people do.
    open_day = models.ForeignKey(
        OpenDay,
        models.PROTECT,
        to_field="year",
        verbose_name="政务公开日年度",
        related_name="activities",
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="组织单位", related_name="+"
    )
    title = models.CharField("活动名称", max_length=120)
    kind = models.CharField("形式", max_length=20, choices=OpenDayActivityKind.choices())
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    participants = models.PositiveIntegerField("参加（人）", null=True, blank=True)

    class Meta:
        verbose_name = "政务公开日活动"
        verbose_name_plural = "政务公开日活动"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OpenDayActivityKind.values()),
                name="open_day_activity_kind_known",
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.title
