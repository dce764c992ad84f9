"""Officers read Wagtail in Chinese, whole and in one set of words."""

import ast
import gettext
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils.translation import gettext as gettext_of_django
from django.utils.translation import override

SOURCE = Path(__file__).resolve().parents[2] / "src"
OURS = SOURCE / "gongkai" / "locale" / "zh_Hans" / "LC_MESSAGES"
SPEC = importlib.util.find_spec("wagtail")
WAGTAIL = Path(next(iter(SPEC.submodule_search_locations)))
DOMAINS = ("django", "djangojs")

LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+)?(".*")$')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")

# What django-filter writes behind the name of a field; its catalogue is not loaded.
OF_OTHER_PACKAGES = frozenset(
    {
        "contains",
        "date",
        "is greater than or equal to",
        "is in",
        "is in range",
        "is less than or equal to",
        "is null",
        "month",
        "year",
    }
)


@dataclass
class Entry:
    """One message of a catalogue, its texts by keyword."""

    texts: dict[str, str] = field(default_factory=dict)
    flags: str = ""

    @property
    def key(self) -> str | tuple[str, int]:
        msgid = self.texts["msgid"]
        if "msgctxt" in self.texts:
            msgid = f"{self.texts['msgctxt']}\x04{msgid}"
        return (msgid, 0) if "msgid_plural" in self.texts else msgid

    @property
    def originals(self) -> list[str]:
        return [self.texts[k] for k in ("msgid", "msgid_plural") if k in self.texts]

    @property
    def translation(self) -> str:
        return self.texts.get("msgstr[0]", self.texts.get("msgstr", ""))


def read_po(path: Path) -> Iterator[Entry]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        entry, keyword = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.flags += line
            elif match := LINE.match(line):
                keyword = match[1] or keyword
                entry.texts[keyword] = entry.texts.get(keyword, "") + ast.literal_eval(match[2])
        if entry.texts.get("msgid"):
            yield entry


def read_mo(path: Path) -> dict[str | tuple[str, int], str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {k: v for k, v in gettext.GNUTranslations(file)._catalog.items() if k != ""}


def english_catalogues() -> list[Path]:
    return sorted(
        path for path in WAGTAIL.rglob("locale/en/LC_MESSAGES/*.po") if path.stem in DOMAINS
    )


def chinese_beside(english: Path) -> Path:
    return english.parents[2] / "zh_Hans" / "LC_MESSAGES" / f"{english.stem}.mo"


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_wagtail_brings_english_catalogues_to_compare_with():
    assert {path.stem for path in english_catalogues()} == set(DOMAINS)


@pytest.mark.parametrize(
    "english", english_catalogues(), ids=lambda path: str(path.relative_to(WAGTAIL))
)
def test_every_sentence_of_wagtail_is_in_chinese(english):
    known = read_mo(chinese_beside(english)) | read_mo(OURS / f"{english.stem}.mo")
    missing = [entry.key for entry in read_po(english) if not known.get(entry.key)]
    assert missing == []


@pytest.mark.parametrize(
    "english", english_catalogues(), ids=lambda path: str(path.relative_to(WAGTAIL))
)
def test_every_translation_keeps_the_placeholders(english):
    known = read_mo(chinese_beside(english)) | read_mo(OURS / f"{english.stem}.mo")
    broken = [
        entry.key
        for entry in read_po(english)
        if set(placeholders(known.get(entry.key, "")))
        not in [set(placeholders(original)) for original in entry.originals]
    ]
    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_says_what_the_source_says(domain):
    source = {entry.key: entry.translation for entry in read_po(OURS / f"{domain}.po")}
    assert read_mo(OURS / f"{domain}.mo") == source


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_sentence_is_translated_once_and_never_as_fuzzy(domain):
    entries = list(read_po(OURS / f"{domain}.po"))
    assert [key for key, n in Counter(e.key for e in entries).items() if n > 1] == []
    assert [e.key for e in entries if "fuzzy" in e.flags] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_translations_keep_placeholders_and_tags_one_for_one(domain):
    broken = [
        entry.key
        for entry in read_po(OURS / f"{domain}.po")
        if placeholders(entry.translation) != placeholders(entry.originals[-1])
        or Counter(TAG.findall(entry.translation)) != Counter(TAG.findall(entry.originals[-1]))
    ]
    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_translations_are_of_sentences_wagtail_still_has(domain):
    used = {
        entry.key
        for english in english_catalogues()
        if english.stem == domain
        for entry in read_po(english)
    }
    of_others = OF_OTHER_PACKAGES if domain == "django" else frozenset()
    assert {entry.key for entry in read_po(OURS / f"{domain}.po")} - used == of_others


@pytest.mark.parametrize(
    "english", english_catalogues(), ids=lambda path: str(path.relative_to(WAGTAIL))
)
def test_one_word_names_one_thing_throughout(english):
    other_words = re.compile("请务必|！|你|工作流|取消发布|评论|集合|缩略名|重定向|别名")
    known = read_mo(chinese_beside(english)) | read_mo(OURS / f"{english.stem}.mo")
    used = [known.get(entry.key, "") for entry in read_po(english)]
    assert [text for text in used if other_words.search(text)] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Workflow", "审核流程"),
        ("Collection", "文件夹"),
        ("Unpublish", "撤下"),
        ("slug", "网址标识"),
    ],
)
def test_django_finds_our_words_before_those_of_wagtail(settings, english, chinese):
    assert OURS.parents[1] in [Path(path) for path in settings.LOCALE_PATHS]
    with override("zh-hans"):
        assert gettext_of_django(english) == chinese
