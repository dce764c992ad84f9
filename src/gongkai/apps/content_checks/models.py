"""Rows about what the rules found on pages, and what officers said about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.domain.content_checks.answers import FindingAnswer, FindingState, state_of
from gongkai.domain.content_checks.findings import Level, Tier

WORDS = 200
AROUND = 24


class FoundPlace(models.Model):
    """One suspected mistake on one page, as long as its words stand there (疑点).

    The same place keeps its row from draft to draft: what was answered once need not be
    answered again. Long numbers are masked before they are written here.
    """

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        models.CASCADE,
        verbose_name="页面",
        related_name="found_places",
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", null=True, related_name="+"
    )
    key = models.CharField("疑点标识", max_length=64)
    rule = models.CharField("规则", max_length=120, db_index=True)
    tier = models.CharField("级别", max_length=1, choices=Tier.choices())
    level = models.CharField("轻重", max_length=10, choices=Level.choices())
    place = models.CharField("位置", max_length=120)
    quote = models.CharField("原文", max_length=WORDS)
    before = models.CharField("前文", max_length=AROUND, blank=True)
    after = models.CharField("后文", max_length=AROUND, blank=True)
    suggestion = models.CharField("建议", max_length=WORDS, blank=True)
    message = models.CharField("说明", max_length=500)
    why = models.CharField("依据", max_length=500, blank=True)
    in_draft = models.BooleanField("在最新一稿中", default=False)
    in_public = models.BooleanField("在公开页面中", default=False)
    found_at = models.DateTimeField("发现时间")
    gone_at = models.DateTimeField("改正时间", null=True)
    answer = models.CharField("答复", max_length=20, choices=FindingAnswer.choices(), blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="答复人",
        null=True,
        related_name="+",
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="签认人",
        null=True,
        related_name="+",
    )
    signed_at = models.DateTimeField("签认时间", null=True)

    class Meta:
        verbose_name = "疑点"
        verbose_name_plural = "疑点"
        ordering = ["tier", "-found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="one_row_of_a_found_place"),
            models.CheckConstraint(
                condition=Q(answer="")
                | Q(answered_by__isnull=False) & Q(answered_at__isnull=False),
                name="answer_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("answered_by")),
                name="answer_is_signed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "in_draft"], name="found_in_draft"),
            models.Index(fields=["in_public", "tier", "answer"], name="found_in_public"),
        ]

    def __str__(self) -> str:
        """Return the words and the rule."""
        return f"{self.quote}（{self.rule}）"

    @property
    def state(self) -> FindingState:
        """Return how far the finding is."""
        return state_of(
            Tier(self.tier),
            stands=self.in_draft or self.in_public,
            answer=FindingAnswer(self.answer) if self.answer else None,
            is_signed=self.signed_by_id is not None,
        )
