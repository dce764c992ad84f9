"""Keep the index in step with what is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from gongkai.apps.review import queries as reviews
from gongkai.apps.search import registry
from gongkai.apps.search.engines.choice import engine
from gongkai.apps.search.models import Combination, IndexedText, ZeroResult
from gongkai.domain.search.facets import pack
from gongkai.domain.search.folding import fold
from gongkai.domain.search.lives import written
from gongkai.domain.search.masking import masked
from gongkai.domain.search.numbers import number_key
from gongkai.foundation import clock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import parent_path, paths_above

_BATCH = 200
_BANNER = "banner"
_Indexed = tuple[int, tuple[str, str, str, str]]


@transaction.atomic
def refresh(page_ids: Iterable[int], at: datetime) -> int:
    """Read pages anew; return how many of them are found now."""
    pages = list(GovPage.objects.filter(pk__in=list(page_ids)).select_related("organ").specific())
    sites = _sites({path for page in pages for path in paths_above(page.path)})
    changes = [_describe(page, sites) for page in pages]
    left = sorted(old for old, _ in changes if old is not None)
    entered = sorted(new for _, new in changes if new is not None)
    # Together and by their numbers: SQLite writes the index out whenever rows are saved
    # in between, and whenever a number is smaller than the one before.
    index = engine()
    for number, fields in left:
        index.remove(number, fields)
    for number, fields in entered:
        index.put(number, fields)
    return len(entered)


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; return how many texts it holds."""
    engine().clear()
    IndexedText.objects.all().delete()
    Combination.objects.all().delete()
    models = [apps.get_model(label) for label in registry.page_labels()]
    kinds = ContentType.objects.get_for_models(*models).values()
    public = GovPage.objects.filter(
        content_type__in=list(kinds), first_published_at__isnull=False
    ).values_list("pk", flat=True)
    numbers = list(public.order_by("first_published_at", "pk"))
    found = sum(
        refresh(numbers[i : i + _BATCH], clock.now()) for i in range(0, len(numbers), _BATCH)
    )
    engine().optimise()
    return found


def is_empty() -> bool:
    """Tell whether nothing is found at all: the index was never made."""
    return not IndexedText.objects.exists()


def _sites(paths: set[str]) -> dict[str, int]:
    """Return the number of each page among these paths that opens a site, by its path."""
    homes = [m for m in apps.get_models() if issubclass(m, GovPage) and m.opens_site]
    kinds = {kind.pk for kind in ContentType.objects.get_for_models(*homes).values()}
    above = GovPage.objects.filter(path__in=paths).values_list("path", "pk", "content_type_id")
    return {path: pk for path, pk, kind in above if kind in kinds}


def _is_withdrawn_with_banner(page: Any) -> bool:
    withdrawal = None if page.live else reviews.withdrawal_of(page.pk)
    return withdrawal is not None and str(withdrawal.kind.value) == _BANNER


def _describe(page: Any, sites: dict[str, int]) -> tuple[_Indexed | None, _Indexed | None]:
    """Keep what is shown of a page among the hits; return what leaves the index and enters it."""
    key = f"page:{page.pk}"
    old = IndexedText.objects.filter(key=key).first()
    left = (
        (old.row_number, _fields(old)) if old is not None and old.row_number is not None else None
    )
    banner = _is_withdrawn_with_banner(page)
    entry = registry.describe(page) if page.first_published_at and (page.live or banner) else None
    if entry is None or not page.url:
        if old is not None:
            old.delete()
        return left, None
    homes = [sites[path] for path in paths_above(page.path) if path in sites]
    section = GovPage.objects.filter(path=parent_path(page.path)).values_list("pk", flat=True)
    combination, _ = Combination.objects.get_or_create(
        kind=entry.kind,
        site_id=homes[-1] if homes else 0,
        section_id=section.first() or 0,
        organ_id=page.organ_id or 0,
        form=entry.form,
        lifespan=written(entry.life),
        is_withdrawn=banner,
    )
    row, _ = IndexedText.objects.update_or_create(
        key=key,
        defaults={
            "kind": entry.kind,
            "title": page.title,
            "document_number": entry.document_number,
            "number_key": number_key(entry.document_number),
            "organ_name": page.organ.short_name if page.organ else "",
            "form_label": entry.form_label,
            "text": "" if banner else entry.text,
            "url": page.url,
            "published_on": clock.day_of(page.first_published_at),
        },
    )
    row.row_number = pack(row.published_on, combination.pk, row.pk)
    row.save(update_fields=["row_number"])
    return left, (row.row_number, _fields(row))


def _fields(row: IndexedText) -> tuple[str, str, str, str]:
    return row.title, row.document_number, row.organ_name, row.text


def note_zero_result(words: str, at: datetime) -> None:
    """Count words that found nothing, without what may point at a person."""
    kept = masked(words)
    if not fold(kept):
        return
    on = clock.day_of(at)
    changed = ZeroResult.objects.filter(words=kept).update(times=F("times") + 1, last_on=on)
    if not changed:
        ZeroResult.objects.get_or_create(words=kept, defaults={"times": 1, "last_on": on})
