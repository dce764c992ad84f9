"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.texts import text_of


def register() -> None:
    """Have topics found by what they say themselves."""
    registry.register_kind("topic", "专题")
    registry.register_page("topics.TopicPage", _topic)


def _topic(page: Any) -> registry.Entry:
    said = [block for block in page.blocks if block.block_type in ("questions", "text")]
    words = [
        f"{one['question']} {one['answer'].source}" if block.block_type == "questions" else one
        for block in said
        for one in (block.value if block.block_type == "questions" else [block.value.source])
    ]
    return registry.Entry("topic", text_of(page.summary, page.purpose, *words))
