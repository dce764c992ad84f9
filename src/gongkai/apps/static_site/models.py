"""Rows about what stands in the public directory and what is still to be written."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.domain.terms import Term


class QueueState(Term):
    """Where a request to write something stands."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "正在生成"
    FAILED = "failed", "失败"
    DONE = "done", "完成"


class RunKind(Term):
    """What was done to the whole site at once."""

    EXPORT = "export", "全站生成"
    CHECK = "check", "试生成比对"
    VERIFY = "verify", "核验"


class PublicFile(models.Model):
    """One file of the public site: who made it and what its bytes were (静态文件)."""

    path = models.CharField("路径", max_length=300, unique=True)
    target = models.CharField("来源", max_length=120, db_index=True)
    page_id = models.PositiveBigIntegerField("页面编号", null=True, db_index=True)
    text_hash = models.CharField("文本哈希", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=80)
    size = models.PositiveBigIntegerField("字节数")
    rendered_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "静态文件"
        verbose_name_plural = "静态文件"
        ordering = ["path"]

    def __str__(self) -> str:
        """Return the path."""
        return self.path


class AssetUse(models.Model):
    """That something public shows or offers an uploaded file (附件引用)."""

    target = models.CharField("来源", max_length=120)
    path = models.CharField("文件", max_length=300, db_index=True)

    class Meta:
        verbose_name = "附件引用"
        verbose_name_plural = "附件引用"
        constraints = [
            models.UniqueConstraint(fields=["target", "path"], name="asset_used_once_by_target"),
        ]

    def __str__(self) -> str:
        """Return who uses what."""
        return f"{self.target} → {self.path}"


class QueueItem(models.Model):
    """A request to write one target, kept in the transaction that made it necessary (待生成).

    ``slot`` is the target while the item waits, ``!`` and the target while it runs, empty
    afterwards: so one item of a target waits at most, and one runs.
    """

    target = models.CharField("对象", max_length=120, db_index=True)
    reason = models.CharField("原因", max_length=60)
    state = models.CharField("状态", max_length=20, choices=QueueState.choices())
    slot = models.CharField("占位", max_length=121, null=True, unique=True, editable=False)
    created_at = models.DateTimeField("提出时间")
    asked_at = models.DateTimeField("最近提出时间")
    not_before = models.DateTimeField("最早重试时间")
    claimed_at = models.DateTimeField("开始时间", null=True)
    claim = models.CharField("领取标记", max_length=40, blank=True)
    done_at = models.DateTimeField("完成时间", null=True)
    tries = models.PositiveIntegerField("尝试次数", default=0)
    error = models.CharField("错误", max_length=500, blank=True)

    class Meta:
        verbose_name = "待生成"
        verbose_name_plural = "待生成"
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="queue_next")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QueueState.values()), name="queue_state_known"
            ),
        ]

    def __str__(self) -> str:
        """Return target and state."""
        return f"{self.target} {QueueState(self.state).label}"


class Run(models.Model):
    """One export or verification of the whole site and what came of it (全站生成和核验)."""

    kind = models.CharField("类别", max_length=20, choices=RunKind.choices())
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    targets = models.PositiveIntegerField("对象数", default=0)
    written = models.PositiveIntegerField("写出文件数", default=0)
    removed = models.PositiveIntegerField("清除文件数", default=0)
    differences = models.JSONField("差异", default=list)

    class Meta:
        verbose_name = "全站生成和核验"
        verbose_name_plural = "全站生成和核验"
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Return kind and time."""
        return f"{RunKind(self.kind).label} {self.started_at:%Y-%m-%d %H:%M}"
