"""Read everything an admin screen says, and tell which words are not Chinese."""

import json
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Doctype

_HASH = re.compile(r"\b[0-9a-f]{12,}\b")
# Addresses, the numbers of records, how large a picture is and its file are data.
_RECORDS = re.compile(
    r"https?://\S+|(?<![A-Za-z])www\.[A-Za-z.\-]+|(?<!\S)/[\w/\-]+/(?!\S)|[\w.]+@[\w.]+|\b[A-Z]?\d{6,}[\dA-Z]*(?:/[\d-]+)?|\b\d+x\d+\b|\b[\w-]*\d+\.(?:png|jpg)\b|\*+\d+X\b|\b[A-Z]+-\d{4}-\d+\b"
)
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’._\-]*")
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "aria-description", "label",
           "data-w-tooltip-content-value", "data-w-progress-active-value")  # fmt: skip
# A counter holds its number only once the script has filled it.
_CODE = ("style", "svg", "code", "script")  # code: data shown as it is kept, hashes among them
_SENTENCE = re.compile(r"^[A-Z][a-z]+( [A-Za-z,.'’]+)*[.?!…]?$")
# Values in the widgets' data that are no words: names of CSS classes and of icons.
_UNSPOKEN_KEYS = frozenset({"classname", "icon_name", "icon", "id", "name", "type", "_type"})

# Latin words that officers write themselves, and why each stays.
ALLOWED = {
    "AVIF GIF JPG JPEG PNG WEBP PDF CSV XLSX xlsx zip Word Excel WPS JSON HTML": "names of formats",
    "URL URLs ID UID ICP MB KB JavaScript docx": "in daily use, 网站标识和备案用语",
    "gov.cn IPv6": "part of every government address; 支持IPv6是建设要求",
    "gongkai static verify work documents import": "commands, as they are typed on the server",
    "H5 5G G cn": "written so in policy papers; cn is left of gov.cn beside the organ gov",
    "GB T": "numbers of national standards, as every basis is cited",
    "live no": "a question to the search, as it is typed",
    "Esc Ctrl Alt Shift Enter Tab Cmd s p m c x v z y k b i j u d": "names of keys",
    "A Z": "order of the alphabet in a sort option",
    "Wagtail v8.0.1": "product and version, kept for support",
}
WORDS = frozenset(word for words in ALLOWED for word in words.split())


def english(html: str, data: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what a screen says with Latin words that are neither allowed nor data."""
    for text in spoken(BeautifulSoup(html, "html.parser")):
        said = _HASH.sub("", _RECORDS.sub("", _without(text, data)))
        left = [word.strip(".") for word in LATIN.findall(said)]
        left = [word for word in left if word not in WORDS]
        if left:
            yield text


def _without(text: str, data: frozenset[str]) -> str:
    """Return a text without the data it shows."""
    for word in sorted(data, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def spoken(soup: BeautifulSoup) -> Iterator[str]:
    """Yield visible text, spoken attributes, and what scripts are given to say."""
    for script in soup.find_all("script"):
        if "json" in script.get("type", "") or script.get("id", "").endswith("props"):
            yield from _said_in(_json(script.string or ""))
    for element in soup.find_all("template"):
        yield from spoken(BeautifulSoup(element.decode_contents(), "html.parser"))
        element.decompose()
    for element in soup.select(",".join(_CODE) + ",[data-side-panel-toggle-counter]"):
        element.decompose()
    for node in soup.find_all(string=True):
        if not isinstance(node, Comment | Doctype) and node.strip():
            yield " ".join(node.split())
    for element in soup.find_all(True):
        yield from _attributes(element)


def _attributes(element: object) -> Iterator[str]:
    """Yield what the attributes of one element say."""
    for name, value in element.attrs.items():
        if not isinstance(value, str):
            continue
        is_button = element.name == "input" and element.get("type") in {"submit", "button"}
        if name in _SPOKEN or (is_button and name == "value"):
            yield value
        elif name.startswith("data-") and value[:1] in "[{":
            yield from _said_in(_json(value))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _said_in(value: object, key: str = "") -> Iterator[str]:
    """Yield the sentences inside data for scripts."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _said_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _said_in(inner, key)
    elif isinstance(value, str) and key not in _UNSPOKEN_KEYS:
        if "<" in value:
            yield from spoken(BeautifulSoup(value, "html.parser"))
        elif _SENTENCE.match(value):
            yield value
