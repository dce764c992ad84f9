"""Read a public page as strictly as a validator does, and name what is wrong with it."""

import re
from collections import Counter
from itertools import pairwise

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
REFERRING = (
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "popovertarget", "for", "headers", "form", "list",
)  # fmt: skip
EXACT_META = (
    "SiteName", "SiteDomain", "SiteIDCode",
    "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url",
)  # fmt: skip
PUB_DATE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


def _tag(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element):
    return "".join(element.itertext()).strip()


def parsed(html):
    """Return the document tree and the errors of the parser as sentences."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    tree = parser.parse(html)
    errors = [f"line {place[0]}: {code} {facts}" for place, code, facts in parser.errors]
    return tree, errors


def faults_of(html):
    """Return everything wrong with a page, as sentences; an empty list for a sound page."""
    tree, faults = parsed(html)
    elements = list(tree.iter())
    for check in (_ids, _outline, _landmarks, _controls, _names, _tables, _meta, _static):
        faults += check(elements)
    return faults


def _ids(elements):
    """Find ids given twice and references that lead nowhere."""
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for one in elements:
        for name in REFERRING:
            for wanted in (one.get(name) or "").split():
                if wanted not in ids:
                    yield f"{_tag(one)} {name}={wanted} leads nowhere"
        target = one.get("href") or ""
        if target.startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"{_tag(one)} href={target} leads nowhere"


def _outline(elements):
    """Find a missing or second h1 and levels of headings left out."""
    levels = [
        (int(_tag(one)[1]), _words(one)) for one in elements if re.fullmatch(r"h[1-6]", _tag(one))
    ]
    if [level for level, _ in levels].count(1) != 1:
        yield "the page has not exactly one h1"
    for (before, _), (level, words) in pairwise(levels):
        if level > before + 1:
            yield f"h{level} “{words}” follows h{before}"
    yield from (f"an h{level} is empty" for level, words in levels if not words)


def _landmarks(elements):
    """Find missing or doubled landmarks and a missing language."""
    counts = Counter(one.tag.removeprefix(XHTML) for one in elements if isinstance(one.tag, str))
    yield from (
        f"{counts[name]} {name} elements" for name in ("main", "title") if counts[name] != 1
    )
    root = next(one for one in elements if _tag(one) == "html")
    if root.get("lang") != "zh-CN":
        yield f"the language is {root.get('lang')}"
    labels = Counter(one.get("aria-label") for one in elements if _tag(one) == "nav")
    yield from (f"{count} nav are called {name}" for name, count in labels.items() if count > 1)


def _controls(elements):
    """Find fields without a label and buttons of an unknown type."""
    labels = [one for one in elements if _tag(one) == "label"]
    labelled = {one.get("for") for one in labels}
    inside = {control for one in labels for control in one.iter()}
    for one in elements:
        tag = _tag(one)
        if tag in {"input", "select", "textarea"} and one.get("type") not in {"hidden", "submit"}:
            named = one.get("id") in labelled or one in inside or one.get("aria-label")
            if not named:
                yield f"{tag} {one.get('name')} has no label"
        if tag == "button" and one.get("type") not in {None, "button", "submit"}:
            yield f"button of type {one.get('type')}"


def _names(elements):
    """Find links, buttons and pictures without a name."""
    for one in elements:
        tag = _tag(one)
        if tag == "img" and one.get("alt") is None:
            yield f"img {one.get('src')} has no alt"
        if one.get("aria-current") and not _words(one):
            yield f"{tag} is current and empty"
        if tag in {"a", "button", "summary"} and not (_words(one) or one.get("aria-label")):
            yield f"{tag} {one.get('href')} has no words"
        if tag == "svg" and one.get("aria-hidden") != "true":
            drawn = [child for child in one if _tag(child) == "title" and _words(child)]
            if not drawn and not one.get("aria-label"):
                yield "an svg is neither hidden nor titled"


def _tables(elements):
    """Find tables without a caption or with header cells that say not what they head."""
    for table in (one for one in elements if _tag(one) == "table"):
        inner = list(table.iter())
        if not any(_tag(one) == "caption" and _words(one) for one in inner):
            yield "a table has no caption"
        heads = [one for one in inner if _tag(one) == "th"]
        if not heads:
            yield "a table has no header cells"
        if any(one.get("scope") is None for one in heads):
            yield "a header cell has no scope"


def _meta(elements):
    """Find meta tags of the annex in another case, empty, twice, or with a date of another form."""
    right = {name.lower(): name for name in EXACT_META}
    given = [
        (one.get("name"), one.get("content") or "")
        for one in elements
        if _tag(one) == "meta" and (one.get("name") or "").lower() in right
    ]
    for name, content in given:
        if name != right[name.lower()]:
            yield f"meta {name} is written {right[name.lower()]}"
        if not content.strip():
            yield f"meta {name} is empty"
        if name == "PubDate" and not PUB_DATE.fullmatch(content):
            yield f"PubDate is {content}"
    counts = Counter(name for name, _ in given)
    yield from (f"meta {name} stands {count} times" for name, count in counts.items() if count > 1)


def _static(elements):
    """Find what may not stand on a page that everybody gets alike: tokens, styles, scripts."""
    for one in elements:
        if one.get("name") == "csrfmiddlewaretoken":
            yield "a form carries a token"
        if one.get("style") is not None:
            yield f"{_tag(one)} carries a style"
        if any(name.startswith("on") for name in one.keys()):  # noqa: SIM118 -- an element is no dict
            yield f"{_tag(one)} carries a script"
        if _tag(one) == "script" and not one.get("src"):
            yield "a script stands in the page"
        if _tag(one) == "style":
            yield "a style sheet stands in the page"
