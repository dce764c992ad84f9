"""Rows about catalogues of items for proactive disclosure."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from gongkai.domain.catalogue.coverage import UnitProgress
from gongkai.domain.catalogue.items import Audience
from gongkai.domain.catalogue.items import DisclosureItem as Item


class DisclosureCatalogue(models.Model):
    """One organ's catalogue of one year (主动公开事项目录)."""

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, verbose_name="编制单位", related_name="catalogues"
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("目录名称", max_length=120, unique=True)
    due_on = models.DateField("编制期限")
    compiled_on = models.DateField("编制完成日期", null=True, blank=True)
    uploaded_on = models.DateField("上传目录平台日期", null=True, blank=True)
    item_count = models.PositiveIntegerField("事项数", default=0, help_text="目录平台上的事项数。")
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "主动公开事项目录"
        verbose_name_plural = "主动公开事项目录"
        ordering = ["-year", "organ__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year"],
                name="catalogue_once_a_year",
                violation_error_message="这个单位这一年的目录已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(uploaded_on__isnull=True)
                | Q(compiled_on__isnull=False, uploaded_on__gte=F("compiled_on")),
                name="catalogue_compiled_before_upload",
                violation_error_message="先编制完成再上传：请核对编制完成日期和上传日期。",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def status_on(self, day: date) -> str:
        """Return in words how far the unit was on a day."""
        return UnitProgress(self.compiled_on, self.uploaded_on).status_on(day).label


class DisclosureItem(models.Model):
    """One row of a catalogue (主动公开事项)."""

    catalogue = models.ForeignKey(
        DisclosureCatalogue, models.CASCADE, verbose_name="所属目录", related_name="items"
    )
    position = models.PositiveIntegerField("序号")
    level_1 = models.CharField("一级事项", max_length=60)
    level_2 = models.CharField("二级事项", max_length=80)
    level_3 = models.CharField("三级事项", max_length=80, blank=True)
    content = models.TextField("公开内容")
    basis = models.TextField("公开依据", help_text="每行一个依据，写明文件和条款。")
    audience = models.CharField(
        "公开范围",
        max_length=20,
        choices=Audience.choices(),
        default=Audience.EVERYBODY.value,
    )
    group = models.CharField(
        "特定群体", max_length=60, blank=True, help_text="公开范围是特定群体时写明哪些人。"
    )
    power_item_number = models.CharField(
        "权责事项编码",
        max_length=60,
        blank=True,
        help_text="对应权责清单中的事项，没有对应的不填。",
    )

    class Meta:
        verbose_name = "主动公开事项"
        verbose_name_plural = "主动公开事项"
        ordering = ["catalogue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "position"],
                name="item_position_once",
                violation_error_message="这个目录里已经有这个序号。",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.EVERYBODY.value)
                | (Q(audience=Audience.GROUP.value) & ~Q(group="")),
                name="item_audience_named",
                violation_error_message="公开范围是特定群体的，请写明哪些人。",
            ),
        ]

    def __str__(self) -> str:
        """Return the item's levels."""
        return " / ".join(level for level in (self.level_1, self.level_2, self.level_3) if level)

    def as_row(self) -> tuple[str, ...]:
        """Return the row as the official table prints it.

        Raises:
            CatalogueItemIncomplete: a column that must be filled is empty.
            AudienceNotNamed: the group is not named.
        """
        item = Item(
            level_1=self.level_1,
            level_2=self.level_2,
            level_3=self.level_3,
            content=self.content,
            basis=tuple(line.strip() for line in self.basis.splitlines() if line.strip()),
            audience=Audience(self.audience),
            group=self.group,
        )
        return item.as_row(self.position)
