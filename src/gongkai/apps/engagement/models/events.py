"""Pages about press conferences and interviews, from the announcement to the transcript."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.engagement.blocks import (
    PapersBlock,
    PersonBlock,
    PhotoBlock,
    PublicQuestionBlock,
    QuestionBlock,
    SpeechBlock,
)
from gongkai.apps.engagement.papers import papers_shown
from gongkai.domain.engagement.events import EventStage, stage_of
from gongkai.domain.engagement.questions import (
    QuestionState,
    QuestionWindow,
    Tally,
    check_tally,
    tally,
)
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.pages.blocks import BodyBlock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.refusals import sentence


class PressConference(GovPage):
    """One press conference of the government (新闻发布会)."""

    counts_as_information = True

    number = models.CharField("场次", max_length=40, blank=True, help_text="例如：2025年第3场。")
    theme = models.CharField("主题", max_length=120)
    host_name = models.CharField("主持人", max_length=60, blank=True)
    # Of pages made before speakers had rows; shown while there are none.
    speakers = models.TextField("发布人", blank=True, help_text="每行一人，写明职务。")
    people = StreamField([("person", PersonBlock())], verbose_name="发布人", blank=True)
    held_at = models.DateTimeField("召开时间", db_index=True)
    venue = models.CharField("地点", max_length=80, blank=True)
    registration = models.TextField(
        "媒体报名办法", blank=True, help_text="预告时填写：报名截止时间、联系人和电话。"
    )
    body = StreamField(BodyBlock(), verbose_name="发布内容", blank=True)
    transcript = StreamField([("speech", SpeechBlock())], verbose_name="实录", blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name="答记者问", blank=True)
    photos = StreamField([("shot", PhotoBlock())], verbose_name="现场图片", blank=True)
    papers = StreamField(PapersBlock(), verbose_name="发布涉及的文件和解读", blank=True)

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
                FieldPanel("registration"),
                FieldPanel("host_name"),
                FieldPanel("people"),
            ],
            heading="发布会",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("transcript"),
        FieldPanel("questions"),
        FieldPanel("photos"),
        FieldPanel("papers"),
    ]

    class Meta:
        verbose_name = "新闻发布会"
        verbose_name_plural = "新闻发布会"

    @property
    def has_transcript(self) -> bool:
        """Tell whether what was said can be read."""
        return bool(self.transcript or self.questions)

    def stage_at(self, at: datetime) -> EventStage:
        """Return how far the conference has come."""
        told = self.has_transcript or (bool(self.body) and at >= self.held_at)
        return stage_of(held_at=self.held_at, at=at, has_transcript=told)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return stage, people, questions and papers as plain values."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["questions"] = [block.value for block in self.questions]
        context["people"] = [block.value for block in self.people]
        context["stage"] = self.stage_at(clock.now())
        context |= papers_shown(self.papers)
        return context


class OnlineInterview(GovPage):
    """One interview in which officers answer the public online (在线访谈)."""

    counts_as_information = True

    theme = models.CharField("主题", max_length=120)
    guests = models.TextField("嘉宾", blank=True, help_text="每行一人，写明职务。")
    people = StreamField([("person", PersonBlock())], verbose_name="嘉宾", blank=True)
    held_at = models.DateTimeField("访谈时间", db_index=True)
    questions_from_on = models.DateField("开始征集提问", null=True, blank=True)
    questions_until_at = models.DateTimeField("停止征集提问", null=True, blank=True)
    questions_count = models.PositiveIntegerField("收到问题（个）", default=0)
    answers_count = models.PositiveIntegerField("答复问题（个）", default=0)
    counts_evidence = models.CharField(
        "数字依据",
        max_length=200,
        blank=True,
        help_text="没有网上提问登记时填写，例如：直播后台统计，截图已存档。",
    )
    body = StreamField(BodyBlock(), verbose_name="访谈介绍", blank=True)
    transcript = StreamField([("speech", SpeechBlock())], verbose_name="实录", blank=True)
    answers = StreamField([("answer", PublicQuestionBlock())], verbose_name="网友问答", blank=True)
    photos = StreamField([("shot", PhotoBlock())], verbose_name="现场图片", blank=True)
    papers = StreamField(PapersBlock(), verbose_name="访谈涉及的文件和解读", blank=True)

    template = "engagement/online_interview.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [FieldPanel("theme"), FieldPanel("held_at"), FieldPanel("people")], heading="访谈"
        ),
        MultiFieldPanel(
            [FieldPanel("questions_from_on"), FieldPanel("questions_until_at")],
            heading="向公众征集提问",
        ),
        MultiFieldPanel(
            [
                FieldPanel("questions_count"),
                FieldPanel("answers_count"),
                FieldPanel("counts_evidence"),
            ],
            heading="提问和答复的数量",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("transcript"),
        FieldPanel("answers"),
        FieldPanel("photos"),
        FieldPanel("papers"),
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

    @property
    def window(self) -> QuestionWindow:
        """Return when the public may ask."""
        return QuestionWindow(self.questions_from_on, self.questions_until_at)

    @property
    def has_transcript(self) -> bool:
        """Tell whether what was said can be read."""
        return bool(self.transcript or self.answers)

    def stage_at(self, at: datetime) -> EventStage:
        """Return how far the interview has come."""
        told = self.has_transcript or (bool(self.body) and at >= self.held_at)
        return stage_of(held_at=self.held_at, at=at, has_transcript=told)

    def clean(self) -> None:
        """Check the figures against the register of questions."""
        super().clean()
        states = self.asked.values_list("state", flat=True) if self.pk else ()
        records = tally(QuestionState(state) for state in states)
        shown = Tally(self.questions_count or 0, self.answers_count or 0)
        if records is not None and not shown.questions:
            return  # not counted yet
        try:
            check_tally(shown, records, self.counts_evidence)
        except Refusal as refusal:
            raise ValidationError({"counts_evidence": sentence(refusal)}) from refusal

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return stage, people, answers and papers as plain values."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = clock.now()
        context["people"] = [block.value for block in self.people]
        context["answers"] = [block.value for block in self.answers]
        context["stage"] = self.stage_at(now)
        context["takes_questions"] = self.window.is_open(clock.day_of(now), now)
        context |= papers_shown(self.papers)
        return context
