"""Put the cards of interpretations among the public files.

Targets: ``cards:<page>``. The cards show the live text, which is the approved one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from gongkai.apps.documents import dependents as documents
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import sheets
from gongkai.apps.static_site.registry import (
    Output,
    RenderFrame,
    Target,
    register_daily,
    register_dependents,
    register_everything,
    register_producer,
)
from gongkai.domain.interpretations.pairing import Form
from gongkai.foundation.pages.models import GovPage

_DOCUMENT = "documents.PolicyDocument"
_MAY_HAVE = Q(form_value=Form.H5.value) | Q(has_cards=True)


def register() -> None:
    """Say who makes cards and when; called when the app is ready."""
    register_producer("cards", files_of, "《{title}》的手机卡片版")
    register_everything(everything)
    register_dependents(of_page)
    register_daily(changing_on)


def target_of(page_id: int) -> Target:
    """Return the target of an interpretation's cards."""
    return f"cards:{page_id}"


def files_of(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the cards of a public interpretation; nothing when it has or may have none."""
    page = shown(Interpretation.objects.filter(pk=reference).first())
    if page is None or page.get_view_restrictions().exists():
        return
    path = sheets.cards_url(page)
    yield Output(f"{path.removeprefix('/')}index.html", drawn(page, frame.request(path, page)))


def shown(page: Interpretation | None) -> Interpretation | None:
    """Return an interpretation when it is public and has cards."""
    return page if page is not None and page.live and sheets.cards_url(page) else None


def drawn(page: Interpretation, request: HttpRequest) -> bytes:
    """Return the cards as one page."""
    context = {"page": page, "guide": sheets.guide_of(page)}
    return render_to_string(sheets.CARDS_TEMPLATE, context, request).encode()


def everything() -> Iterator[Target]:
    """Yield the targets of all interpretations that may have cards."""
    rows = Interpretation.objects.live().filter(_MAY_HAVE).order_by("path")
    yield from map(target_of, rows.values_list("pk", flat=True))


def of_page(page: GovPage) -> Iterable[Target]:
    """Return the cards of an interpretation, or those that name a document."""
    if isinstance(page, Interpretation):
        return [target_of(page.pk)]  # without asking whether it has any: it may have had some
    if page._meta.label == _DOCUMENT:
        return _naming(Q(document_id=page.pk))
    return ()


def changing_on(day: date) -> Iterable[Target]:
    """Return the cards that name a document whose validity is another from this day on."""
    turned = {
        int(number)
        for kind, _, number in (one.partition(":") for one in documents.changing_on(day))
        if kind == "page"
    }
    return _naming(Q(pk__in=turned))


def _naming(which: Q) -> list[Target]:
    rows = Interpretation.objects.live().filter(which, _MAY_HAVE).order_by("pk")
    return [target_of(pk) for pk in rows.values_list("pk", flat=True)]
