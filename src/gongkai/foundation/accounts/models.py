"""Rows about officers and the posts they hold."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from gongkai.domain.roles import Role


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of untyped pages
    """An officer who signs in; deactivated when he leaves, never deleted (工作人员)."""

    name = models.CharField("姓名", max_length=30)
    phone = models.CharField("办公电话", max_length=40, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        """Return the name, or the sign-in name while there is none."""
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name the way Chinese names are written."""
        return str(self)


class Post(models.Model):
    """One person's duty in one organ for a time (岗位)."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="人员", related_name="posts")
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="机关", related_name="posts"
    )
    role = models.CharField("岗位角色", max_length=20, choices=Role.choices())
    title = models.CharField("职务", max_length=40, blank=True)
    from_on = models.DateField("任职日期")
    to_on = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering = ["organ__position", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values()), name="post_role_known"
            ),
            models.UniqueConstraint(
                fields=["user", "organ", "role"],
                condition=models.Q(to_on__isnull=True),
                name="one_open_post_per_role",
            ),
        ]

    def __str__(self) -> str:
        """Return organ, role and title in words."""
        label = Role(self.role).label
        held = f"{self.title}（{label}）" if self.title else label
        return f"{self.organ.short_name}{held}"
