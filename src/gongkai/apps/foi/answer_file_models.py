"""Rows of the files that a reply gives, whole or in part."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.domain.foi.redaction import AnswerFileState
from gongkai.foundation.personal_data import EncryptedBytesField, EncryptedTextField


class AnswerFile(models.Model):
    """A file that a reply gives: as it lies in the office, and as it will be given (答复附件).

    One person hides what must not be given (art. 37), another looks at every page; what is
    given is pictures of the pages. ``boxes`` are lines as ``domain.foi.redaction`` reads them.
    """

    personal_fields = ("name", "original", "redacted", "reason")

    request = models.ForeignKey(
        "foi.InformationRequest", models.PROTECT, verbose_name="申请", related_name="answer_files"
    )
    title = models.CharField("附件名称", max_length=120)
    name = EncryptedTextField("原文件名")
    original = EncryptedBytesField("原文件")
    original_sha256 = models.CharField("原文件SHA-256", max_length=64)
    pages = models.PositiveIntegerField("页数")
    boxes = models.TextField("遮盖框", blank=True)
    reason = EncryptedTextField("遮盖理由", blank=True)
    redacted = EncryptedBytesField("提供的文件", default=bytes, blank=True)
    redacted_sha256 = models.CharField("提供的文件SHA-256", max_length=64, blank=True)
    state = models.CharField(
        "状态",
        max_length=20,
        choices=AnswerFileState.choices(),
        default=AnswerFileState.DRAFT.value,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="遮盖人", related_name="+"
    )
    maker_name = models.CharField("遮盖人姓名", max_length=30)
    made_at = models.DateTimeField("遮盖时间")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="复核人",
        null=True,
        blank=True,
        related_name="+",
    )
    checker_name = models.CharField("复核人姓名", max_length=30, blank=True)
    checked_at = models.DateTimeField("复核时间", null=True, blank=True)

    class Meta:
        verbose_name = "答复附件"
        verbose_name_plural = "答复附件"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AnswerFileState.values()), name="foi_answer_file_state_known"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="foi_answer_file_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=AnswerFileState.CHECKED.value)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(redacted_sha256="")),
                name="foi_answer_file_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the title; never the file's own name."""
        return self.title
