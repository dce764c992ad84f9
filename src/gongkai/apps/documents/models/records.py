"""Rows about documents: acts on their validity, steps of procedure, rounds of 清理."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.apps.documents.models.document import PolicyDocument
from gongkai.domain.documents.upkeep import Decision, LegalityOpinion
from gongkai.domain.documents.validity_acts import Act, ActKind


class ValidityAct(models.Model):
    """One act on a document's validity; written once, never changed (效力变动)."""

    document = models.ForeignKey(
        PolicyDocument, models.CASCADE, verbose_name="文件", related_name="validity_acts"
    )
    kind = models.CharField("事项", max_length=12, choices=ActKind.choices())
    on = models.DateField("生效日期", db_index=True)
    until = models.DateField("延长至", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    by_document = models.ForeignKey(
        PolicyDocument,
        models.PROTECT,
        verbose_name="依据文件或者替代文件",
        null=True,
        blank=True,
        related_name="acts_by_it",
    )
    recorded_at = models.DateTimeField("登记时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    actor_name = models.CharField("登记人姓名", max_length=60, blank=True)
    post = models.CharField("岗位", max_length=120, blank=True)

    class Meta:
        verbose_name = "效力变动"
        verbose_name_plural = "效力变动"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        """Return the act."""
        return f"{self.kind_label} {self.on}"

    @property
    def kind_label(self) -> str:
        """Return what was decided in words."""
        return ActKind(self.kind).label

    @property
    def act(self) -> Act:
        """Return the act as the rule takes it."""
        return Act(ActKind(self.kind), self.on, self.until)


class DocumentProcedure(models.Model):
    """The steps of a normative document besides its text: legality review, filing (台账)."""

    document = models.OneToOneField(
        PolicyDocument, models.CASCADE, verbose_name="文件", related_name="procedure"
    )
    legality_sent_on = models.DateField("送合法性审核日期", null=True, blank=True)
    legality_opinion = models.CharField(
        "合法性审核意见", max_length=20, choices=LegalityOpinion.choices(), blank=True
    )
    filed_with = models.CharField("备案机关", max_length=80, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filing_number = models.CharField("备案号", max_length=60, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "文件办理记录"
        verbose_name_plural = "文件办理记录"

    def __str__(self) -> str:
        """Return whose record it is."""
        return f"{self.document}"


class CleanUpRound(models.Model):
    """One round in which an organ goes through its documents (文件清理)."""

    title = models.CharField("名称", max_length=120)
    basis = models.CharField("依据", max_length=200, help_text="例如：青政办发〔2025〕12号。")
    as_of = models.DateField("清理截止日", help_text="这一天现行有效的文件纳入清理。")
    decided_on = models.DateField("决定日期", help_text="废止、失效从这一天起算。")
    organs = models.ManyToManyField("organs.Organ", verbose_name="清理范围", related_name="+")
    normative_only = models.BooleanField("只清理行政规范性文件", default=True)
    begun_at = models.DateTimeField("开始时间")
    carried_out_at = models.DateTimeField("办结时间", null=True, blank=True)
    actor_name = models.CharField("办理人", max_length=60, blank=True)

    class Meta:
        verbose_name = "文件清理"
        verbose_name_plural = "文件清理"
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        """Return the round's title."""
        return self.title


class CleanUpDecision(models.Model):
    """What a round decides about one document (清理结论)."""

    round = models.ForeignKey(
        CleanUpRound, models.CASCADE, verbose_name="清理", related_name="decisions"
    )
    document = models.ForeignKey(
        PolicyDocument, models.PROTECT, verbose_name="文件", related_name="+"
    )
    decision = models.CharField("结论", max_length=10, choices=Decision.choices(), blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    successor = models.ForeignKey(
        PolicyDocument,
        models.PROTECT,
        verbose_name="替代文件",
        null=True,
        blank=True,
        related_name="+",
    )
    before = models.CharField("清理前", max_length=12, blank=True)

    class Meta:
        verbose_name = "清理结论"
        verbose_name_plural = "清理结论"
        ordering = ["document__signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "document"], name="one_decision_a_round")
        ]

    def __str__(self) -> str:
        """Return the decision in words."""
        return Decision(self.decision).label if self.decision else "未定"
