"""The yearly open day: its register, what organs did, and the page about it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from gongkai.apps.engagement.blocks import PhotoBlock
from gongkai.domain.terms import Term
from gongkai.foundation.pages.blocks import BodyBlock
from gongkai.foundation.pages.models import GovPage


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


class OpenDayProgramme(GovPage):
    """The page of one year's open day: programme, photos, figures (政务公开日专题)."""

    counts_as_information = True

    open_day = models.ForeignKey(
        OpenDay, models.PROTECT, verbose_name="政务公开日", related_name="+"
    )
    body = StreamField(BodyBlock(), verbose_name="活动介绍", blank=True)
    photos = StreamField([("shot", PhotoBlock())], verbose_name="活动图片", blank=True)

    template = "engagement/open_day_programme.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("open_day"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("photos"),
    ]

    class Meta:
        verbose_name = "政务公开日专题"
        verbose_name_plural = "政务公开日专题"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the programme with its sums by form and by organ."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = list(
            OpenDayActivity.objects.filter(open_day_id=self.open_day.year)
            .select_related("organ")
            .order_by("held_on", "pk")
        )
        by_organ: dict[str, int] = {}
        for row in rows:
            by_organ[row.organ.short_name] = by_organ.get(row.organ.short_name, 0) + 1
        kinds = [row.kind for row in rows]
        context |= {
            "activities": rows,
            "participants": sum(row.participants or 0 for row in rows),
            "organs": len(by_organ),
            "by_kind": [(kind.label, kinds.count(kind.value)) for kind in OpenDayActivityKind],
            "by_organ": sorted(by_organ.items(), key=lambda pair: -pair[1]),
        }
        return context
