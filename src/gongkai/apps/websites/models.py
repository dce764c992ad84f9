"""Pages of the website group: sites, sections, articles."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.websites import registry
from gongkai.domain.terms import Term
from gongkai.domain.websites import Accent, SectionKind
from gongkai.foundation.pages.blocks import AttachmentsBlock, BodyBlock
from gongkai.foundation.pages.models import GovPage


class WebsiteKind(Term):
    """Whose site it is."""

    COUNTY = "county", "县门户"
    DEPARTMENT = "department", "部门网站"
    TOWNSHIP = "township", "乡镇场（街道）网站"


class HomePage(GovPage):
    """The home page of one site of the group, with what its footer must say (网站)."""

    kind = models.CharField("网站类别", max_length=20, choices=WebsiteKind.choices())
    accent = models.CharField(
        "主色", max_length=20, choices=Accent.choices(), default=next(iter(Accent)).value
    )
    subtitle = models.CharField("副标题", max_length=40, blank=True)
    tagline = models.CharField("首页标语", max_length=60, blank=True)
    operator = models.CharField("承办单位", max_length=80, blank=True)
    identification_code = models.CharField("网站标识码", max_length=20, blank=True)
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安机关备案号", max_length=40, blank=True)
    village_names = models.TextField("村和社区", blank=True, help_text="每行一个。")
    hot_words_text = models.CharField(
        "热门搜索词", max_length=200, blank=True, help_text="用空格分开。"
    )

    template = "websites/home_page.html"
    parent_page_types = ["pages.GovPage", "websites.HomePage"]
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("accent"),
                FieldPanel("subtitle"),
                FieldPanel("tagline"),
            ],
            heading="样式",
        ),
        MultiFieldPanel(
            [
                FieldPanel("operator"),
                FieldPanel("identification_code"),
                FieldPanel("icp_number"),
                FieldPanel("police_number"),
            ],
            heading="页脚",
        ),
        FieldPanel("village_names"),
        FieldPanel("hot_words_text"),
    ]

    class Meta:
        verbose_name = "网站首页"
        verbose_name_plural = "网站首页"

    @property
    def name(self) -> str:
        """Return the name of the site: its organ's full name, or the title while it has none."""
        return self.organ.name if self.organ else str(self.title)

    @property
    def short_name(self) -> str:
        """Return the organ's short name for lists."""
        return self.organ.short_name if self.organ else str(self.title)

    @property
    def address(self) -> str:
        """Return the organ's office address."""
        return self.organ.address if self.organ else ""

    @property
    def postal_code(self) -> str:
        """Return the organ's postal code."""
        return self.organ.postal_code if self.organ else ""

    @property
    def phone(self) -> str:
        """Return the organ's public telephone number."""
        return self.organ.phone if self.organ else ""

    @property
    def hours(self) -> str:
        """Return the organ's office hours."""
        return self.organ.hours if self.organ else ""

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the portal's template or the one of departments and townships."""
        if self.kind == WebsiteKind.COUNTY.value:
            return "websites/home_page.html"
        return "websites/home_page_unit.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the blocks that the apps contribute to a home page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(registry.home_context(self))
        return context


class SectionPage(GovPage):
    """A section of a site that lists pages of one kind (栏目)."""

    kind = models.CharField("栏目类别", max_length=20, choices=SectionKind.choices(), db_index=True)
    intro = models.CharField("栏目说明", max_length=200, blank=True)
    update_interval_days = models.PositiveIntegerField("更新间隔（天）", null=True, blank=True)

    template = "websites/section_page.html"
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("kind"),
        FieldPanel("intro"),
        FieldPanel("update_interval_days"),
    ]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the template registered for this kind of section."""
        return registry.section_for(SectionKind(self.kind)).template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the app behind this kind of section lists."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(registry.section_for(SectionKind(self.kind)).context(self, request))
        return context


class ArticlePage(GovPage):
    """An ordinary piece of published information (信息)."""

    counts_as_information = True

    editor_name = models.CharField("责任编辑", max_length=30, blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)
    attachment_files = StreamField(AttachmentsBlock(), verbose_name="附件", blank=True)

    template = "websites/article_page.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("disclosure"),
                FieldPanel("formed_on"),
                FieldPanel("source_name"),
                FieldPanel("editor_name"),
                FieldPanel("summary"),
            ],
            heading="发布信息",
        ),
        FieldPanel("body"),
        FieldPanel("attachment_files"),
    ]

    class Meta:
        verbose_name = "信息"
        verbose_name_plural = "信息"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the newest neighbours of the article."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["related"] = registry.neighbours(self)
        return context
