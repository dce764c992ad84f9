"""What scripts put on the admin's screens is Chinese too."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest

from tests.journeys.admin_words import english

pytestmark = pytest.mark.journey
_LEFT_OUT = re.compile(r"logout|format=|export=|/download|/sheet\.|/workbook|ordering=|\.xlsx|#")
_RECORD = re.compile(r"\d+")
# A button that the date picker keeps and never shows.
_NEVER_SHOWN = ".xdsoft_save_selected"
# What opens by a press of a button: menus, side panels, the editor's list of blocks.
_OPENERS = (
    "[data-side-panel-toggle]",
    "[data-w-dropdown-target=toggle]",
    ".c-sf-add-button",
)
_MOST_SCREENS = 90


def _kind(path):
    """Return which screen an address is, whatever record it shows."""
    parts = urlsplit(path)
    asked = sorted(name.split("=")[0] for name in parts.query.split("&") if name)
    return _RECORD.sub("0", parts.path) + "?" + "&".join(asked)


def _links(page):
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [a for a in found if a and a.startswith("/admin/") and not _LEFT_OUT.search(a)]


def _open_everything(page):
    """Press what opens something, without leaving the page."""
    for selector in _OPENERS:
        for button in page.locator(selector).all()[:6]:
            if button.is_visible():
                button.click(timeout=2000, no_wait_after=True, force=True)


def _data(page):
    """Return Latin words of the demonstration's records: sign-in names, what readers typed."""
    page.goto("/admin/users/")
    names = page.locator("tbody td:nth-child(3)").all_inner_texts()
    typed = {"xitong", "zzzz", "localhost", "127.0.0.1", "GOV"}
    # The picker of days is a table too: its days are no names.
    return frozenset({name.strip() for name in names if not name.strip().isdigit()} | typed)


def _said(page, data):
    """Yield what a screen says that is not Chinese and no data."""
    # In one step: a picker may be built at any moment, also after a removal.
    html = page.evaluate(
        """never => {
            document.querySelectorAll(never).forEach(one => one.remove());
            return document.documentElement.outerHTML;
        }""",
        _NEVER_SHOWN,
    )
    return english(html, data)


def test_no_script_says_anything_in_english(signed_in):
    with signed_in("xitong") as page:
        data = _data(page)
        todo, seen, said, walked = deque(["/admin/"]), Counter(), {}, 0
        while todo and walked < _MOST_SCREENS:
            path = todo.popleft()
            if seen[_kind(path)]:
                continue
            seen[_kind(path)] += 1
            answer = page.goto(path)
            if answer is None or "text/html" not in answer.headers.get("content-type", ""):
                continue
            walked += 1
            todo.extend(_links(page))
            _open_everything(page)
            for text in _said(page, data):
                said.setdefault(text, path)
        assert walked > 40
        assert said == {}
