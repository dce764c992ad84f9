"""Pages that call for the public's opinions and say what became of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.engagement import conf
from gongkai.apps.engagement.blocks import (
    AdoptionBlock,
    PapersBlock,
    ResultBlock,
    SurveyQuestionBlock,
)
from gongkai.apps.engagement.papers import papers_shown
from gongkai.domain.engagement import adoption
from gongkai.domain.engagement.calls import CallClock, CallKind, CallState
from gongkai.domain.engagement.surveys import SurveyQuestion, SurveyQuestionKind
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.pages.blocks import AttachmentsBlock, BodyBlock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.refusals import sentence


class OpinionCall(GovPage):
    """One call for opinions or survey, from the announcement to the outcome (征集调查)."""

    counts_as_information = True

    call_kind = models.CharField("事项类别", max_length=20, choices=CallKind.choices())
    opens_on = models.DateField("开始日期", db_index=True)
    closes_on = models.DateField("截止日期", db_index=True)
    short_reason = models.CharField(
        "期限缩短的说明",
        max_length=200,
        blank=True,
        help_text="重大行政决策征求意见一般不少于30日；因情况紧急等缩短的，向公众说明原因。",
    )
    body = StreamField(BodyBlock(), verbose_name="征集说明和草案", blank=True)
    drafts = StreamField(AttachmentsBlock(), verbose_name="草案和起草说明", blank=True)
    channels = models.TextField(
        "其他提意见的途径", blank=True, help_text="信函地址、电话、电子邮箱，每行一种。"
    )
    questionnaire = StreamField(
        [("question", SurveyQuestionBlock())], verbose_name="问卷", blank=True
    )
    received_count = models.PositiveIntegerField("收到意见（条）", null=True, blank=True)
    outcome = StreamField(BodyBlock(), verbose_name="结果说明", blank=True)
    adopted = StreamField([("row", AdoptionBlock())], verbose_name="采纳情况", blank=True)
    results = StreamField([("result", ResultBlock())], verbose_name="问卷结果", blank=True)
    papers = StreamField(PapersBlock(), verbose_name="印发的文件和解读", blank=True)

    template = "engagement/opinion_call.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("call_kind"),
                FieldPanel("opens_on"),
                FieldPanel("closes_on"),
                FieldPanel("short_reason"),
            ],
            heading="征集",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("drafts"),
        FieldPanel("channels"),
        FieldPanel("questionnaire"),
        MultiFieldPanel(
            [
                FieldPanel("received_count"),
                FieldPanel("outcome"),
                FieldPanel("adopted"),
                FieldPanel("results"),
                FieldPanel("papers"),
            ],
            heading="结果（征集结束后填写）",
        ),
    ]

    class Meta:
        verbose_name = "征集调查"
        verbose_name_plural = "征集调查"

    @property
    def has_outcome(self) -> bool:
        """Tell whether the page says what became of the opinions."""
        return bool(self.outcome or self.adopted or self.results)

    @property
    def is_survey(self) -> bool:
        """Tell whether the page asks questions."""
        return bool(self.questionnaire)

    @property
    def call_clock(self) -> CallClock:
        """Return the days of the call; a page that tells the outcome is answered."""
        answered_on = self.closes_on if self.has_outcome else None
        return CallClock(self.opens_on, self.closes_on, answered_on)

    def state_on(self, day: date) -> CallState:
        """Return how the call stands on a day."""
        return self.call_clock.state_on(day)

    @property
    def survey(self) -> list[SurveyQuestion]:
        """Return the questionnaire as the rules take it."""
        return [_question(block) for block in self.questionnaire]

    @property
    def adoption_rows(self) -> list[adoption.AdoptionRow]:
        """Return the account of the opinions as the rules take it."""
        return [
            adoption.AdoptionRow(
                adoption.Treatment(block.value["treatment"]),
                block.value["opinions"] or 0,
                block.value["reason"] or "",
            )
            for block in self.adopted
        ]

    def clean(self) -> None:
        """Check the days and the account of the opinions."""
        super().clean()
        if self.opens_on and self.closes_on and self.call_kind:
            days = CallClock(self.opens_on, self.closes_on)
            try:
                days.check(CallKind(self.call_kind), conf.minimum_days(), self.short_reason)
            except Refusal as refusal:
                raise ValidationError({"closes_on": sentence(refusal)}) from refusal
        if self.adopted:
            try:
                adoption.check(self.adoption_rows, self.received_count or 0)
            except Refusal as refusal:
                raise ValidationError({"received_count": sentence(refusal)}) from refusal

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the state of the day, the form's questions and the outcome."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = clock.today()
        state = self.state_on(today)
        totals = adoption.totals(self.adoption_rows)
        context |= {
            "state": state,
            "is_open": state is CallState.OPEN,
            "days_left": (self.closes_on - today).days,
            "outcome_due_on": self.call_clock.outcome_due_on(conf.outcome_days()),
            "survey": self.survey,
            "adopted_rows": [
                {**block.value, "label": adoption.Treatment(block.value["treatment"]).label}
                for block in self.adopted
            ],
            "totals": [(treatment.label, count) for treatment, count in totals.items()],
            "survey_results": [_result(block.value) for block in self.results],
        }
        context |= papers_shown(self.papers)
        return context


def _question(block: Any) -> SurveyQuestion:
    """Return one block of the questionnaire; its id is the name of its answers."""
    value = block.value
    kind = SurveyQuestionKind(value["kind"])
    lines = [line.strip() for line in re.split(r"[\r\n]+", value["choices"] or "")]
    choices = tuple(dict.fromkeys(line for line in lines if line))
    return SurveyQuestion(
        key=str(block.id),
        text=value["text"],
        kind=kind,
        choices=() if kind is SurveyQuestionKind.TEXT else choices,
        is_required=bool(value["is_required"]),
    )


def _result(value: Any) -> dict[str, Any]:
    """Return one result with rows that charts take."""
    return {
        "text": value["text"],
        "answered": value["answered"],
        "rows": [(row["choice"], row["count"]) for row in value["rows"]],
    }
