"""Read the HTML of Word, WPS, WeChat and web pages as a row of plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import nh3
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, Tag

from gongkai.apps.websites.importing.words import tidy

_DROPPED = frozenset(
    {
        *("script", "style", "head", "meta", "link", "title", "xml", "template", "object"),
        *("iframe", "svg", "input", "button", "select", "textarea", "noscript", "video"),
        *("audio", "mp-common-profile"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "center"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table"),
        *("tbody", "tr", "td", "blockquote", "figure", "figcaption", "pre", "html", "body"),
    }
)
_TRACKING = re.compile(r"utm_\w+|spm|from|isappinstalled|scene|chksm|fbclid|gclid")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")
_CENTRED = re.compile(r"text-align\s*:\s*center")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_RICH = {"p", "b", "a", "ul", "ol", "li", "br"}
_TINY = 2  # pixels: a picture that counts readers


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        kind: ``text``, ``item``, ``quote``, ``table`` or ``picture``.
        html: its words with bold and links.
        level: of a heading; 0 of anything else.
        centred: whether it is set in the middle.
        bold: whether all of it is bold.
        marker: what Word counted it with: ``1.``, ``·``.
        ordered: whether it is an item of a numbered list.
        tag: the table or picture itself.
    """

    kind: str
    html: str = ""
    level: int = 0
    centred: bool = False
    bold: bool = False
    marker: str = ""
    ordered: bool = False
    tag: Tag | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """Return its words."""
        return tidy(BeautifulSoup(self.html, "html.parser").get_text()).strip()


_PLAIN = Line("text")


def lines_of(html: str) -> list[Line]:
    """Return the lines of an HTML text that say something."""
    soup = BeautifulSoup(html, "lxml")
    for node in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        node.extract()
    found = _lines(soup, _PLAIN)
    return [line for line in found if line.kind in {"table", "picture"} or line.text]


def rich(html: str) -> str:
    """Return rich text with nothing but paragraphs, lists, bold and harmless links."""
    return nh3.clean(
        html,
        tags=_RICH,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def shown_again(html: str) -> str:
    """Return pasted HTML that is harmless to show in the box again, pictures included."""
    return nh3.clean(
        html,
        tags={*_RICH, "h1", "h2", "h3", "h4", "img", "table", "tbody", "thead", "tr", "td", "th",
              "div", "blockquote"},
        attributes={"a": {"href"}, "img": {"src", "alt"}, "p": {"align"}, "h1": {"align"},
                    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes={"http", "https", "mailto", "tel", "data"},
        attribute_filter=_only_own_pictures,
        link_rel=None,
    )  # fmt: skip


def _only_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Let a picture bring itself along, and a link go anywhere but into data."""
    is_data = value.strip().lower().startswith("data:")
    if tag == "img" and attribute == "src":
        return value if value.startswith("data:image/") and "svg" not in value[:20] else None
    return None if is_data and attribute == "href" else value


def _lines(node: Tag, now: Line) -> Iterator[Line]:
    """Yield the lines below an element; runs of words between blocks make lines too."""
    run: list[str] = []
    for child in list(node.children):
        if isinstance(child, NavigableString):
            run.append(escape(str(child), quote=False))
        elif not isinstance(child, Tag) or _is_dropped(child):
            continue
        elif child.name == "br" or _breaks(child):
            yield _run(run, now)
            run = []
            yield from _block(child, now)
        else:
            run.append(_inline(child))
    yield _run(run, now)


def _run(pieces: list[str], now: Line) -> Line:
    """Return the line made of a run of words."""
    return replace(now, html=tidy("".join(pieces)).strip())


def _is_dropped(tag: Tag) -> bool:
    return tag.name in _DROPPED or bool(_HIDDEN.search(_style(tag)))


def _breaks(tag: Tag) -> bool:
    """Tell whether an element ends the line before it."""
    return tag.name in _BLOCKS or tag.name == "img" or tag.find([*_BLOCKS, "img", "br"]) is not None


def _style(tag: Tag) -> str:
    return str(tag.get("style") or "").lower()


def _block(tag: Tag, now: Line) -> Iterator[Line]:
    """Yield the lines of one block."""
    if tag.name == "br":
        return
    if tag.name == "img":
        if not _counts_readers(tag):
            yield Line("picture", tag=tag)
    elif tag.name == "table":
        cells = tag.find_all(["td", "th"])
        if len(cells) <= 1:  # a frame around something, as page editors draw them
            yield from _lines(tag, now)
        else:
            yield Line("table", tag=tag)
    else:
        yield from _lines(tag, _inside(tag, now))


def _inside(tag: Tag, now: Line) -> Line:
    """Return what lines inside a block are."""
    style = _style(tag)
    centred = bool(_CENTRED.search(style)) or str(tag.get("align") or "").lower() == "center"
    now = replace(now, centred=now.centred or centred or tag.name == "center"
                  or "centred" in (tag.get("class") or ()))  # fmt: skip
    if re.fullmatch(r"h[1-6]", tag.name):
        return replace(now, level=int(tag.name[1]))
    if tag.name == "blockquote":
        return replace(now, kind="quote")
    if tag.name == "li":
        parent = tag.find_parent(["ul", "ol"])
        return replace(now, kind="item", ordered=parent is not None and parent.name == "ol")
    if "mso-list" in style or "MsoListParagraph" in " ".join(tag.get("class") or ()):
        return replace(now, marker=_take_marker(tag))
    words = tidy(tag.get_text()).strip()
    bold = bool(words) and tidy("".join(_bold_words(tag))).strip() == words
    return replace(now, bold=bold or now.bold)


def _bold_words(tag: Tag) -> Iterator[str]:
    """Yield the words of an element that are bold."""
    for text in tag.find_all(string=True):
        above = [one for one in text.parents if isinstance(one, Tag)]
        if any(one.name in {"b", "strong"} or _BOLD.search(_style(one)) for one in above):
            yield str(text)


def _take_marker(tag: Tag) -> str:
    """Return what Word counted an item with, and take it out of the words."""
    for span in tag.find_all("span"):
        if _MARKER.search(_style(span)):
            marker = tidy(span.get_text()).strip()
            span.extract()
            return marker
    return ""


def _inline(tag: Tag) -> str:
    """Return an element within a line as bold, link or words."""
    inner = "".join(
        escape(str(child), quote=False) if isinstance(child, NavigableString) else _inline(child)
        for child in tag.children
        if isinstance(child, NavigableString) or (isinstance(child, Tag) and not _is_dropped(child))
    )
    if not inner.strip():
        return inner
    if tag.name == "a" and (address := _address(str(tag.get("href") or ""))):
        return f'<a href="{escape(address)}">{inner}</a>'
    if tag.name in {"b", "strong"} or _BOLD.search(_style(tag)):
        return inner if "<b>" in inner else f"<b>{inner}</b>"
    return inner


def _address(href: str) -> str:
    """Return an address without what follows readers; nothing for one that leads nowhere."""
    parts = urlsplit(href.strip())
    if parts.scheme not in {"http", "https", "mailto", "tel"}:
        return ""
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.fullmatch(k)]  # fmt: skip
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _counts_readers(tag: Tag) -> bool:
    """Tell whether a picture is one of those that nobody sees."""
    sizes = [str(tag.get(side) or "") for side in ("width", "height")]
    return any(size.isdigit() and int(size) <= _TINY for size in sizes)
