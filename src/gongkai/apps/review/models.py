"""Rows about texts under review and what each reviewer said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State


class Submission(models.Model):
    """One version of a page on its way through the reviews (送审稿).

    The constraint below is the last wall: no row is published without three different
    reviewers and a secrecy reviewer, none of whom submitted it.
    """

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL, models.PROTECT, verbose_name="页面", related_name="submissions"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, verbose_name="修订版本", related_name="+"
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="submissions"
    )
    title = models.CharField("标题", max_length=255)
    state = models.CharField("状态", max_length=20, choices=State.choices(), db_index=True)
    text_hash = models.CharField("文本哈希", max_length=80)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="送审人", related_name="+"
    )
    submitted_at = models.DateTimeField("送审时间")
    changed_at = models.DateTimeField("最近办理时间")
    first_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="一审", null=True, related_name="+"
    )
    second_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="二审", null=True, related_name="+"
    )
    secrecy_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="保密审查",
        null=True,
        related_name="+",
    )
    final_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="三审", null=True, related_name="+"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = "送审稿"
        verbose_name_plural = "送审稿"
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values()), name="review_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED.value, State.TAKEN_DOWN.value])
                | (
                    Q(published_at__isnull=False)
                    & Q(first_reviewer__isnull=False)
                    & Q(second_reviewer__isnull=False)
                    & Q(secrecy_reviewer__isnull=False)
                    & Q(final_reviewer__isnull=False)
                    & ~Q(first_reviewer=F("submitted_by"))
                    & ~Q(second_reviewer=F("submitted_by"))
                    & ~Q(secrecy_reviewer=F("submitted_by"))
                    & ~Q(final_reviewer=F("submitted_by"))
                    & ~Q(first_reviewer=F("second_reviewer"))
                    & ~Q(first_reviewer=F("final_reviewer"))
                    & ~Q(second_reviewer=F("final_reviewer"))
                    & ~Q(secrecy_reviewer=F("first_reviewer"))
                    & ~Q(secrecy_reviewer=F("second_reviewer"))
                    & ~Q(secrecy_reviewer=F("final_reviewer"))
                ),
                name="published_only_after_complete_review",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Step(models.Model):
    """What one person did at one level: the review, its proofreading, the opinion (审校记录).

    Name, post and organ are copied: people move, the record must not.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, verbose_name="送审稿", related_name="steps"
    )
    level = models.CharField("审级", max_length=20, choices=State.choices())
    action = models.CharField("办理", max_length=20, choices=Action.choices())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)
    actor_post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("时间")
    text_hash = models.CharField("文本哈希", max_length=80)
    opinion = models.CharField("意见", max_length=500, blank=True)
    errors_found = models.PositiveIntegerField("校对发现差错", null=True)
    errors_corrected = models.PositiveIntegerField("已改正", null=True)
    checklist = models.JSONField("审核要点", default=list)
    secrecy_conclusion = models.CharField(
        "保密审查结论", max_length=30, choices=SecrecyConclusion.choices(), blank=True
    )
    secrecy_grounds = models.JSONField("保密审查依据", default=list)

    class Meta:
        verbose_name = "审校记录"
        verbose_name_plural = "审校记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        """Return level and person."""
        return f"{State(self.level).label} {self.actor_name}"
