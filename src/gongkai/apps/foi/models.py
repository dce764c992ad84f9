"""Rows about requests for information, their ledger, fees and remedies."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from gongkai.apps.foi.answer_file_models import AnswerFile
from gongkai.apps.foi.correction_models import LedgerCorrection
from gongkai.apps.foi.disclosure_models import DisclosedAnswer
from gongkai.apps.foi.intake_models import PaperKind, RequestDraft, RequestPaper, StatusAccess
from gongkai.apps.foi.letter_models import LetterHead, RequestLetter
from gongkai.apps.foi.lineage_models import ProactiveDecision, RequestSplit
from gongkai.domain.foi.application import ProvisionForm
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult
from gongkai.domain.foi.searches import SearchResult
from gongkai.foundation.personal_data import EncryptedTextField, mask_name, mask_number

__all__ = [
    "AnswerFile",
    "DisclosedAnswer",
    "InformationRequest",
    "LedgerCorrection",
    "LetterHead",
    "PaperKind",
    "ProactiveDecision",
    "ProcessingFee",
    "RemedyCase",
    "RequestDraft",
    "RequestEvent",
    "RequestLetter",
    "RequestPaper",
    "RequestSplit",
    "SearchRecord",
    "StatusAccess",
]

# Every state that a request reaches only after its reply went out or it was closed.
_CONCLUDED = [
    str(state.value) for state in (State.DISPATCHED, State.CLOSED, State.ARCHIVED, State.REDO)
]


class InformationRequest(models.Model):
    """One request for government information (政府信息公开申请).

    Only the services of this app assign ``state``, ``outcome`` and the dates that follow
    from the ledger. A request done again after a remedy keeps the outcome, the day and
    the deadline of its first round: the year's table is not rewritten.
    """

    personal_fields = (
        "applicant_name", "applicant_identity", "applicant_contact", "agent_name", "agent_contact",
        "applicant_mark",
    )  # fmt: skip

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="information_requests"
    )
    number = models.CharField("申请编号", max_length=60, unique=True)
    applicant_kind = models.CharField("申请人类型", max_length=20, choices=ApplicantKind.choices())
    applicant_name = EncryptedTextField("申请人姓名或者名称")
    applicant_identity = EncryptedTextField("身份证明号码", blank=True)
    applicant_contact = EncryptedTextField("联系方式", blank=True)
    applicant_mark = models.CharField(
        "同一申请人标记", max_length=64, blank=True, db_index=True, editable=False
    )
    agent_name = EncryptedTextField("代理人姓名", blank=True)
    agent_contact = EncryptedTextField("代理人联系方式", blank=True)
    wanted = models.TextField("所需信息")
    provision_form = models.CharField(
        "形式要求", max_length=20, choices=ProvisionForm.choices(), blank=True
    )
    delivery = models.CharField(
        "获取方式", max_length=20, choices=DeliveryWay.choices(), blank=True
    )
    intake_channel = models.CharField("申请渠道", max_length=20, choices=IntakeChannel.choices())
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日期", db_index=True)
    state = models.CharField("状态", max_length=20, choices=State.choices(), db_index=True)
    outcome = models.CharField("办理结果", max_length=20, choices=Outcome.choices(), blank=True)
    concluded_on = models.DateField("办结日期", null=True, blank=True, db_index=True)
    due_on = models.DateField("答复期限", null=True, blank=True, db_index=True)
    due_is_provisional = models.BooleanField("期限暂定", default=False)
    extended_working_days = models.PositiveSmallIntegerField("延期工作日", default=0)
    due_on_at_conclusion = models.DateField("答复时的期限", null=True, blank=True)
    split_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name="由哪件分出", null=True, editable=False,
        related_name="pieces",
    )  # fmt: skip
    joined_to = models.ForeignKey(
        "self", models.PROTECT, verbose_name="与哪件一并办理", null=True, editable=False,
        related_name="followers",
    )  # fmt: skip
    anonymised_on = models.DateField("匿名化日期", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "依申请公开"
        verbose_name_plural = "依申请公开"
        ordering = ["-received_on", "-number"]
        indexes = [models.Index(fields=["-received_on", "-number"], name="foi_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values()), name="foi_state_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values()]), name="foi_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind__in=ApplicantKind.values()),
                name="foi_applicant_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(intake_channel__in=IntakeChannel.values()), name="foi_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | ~Q(outcome=""),
                name="foi_concluded_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=False) | ~Q(state__in=_CONCLUDED),
                name="foi_closed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("received_on")),
                name="foi_concluded_after_receipt",
            ),
        ]

    def __str__(self) -> str:
        """Return the number; never who asked."""
        return self.number

    @property
    def masked_name(self) -> str:
        """Return the applicant's name with all but its first character hidden."""
        return mask_name(self.applicant_name)

    @property
    def masked_contact(self) -> str:
        """Return the last digits of the contact."""
        return mask_number(self.applicant_contact) if self.applicant_contact else ""

    @property
    def masked_identity(self) -> str:
        """Return the last digits of the identity number."""
        return mask_number(self.applicant_identity) if self.applicant_identity else ""


class RequestEvent(models.Model):
    """One entry of a request's ledger, never changed (办理记录).

    ``occurred_on`` is the day that counts in law, ``recorded_at`` when it was entered.
    Name and post are copied: people move, the record must not.
    """

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name="申请", related_name="events"
    )
    event = models.CharField("事项", max_length=30, choices=Event.choices())
    occurred_on = models.DateField("发生日期")
    recorded_at = models.DateTimeField("登记时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", null=True, related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)
    actor_post = models.CharField("岗位", max_length=120, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    working_days = models.PositiveSmallIntegerField("工作日", default=0)
    facts = models.JSONField("内容", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(event__in=Event.values()), name="foi_event_known")
        ]

    def __str__(self) -> str:
        """Return the act and its day."""
        return f"{Event(self.event).label} {self.occurred_on}"


