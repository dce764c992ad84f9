"""Rows about the work that is done by the clock."""

from __future__ import annotations

from django.db import models


class ScheduledJob(models.Model):
    """Where one job of the schedule stands; the row is also the lock of the job (定时任务)."""

    name = models.CharField("名称", max_length=40, unique=True)
    started_at = models.DateTimeField("最近开始", null=True)
    finished_at = models.DateTimeField("最近完成", null=True)
    ok = models.BooleanField("正常", default=True)
    message = models.CharField("结果", max_length=500, blank=True)
    claim = models.CharField("领取标记", max_length=40, blank=True)

    class Meta:
        verbose_name = "定时任务"
        verbose_name_plural = "定时任务"
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ScheduledRun(models.Model):
    """One run of a job that did something or failed (定时任务记录)."""

    job = models.CharField("任务", max_length=40)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间")
    ok = models.BooleanField("正常")
    message = models.CharField("结果", max_length=500, blank=True)

    class Meta:
        verbose_name = "定时任务记录"
        verbose_name_plural = "定时任务记录"
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["-started_at"], name="scheduled_run_at")]

    def __str__(self) -> str:
        """Return job and time."""
        return f"{self.job} {self.started_at:%Y-%m-%d %H:%M}"
