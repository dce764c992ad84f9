"""The pages of the plain site: what Wagtail's own tutorial would make of a county."""

from __future__ import annotations

from django.db.models import TextField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search.index import SearchField


class PlainSection(Page):
    """A section that lists its articles."""

    template = "bare/section.html"

    def get_context(self, request, *args, **kwargs):
        """Return the newest twenty articles."""
        context = super().get_context(request, *args, **kwargs)
        context["rows"] = self.get_children().live().order_by("-first_published_at")[:20]
        return context


class PlainArticle(Page):
    """An article of headings and paragraphs."""

    body = StreamField([("heading", CharBlock()), ("paragraph", RichTextBlock())])
    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "bare/article.html"


class PlainText(Page):
    """A page whose text Wagtail's own search knows, as its documentation has it."""

    text = TextField()
    search_fields = [*Page.search_fields, SearchField("text")]