class ProcessingFee(models.Model):
    """A fee of which an applicant was notified (信息处理费)."""

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name="申请", related_name="fees"
    )
    tariff = models.CharField("计收标准", max_length=20, choices=Tariff.choices())
    quantity = models.PositiveIntegerField(
        "数量", help_text="按件计收填本件是该申请人当月第几件；按量计收填页数。"
    )
    amount_yuan = models.PositiveIntegerField("金额（元）")
    notified_on = models.DateField("通知日期")
    paid_on = models.DateField("缴费日期", null=True, blank=True, db_index=True)
    receipt_number = models.CharField("票据号", max_length=40, blank=True)

    class Meta:
        verbose_name = "信息处理费"
        verbose_name_plural = "信息处理费"
        ordering = ["-notified_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tariff__in=Tariff.values()), name="foi_fee_tariff_known"
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | ~Q(receipt_number=""),
                name="foi_paid_fee_has_receipt",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("notified_on")),
                name="foi_fee_paid_after_notice",
            ),
        ]

    def __str__(self) -> str:
        """Return the amount."""
        return f"信息处理费{self.amount_yuan}元"


class RemedyCase(models.Model):
    """A reconsideration or lawsuit about disclosure (复议、诉讼案件)."""

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="remedy_cases"
    )
    request = models.ForeignKey(
        InformationRequest,
        models.PROTECT,
        verbose_name="对应申请",
        null=True,
        blank=True,
        related_name="remedies",
        help_text="由某件申请引起的，选这件申请；有未审结的案件时，申请不能归档。",
    )
    kind = models.CharField("类别", max_length=20, choices=RemedyKind.choices())
    number = models.CharField("案号", max_length=60)
    applicant_label = models.CharField(
        "申请人（原告）", max_length=40, blank=True, help_text="自然人只写姓，例如“张某”。"
    )
    filed_on = models.DateField("受理日期")
    result = models.CharField(
        "结果",
        max_length=20,
        choices=RemedyResult.choices(),
        default=RemedyResult.PENDING.value,
        help_text="年底仍为“尚未审结”的，计入表四“尚未审结”。",
    )
    concluded_on = models.DateField("审结日期", null=True, blank=True)
    received_copy_on = models.DateField(
        "收到副本日期",
        null=True,
        blank=True,
        help_text="收到复议申请书副本或者起诉状副本的日期，答复（答辩）期限从次日起算。",
    )
    is_simple = models.BooleanField(
        "简易程序", default=False, help_text="复议机关适用简易程序的勾选，答复期限为5个工作日。"
    )
    answered_on = models.DateField("提交答复日期", null=True, blank=True)
    is_co_defendant = models.BooleanField(
        "仅作为复议机关共同被告",
        default=False,
        help_text="勾选后不计入本机关表四，由原行为机关统计。",
    )

    class Meta:
        verbose_name = "复议诉讼案件"
        verbose_name_plural = "复议诉讼案件"
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RemedyKind.values()), name="foi_remedy_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(result__in=RemedyResult.values()), name="foi_remedy_result_known"
            ),
            models.CheckConstraint(
                condition=Q(result=RemedyResult.PENDING.value, concluded_on__isnull=True)
                | (~Q(result=RemedyResult.PENDING.value) & Q(concluded_on__isnull=False)),
                name="foi_remedy_result_has_day",
                violation_error_message="审结的案件须同时填写结果和审结日期；尚未审结的都不填。",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("filed_on")),
                name="foi_remedy_concluded_after_filing",
                violation_error_message="审结日期不能早于受理日期。",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | Q(received_copy_on__isnull=False, answered_on__gte=F("received_copy_on")),
                name="foi_remedy_answered_after_copy",
                violation_error_message="提交答复日期不能早于收到副本日期，也不能只填提交答复日期。",
            ),
            models.UniqueConstraint(fields=["organ", "number"], name="foi_remedy_number_once"),
        ]

    def __str__(self) -> str:
        """Return the case number."""
        return self.number


class SearchRecord(models.Model):
    """One search for what a request asks, never changed (检索记录).

    Whoever searched need not be who enters it: an archive may answer by telephone. The
    names are copied: people move, the record must not.
    """

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name="申请", related_name="searches"
    )
    searcher_name = models.CharField("检索人", max_length=30)
    place = models.CharField("检索范围", max_length=120)
    terms = models.CharField("检索词", max_length=200)
    period_covered = models.CharField("资料时间", max_length=80)
    result = models.CharField("检索结果", max_length=20, choices=SearchResult.choices())
    note = models.CharField("说明", max_length=500, blank=True)
    searched_on = models.DateField("检索日期")
    recorded_at = models.DateTimeField("登记时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", related_name="+"
    )
    actor_name = models.CharField("登记人姓名", max_length=30)
    actor_post = models.CharField("岗位", max_length=120)

    class Meta:
        verbose_name = "检索记录"
        verbose_name_plural = "检索记录"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=SearchResult.values()), name="foi_search_result_known"
            ),
        ]

    def __str__(self) -> str:
        """Return the place and the day."""
        return f"{self.place} {self.searched_on}"
