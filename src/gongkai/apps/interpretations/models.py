"""Pages that explain a document or a meeting."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.domain.interpretations.pairing import Form
from gongkai.foundation.pages.blocks import BodyBlock
from gongkai.foundation.pages.models import GovPage


class Interpretation(GovPage):
    """One interpretation of a document or of a meeting of the government (政策解读)."""

    counts_as_information = True

    form_value = models.CharField("解读形式", max_length=20, choices=Form.choices())
    document = models.ForeignKey(
        "documents.PolicyDocument",
        models.PROTECT,
        verbose_name="解读的文件",
        null=True,
        blank=True,
        related_name="interpretations",
    )
    meeting_title = models.CharField(
        "解读的会议或者上级文件", max_length=200, blank=True, help_text="没有本县文件时填写。"
    )
    who_is_affected = models.CharField("谁受影响", max_length=200, blank=True)
    what_to_bring = models.CharField("带什么材料", max_length=200, blank=True)
    until_when = models.CharField("到什么时候", max_length=200, blank=True)
    whom_to_ask = models.CharField("找谁", max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    template = "interpretations/interpretation.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("form_value"),
        FieldPanel("document"),
        FieldPanel("meeting_title"),
        MultiFieldPanel(
            [
                FieldPanel("who_is_affected"),
                FieldPanel("what_to_bring"),
                FieldPanel("until_when"),
                FieldPanel("whom_to_ask"),
            ],
            heading="读者先要知道的四件事",
        ),
        FieldPanel("source_name"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "政策解读"
        verbose_name_plural = "政策解读"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | ~models.Q(meeting_title=""),
                name="interpretation_explains_something",
                violation_error_message="请选择解读的文件；没有本县文件的，写明会议或者上级文件。",
            ),
        ]

    @property
    def form(self) -> Form:
        """Return the form with its label."""
        return Form(self.form_value)

    @property
    def forms(self) -> list[Form]:
        """Return the form as listings take it."""
        return [self.form]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the other interpretations of the same document."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = Interpretation.objects.live().exclude(pk=self.pk)
        context["siblings"] = list(
            others.filter(document_id=self.document_id)[:6] if self.document_id else []
        )
        return context
