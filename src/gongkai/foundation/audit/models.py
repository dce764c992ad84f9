"""Rows of the append-only record of acts."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from gongkai.foundation.audit.wording import act_label


class Entry(models.Model):
    """One act: who, when, what, on what; sealed by the hash of the entry before it (审计记录).

    The database refuses to change or delete a row (triggers in the migrations).
    """

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间", db_index=True)
    action = models.CharField("行为", max_length=60, db_index=True)
    subject_type = models.CharField("对象类别", max_length=60, blank=True)
    subject_id = models.CharField("对象编号", max_length=40, blank=True)
    subject_label = models.CharField("对象", max_length=255, blank=True)
    actor_id = models.BigIntegerField("人员编号", null=True)
    actor_name = models.CharField("人员", max_length=60, blank=True)
    actor_post = models.CharField("岗位", max_length=120, blank=True)
    facts = models.JSONField("内容", default=dict, encoder=DjangoJSONEncoder)
    previous_hash = models.CharField("上一条哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        """Return sequence and act."""
        return f"{self.sequence} {act_label(self.action)}"
