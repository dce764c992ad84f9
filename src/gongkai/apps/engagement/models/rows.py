"""What the public sent, and what the publications of pages leave behind."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.questions import QuestionState, RejectionGround
from gongkai.domain.terms import Term
from gongkai.foundation.personal_data import EncryptedTextField, mask_name, mask_number


class OpinionChannel(Term):
    """How an opinion came (意见来源)."""

    WEB = "web", "网上"
    LETTER = "letter", "信函"
    PHONE = "phone", "电话"
    EMAIL = "email", "电子邮件"
    MEETING = "meeting", "座谈会"


class Submission(models.Model):
    """What a stranger sent: a text, and who he is if he says so."""

    personal_fields = ("name", "contact")

    number = models.CharField("编号", max_length=20, unique=True)
    sent_at = models.DateTimeField("提交时间", db_index=True)
    text = models.TextField("内容", blank=True)
    name = EncryptedTextField("称呼", blank=True)
    contact = EncryptedTextField("联系方式", blank=True)
    # Of the sender's place and the day, unreadable; only to see a flood.
    source_mark = models.CharField("来源标记", max_length=64, blank=True, db_index=True)
    forgotten_at = models.DateTimeField("个人信息删除时间", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the number; never who wrote."""
        return self.number

    @property
    def masked_name(self) -> str:
        """Return the name with all but its first character hidden."""
        return mask_name(self.name)

    @property
    def masked_contact(self) -> str:
        """Return the last digits of the contact."""
        return mask_number(self.contact) if self.contact else ""


class InterviewQuestion(Submission):
    """One question of the public to the guests of an interview (网友提问)."""

    interview = models.ForeignKey(
        "engagement.OnlineInterview",
        models.PROTECT,
        verbose_name="在线访谈",
        related_name="asked",
    )
    state = models.CharField("状态", max_length=20, choices=QuestionState.choices(), db_index=True)
    ground = models.CharField(
        "不采用的理由", max_length=20, choices=RejectionGround.choices(), blank=True
    )
    note = models.CharField("说明", max_length=200, blank=True)
    answer = models.TextField("答复", blank=True)
    guest = models.CharField("答复嘉宾", max_length=60, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", null=True, related_name="+"
    )

    class Meta:
        verbose_name = "网友提问"
        verbose_name_plural = "网友提问"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values()), name="question_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.REJECTED.value) | ~Q(ground=""),
                name="question_rejected_with_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED.value) | ~Q(answer=""),
                name="question_answered_with_text",
            ),
        ]


class PublicOpinion(Submission):
    """One opinion, or one questionnaire filled in (公众意见)."""

    call = models.ForeignKey(
        "engagement.OpinionCall", models.PROTECT, verbose_name="征集", related_name="opinions"
    )
    channel = models.CharField("来源", max_length=20, choices=OpinionChannel.choices())
    answers = models.JSONField("问卷答案", default=dict, blank=True)
    point = models.CharField("意见摘要", max_length=300, blank=True)
    treatment = models.CharField(
        "采纳情况", max_length=20, choices=Treatment.choices(), blank=True, db_index=True
    )
    reason = models.CharField("说明或者理由", max_length=300, blank=True)
    void_reason = models.CharField("无效的理由", max_length=100, blank=True)

    class Meta:
        verbose_name = "公众意见"
        verbose_name_plural = "公众意见"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(treatment__in=["", *Treatment.values()]),
                name="opinion_treatment_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=OpinionChannel.values()), name="opinion_channel_known"
            ),
        ]


class OutcomePublication(models.Model):
    """When the outcome of a call became public (结果公布)."""

    call = models.OneToOneField(
        "engagement.OpinionCall", models.PROTECT, verbose_name="征集", related_name="published"
    )
    published_at = models.DateTimeField("公布时间")

    class Meta:
        verbose_name = "征集结果公布"
        verbose_name_plural = "征集结果公布"

    def __str__(self) -> str:
        """Return the call."""
        return str(self.call)


class PaperLink(models.Model):
    """A document or an interpretation that a public page names (涉及的文件)."""

    page = models.ForeignKey(
        "pages.GovPage", models.CASCADE, verbose_name="页面", related_name="engagement_papers"
    )
    document = models.ForeignKey(
        "documents.PolicyDocument",
        models.CASCADE,
        verbose_name="文件",
        null=True,
        related_name="engagement_links",
    )
    interpretation = models.ForeignKey(
        "interpretations.Interpretation",
        models.CASCADE,
        verbose_name="解读",
        null=True,
        related_name="engagement_links",
    )

    class Meta:
        verbose_name = "涉及的文件"
        verbose_name_plural = "涉及的文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, interpretation__isnull=True)
                | Q(document__isnull=True, interpretation__isnull=False),
                name="paper_link_names_one",
            )
        ]

    def __str__(self) -> str:
        """Return what is named."""
        return str(self.document or self.interpretation)
