"""Rows of the letters that a request gives rise to, and of what an organ's letters share."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from gongkai.domain.foi.letters.kinds import LetterKind
from gongkai.domain.foi.letters.standing import LetterState, ServiceWay
from gongkai.foundation.personal_data import EncryptedBytesField, EncryptedTextField

_LIVE_REPLY = Q(
    kind=LetterKind.REPLY.value, state__in=[LetterState.DRAFT.value, LetterState.SIGNED.value]
)
_UNNUMBERED = Q(number="", year__isnull=True, serial__isnull=True, dated_on__isnull=True)
_NUMBERED = ~Q(number="") & Q(year__isnull=False, serial__isnull=False, dated_on__isnull=False)


class LetterHead(models.Model):
    """What all letters of an organ share (文书设置)."""

    organ = models.OneToOneField(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="letter_head"
    )
    number_mark = models.CharField(
        "文书代字",
        max_length=20,
        validators=[RegexValidator(r"^[\u4e00-\u9fff]+$", "文书代字只写汉字，例如“青交公开告”。")],
        help_text="例如“青交公开告”，文书编为“青交公开告〔2026〕3号”。每年从1号编起，各类文书连续编号。",
    )
    reconsideration_body = models.CharField(
        "行政复议机关",
        max_length=80,
        help_text="县直部门和乡镇街道填县人民政府，县政府填市人民政府（《行政复议法》第二十四条）。",
    )
    court = models.CharField("管辖法院", max_length=80, help_text="写全称。")
    online_reconsideration = models.CharField(
        "网上申请行政复议", max_length=200, blank=True, help_text="网址或者小程序名称，没有的不填。"
    )
    is_required = models.BooleanField(
        "送审和签发须有告知书",
        default=True,
        help_text="勾选后，没有检查合格的告知书不能送审和签发。在系统外制作答复书的机关不勾选。",
    )
    template = models.BinaryField("版式样板", null=True, blank=True, editable=True)
    template_name = models.CharField("样板文件名", max_length=120, blank=True)

    class Meta:
        verbose_name = "文书设置"
        verbose_name_plural = "文书设置"
        ordering = ["organ"]

    def __str__(self) -> str:
        """Return the organ."""
        return f"{self.organ}文书设置"


class RequestLetter(models.Model):
    """One letter about a request, from draft to proof of service (办理文书).

    ``content`` is JSON: ``details``, ``addressee``, ``annexes``, ``text`` (part and text of
    each paragraph). A signed letter keeps its files; it is never worded again.
    """

    personal_fields = ("content", "word", "printed")

    request = models.ForeignKey(
        "foi.InformationRequest", models.PROTECT, verbose_name="申请", related_name="letters"
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="letters"
    )
    kind = models.CharField("文书", max_length=30, choices=LetterKind.choices())
    state = models.CharField(
        "状态", max_length=20, choices=LetterState.choices(), default=LetterState.DRAFT.value
    )
    number = models.CharField("文号", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("编号年份", null=True, blank=True)
    serial = models.PositiveIntegerField("序号", null=True, blank=True)
    content = EncryptedTextField("内容")
    decision = models.JSONField("办理结果", null=True, blank=True, encoder=DjangoJSONEncoder)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="拟稿人", related_name="+"
    )
    drafter_name = models.CharField("拟稿人姓名", max_length=30)
    drafted_at = models.DateTimeField("拟稿时间")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="签发人",
        null=True,
        blank=True,
        related_name="+",
    )
    signer_name = models.CharField("签发人姓名", max_length=30, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    word = EncryptedBytesField("Word文件", default=bytes, blank=True)
    printed = EncryptedBytesField("PDF文件", default=bytes, blank=True)
    word_sha256 = models.CharField("Word文件SHA-256", max_length=64, blank=True)
    printed_sha256 = models.CharField("PDF文件SHA-256", max_length=64, blank=True)
    sent_on = models.DateField("发出日期", null=True, blank=True)
    way = models.CharField("送达方式", max_length=20, choices=ServiceWay.choices(), blank=True)
    tracking_number = models.CharField("邮件号", max_length=60, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "办理文书"
        verbose_name_plural = "办理文书"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LetterKind.values()), name="foi_letter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values()), name="foi_letter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")),
                name="foi_letter_two_people",
            ),
            models.CheckConstraint(
                condition=(Q(signed_by__isnull=True, signed_at__isnull=True) & _UNNUMBERED)
                | (Q(signed_by__isnull=False, signed_at__isnull=False) & _NUMBERED),
                name="foi_letter_signed_with_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[LetterState.DRAFT.value, LetterState.VOID.value],
                )
                | (Q(signed_by__isnull=False) & ~Q(word_sha256="") & ~Q(printed_sha256="")),
                name="foi_letter_out_only_signed",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(sent_on__lte=F("served_on")),
                name="foi_letter_served_after_sending",
            ),
            models.UniqueConstraint(
                fields=["organ", "year", "serial"], name="foi_letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=_LIVE_REPLY, name="foi_letter_one_reply"
            ),
        ]

    def __str__(self) -> str:
        """Return number or kind; never whom it is for."""
        return self.number or LetterKind(self.kind).label
