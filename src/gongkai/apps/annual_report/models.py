"""Rows about annual reports: the report, its own words, what was frozen, its public page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest

from gongkai.domain.terms import Term
from gongkai.foundation.pages.models import GovPage


class Scope(Term):
    """Whose work a report covers."""

    ROLL_UP = "roll_up", "县级汇总"
    OWN = "own", "本机关"


class PointKind(Term):
    """What an officer writes himself in section five."""

    PROMISE_KEPT = "promise_kept", "上年问题的改进情况"
    PROBLEM = "problem", "存在的主要问题"
    IMPROVEMENT = "improvement", "改进情况"


class AnnualReport(models.Model):  # type: ignore[django-manager-missing]  # of untyped pages
    """One organ's report of one year (政府信息公开工作年度报告).

    It stores no figure: figures come from the records until a snapshot freezes them.
    Whether it is published is read from its page, never stored twice.
    """

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="编制机关", related_name="annual_reports"
    )
    year = models.PositiveIntegerField("年度")
    scope = models.CharField("范围", max_length=20, choices=Scope.choices())
    stock_note = models.CharField(
        "现行有效件数的说明",
        max_length=200,
        blank=True,
        help_text="清理或者口径调整使现行有效件数与上年不衔接时填写。",
    )

    class Meta:
        verbose_name = "年度报告"
        verbose_name_plural = "年度报告"
        ordering = ["-year", "scope", "organ__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "scope"], name="one_report_per_organ_year_scope"
            ),
            models.CheckConstraint(
                condition=models.Q(scope__in=Scope.values()), name="report_scope_known"
            ),
        ]

    def __str__(self) -> str:
        """Return organ, year and scope."""
        return f"{self.organ}{self.year}年度报告（{Scope(self.scope).label}）"


class ReportPoint(models.Model):
    """One point of section five in the officer's words."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name="年度报告", related_name="points"
    )
    kind = models.CharField("类别", max_length=20, choices=PointKind.choices())
    position = models.PositiveIntegerField("序号")
    text = models.CharField("内容", max_length=500)

    class Meta:
        verbose_name = "问题与改进"
        verbose_name_plural = "问题与改进"
        ordering = ["report", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "position"], name="one_point_per_place"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PointKind.values()), name="report_point_kind_known"
            ),
        ]

    def __str__(self) -> str:
        """Return the words."""
        return self.text


class Snapshot(models.Model):  # type: ignore[django-manager-missing]  # of untyped pages
    """A report as it stood when it went to review; the database refuses to change it (定稿).

    ``text`` is what the hash seals. ``outline`` says which paragraphs are sub-headings;
    ``evidence`` keeps which records each figure rested on, as [source, pk, amount].
    """

    report = models.ForeignKey(
        AnnualReport, models.PROTECT, verbose_name="年度报告", related_name="snapshots"
    )
    frozen_at = models.DateTimeField("定稿时间")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="定稿人", related_name="+"
    )
    text = models.TextField("内容")
    outline = models.JSONField("层次", default=dict)
    evidence = models.JSONField("依据", default=dict)
    algorithm = models.CharField("算法", max_length=20)
    hash = models.CharField("校验码", max_length=128, db_index=True)

    class Meta:
        verbose_name = "年报定稿"
        verbose_name_plural = "年报定稿"
        ordering = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        """Return the first digits of the hash."""
        return self.hash[:12]


class AnnualReportPage(GovPage):
    """The public page of a report; it shows its snapshot and nothing else (年报页面)."""

    counts_as_information = True

    year = models.PositiveIntegerField("年度")
    report = models.ForeignKey(
        AnnualReport, models.PROTECT, verbose_name="年度报告", related_name="pages"
    )
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, verbose_name="定稿", related_name="pages"
    )
    # Part of the reviewed text: what was approved is what is shown.
    snapshot_hash = models.CharField("校验码", max_length=128)

    template = "annual_report/public/report_page.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    is_creatable = False
    content_panels: list[Any] = []

    class Meta:
        verbose_name = "年度报告页面"
        verbose_name_plural = "年度报告页面"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the frozen report for the template."""
        from gongkai.apps.annual_report.public import page_context  # noqa: PLC0415 -- reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["report"] = page_context(self)
        return context
