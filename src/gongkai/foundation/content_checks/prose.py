"""Read the words of a piece of HTML, and mark places of them without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ENDS = frozenset(
    {
        *("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"),
        *("table", "ul", "ol", "blockquote", "dd", "dt", "caption", "br", "figure", "figcaption"),
    }
)
_CELLS = frozenset({"td", "th"})
_UNREAD = frozenset({"script", "style", "template", "noscript", "svg"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a text that is shown marked.

    Attributes:
        start: first code point in ``Prose.text``.
        end: the code point after the last.
        number: what is written beside it.
        css: class of the mark.
    """

    start: int
    end: int
    number: int
    css: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that stand together in the tree: an element's own text, or what follows it."""

    element: HtmlElement
    is_tail: bool
    start: int
    words: str


class Prose:
    """The words of a piece of HTML; lines are paragraphs, cells of a row are parted by tabs.

    Args:
        html: a fragment, as templates and rich text yield it.
    """

    def __init__(self, html: str) -> None:
        self._root = lxml_html.fragment_fromstring(html, create_parent="div")
        self._runs: list[_Run] = []
        pieces: list[str] = []
        length = 0
        for piece in _pieces(self._root):
            if isinstance(piece, str):
                if not pieces or (piece == "\n" and pieces[-1].endswith("\n")):
                    continue
                words = piece
            else:
                element, is_tail, words = piece
                self._runs.append(_Run(element, is_tail, length, words))
            pieces.append(words)
            length += len(words)
        self.text = "".join(pieces).rstrip("\n\t")

    def marked(self, marks: Sequence[Mark]) -> str:
        """Return the HTML with a numbered mark around each place; places do not overlap.

        A place that runs over several elements is marked in each, numbered in the last.
        """
        for run in self._runs:
            inside = [
                mark
                for mark in marks
                if mark.start < run.start + len(run.words) and mark.end > run.start
            ]
            if inside:
                _put(run, sorted(inside, key=lambda mark: mark.start))
        inner = escape(self._root.text or "", quote=False)
        return inner + "".join(
            lxml_html.tostring(child, encoding="unicode") for child in self._root
        )


def _pieces(root: HtmlElement) -> Iterator[str | tuple[HtmlElement, bool, str]]:
    """Yield runs of words in the order of reading, and the breaks between them."""
    if root.tag in _UNREAD or not isinstance(root.tag, str):
        return
    if root.text and root.text.strip():
        yield root, False, root.text
    for child in root:
        yield from _pieces(child)
        if child.tag in _CELLS:
            yield "\t"
        elif child.tag in _ENDS:
            yield "\n"
        if child.tail and child.tail.strip():
            yield child, True, child.tail


def _put(run: _Run, marks: Sequence[Mark]) -> None:
    """Break a run of words at its marks."""
    last, before = 0, ""
    spans: list[HtmlElement] = []
    for mark in marks:
        start = max(0, mark.start - run.start)
        end = min(len(run.words), mark.end - run.start)
        between = run.words[last:start]
        if spans:
            spans[-1].tail = between
        else:
            before = between
        spans.append(_span(mark, run.words[start:end], is_last=mark.end <= run.start + end))
        last = end
    spans[-1].tail = run.words[last:]
    if run.is_tail:
        run.element.tail = before
        parent = run.element.getparent()
        at = parent.index(run.element) + 1
    else:
        run.element.text = before
        parent, at = run.element, 0
    for offset, span in enumerate(spans):
        parent.insert(at + offset, span)


def _span(mark: Mark, words: str, *, is_last: bool) -> HtmlElement:
    """Return a mark with the number that leads to its explanation."""
    span = lxml_html.Element("span", {"class": mark.css})
    span.text = words
    if is_last:
        number = lxml_html.Element("sup")
        link = lxml_html.Element(
            "a", {"href": f"#f{mark.number}", "aria-label": f"第{mark.number}处发现"}
        )
        link.text = str(mark.number)
        number.append(link)
        span.append(number)
    return span
