"""Rows about what officers were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One thing one officer was told (提醒).

    ``channels_done`` names the ways besides the screen that have taken it; ``problem`` is
    what the last of them said when it did not.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="人员", related_name="notices"
    )
    kind = models.CharField("类别", max_length=40)
    subject = models.CharField("事项", max_length=120)
    text = models.CharField("内容", max_length=500, blank=True)
    url = models.CharField("去办理", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    channels_done = models.JSONField("已送达", default=list)
    problem = models.CharField("送达问题", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("送达次数", default=0)
    delivered = models.BooleanField("送达完毕", default=False)

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_of_user"),
            models.Index(
                fields=["user", "kind"], name="notice_unread", condition=Q(read_at__isnull=True)
            ),
            models.Index(fields=["at"], name="notice_undelivered", condition=Q(delivered=False)),
        ]

    def __str__(self) -> str:
        """Return what it is about."""
        return self.subject
