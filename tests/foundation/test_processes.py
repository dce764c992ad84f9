"""Processes of our own that work beside the one that asked for them."""

from __future__ import annotations

import os

import typst

from gongkai.foundation import processes


def _set_a_page(text: str) -> int:
    return len(typst.compile(text.encode()))


def test_begins_a_process_that_sets_pdf_after_its_parent_did() -> None:
    """A copy of this process would wait for ever for threads that stayed behind."""
    assert _set_a_page("甲") > 0
    with processes.side_by_side(1) as pool:
        assert pool.submit(_set_a_page, "乙").result(timeout=120) > 0
        assert pool.submit(os.getpid).result(timeout=120) != os.getpid()
