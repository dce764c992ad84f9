"""Pages about the government's executive meetings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.engagement.blocks import MatterBlock, PhotoBlock
from gongkai.apps.engagement.papers import documents_shown, number_of, readings_shown
from gongkai.domain.engagement.events import Matter
from gongkai.foundation.pages.models import GovPage


class ExecutiveMeeting(GovPage):
    """One executive meeting of the government (政府常务会议)."""

    counts_as_information = True

    number = models.CharField("会次", max_length=40, help_text="例如：第52次。")
    held_on = models.DateField("召开日期", db_index=True)
    chair = models.CharField("主持人", max_length=60, help_text="写明职务，例如：县长×××。")
    venue = models.CharField("地点", max_length=80, blank=True)
    attendance = models.TextField(
        "参会情况", blank=True, help_text="出席、列席人员，以及邀请的代表、委员和群众。"
    )
    items = StreamField([("matter", MatterBlock())], verbose_name="议题", blank=True)
    photos = StreamField([("shot", PhotoBlock())], verbose_name="会议图片", blank=True)

    template = "engagement/executive_meeting.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("held_on"),
                FieldPanel("chair"),
                FieldPanel("venue"),
                FieldPanel("attendance"),
            ],
            heading="会议",
        ),
        FieldPanel("summary"),
        FieldPanel("items"),
        FieldPanel("photos"),
    ]

    class Meta:
        verbose_name = "常务会议"
        verbose_name_plural = "常务会议"

    @property
    def matters(self) -> list[Matter]:
        """Return the matters as the rules take them."""
        return [_matter(block.value) for block in self.items]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the matters with their documents and interpretations."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["matters"] = [
            {
                "matter": matter.matter,
                "decision": matter.decision,
                "papers": documents_shown(matter.documents),
                "readings": readings_shown(matter.interpretations),
            }
            for matter in self.matters
        ]
        return context


def _matter(value: Any) -> Matter:
    """Return one block as a matter."""
    return Matter(
        value["matter"],
        value["decision"],
        tuple(n for n in map(number_of, value["papers"]) if n is not None),
        tuple(n for n in map(number_of, value["readings"]) if n is not None),
    )
