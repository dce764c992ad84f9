"""Pages of the website group: sites, sections, articles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from gongkai.apps.websites import registry
from gongkai.apps.websites.importing.article_form import ArticleForm
from gongkai.domain.errors import Refusal
from gongkai.domain.platform.items import BY_CODE, ITEMS
from gongkai.domain.site_structure import COLUMN_TYPES, check_domain
from gongkai.domain.terms import Term
from gongkai.domain.websites import Accent, SectionKind
from gongkai.foundation import refusals
from gongkai.foundation.pages.blocks import AttachmentsBlock, BodyBlock
from gongkai.foundation.pages.models import GovPage


class WebsiteKind(Term):
    """Whose site it is."""

    COUNTY = "county", "县门户"
    DEPARTMENT = "department", "部门网站"
    TOWNSHIP = "township", "乡镇场（街道）网站"


class MirrorKind(Term):
    """Who brought a page into a section that is not its own."""

    PUSHED = "pushed", "推送"
    PULLED = "pulled", "引用"


def validate_domain(text: str) -> None:
    """Let a form say why a domain is refused.

    Raises:
        ValidationError: it is no domain of the government.
    """
    try:
        check_domain(text)
    except Refusal as refusal:
        raise ValidationError(refusals.sentence(refusal), code=refusal.code) from refusal


class HomePage(GovPage):
    """The home page of one site of the group, with what its footer must say (网站)."""

    opens_site = True

    kind = models.CharField("网站类别", max_length=20, choices=WebsiteKind.choices())
    accent = models.CharField(
        "主色", max_length=20, choices=Accent.choices(), default=next(iter(Accent)).value
    )
    subtitle = models.CharField("副标题", max_length=40, blank=True)
    tagline = models.CharField("首页标语", max_length=60, blank=True)
    operator = models.CharField("承办单位", max_length=80, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    domain = models.CharField(
        "域名",
        max_length=120,
        blank=True,
        validators=[validate_domain],
        help_text="只用.gov.cn或.政务域名，字母小写；没有单独域名的栏目频道不填。",
    )
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
                FieldPanel("email"),
                FieldPanel("domain"),
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
        """Return the name of the site: its organ's full name, or the title while it has none.

        So the rule for names of sites (规范名称) holds by itself: nobody types one.
        """
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
    intro = models.CharField(
        "栏目说明", max_length=200, blank=True, help_text="栏目放什么内容，一句话；也用作网页标签。"
    )
    keywords = models.CharField(
        "栏目关键词", max_length=120, blank=True, help_text="用逗号分开；不填时用栏目名称。"
    )
    column_type = models.CharField(
        "栏目类别标签",
        max_length=40,
        blank=True,
        help_text=f"网页标签用，不填时按栏目类别定。常用：{'、'.join(COLUMN_TYPES)}。",
    )
    update_interval_days = models.PositiveIntegerField(
        "更新间隔（天）", null=True, blank=True, help_text="不填时按检查指标对该类栏目的要求。"
    )
    statement = models.TextField("专栏说明", blank=True, help_text="专栏为什么开设、放什么内容。")
    starts_on = models.DateField("专栏开设日期", null=True, blank=True)
    ends_on = models.DateField(
        "专栏结束日期", null=True, blank=True, help_text="最后一个更新日；之后标明已归档，不删除。"
    )

    template = "websites/section_page.html"
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        FieldPanel("kind"),
        FieldPanel("intro"),
        FieldPanel("keywords"),
        FieldPanel("column_type"),
        FieldPanel("update_interval_days"),
        MultiFieldPanel(
            [
                FieldPanel("statement"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading="专题专栏",
        ),
    ]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="topic_ends_after_it_starts",
                violation_error_message="专栏结束日期不能早于开设日期。",
            ),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Return the part of the section an address asks for: a month of its archive, a year."""
        part = "/".join(path_components)
        if self.live and registry.is_part(part) and registry.has_parts(SectionKind(self.kind)):
            return RouteResult(self, kwargs={"part": part})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the section, or the part of it that the address asks for."""
        if part := kwargs.pop("part", ""):
            request.gongkai_reading = registry.Reading(part=part)  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)

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
    base_form_class = ArticleForm
    # The order of work: what is said first, what the system has filled in last.
    content_panels = [
        FieldPanel("title", help_text="长标题可在断句处加“｜”，手机上从那里换行，网页上不显示。"),
        FieldPanel("body"),
        FieldPanel("attachment_files"),
        MultiFieldPanel(
            [
                FieldPanel("organ"),
                FieldRowPanel([FieldPanel("source_name"), FieldPanel("editor_name")]),
                FieldRowPanel([FieldPanel("formed_on"), FieldPanel("disclosure")]),
                FieldPanel("summary", help_text="一两句话说清是什么事，列表和搜索结果里显示。"),
            ],
            heading="发布信息（已填好，送审前核对）",
        ),
    ]

    class Meta:
        verbose_name = "信息"
        verbose_name_plural = "信息"

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """Return the files that belong to the article."""
        files = [block.value for block in self.attachment_files if block.value]
        return [
            {"name": file.title, "url": file.url, "size": file.get_file_size()} for file in files
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the pages before and after the article in its section."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(registry.neighbours(self))
        return context


class Mirror(models.Model):  # type: ignore[django-manager-missing]  # of untyped pages
    """A page listed in a section that is not its own; it stays where it is (推送、引用)."""

    page = models.ForeignKey(
        "pages.GovPage", models.CASCADE, verbose_name="页面", related_name="mirrors"
    )
    section = models.ForeignKey(
        SectionPage, models.CASCADE, verbose_name="列入栏目", related_name="mirrored"
    )
    kind = models.CharField("方式", max_length=20, choices=MirrorKind.choices())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "推送引用"
        verbose_name_plural = "推送引用"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "section"], name="mirrored_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MirrorKind.values()), name="mirror_kind_known"
            ),
        ]

    def __str__(self) -> str:
        """Return what stands where."""
        return f"{self.page.title} → {self.section.title}"


class StatutoryPlace(models.Model):
    """Where a site keeps one item of the statutory content, or why it has none (法定公开项目)."""

    site = models.ForeignKey(
        HomePage, models.CASCADE, verbose_name="网站", related_name="statutory_places"
    )
    code = models.CharField(
        "项目", max_length=10, choices=[(item.code, item.label) for item in ITEMS]
    )
    section = models.ForeignKey(
        SectionPage,
        models.SET_NULL,
        verbose_name="所在栏目",
        null=True,
        blank=True,
        related_name="statutory_places",
    )
    statement = models.CharField("没有内容的原因", max_length=200, blank=True)
    stated_on = models.DateField("核对日期", null=True, blank=True)

    class Meta:
        verbose_name = "法定公开项目"
        verbose_name_plural = "法定公开项目"
        ordering = ["site", "code"]
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="statutory_item_once_a_site"),
        ]

    def __str__(self) -> str:
        """Return the item's name."""
        return BY_CODE[self.code].label
