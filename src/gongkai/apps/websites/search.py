"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.texts import text_of


def register() -> None:
    """Have articles found."""
    registry.register_kind("article", "信息")
    registry.register_page("websites.ArticlePage", _article)


def _article(page: Any) -> registry.Entry:
    return registry.Entry("article", text_of(page.summary, page.body))
