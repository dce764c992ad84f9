"""Offer templates the icons, dates, titles, marks and charts of the design."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from gongkai.foundation.ui import charts, furniture, pictures

register = template.Library()

ICONS = frozenset(
    {
        *("alert", "book", "calendar", "chart", "check", "clock", "dialog", "document"),
        *("download", "eye", "filter", "grid", "home", "inbox", "info", "megaphone", "menu"),
        *("pause", "pen", "person", "phone", "pin", "print", "qr", "request", "scale", "search"),
        *("stop", "text-size", "yuan"),
    }
)
FALLBACK_ICON = "document"

WEEKDAYS = "一二三四五六日"
SOFT_BREAK = "｜"
KILOBYTE = 1024

CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇]+[章编]")
# What rich text keeps by number and Wagtail writes out; most paragraphs have none.
_REFERRING = re.compile(r"<(?:a|embed)\b")
ARTICLE = re.compile(r"(<p[^>]*>)\s*(第[一二三四五六七八九十百零〇]+条)[\s\u3000]*")

IN_FORCE = {"in_force", "current", "valid"}
NO_LONGER = {"expired", "repealed", "superseded", "void", "invalid"}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Return one drawing of the sprite; a word always stands beside it."""
    known = name if name in ICONS else FALLBACK_ICON
    classes = f"g-i {css}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>',
        classes,
        known,
    )


register.simple_tag(icon, name="g_icon")


@register.filter(expects_localtime=True)
def cn_date(value: date | None) -> str:
    """Return ``2026年4月30日``, or nothing for no date."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter(expects_localtime=True)
def cn_weekday(value: date | None) -> str:
    """Return ``星期四``, or nothing for no date."""
    return f"星期{WEEKDAYS[value.weekday()]}" if value else ""


@register.filter(expects_localtime=True)
def row_date(value: date | None, today: date | None = None) -> str:
    """Return ``04-30`` within the year of ``today`` and ``2025-04-30`` before it."""
    if not value:
        return ""
    return f"{value:%m-%d}" if today and value.year == today.year else f"{value:%Y-%m-%d}"


@register.filter
def soft_title(value: object) -> SafeString:
    """Return a title whose ``｜`` became places where a line may break."""
    parts = ((part,) for part in str(value or "").split(SOFT_BREAK))
    return format_html_join(mark_safe("<wbr>"), "{}", parts)


@register.filter
def plain_title(value: object) -> str:
    """Return a title without its soft break points."""
    return str(value or "").replace(SOFT_BREAK, "")


@register.filter
def tone(validity: object) -> str:
    """Return ``ok``, ``warn`` or ``void`` for a state of validity."""
    value = str(getattr(validity, "value", validity))
    if value in IN_FORCE:
        return "ok"
    return "void" if value in NO_LONGER else "warn"


@register.simple_tag
def validity_tag(validity: object) -> SafeString | str:
    """Return the mark of validity: a shape and the official word."""
    if not validity:
        return ""
    kind = tone(validity)
    return format_html(
        '<span class="g-tag g-tag--{}">{}{}</span>',
        kind,
        icon({"ok": "check", "warn": "info"}.get(kind, "stop")),
        getattr(validity, "label", validity),
    )


@register.filter
def thousands(value: object) -> str:
    """Return a whole number as ``1,700``; anything else as it is."""
    return f"{value:,}" if isinstance(value, int) else str(value)


@register.filter
def file_size(value: object) -> str:
    """Return ``42 KB`` or ``1.3 MB`` for a number of bytes; words are left alone."""
    if not isinstance(value, int):
        return str(value or "")
    if value < KILOBYTE * KILOBYTE:
        return f"{max(round(value / KILOBYTE), 1)} KB"
    return f"{value / KILOBYTE / KILOBYTE:.1f} MB"


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Return the page numbers to show, with ``…`` where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def bars(
    rows: Iterable[charts.Bar | Sequence[object]], unit: str = "", whole: charts.Number = 0
) -> SafeString:
    """Return horizontal bars of ``(label, value, url)`` rows."""
    return charts.horizontal_bars(rows, unit=unit, whole=whole)


@register.simple_tag
def bar(value: charts.Number, largest: charts.Number, css: str = "f1") -> SafeString:
    """Return a single bar for a cell of a table."""
    return charts.single_bar(value, largest, css)


@register.simple_tag
def columns(
    rows: Iterable[charts.Bar | Sequence[object]],
    title: str,
    unit: str = "",
    *,
    partial_last: bool = False,
) -> SafeString:
    """Return a column chart of ``(label, value, url)`` rows."""
    return charts.columns(rows, title=title, unit=unit, partial_last=partial_last)


@register.filter
def is_chapter(heading: object) -> bool:
    """Tell whether a heading opens a chapter (章) of a document, which is set in the middle."""
    return bool(CHAPTER.match(str(heading)))


@register.filter
def mark_articles(text: object) -> SafeString:
    """Return rich text whose paragraphs opening with ``第×条`` carry it in bold."""
    # Not by way of the text's own template, which would be opened for every paragraph.
    if not isinstance(text, RichText):
        html = conditional_escape(str(text))
    elif _REFERRING.search(text.source):
        html = expand_db_html(text.source)
    else:
        html = text.source
    return mark_safe(ARTICLE.sub(r'\1<span class="g-prose__art">\2</span>', html))


@register.filter
def headings(body: Iterable[Any] | None) -> list[tuple[str, str]]:
    """Return anchor and words of every heading of a body, as the body template numbers them."""
    return [
        (f"c{place}", str(block.value))
        for place, block in enumerate(body or (), start=1)
        if getattr(block, "block_type", "") == "heading"
    ]


@register.simple_tag
def body_picture(body: Iterable[Any], block: Any) -> SafeString | str:
    """Return a picture of a text; all but its first wait until a reader comes near."""
    first = next((one for one in body if one.block_type == "picture"), None)
    return pictures.in_text(block.value, is_first=first is block)


@register.simple_tag
def plate_picture(image: Any) -> SafeString | str:
    """Return a picture in the form of the plate beside the lead story."""
    return pictures.in_plate(image)


@register.filter
def named(tags: Iterable[tuple[str, str]] | None, name: str) -> str:
    """Return the content of the meta tag of a name."""
    return furniture.meta_value(tags, name)


@register.filter
def digits(text: object) -> str:
    """Return the digits of a text: the code inside a filing number."""
    return furniture.digits(text)


@register.filter
def full_stop(text: object) -> str:
    """Return a sentence with its full stop, whether or not its author typed one."""
    words = str(text or "").strip().rstrip("。")
    return f"{words}。" if words else ""


@register.simple_tag
def theme_colours(accent: str) -> tuple[str, str]:
    """Return the colours of a site's frame in light and in dark."""
    return furniture.theme_colours(accent)


