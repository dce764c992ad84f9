"""Name targets as officers know them."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.apps.static_site.registry import Target, label_of
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.ui.templatetags.gk import plain_title

_WHOLE_GROUP = "全站"


def names_of(targets: Iterable[Target]) -> dict[Target, str]:
    """Return the name of each target, with the title of the page it is about; one query."""
    split = {target: _split(target) for target in targets}
    ids = {int(page) for _, page, _ in split.values() if page.isdigit()}
    titles = dict(GovPage.objects.filter(pk__in=ids).values_list("pk", "title"))
    return {
        target: _name(target, kind, titles.get(int(page)) if page.isdigit() else "", part)
        for target, (kind, page, part) in split.items()
    }


def _split(target: Target) -> tuple[str, str, str]:
    kind, _, reference = target.partition(":")
    page, _, part = reference.partition(":")
    return kind, page, part


def _name(target: Target, kind: str, title: str | None, part: str) -> str:
    """Return the name; the target itself for a kind nobody makes and for a page that is gone."""
    label = label_of(kind)
    if not label or (title is None and "{title}" in label):
        return target
    return label.format(title=plain_title(title) if title else _WHOLE_GROUP, part=part)
