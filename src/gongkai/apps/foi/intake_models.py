"""Rows about how a request came: its draft, the papers with it, the applicant's way back to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.domain.terms import Term
from gongkai.foundation.personal_data import EncryptedBytesField, EncryptedTextField


class PaperKind(Term):
    """What came with a request."""

    IDENTITY = "identity", "身份证明"
    AUTHORITY = "authority", "授权委托书"
    FORM = "form", "申请原件扫描件"
    RECEIPT = "receipt", "签收或者确认凭证"
    OTHER = "other", "其他材料"


class RequestDraft(models.Model):
    """A request that its applicant has begun and not yet sent (申请草稿).

    Whoever holds the secret of its address may go on with it; only a hash is kept. After it
    is sent, the row remembers which request it became, so that sending twice makes one.
    """

    personal_fields = ("content",)

    secret_hash = models.CharField("地址散列", max_length=64, unique=True)
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="request_drafts"
    )
    content = EncryptedTextField("填写内容")
    changed_at = models.DateTimeField("最近保存", db_index=True)
    request = models.OneToOneField(
        "foi.InformationRequest",
        models.PROTECT,
        verbose_name="提交的申请",
        null=True,
        blank=True,
        related_name="draft",
    )

    class Meta:
        verbose_name = "申请草稿"
        verbose_name_plural = "申请草稿"

    def __str__(self) -> str:
        """Return the row's number; never who writes."""
        return f"草稿{self.pk}"


class RequestPaper(models.Model):
    """A picture or PDF that came with a request, kept encrypted (随申请提交的材料)."""

    personal_fields = ("name", "content")

    draft = models.ForeignKey(
        RequestDraft, models.CASCADE, verbose_name="草稿", null=True, related_name="papers"
    )
    request = models.ForeignKey(
        "foi.InformationRequest",
        models.PROTECT,
        verbose_name="申请",
        null=True,
        related_name="papers",
    )
    kind = models.CharField("材料", max_length=20, choices=PaperKind.choices())
    name = EncryptedTextField("文件名")
    media_type = models.CharField("类型", max_length=60)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = EncryptedBytesField("内容")
    added_at = models.DateTimeField("收到时间")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )

    class Meta:
        verbose_name = "申请材料"
        verbose_name_plural = "申请材料"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(request__isnull=False),
                name="foi_paper_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PaperKind.values()), name="foi_paper_kind_known"
            ),
        ]

    def __str__(self) -> str:
        """Return the kind; the name may be a person's."""
        return PaperKind(self.kind).label


class StatusAccess(models.Model):
    """By what an applicant proves that a request is his (查询凭据); hashes alone are kept."""

    request = models.OneToOneField(
        "foi.InformationRequest",
        models.CASCADE,
        verbose_name="申请",
        related_name="access",
    )
    code_hash = models.CharField("查询码散列", max_length=64, unique=True)
    tail_hash = models.CharField("尾号散列", max_length=64)

    class Meta:
        verbose_name = "查询凭据"
        verbose_name_plural = "查询凭据"

    def __str__(self) -> str:
        """Return the number of the request."""
        return f"查询凭据{self.pk}"
