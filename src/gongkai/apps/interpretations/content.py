"""Read a draft out of the stored fields of a page, without asking the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.search.texts import plain
from gongkai.domain.interpretations.faults import Draft, Line
from gongkai.domain.interpretations.pairing import Form, Question

# Where each answer is kept.
FIELDS: Mapping[Question, str] = {
    Question.WHO: "who_is_affected",
    Question.MATERIALS: "what_to_bring",
    Question.UNTIL_WHEN: "until_when",
    Question.CONTACT: "whom_to_ask",
}
# Streams whose words and pictures a reader sees.
_STREAMS = ("body", "points")
_NO_TEXT = frozenset(
    {"id", "type", "image", "alt_text", "decorative", "cell", "mergeCells", "table_header_choice"}
)


def answers_of(interpretation: Interpretation) -> dict[Question, str]:
    """Return what an interpretation answers to the four questions."""
    return {question: getattr(interpretation, name) for question, name in FIELDS.items()}


def draft_of(content: Mapping[str, Any], document_text: str = "") -> Draft:
    """Return what the rules look at, from the fields of a revision.

    Args:
        content: the fields in their stored form.
        document_text: of the document explained; empty when nobody asks what is copied.
    """
    blocks = [block for name in _STREAMS for block in stream(content.get(name))]
    return Draft(
        form=Form(content["form_value"]),
        answers={question: content.get(name) or "" for question, name in FIELDS.items()},
        lines=tuple(line for block in blocks for line in _lines(block)),
        descriptions=tuple(words for block in blocks for words in _descriptions(block)),
        document_text=document_text,
    )


def stream(stored: Any) -> list[Mapping[str, Any]]:
    """Return the blocks of a stored stream field; none for an empty one."""
    blocks = json.loads(stored) if isinstance(stored, str) and stored else stored
    return list(blocks or [])


def _lines(block: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the paragraphs of a block."""
    is_heading = block.get("type") == "heading"
    for said in _said(block.get("value")):
        for line in plain(said).splitlines():
            if line.strip():
                yield Line(line.strip(), is_heading)


def _said(value: Any) -> Iterator[str]:
    """Yield the words of a value, those that describe pictures left out."""
    if isinstance(value, str):
        yield value
    for part in _parts(value):
        yield from _said(part)


def _parts(value: Any) -> Iterable[Any]:
    """Return what a value holds that may have words in it."""
    if isinstance(value, Mapping):
        return [part for key, part in value.items() if key not in _NO_TEXT]
    return value if isinstance(value, list | tuple) else ()


def _descriptions(value: Any) -> Iterator[str]:
    """Yield the words that describe each picture; those of a decoration are not asked for."""
    if isinstance(value, Mapping) and value.get("image") and "alt_text" in value:
        if not value.get("decorative"):
            yield value["alt_text"] or ""
    elif isinstance(value, Mapping | list | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _descriptions(part)
