"""Rows about administrative organs."""

from __future__ import annotations

from django.db import models

from gongkai.domain.organs import OrganLevel, OrganStatus, TownshipKind


class Organ(models.Model):  # type: ignore[django-manager-missing]  # of untyped pages
    """An administrative organ that makes, keeps or answers for government information (机关)."""

    code = models.SlugField("机关代码", max_length=40, unique=True)
    name = models.CharField("全称", max_length=80, unique=True)
    short_name = models.CharField("简称", max_length=40)
    level = models.CharField("层级", max_length=20, choices=OrganLevel.choices())
    township_kind = models.CharField(
        "乡镇类别", max_length=20, choices=TownshipKind.choices(), blank=True
    )
    status = models.CharField(
        "状态", max_length=20, choices=OrganStatus.choices(), default=OrganStatus.ACTIVE.value
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级机关",
        null=True,
        blank=True,
        related_name="children",
    )
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="承接机关",
        null=True,
        blank=True,
        related_name="supersedes",
        help_text="机构改革后承接职责的机关。",
    )
    is_vertical = models.BooleanField(
        "垂直管理", default=False, help_text="垂直管理系统的年度报告在本系统内报送，不计入县汇总。"
    )
    reports_annually = models.BooleanField("编制年度报告", default=True)
    reporting_reason = models.CharField(
        "编报理由", max_length=200, blank=True, help_text="按行政性、外部性、独立性三项标准认定。"
    )
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    issuer_code = models.CharField("机关代字", max_length=20, blank=True)
    address = models.CharField("办公地址", max_length=120, blank=True)
    postal_code = models.CharField("邮编", max_length=6, blank=True)
    phone = models.CharField("公开电话", max_length=40, blank=True)
    hours = models.CharField("办公时间", max_length=80, blank=True)
    position = models.PositiveIntegerField("排序", default=0)
    valid_from = models.DateField("成立日期", null=True, blank=True)
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "机关"
        verbose_name_plural = "机关"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=OrganLevel.values()), name="organ_level_known"
            ),
        ]

    def __str__(self) -> str:
        """Return the full name."""
        return self.name
