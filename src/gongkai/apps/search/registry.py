"""Let the apps above say what of theirs is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.domain.search.lives import Life


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of one page and how it is shown.

    Attributes:
        kind: a registered one.
        text: a paragraph a line.
        form: a registered one.
        form_label: as it is shown.
        document_number: as it is shown; it is found however it is typed.
        life: of a document: when it binds.
    """

    kind: str
    text: str
    form: str = ""
    form_label: str = ""
    document_number: str = ""
    life: Life | None = None


Describe = Callable[[Any], Entry]
_kinds: dict[str, str] = {}
_forms: dict[str, str] = {}
_pages: dict[str, Describe] = {}


def register_kind(name: str, label: str) -> None:
    """Name a kind of hit; called when an app is ready."""
    _kinds[name] = label


def register_form(name: str, label: str) -> None:
    """Name a form of interpretations."""
    _forms[name] = label


def register_page(label: str, describe: Describe) -> None:
    """Say what is found of pages of a model (``app.Model``)."""
    _pages[label.lower()] = describe


def kinds() -> dict[str, str]:
    """Return the labels of the kinds."""
    return dict(_kinds)


def forms() -> dict[str, str]:
    """Return the labels of the forms."""
    return dict(_forms)


def page_labels() -> list[str]:
    """Return the models whose pages are found."""
    return list(_pages)


def describe(page: Any) -> Entry | None:
    """Return what is found of a page; None of pages nobody registered."""
    found = _pages.get(page._meta.label_lower)
    return found(page) if found else None
