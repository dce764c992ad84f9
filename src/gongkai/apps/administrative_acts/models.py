"""Rows about the administrative acts that table two of the annual report counts."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from gongkai.domain.administrative_acts import ActKind

_FEE = ActKind.FEE.value


class YearlyActs(models.Model):
    """What one organ did of one kind in one year (行政行为年度数据).

    Decisions are counted in 件, fees in yuan; a row says exactly one of the two.
    """

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="yearly_acts"
    )
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=20, choices=ActKind.choices())
    quantity = models.PositiveIntegerField(
        "处理决定数量（件）",
        null=True,
        blank=True,
        help_text="全部处理决定，包括已公开和依法未公开的，按办案系统统计。",
    )
    unpublished = models.PositiveIntegerField("其中依法未公开（件）", null=True, blank=True)
    amount_yuan = models.DecimalField(
        "收费金额（元）",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="仅行政事业性收费填写，单位是元，年度报告中自动换算为万元。",
    )
    source_note = models.CharField(
        "数据来源", max_length=120, blank=True, help_text="例如：行政执法办案系统。"
    )
    evidence = models.TextField("佐证", blank=True, help_text="统计口径、文号或者台账位置。")

    class Meta:
        verbose_name = "行政行为年度数据"
        verbose_name_plural = "行政行为年度数据"
        ordering = ["-year", "organ__position", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "kind"],
                name="acts_once_a_year",
                violation_error_message="这个机关这一年的这类数据已经登记。",
            ),
            models.CheckConstraint(condition=Q(kind__in=ActKind.values()), name="acts_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=_FEE, amount_yuan__isnull=False, quantity__isnull=True)
                | (~Q(kind=_FEE) & Q(amount_yuan__isnull=True, quantity__isnull=False)),
                name="acts_measured_by_kind",
                violation_error_message=(
                    "行政事业性收费只填金额；许可、处罚、强制只填件数，没有的填0。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(unpublished__isnull=True)
                | Q(quantity__isnull=False, unpublished__lte=F("quantity")),
                name="acts_unpublished_within",
                violation_error_message="依法未公开的件数超过了处理决定总数，请核对。",
            ),
            models.CheckConstraint(
                condition=Q(amount_yuan__isnull=True) | Q(amount_yuan__gte=0),
                name="acts_amount_not_negative",
                violation_error_message="金额不能小于0。",
            ),
        ]

    def __str__(self) -> str:
        """Return year and kind in words."""
        return f"{self.year}年{ActKind(self.kind).label}"
