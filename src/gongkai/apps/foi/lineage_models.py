"""Rows about requests that were divided, and about information that several asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.domain.foi.likeness import ProposalDecision
from gongkai.foundation.personal_data import EncryptedTextField


class RequestSplit(models.Model):
    """That one application with several matters became several requests (一事一申请)."""

    personal_fields = ("wanted_before",)

    request = models.ForeignKey(
        "foi.InformationRequest", models.PROTECT, verbose_name="原申请", related_name="splits"
    )
    wanted_before = EncryptedTextField("分开前的内容")
    made_at = models.DateTimeField("分开时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)

    class Meta:
        verbose_name = "申请分开记录"
        verbose_name_plural = "申请分开记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        """Return the row's number; never what was asked."""
        return f"分开{self.pk}"


class ProactiveDecision(models.Model):
    """What the office decided on information that several asked for (转为主动公开)."""

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="proactive_decisions"
    )
    lead = models.OneToOneField(
        "foi.InformationRequest",
        models.PROTECT,
        verbose_name="最早的申请",
        related_name="proactive_decision",
    )
    numbers = models.JSONField("涉及的申请", default=list)
    decision = models.CharField("决定", max_length=20, choices=ProposalDecision.choices())
    reason = models.CharField("理由或者公开的栏目", max_length=300)
    decided_at = models.DateTimeField("决定时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="决定人", related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)

    class Meta:
        verbose_name = "转为主动公开"
        verbose_name_plural = "转为主动公开"
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=ProposalDecision.values()),
                name="foi_proactive_decision_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="foi_proactive_has_reason"),
        ]

    def __str__(self) -> str:
        """Return the decision."""
        return ProposalDecision(self.decision).label
