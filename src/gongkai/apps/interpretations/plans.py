"""Rows about how a document is going to be interpreted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import (
    KeyPoint,
    PlanChannel,
    PlanState,
    PlanText,
)


class InterpretationPlan(models.Model):
    """The plan of a document's interpretation, signed together with it (解读方案)."""

    organ = models.ForeignKey(
        "organs.Organ",
        models.PROTECT,
        verbose_name="牵头解读单位",
        related_name="interpretation_plans",
        help_text="谁起草、谁解读；联合发文的由牵头部门解读。",
    )
    document = models.ForeignKey(
        "documents.PolicyDocument",
        models.PROTECT,
        verbose_name="解读的文件",
        null=True,
        blank=True,
        related_name="interpretation_plans",
    )
    document_title = models.CharField(
        "文件名称", max_length=200, blank=True, help_text="文件还没有入库时填写，入库后再选文件。"
    )
    first_reader = models.CharField("第一解读人", max_length=40, blank=True)
    first_reader_post = models.CharField(
        "第一解读人职务", max_length=60, blank=True, help_text="部门主要负责人是第一解读人。"
    )
    forms_planned = models.JSONField("解读形式", default=list, blank=True)
    background = models.TextField("背景依据", max_length=600, blank=True)
    goals = models.TextField("目标任务", max_length=600, blank=True)
    content = models.TextField("主要内容", max_length=600, blank=True)
    scope = models.TextField("适用范围", max_length=600, blank=True)
    standards = models.TextField("执行标准", max_length=600, blank=True)
    cautions = models.TextField("注意事项", max_length=600, blank=True)
    terms = models.TextField("关键词诠释", max_length=600, blank=True)
    benefits = models.TextField("惠民利民举措", max_length=600, blank=True)
    differences = models.TextField("新旧政策差异", max_length=600, blank=True)
    channels = models.JSONField("解读渠道", default=list, blank=True)
    planned_on = models.DateField("计划发布日期", null=True, blank=True)
    state = models.CharField(
        "状态",
        max_length=20,
        choices=PlanState.choices(),
        default=PlanState.DRAFT.value,
        editable=False,
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="起草人",
        related_name="+",
        editable=False,
    )
    revised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="修改人",
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="报送人",
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审签人",
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    signed_at = models.DateTimeField("审签时间", null=True, blank=True, editable=False)
    opinion = models.CharField("审签意见", max_length=300, blank=True, editable=False)
    changed_at = models.DateTimeField("更新时间", editable=False)
    finished_on = models.DateField("完成日期", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "解读方案"
        verbose_name_plural = "解读方案"
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PlanState.values()), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | ~models.Q(document_title=""),
                name="plan_names_its_document",
                violation_error_message="请选择解读的文件；文件还没有入库的，填写文件名称。",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True)
                | ~models.Q(signed_by=models.F("drafted_by")),
                name="plan_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        """Return what it plans."""
        return f"《{self.subject}》解读方案"[:200]

    @property
    def subject(self) -> str:
        """Return the title of the document to be interpreted."""
        return self.document.title.replace("｜", "") if self.document else self.document_title

    @property
    def plan_state(self) -> PlanState:
        """Return the state with its label."""
        return PlanState(self.state)

    @property
    def state_label(self) -> str:
        """Return the state in words."""
        return self.plan_state.label

    @property
    def planned(self) -> tuple[Form, ...]:
        """Return the forms planned, in the official order."""
        return tuple(form for form in Form if form.value in self.forms_planned)

    @property
    def forms_label(self) -> str:
        """Return the forms in words."""
        return "、".join(form.label for form in self.planned)

    @property
    def sent_through(self) -> tuple[PlanChannel, ...]:
        """Return the channels planned, in the official order."""
        return tuple(channel for channel in PlanChannel if channel.value in self.channels)

    @property
    def points(self) -> dict[KeyPoint, str]:
        """Return what it says to each key point, empty ones included."""
        return {point: getattr(self, point.value) for point in KeyPoint}

    @property
    def text(self) -> PlanText:
        """Return what the rules look at."""
        return PlanText(
            first_reader=self.first_reader,
            first_reader_post=self.first_reader_post,
            forms=self.planned,
            points=self.points,
            channels=self.sent_through,
            planned_on=self.planned_on,
        )

    @property
    def writers(self) -> set[int]:
        """Return the ids of those who wrote it or answer for what it says."""
        ids = (self.drafted_by_id, self.revised_by_id, self.submitted_by_id)
        return {pk for pk in ids if pk is not None}
