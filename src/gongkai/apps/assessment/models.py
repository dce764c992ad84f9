"""Rows about the yearly assessment of open government."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from gongkai.domain.assessment.rectification import RectificationState
from gongkai.domain.terms import Term


class RoundKind(Term):
    """How the organs are looked at."""

    INSPECTION = "inspection", "日常督查"
    YEAR_END = "year_end", "年终评议"


class Assessment(models.Model):
    """One year's assessment of open government in the county (考核)."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    weight_percent = models.DecimalField(
        "权重（%）",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="政务公开在政府绩效考核中的权重。",
    )
    method = models.TextField("考核方式", blank=True)

    class Meta:
        verbose_name = "年度考核"
        verbose_name_plural = "年度考核"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight_percent__gte=0, weight_percent__lte=100),
                name="assessment_weight_is_a_percentage",
                violation_error_message="权重应在0到100之间。",
            )
        ]

    def __str__(self) -> str:
        """Return the year's assessment in words."""
        return f"{self.year}年度政务公开考核"


class AssessmentRound(models.Model):
    """One round of looking at the organs (监督检查轮次)."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, verbose_name="年度考核", related_name="rounds"
    )
    title = models.CharField("名称", max_length=80)
    kind = models.CharField("方式", max_length=20, choices=RoundKind.choices())
    held_on = models.DateField("开展日期", db_index=True)
    scope = models.CharField("检查范围", max_length=300, blank=True)

    class Meta:
        verbose_name = "监督检查"
        verbose_name_plural = "监督检查"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RoundKind.values()), name="round_kind_known"
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.title


class Rectification(models.Model):
    """One problem found at an organ, followed until it is put right (整改)."""

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, verbose_name="监督检查", related_name="rectifications"
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="责任单位", related_name="rectifications"
    )
    problem = models.CharField("问题", max_length=300)
    found_on = models.DateField("发现日期", db_index=True)
    due_on = models.DateField("整改期限")
    state = models.CharField(
        "整改状态",
        max_length=20,
        choices=RectificationState.choices(),
        default=RectificationState.OPEN.value,
    )
    measure = models.CharField("整改情况", max_length=300, blank=True)
    done_on = models.DateField("整改完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "整改事项"
        verbose_name_plural = "整改事项"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RectificationState.values()),
                name="rectification_state_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("found_on")),
                name="rectification_due_after_found",
                violation_error_message="整改期限早于发现日期，请核对。",
            ),
            models.CheckConstraint(
                condition=Q(state=RectificationState.CONFIRMED.value, done_on__isnull=False)
                | (~Q(state=RectificationState.CONFIRMED.value) & Q(done_on__isnull=True)),
                name="rectification_done_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        """Return the problem."""
        return self.problem


class Score(models.Model):
    """What one organ ended the year with; a vetoed organ has no points (得分)."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, verbose_name="年度考核", related_name="scores"
    )
    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位", related_name="+")
    points = models.DecimalField(
        "得分",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="单项否决的不填。",
    )
    vetoed_by = models.CharField("单项否决情形", max_length=200, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        verbose_name = "考核得分"
        verbose_name_plural = "考核得分"
        ordering = ["-assessment__year", "organ__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "organ"],
                name="score_once_a_year",
                violation_error_message="这个单位这一年的得分已经登记。",
            ),
            models.CheckConstraint(
                condition=(Q(points__isnull=True) & ~Q(vetoed_by=""))
                | Q(points__isnull=False, points__gte=0, vetoed_by=""),
                name="score_or_veto",
                violation_error_message="得分和单项否决情形二者填一项。",
            ),
        ]

    def __str__(self) -> str:
        """Return whose score it is."""
        return f"{self.organ.short_name}得分"
