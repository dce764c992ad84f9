"""Rows about texts under review, what each reviewer said, and what became public."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.domain.review import chains
from gongkai.domain.review.editions import EditionKind, EditionNumber
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import PUBLIC_STATES, REVIEW_ORDER, Action, Chain, State
from gongkai.domain.review.withdrawals import WithdrawalKind

_PEOPLE = ("submitted_by", *(level.value.replace("review", "reviewer") for level in REVIEW_ORDER))


def _complete() -> Q:
    """Return the condition that every level of the chain is passed, by different people."""
    condition = Q(final_reviewer__isnull=False)
    for level in REVIEW_ORDER[:-1]:
        reviewer = level.value.replace("review", "reviewer")
        condition &= ~Q(chain__contains=level.value) | Q(**{f"{reviewer}__isnull": False})
    return condition


def _different_people() -> Q:
    """Return the condition that nobody stands in two places; empty places do not matter."""
    condition = Q()
    for one, other in combinations(_PEOPLE, 2):
        condition &= (
            Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})
        )
    return condition


def _reviewer(level: str) -> Any:
    """Return the column that names who passed a level."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=level, null=True, related_name="+"
    )


class Submission(models.Model):
    """One version of a page on its way through the reviews (送审稿).

    The constraints below are the last wall: no row is published without a reviewer at
    every level of its chain, all different and none of whom submitted it.
    """

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL, models.PROTECT, verbose_name="页面", related_name="submissions"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, verbose_name="修订版本", related_name="+"
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="submissions"
    )
    title = models.CharField("标题", max_length=255)
    state = models.CharField("状态", max_length=20, choices=State.choices(), db_index=True)
    text_hash = models.CharField("文本哈希", max_length=80)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="送审人", related_name="+"
    )
    submitted_at = models.DateTimeField("送审时间")
    changed_at = models.DateTimeField("最近办理时间")
    chain = models.CharField("审核环节", max_length=100, default=chains.DEFAULT_PRINTED)
    first_reviewer = _reviewer("一审")
    second_reviewer = _reviewer("二审")
    legality_reviewer = _reviewer("合法性审核")
    secrecy_reviewer = _reviewer("保密审查")
    final_reviewer = _reviewer("三审")
    published_at = models.DateTimeField("发布时间", null=True)
    release_at = models.DateTimeField("定时发布时间", null=True)
    release_error = models.CharField("定时发布失败原因", max_length=300, blank=True)
    emergency_kind = models.CharField(
        "应急情形", max_length=20, choices=EmergencyKind.choices(), blank=True
    )
    emergency_grounds = models.CharField("应急理由", max_length=500, blank=True)
    emergency_due_at = models.DateTimeField("补审期限", null=True)
    edition_kind = models.CharField(
        "更新类别",
        max_length=10,
        choices=EditionKind.choices(),
        default=EditionKind.MAJOR.value,
    )
    change_note = models.CharField("更新说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "送审稿"
        verbose_name_plural = "送审稿"
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values()), name="review_state_known"
            ),
            models.CheckConstraint(condition=_different_people(), name="review_people_differ"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED.value, State.SCHEDULED.value])
                & (~Q(state=State.TAKEN_DOWN.value) | ~Q(emergency_kind=""))
                | _complete(),
                name="published_only_after_complete_review",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[*(state.value for state in PUBLIC_STATES), State.TAKEN_DOWN.value]
                )
                | Q(published_at__isnull=False),
                name="public_text_has_its_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED.value) | Q(release_at__isnull=False),
                name="scheduled_text_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.EMERGENCY.value, State.EMERGENCY_DISPUTED.value])
                & Q(emergency_kind="")
                | (
                    Q(emergency_kind__in=EmergencyKind.values())
                    & ~Q(emergency_grounds="")
                    & Q(emergency_due_at__isnull=False)
                    & Q(final_reviewer__isnull=False)
                ),
                name="emergency_says_who_why_until_when",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "revision", "state"], name="review_version_state"),
            models.Index(fields=["state", "release_at"], name="review_release"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def levels(self) -> Chain:
        """Return the levels this text must pass."""
        return chains.parse(self.chain)


class Step(models.Model):
    """What one person did at one level: the review, its proofreading, the opinion (审校记录).

    Name, post and organ are copied: people move, the record must not.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, verbose_name="送审稿", related_name="steps"
    )
    level = models.CharField("审级", max_length=20, choices=State.choices())
    action = models.CharField("办理", max_length=20, choices=Action.choices())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)
    actor_post = models.CharField("岗位", max_length=120)
    acting_for = models.CharField("代何人", max_length=30, blank=True)
    at = models.DateTimeField("时间")
    text_hash = models.CharField("文本哈希", max_length=80)
    opinion = models.CharField("意见", max_length=500, blank=True)
    errors_found = models.PositiveIntegerField("校对发现差错", null=True)
    errors_corrected = models.PositiveIntegerField("已改正", null=True)
    checklist = models.JSONField("审核要点", default=list)
    secrecy_conclusion = models.CharField(
        "保密审查结论", max_length=30, choices=SecrecyConclusion.choices(), blank=True
    )
    secrecy_grounds = models.JSONField("保密审查依据", default=list)

    class Meta:
        verbose_name = "审校记录"
        verbose_name_plural = "审校记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        """Return level and person."""
        return f"{State(self.level).label} {self.actor_name}"


class Opening(models.Model):
    """Who opened which text, and when; nobody decides on what he has not opened (查阅记录)."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, verbose_name="送审稿", related_name="openings"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="查阅人", related_name="+"
    )
    text_hash = models.CharField("文本哈希", max_length=80)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查阅记录"
        verbose_name_plural = "查阅记录"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "actor", "text_hash"], name="first_opening_of_a_text"
            )
        ]

    def __str__(self) -> str:
        """Return text and reader."""
        return f"{self.submission} {self.actor}"


