"""Pages that explain a document or a meeting."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.interpretations.blocks import PointsBlock
from gongkai.apps.interpretations.plans import InterpretationPlan
from gongkai.apps.interpretations.visuals import sheets
from gongkai.domain.interpretations.cards import Colour, Layout
from gongkai.domain.interpretations.pairing import Form, Question
from gongkai.foundation.pages.blocks import BodyBlock
from gongkai.foundation.pages.models import GovPage

__all__ = ["Interpretation", "InterpretationPlan"]


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
    points = StreamField(
        PointsBlock(),
        verbose_name="要点",
        blank=True,
        default="",
        help_text="网页图解、长图、手机卡片都由要点生成。写好后存草稿，再点上方“…”里的“做图解”。",
    )
    picture_template = models.CharField(
        "图解版式", max_length=20, choices=Layout.choices(), blank=True, default=""
    )
    picture_colour = models.CharField(
        "图解颜色", max_length=20, choices=Colour.choices(), blank=True, default=""
    )
    has_cards = models.BooleanField(
        "同时生成手机卡片版",
        default=False,
        help_text="形式是H5的，有要点就生成，不用勾选。",
    )
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
        FieldPanel("points"),
        FieldPanel("has_cards"),
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

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Return the ways to look at the page before it is public, as cards among them."""
        cards = [("cards", "手机卡片版")] if sheets.has_cards(self) else []
        return [*super().preview_modes, *cards]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the cards where they are asked for."""
        if mode_name == "cards":
            return sheets.CARDS_TEMPLATE
        return str(super().get_preview_template(request, mode_name))

    @property
    def answers(self) -> list[tuple[Question, str]]:
        """Return the four questions with what is answered, those left open left out."""
        said = (self.who_is_affected, self.what_to_bring, self.until_when, self.whom_to_ask)
        return [pair for pair in zip(Question, said, strict=True) if pair[1].strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the other interpretations of the same document, and what its points show."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = Interpretation.objects.live().exclude(pk=self.pk)
        context["siblings"] = list(
            others.filter(document_id=self.document_id)[:6] if self.document_id else []
        )
        context["guide"] = sheets.guide_of(self)
        return context
