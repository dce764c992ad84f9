"""Rows about administrative organs."""

from __future__ import annotations

from django.db import models

from gongkai.domain.organs import OrganLevel, OrganStatus, TownshipKind
from gongkai.domain.platform.guide import GuideField


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
    ogi_office_name = models.CharField(
        "公开工作机构名称",
        max_length=80,
        blank=True,
        help_text="政府信息公开工作机构，写到科室，例如“某局办公室”。",
    )
    fax = models.CharField("传真号码", max_length=40, blank=True, help_text="没有传真机的填“无”。")
    internet_contact = models.CharField(
        "互联网联系方式", max_length=120, blank=True, help_text="电子邮箱或者在线平台的网址。"
    )
    postal_address = models.CharField(
        "通信地址", max_length=160, blank=True, help_text="与办公地址相同的不填。"
    )
    supervisor = models.CharField(
        "受理投诉举报的机关",
        max_length=80,
        blank=True,
        help_text="不填时为县政府信息公开工作主管部门。",
    )
    supervision_phone = models.CharField("监督投诉电话", max_length=40, blank=True)
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


class GuideConfirmation(models.Model):
    """That one field of an organ's guide was right on a day (指南核对)."""

    organ = models.ForeignKey(
        Organ, models.CASCADE, verbose_name="机关", related_name="guide_confirmations"
    )
    field = models.CharField("栏目", max_length=30, choices=GuideField.choices())
    value = models.CharField("核对时的内容", max_length=200, blank=True)
    confirmed_on = models.DateField("核对日期")

    class Meta:
        verbose_name = "指南核对"
        verbose_name_plural = "指南核对"
        ordering = ["organ", "field"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "field"], name="guide_field_confirmed_once"),
            models.CheckConstraint(
                condition=models.Q(field__in=GuideField.values()), name="guide_field_known"
            ),
        ]

    def __str__(self) -> str:
        """Return field and day."""
        return f"{GuideField(self.field).label}（{self.confirmed_on}）"
