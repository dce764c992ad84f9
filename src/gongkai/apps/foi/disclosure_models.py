"""Rows of the public list of answers given on request."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DisclosedAnswer(models.Model):
    """An answer given on request, told again without the applicant (依申请公开答复公开目录).

    One person writes it, another lets it out; what was taken down may be written anew.
    """

    request = models.OneToOneField(
        "foi.InformationRequest",
        models.PROTECT,
        verbose_name="申请",
        related_name="disclosed_answer",
    )
    title = models.CharField("标题", max_length=80)
    question = models.TextField("申请内容", max_length=1000)
    answer = models.TextField("答复内容", max_length=4000)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="拟稿人", related_name="+"
    )
    drafter_name = models.CharField("拟稿人姓名", max_length=30)
    drafted_at = models.DateTimeField("拟稿时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审批人",
        null=True,
        blank=True,
        related_name="+",
    )
    publisher_name = models.CharField("审批人姓名", max_length=30, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True, db_index=True)
    taken_down_at = models.DateTimeField("撤下时间", null=True, blank=True)
    taken_down_reason = models.CharField("撤下理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "公开的答复"
        verbose_name_plural = "公开的答复"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="foi_disclosed_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="foi_disclosed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True)
                | (Q(published_at__isnull=False) & ~Q(taken_down_reason="")),
                name="foi_disclosed_down_with_reason",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
