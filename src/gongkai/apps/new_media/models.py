"""Rows about new-media accounts, what they publish and how they answer."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from gongkai.domain.new_media.accounts import AccountAction, AccountState, Platform

_CLOSED = [AccountState.CLOSED.value, AccountState.CANCELLED.value]


class NewMediaAccount(models.Model):
    """One registered account of an organ on a platform (政务新媒体账号)."""

    organ = models.ForeignKey(
        "organs.Organ",
        models.PROTECT,
        verbose_name="主办单位",
        related_name="new_media_accounts",
    )
    platform = models.CharField("平台类型", max_length=20, choices=Platform.choices())
    name = models.CharField("账号名称", max_length=60)
    original_id = models.CharField(
        "账号ID", max_length=80, blank=True, help_text="平台给出的原始ID或者UID。"
    )
    certified_subject = models.CharField("认证主体", max_length=80, blank=True)
    certified_until_on = models.DateField("认证到期日", null=True, blank=True)
    state = models.CharField(
        "账号状态",
        max_length=20,
        choices=AccountState.choices(),
        default=AccountState.ACTIVE.value,
    )
    registered_no = models.CharField("备案编号", max_length=40, blank=True)
    opened_on = models.DateField("开设日期")
    paused_on = models.DateField("停更公告日期", null=True, blank=True)
    closed_on = models.DateField("平台注销日期", null=True, blank=True)
    responsible_name = models.CharField("责任人", max_length=30, blank=True)
    responsible_phone = models.CharField("责任人办公电话", max_length=40, blank=True)
    operator = models.CharField(
        "承办单位", max_length=80, blank=True, help_text="委托运维的填写受托单位，自运维的不填。"
    )
    positioning = models.CharField("功能定位", max_length=200, blank=True)
    home_url = models.CharField("主页链接", max_length=200, blank=True, validators=[URLValidator()])
    last_update_on = models.DateField(
        "人工登记的最近更新日期",
        null=True,
        blank=True,
        help_text="没有导入作品的账号，检查时看到的最近一次更新填在这里。",
    )
    note = models.CharField("备注", max_length=300, blank=True)

    personal_fields = ("responsible_phone",)

    class Meta:
        verbose_name = "政务新媒体账号"
        verbose_name_plural = "政务新媒体账号"
        ordering = ["organ__position", "platform", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "name"],
                name="account_once_per_platform",
                violation_error_message="这个平台上已经登记了同名账号。",
            ),
            models.CheckConstraint(
                condition=Q(platform__in=Platform.values()), name="account_platform_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AccountState.values()), name="account_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=AccountState.PAUSED.value) | Q(paused_on__isnull=False),
                name="account_paused_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_CLOSED) | Q(closed_on__isnull=False),
                name="account_closed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="account_closed_after_opened",
                violation_error_message="注销日期早于开设日期，请核对。",
            ),
        ]

    def __str__(self) -> str:
        """Return the name with its platform."""
        return f"{self.name}（{Platform(self.platform).label}）"


class AccountFiling(models.Model):
    """One step in the registered life of an account, as filed (备案变更)."""

    account = models.ForeignKey(
        NewMediaAccount, models.PROTECT, verbose_name="账号", related_name="filings"
    )
    action = models.CharField("事项", max_length=30, choices=AccountAction.choices())
    state_before = models.CharField("原状态", max_length=20, choices=AccountState.choices())
    state_after = models.CharField("新状态", max_length=20, choices=AccountState.choices())
    on = models.DateField("办理日期")
    basis = models.CharField("依据", max_length=200, blank=True)
    filed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="办理人", related_name="+"
    )

    class Meta:
        verbose_name = "账号备案事项"
        verbose_name_plural = "账号备案事项"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        """Return the step and its day."""
        return f"{AccountAction(self.action).label} {self.on}"


class AccountWork(models.Model):
    """One piece an account published (作品)."""

    account = models.ForeignKey(
        NewMediaAccount, models.PROTECT, verbose_name="账号", related_name="works"
    )
    title = models.CharField("标题", max_length=120)
    published_at = models.DateTimeField("发布时间", db_index=True)
    views = models.PositiveIntegerField("浏览（次）", default=0)
    likes = models.PositiveIntegerField("点赞（次）", default=0)

    class Meta:
        verbose_name = "账号作品"
        verbose_name_plural = "账号作品"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "title", "published_at"],
                name="work_once",
                violation_error_message="这条作品已经登记。",
            )
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class LiveStream(models.Model):
    """One live broadcast of an account (直播)."""

    account = models.ForeignKey(
        NewMediaAccount, models.PROTECT, verbose_name="账号", related_name="streams"
    )
    title = models.CharField("主题", max_length=120)
    started_at = models.DateTimeField("开播时间", db_index=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    viewers = models.PositiveIntegerField("观看（人次）", default=0)
    new_followers = models.PositiveIntegerField("新增关注（人）", default=0)
    comments = models.PositiveIntegerField("评论（条）", default=0)
    answers = models.PositiveIntegerField("答复咨询（次）", default=0)

    class Meta:
        verbose_name = "政务直播"
        verbose_name_plural = "政务直播"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "started_at"],
                name="stream_once",
                violation_error_message="这个账号在这个时间的直播已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="stream_ends_after_start",
                violation_error_message="结束时间应晚于开播时间。",
            ),
        ]

    def __str__(self) -> str:
        """Return the theme."""
        return self.title


class MessageAnswers(models.Model):
    """How many private messages an account answered on one day (私信答复)."""

    account = models.ForeignKey(
        NewMediaAccount, models.PROTECT, verbose_name="账号", related_name="message_answers"
    )
    on = models.DateField("日期", db_index=True)
    answers = models.PositiveIntegerField("答复私信（个）")
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "私信答复"
        verbose_name_plural = "私信答复"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "on"],
                name="message_answers_once_a_day",
                violation_error_message="这个账号这一天的私信答复已经登记。",
            )
        ]

    def __str__(self) -> str:
        """Return the day's tally in words."""
        return f"{self.on}答复私信{self.answers}个"


class FollowerCount(models.Model):
    """How many followers an account had on one day (关注人数)."""

    account = models.ForeignKey(
        NewMediaAccount, models.PROTECT, verbose_name="账号", related_name="follower_counts"
    )
    counted_on = models.DateField("统计日期", db_index=True)
    followers = models.PositiveIntegerField("关注（人）")

    class Meta:
        verbose_name = "关注人数"
        verbose_name_plural = "关注人数"
        ordering = ["-counted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "counted_on"],
                name="followers_once_a_day",
                violation_error_message="这个账号这一天的关注人数已经登记。",
            )
        ]

    def __str__(self) -> str:
        """Return the count in words."""
        return f"{self.counted_on}关注{self.followers}人"
