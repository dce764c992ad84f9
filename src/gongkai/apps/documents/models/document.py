"""Pages of government documents, rows about their index numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.apps.documents import registry
from gongkai.domain.documents.kinds import THEMES, Disclosure, DocumentKind
from gongkai.domain.documents.numbers import DocumentNumber
from gongkai.domain.documents.validity import Lifespan, Suspension, Validity
from gongkai.domain.documents.validity_acts import ActKind
from gongkai.foundation import clock
from gongkai.foundation.pages.blocks import AttachmentsBlock, BodyBlock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.panels import ShownFieldPanel

# Set by services, never by an edition of the text: a draft begun before a repeal must
# not undo it.
DECIDED_BY_ACTS = (
    "index_number",
    "term_ends_on",
    "was_suspended",
    "amended_on",
    "repealed_on",
    "repealed_by_id",
    "validity_basis",
)


class PolicyDocument(GovPage):
    """A government document or normative document with its validity (政策文件).

    ``organ`` is the issuing organ; of several joint ones the lead, which alone counts it.
    """

    counts_as_information = True

    document_kind = models.CharField("文件类别", max_length=20, choices=DocumentKind.choices())
    issuer_code = models.CharField("机关代字", max_length=20)
    number_year = models.PositiveIntegerField("文号年份")
    number_serial = models.PositiveIntegerField("文号序号")
    issuer_names = models.CharField(
        "发文机关", max_length=200, help_text="联合发文的，牵头机关写在最前。"
    )
    theme = models.CharField(
        "主题分类",
        max_length=40,
        choices=[(theme.name, theme.name) for theme in THEMES],
        blank=True,
    )
    theme_detail = models.CharField("主题小类", max_length=40, blank=True)
    joint_organs = ParentalManyToManyField(
        "organs.Organ",
        verbose_name="联合发文机关",
        blank=True,
        related_name="+",
        help_text="牵头机关填在“发布机关”，其他机关在这里选。",
    )
    signed_on = models.DateField("成文日期", db_index=True)
    effective_from = models.DateField("施行日期")
    expires_on = models.DateField(
        "有效期至", null=True, blank=True, help_text="最后一个有效日；长期有效的不填。"
    )
    # Results of the acts on validity, kept beside the text so that a list needs no join.
    term_ends_on = models.DateField(
        "延长或者宣布失效后的最后有效日", null=True, blank=True, editable=False
    )
    was_suspended = models.BooleanField("曾经中止施行", default=False, editable=False)
    amended_on = models.DateField("修改日期", null=True, blank=True)
    repealed_on = models.DateField(
        "废止日期", null=True, blank=True, help_text="不再有效的第一天。"
    )
    repealed_by = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="替代文件",
        null=True,
        blank=True,
        related_name="replaces",
    )
    validity_basis = models.CharField("废止修改依据", max_length=200, blank=True)
    basis = models.CharField("制定依据", max_length=300, blank=True)
    disclosure_reason = models.CharField("不主动公开的理由", max_length=200, blank=True)
    enactment_note = models.CharField("题注", max_length=300, blank=True)
    registration_number = models.CharField("统一登记号", max_length=40, blank=True)
    legality_reviewed_on = models.DateField("合法性审核日期", null=True, blank=True)
    legality_reviewed_by = models.CharField("合法性审核机构", max_length=80, blank=True)
    needs_interpretation = models.BooleanField("需要解读", default=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)
    attachment_files = StreamField(AttachmentsBlock(), verbose_name="附件", blank=True)
    original_file = models.ForeignKey(
        "wagtaildocs.Document",
        models.PROTECT,
        verbose_name="原件",
        null=True,
        blank=True,
        related_name="+",
        help_text="印发的原件，如盖章的PDF。",
    )

    template = "documents/policy_document.html"
    parent_page_types = ["websites.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *GovPage.content_panels,
        FieldPanel("organ"),
        MultiFieldPanel(
            [
                FieldPanel("document_kind"),
                FieldRowPanel(
                    [
                        FieldPanel("issuer_code"),
                        FieldPanel("number_year"),
                        FieldPanel("number_serial"),
                    ]
                ),
                FieldPanel("issuer_names"),
                FieldPanel("joint_organs", widget=CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("theme"), FieldPanel("theme_detail")]),
                ShownFieldPanel("index_number"),
                FieldPanel("enactment_note"),
                FieldPanel("registration_number"),
                FieldPanel("basis"),
            ],
            heading="文件信息",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("effective_from")]),
                FieldRowPanel([FieldPanel("expires_on"), ShownFieldPanel("amended_on")]),
                FieldRowPanel(
                    [
                        ShownFieldPanel("repealed_on"),
                        ShownFieldPanel("validity_basis"),
                    ]
                ),
            ],
            heading="日期与效力",
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclosure"),
                FieldPanel("disclosure_reason"),
                FieldRowPanel(
                    [FieldPanel("legality_reviewed_on"), FieldPanel("legality_reviewed_by")]
                ),
                FieldPanel("needs_interpretation"),
            ],
            heading="公开与审核",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("attachment_files"),
        FieldPanel("original_file"),
    ]

    class Meta:
        verbose_name = "政策文件"
        verbose_name_plural = "政策文件"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_code", "number_year", "number_serial"],
                name="document_number_given_once",
                violation_error_message="这个发文字号已经用过。请核对机关代字、年份和序号。",
            ),
        ]

    @property
    def document_number(self) -> str:
        """Return the document number as it is printed."""
        return str(DocumentNumber(self.issuer_code, self.number_year, self.number_serial))

    @property
    def theme_label(self) -> str:
        """Return the theme, its second level after the first."""
        return f"{self.theme}＼{self.theme_detail}" if self.theme_detail else self.theme

    @property
    def disclosure_term(self) -> Disclosure:
        """Return the publicity with its label."""
        return Disclosure(self.disclosure)

    @property
    def validity(self) -> Validity:
        """Return whether the document binds today."""
        return self.validity_on_day(clock.today())

    @property
    def validity_label(self) -> str:
        """Return today's validity in words."""
        return self.validity.label

    @property
    def successor(self) -> PolicyDocument | None:
        """Return the document that took its place."""
        return self.repealed_by

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """Return the files that belong to the document."""
        return [
            {
                "name": block.value.title,
                "url": block.value.url,
                "size": block.value.get_file_size(),
            }
            for block in self.attachment_files
            if block.value
        ]

    def validity_on_day(self, day: date) -> Validity:
        """Return whether the document binds on a day."""
        return self.lifespan().validity_on(day)

    def with_content_json(self, content: dict[str, Any]) -> PolicyDocument:
        """Return an edition; what later acts decided stands, whatever its draft says."""
        edition: PolicyDocument = super().with_content_json(content)
        for name in DECIDED_BY_ACTS:
            setattr(edition, name, getattr(self, name))
        return edition

    def lifespan(self) -> Lifespan:
        """Return the days that decide the validity, the acts' results included."""
        return Lifespan(
            self.signed_on,
            self.effective_from,
            self.last_day,
            self.repealed_on,
            self.amended_on,
            self.suspensions(),
        )

    def text_lifespan(self) -> Lifespan:
        """Return the days that the document's own text sets, before any act."""
        return Lifespan(self.signed_on, self.effective_from, self.expires_on)

    @property
    def last_day(self) -> date | None:
        """Return the last day in force, by the text or by a later act."""
        return self.term_ends_on or self.expires_on

    def suspensions(self) -> tuple[Suspension, ...]:
        """Return the intervals in which it was not applied; most documents never were."""
        if not self.was_suspended:
            return ()
        rows = self.validity_acts.filter(kind__in=[ActKind.SUSPEND, ActKind.RESUME])
        acts = [row.act for row in rows.order_by("on", "pk")]
        return tuple(
            (act.on, acts[place + 1].on if place + 1 < len(acts) else None)
            for place, act in enumerate(acts)
            if act.kind is ActKind.SUSPEND
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the interpretations and the document's life."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["interpretations"] = registry.interpretations_of(self.pk)
        context["meetings"] = registry.meetings_of(self.pk)
        context["history"] = self.history()
        context["acts"] = self.acts()
        context["acted_on"] = self.acted_on()
        context["downloads"] = registry.downloads_of(self)
        return context

    def acted_on(self) -> list[Any]:
        """Return the acts on other documents that this one decided or that it replaced."""
        rows = self.acts_by_it.filter(document__live=True).select_related("document")
        return list(rows.order_by("on", "pk"))

    def acts(self) -> list[Any]:
        """Return the acts on its validity, in the order of their days."""
        return list(self.validity_acts.select_related("by_document").order_by("on", "pk"))

    def history(self) -> list[tuple[date, str]]:
        """Return the days of the document's life, in order."""
        steps = [
            (self.legality_reviewed_on, "通过合法性审核"),
            (self.signed_on, "印发"),
            (clock.day_of(self.published_at) if self.published_at else None, "在网站公开"),
            (self.effective_from, "施行"),
            *((act.on, act.kind_label) for act in self.acts()),
        ]
        return sorted(
            ((day, text) for day, text in steps if day is not None), key=lambda step: step[0]
        )


class IndexNumberSequence(models.Model):
    """The last index number given per organ and year; numbers are never given twice."""

    credit_code = models.CharField("统一社会信用代码", max_length=18)
    year = models.PositiveIntegerField("年份")
    last_serial = models.PositiveIntegerField("末号")

    class Meta:
        verbose_name = "索引号序列"
        verbose_name_plural = "索引号序列"
        constraints = [
            models.UniqueConstraint(fields=["credit_code", "year"], name="one_sequence_a_year"),
        ]

    def __str__(self) -> str:
        """Return the sequence."""
        return f"{self.credit_code}/{self.year}"
