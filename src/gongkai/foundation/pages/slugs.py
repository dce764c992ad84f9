"""Make the numeric addresses of pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps

from gongkai.domain.websites import slug_for


def next_slug(day: date) -> str:
    """Return the next free numeric address of a day, unique in the whole group."""
    pages: Any = apps.get_model("pages.GovPage")
    prefix = slug_for(day, 1)[:8]
    last = (
        pages.objects.filter(
            slug__gte=f"{prefix}0000",
            slug__lte=f"{prefix}9999",
            slug__regex=r"^\d{12}$",  # a copied page may be called 202503120017-2
        )
        .order_by("-slug")
        .values_list("slug", flat=True)
        .first()
    )
    return slug_for(day, int(last[8:]) + 1 if last else 1)
