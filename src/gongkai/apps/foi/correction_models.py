"""Rows of corrections of the ledger."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.domain.foi.corrections import CorrectionDecision


class LedgerCorrection(models.Model):
    """A proposal to read an entry of the ledger otherwise, and its decision (更正办理记录).

    The entry itself stays as it was written. Once another person has approved, the ledger
    is read with this row's day, term and announced day in place of the entry's.
    """

    request = models.ForeignKey(
        "foi.InformationRequest", models.PROTECT, verbose_name="申请", related_name="corrections"
    )
    event = models.ForeignKey(
        "foi.RequestEvent", models.PROTECT, verbose_name="更正哪一条", related_name="corrections"
    )
    occurred_on = models.DateField("更正为")
    working_days = models.PositiveSmallIntegerField("工作日", default=0)
    until = models.DateField("延迟答复至", null=True, blank=True)
    reason = models.CharField("更正理由", max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提出人", related_name="+"
    )
    proposer_name = models.CharField("提出人姓名", max_length=30)
    proposer_post = models.CharField("提出人岗位", max_length=120)
    proposed_at = models.DateTimeField("提出时间")
    decision = models.CharField(
        "审批",
        max_length=20,
        choices=CorrectionDecision.choices(),
        default=CorrectionDecision.PROPOSED.value,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审批人",
        null=True,
        blank=True,
        related_name="+",
    )
    decider_name = models.CharField("审批人姓名", max_length=30, blank=True)
    decider_post = models.CharField("审批人岗位", max_length=120, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    opinion = models.CharField("审批意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "办理记录更正"
        verbose_name_plural = "办理记录更正"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=CorrectionDecision.values()),
                name="foi_correction_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision=CorrectionDecision.PROPOSED.value,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | (
                    ~Q(decision=CorrectionDecision.PROPOSED.value)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="foi_correction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="foi_correction_two_people",
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(decision=CorrectionDecision.PROPOSED.value),
                name="foi_correction_one_proposal",
            ),
        ]

    def __str__(self) -> str:
        """Return the day that is proposed."""
        return f"更正为{self.occurred_on}"
