"""What can be found, and what the office adds to it."""

from __future__ import annotations

from django.db import models


class Combination(models.Model):
    """Attributes by which hits are filtered and counted; rows are only ever added."""

    kind = models.CharField("类型", max_length=40)
    site_id = models.BigIntegerField("网站", default=0)
    section_id = models.BigIntegerField("栏目", default=0)
    organ_id = models.BigIntegerField("机关", default=0)
    form = models.CharField("形式", max_length=20, blank=True)
    lifespan = models.CharField("有效期间", max_length=400, blank=True)
    is_withdrawn = models.BooleanField("已撤下", default=False)

    class Meta:
        verbose_name = "搜索属性"
        verbose_name_plural = "搜索属性"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "kind", "section_id", "organ_id", "site_id", "form", "lifespan",
                    "is_withdrawn",
                ],
                name="search_combined_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind


class IndexedText(models.Model):
    """One text that can be found, as it is shown among the hits."""

    key = models.CharField("键", max_length=60, unique=True)
    row_number = models.BigIntegerField("索引行号", null=True, unique=True)
    kind = models.CharField("类型", max_length=40)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=80, blank=True)
    number_key = models.CharField("文号键", max_length=80, blank=True, db_index=True)
    organ_name = models.CharField("机关", max_length=80, blank=True)
    form_label = models.CharField("形式", max_length=40, blank=True)
    text = models.TextField("正文", blank=True)
    url = models.CharField("网址", max_length=300, db_index=True)
    published_on = models.DateField("发布日期")

    class Meta:
        verbose_name = "搜索条目"
        verbose_name_plural = "搜索条目"

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Synonym(models.Model):
    """A plain word and what official texts say for it."""

    word = models.CharField("平常说法", max_length=30, unique=True)
    official = models.CharField("规范用语", max_length=200, help_text="几个用语之间用“、”分开。")
    both_ways = models.BooleanField(
        "两者互通", default=True, help_text="搜规范用语时也找平常说法。"
    )

    class Meta:
        verbose_name = "搜索同义词"
        verbose_name_plural = "搜索同义词"
        ordering = ["word"]

    def __str__(self) -> str:
        """Return both."""
        return f"{self.word} → {self.official}"


class BestBet(models.Model):
    """An answer that stands above the hits for certain words."""

    words = models.CharField("搜索词", max_length=200, help_text="几个词之间用“、”分开。")
    title = models.CharField("标题", max_length=120)
    answer = models.CharField("答案", max_length=300, help_text="一两句话，写明依据的条款。")
    url = models.CharField("网址", max_length=300, help_text="本站网页写“/”开头的地址。")

    class Meta:
        verbose_name = "搜索最佳答案"
        verbose_name_plural = "搜索最佳答案"
        ordering = ["title"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class ZeroResult(models.Model):
    """Words that found nothing; numbers that may point at a person are masked."""

    words = models.CharField("搜索词", max_length=40, unique=True)
    times = models.PositiveIntegerField("次数", default=0)
    last_on = models.DateField("最近一次")

    class Meta:
        verbose_name = "搜索无结果"
        verbose_name_plural = "搜索无结果"
        ordering = ["-times", "-last_on"]

    def __str__(self) -> str:
        """Return the words."""
        return self.words
