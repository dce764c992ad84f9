"""Find pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from gongkai.foundation.pages.models import GovPage

_SAME_NAME = 20  # pages of one last part that are compared by their whole path


def live_page_at(address: str) -> int | None:
    """Return the number of the live page at an address an officer copied; None when none is.

    The last part of an address names one page; when several sites use it, the whole path
    decides.
    """
    try:
        parts = [part for part in urlsplit(address.strip()).path.split("/") if part]
    except ValueError:  # no address at all
        return None
    if not parts:
        return None
    found = list(GovPage.objects.filter(slug=parts[-1], live=True)[:_SAME_NAME])
    if len(found) == 1:
        return int(found[0].pk)
    path = "/".join(parts)
    return next(
        (int(page.pk) for page in found if (page.url or "").strip("/").endswith(path)), None
    )