@register.simple_tag(takes_context=True)
def absolute_address(context: dict[str, Any]) -> str:
    """Return the lasting address of the page."""
    return furniture.absolute_address(context)


@register.simple_tag
def qr_code(address: str, title: str = "本页网址的二维码") -> SafeString | str:
    """Return an address as a drawn QR code; nothing for no address."""
    return furniture.qr_svg(address, title) if address else ""


class KeptNode(template.Node):
    """A part of a page that is drawn once per batch for each value of its keys."""

    def __init__(self, keys: Sequence[Any], nodelist: template.NodeList) -> None:
        self.keys, self.nodelist = keys, nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the part as it was drawn first in this batch, or draw it."""
        frame = getattr(context.get("request"), "gongkai_frame", None)
        if frame is None:
            return self.nodelist.render(context)
        key = ("ui.kept", *(str(one.resolve(context)) for one in self.keys))
        kept: SafeString = frame.once(key, lambda: self.nodelist.render(context))
        return kept


@register.tag
def kept(parser: Any, token: Any) -> KeptNode:
    """Draw what stands between the tags once per batch for each value of the keys.

    ``{% kept "footer" website.pk %}…{% endkept %}``: the keys must name all that the part
    depends on. Outside a batch, it is drawn each time.
    """
    keys = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(keys, nodelist)


@register.filter
def current_places(navigation: Iterable[dict[str, Any]] | None) -> str:
    """Return which entries of a menu are current, as a key of the menu's looks."""
    return "".join("1" if entry.get("current") else "0" for entry in navigation or ())