class ReviewChain(models.Model):
    """How the texts of one organ are reviewed; without a row, by three reviews (审核流程)."""

    organ = models.OneToOneField(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="review_chain"
    )
    reviews = models.PositiveSmallIntegerField("审核级数", default=chains.MOST_REVIEWS)
    legality_kinds = models.JSONField("需要合法性审核的信息", default=list)
    changed_at = models.DateTimeField("最近修改时间")

    class Meta:
        verbose_name = "审核流程"
        verbose_name_plural = "审核流程"
        ordering = ["organ__position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviews__range=(chains.FEWEST_REVIEWS, chains.MOST_REVIEWS)),
                name="two_or_three_reviews",
            )
        ]

    def __str__(self) -> str:
        """Return the organ."""
        return str(self.organ)

    @property
    def rule(self) -> chains.ChainRule:
        """Return the rule the row holds."""
        return chains.ChainRule(self.reviews, frozenset(self.legality_kinds))


class Delegation(models.Model):
    """An officer who acts for the holder of a review post for some days (委托代审)."""

    post = models.ForeignKey(
        "accounts.Post", models.PROTECT, verbose_name="岗位", related_name="delegations"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="代审人", related_name="delegations"
    )
    from_on = models.DateField("起始日期")
    to_on = models.DateField("截止日期")
    reason = models.CharField("委托理由", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    made_at = models.DateTimeField("办理时间")
    ended_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "委托代审"
        verbose_name_plural = "委托代审"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__lte=F("to_on")), name="delegation_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        """Return delegate and post."""
        return f"{self.delegate}代{self.post}"


class Edition(models.Model):
    """One published version of a page, numbered; never changed afterwards (发布版本)."""

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL, models.PROTECT, verbose_name="页面", related_name="editions"
    )
    submission = models.OneToOneField(
        Submission, models.PROTECT, verbose_name="送审稿", related_name="edition"
    )
    major = models.PositiveIntegerField("主版本号")
    minor = models.PositiveIntegerField("次版本号")
    kind = models.CharField("更新类别", max_length=10, choices=EditionKind.choices())
    note = models.CharField("更新说明", max_length=300, blank=True)
    text_hash = models.CharField("文本哈希", max_length=80)
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = "发布版本"
        verbose_name_plural = "发布版本"
        ordering = ["page", "-major", "-minor"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "major", "minor"], name="one_edition_of_a_number"
            )
        ]

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)

    @property
    def number(self) -> EditionNumber:
        """Return the number of the edition."""
        return EditionNumber(self.major, self.minor)

    @property
    def is_major(self) -> bool:
        """Tell whether the edition changed more than wording."""
        return self.kind == EditionKind.MAJOR.value


class Withdrawal(models.Model):
    """A page that left the site: what the public reads, and why (撤稿记录)."""

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        models.PROTECT,
        verbose_name="页面",
        related_name="withdrawals",
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, verbose_name="送审稿", related_name="withdrawals"
    )
    kind = models.CharField("撤稿方式", max_length=10, choices=WithdrawalKind.choices())
    public_reason = models.CharField("向社会公布的说明", max_length=300)
    internal_reason = models.CharField("内部理由", max_length=500, blank=True)
    redirect_to = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        models.PROTECT,
        verbose_name="转到页面",
        null=True,
        blank=True,
        related_name="+",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    actor_name = models.CharField("姓名", max_length=30)
    actor_post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("撤稿时间")
    lifted_at = models.DateTimeField("恢复时间", null=True, blank=True)

    class Meta:
        verbose_name = "撤稿记录"
        verbose_name_plural = "撤稿记录"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(lifted_at__isnull=True), name="withdrawn_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=WithdrawalKind.REDIRECT.value) | Q(redirect_to__isnull=False),
                name="redirect_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        """Return page and kind."""
        return f"{self.page} {WithdrawalKind(self.kind).label}"
