"""Pages of special topics."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.topics import content
from gongkai.apps.topics.blocks import TopicBlocks
from gongkai.foundation.pages.models import GovPage


class TopicPage(GovPage):
    """One topic: why, from when to when, under whose lead, and what belongs to it (专题).

    It is a text like any other: what it gathers passes the reviews with it. ``organ``
    leads the matter.
    """

    counts_as_information = True

    purpose = models.TextField("目的", help_text="为什么开设、围绕什么事，两三句话。")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField(
        "结束日期",
        null=True,
        blank=True,
        help_text="最后一个更新日；第二天起标明已归档，内容保留。没有期限的不填。",
    )
    blocks = StreamField(TopicBlocks(), verbose_name="内容", blank=True)

    template = "topics/topic_page.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("organ", heading="主管单位"),
            ],
            heading="专题说明",
        ),
        FieldPanel("summary"),
        FieldPanel("blocks", help_text="按需要添加文件、解读、进展、问答；只显示已经公开的页面。"),
    ]

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="topic_page_ends_after_it_starts",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the blocks with the public pages they name."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **content.context_of(self, request)}
