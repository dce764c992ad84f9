"""Make the files of one target, for an anonymous reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template.loader import render_to_string
from modelcluster.models import get_all_child_relations
from wagtail.models import PageViewRestriction

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site import registry
from gongkai.apps.static_site.frame import RenderFrame, body_of
from gongkai.apps.static_site.registry import Output, Target
from gongkai.foundation.pages.models import GovPage

BANNER, REDIRECT = "banner", "redirect"
_NEEDED = ("path", "depth", "url_path", "live", "first_published_at", "content_type_id")


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a target and, of a page, what it said.

    Attributes:
        outputs: the files.
        page_id: id of the page; None for targets that are no page.
        text_hash: hash of the live text that was rendered; empty when none was.
    """

    outputs: list[Output]
    page_id: int | None = None
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What the public is told about a page that was withdrawn.

    Attributes:
        kind: banner, redirect or gone.
        public_reason: the reason as it may be read by everybody.
        at: when it was withdrawn.
        redirect_to: address of the page to read instead; empty when there is none.
    """

    kind: str
    public_reason: str
    at: datetime
    redirect_to: str = ""


def make(target: Target, frame: RenderFrame) -> Made:
    """Return the files of a target.

    Raises:
        UnknownTarget: nobody makes targets of its kind.
        NotRenderable: a page answered with something else than 200.
    """
    kind, _, reference = target.partition(":")
    with frame.entered():
        if kind == "page":
            return make_page(int(reference), frame)
        return Made(registry.produce(target, frame))


def make_page(page_id: int, frame: RenderFrame) -> Made:
    """Return the files of a page: its text, or what stands in its place when it was withdrawn.

    A page that was never public, or stands outside the site, has no files.
    """
    page: Any = frame.page(page_id)
    base: Any = page or GovPage.objects.filter(pk=page_id).only(*_NEEDED).first()
    if base is None or base.first_published_at is None:
        return Made([], page_id)
    folder = folder_of(base, frame)
    if folder is None or _is_private(base, frame):
        return Made([], page_id)
    # A withdrawal takes the page's life; while it lives there is none to look for.
    withdrawal = None if base.live else _withdrawal_of(page_id)
    kind = withdrawal.kind if withdrawal is not None else ""
    if kind == REDIRECT:
        content = _stand_in("redirect", base, withdrawal, frame)
        return Made([Output(f"{folder}index.html", content)], page_id)
    if not base.live and kind != BANNER:
        content = _stand_in("gone", base, withdrawal, frame)
        return Made([Output(f"{folder}gone.html", content)], page_id)
    page = page or _with_all_it_holds(base)
    # Before it is drawn: drawing gives blocks without a number one of their own.
    text_hash = str(reviews.hash_of(page.serializable_data()))
    content = render_page(page, f"/{folder}", frame, withdrawal)
    return Made([Output(f"{folder}index.html", content)], page_id, text_hash)


def _withdrawal_of(page_id: int) -> Withdrawn | None:
    """Return how a page is withdrawn, with the address to go to; None when it is not."""
    found = reviews.withdrawal_of(page_id)
    if found is None:
        return None
    target = GovPage.objects.filter(pk=found.redirect_to_id).first()
    return Withdrawn(
        str(found.kind.value), found.public_reason, found.at, (target.url or "") if target else ""
    )


def _with_all_it_holds(base: GovPage) -> Any:
    """Return the page as its own kind, its organ with it."""
    kind: Any = ContentType.objects.get_for_id(base.content_type_id).model_class()
    return kind._default_manager.select_related("organ").get(pk=base.pk)


def read_ahead(page_ids: list[int], frame: RenderFrame) -> None:
    """Read the public pages of a chunk at once, each as its own kind, for the frame to give."""
    rows = GovPage.objects.filter(pk__in=page_ids, live=True).values_list("pk", "content_type_id")
    kinds: dict[int, list[int]] = {}
    for pk, kind_id in rows:
        kinds.setdefault(kind_id, []).append(pk)
    found: dict[int, Any] = {}
    for kind_id, numbers in kinds.items():
        kind: Any = ContentType.objects.get_for_id(kind_id).model_class()
        # The hash of a text holds its child rows: read once, not once for every page.
        children = [one.get_accessor_name() for one in get_all_child_relations(kind)]
        rows_of_kind = kind._default_manager.select_related("organ").prefetch_related(*children)
        found |= rows_of_kind.in_bulk(numbers)
    frame.keep_pages(found)
    with frame.entered():
        registry.read_ahead(list(found.values()), frame)


def folder_of(page: GovPage, frame: RenderFrame) -> str | None:
    """Return the page's folder below the public root with its slash; None outside the site."""
    root = frame.site.root_page.url_path if frame.site else None
    if root is None or not page.url_path.startswith(root):
        return None
    return str(page.url_path[len(root) :])


def render_page(
    page: Any, path: str, frame: RenderFrame, withdrawal: Withdrawn | None = None
) -> bytes:
    """Return the page as an anonymous reader sees it.

    Raises:
        NotRenderable: it did not answer with 200.
    """
    response = page.serve(frame.request(path, page))
    if withdrawal is not None and getattr(response, "context_data", None) is not None:
        response.context_data["withdrawal"] = withdrawal
    return body_of(response, path)


def _stand_in(name: str, page: GovPage, withdrawal: Withdrawn | None, frame: RenderFrame) -> bytes:
    """Return what a reader finds in place of a page that was taken away.

    The frame is that of the section above: nothing of the page itself, its title
    included, may be repeated.
    """
    parent: Any = page.get_parent()
    path = f"/{folder_of(page, frame)}"
    request: HttpRequest = frame.request(path, parent.specific if parent else None)
    context = {
        "withdrawal": withdrawal,
        "redirect_to": (withdrawal.redirect_to if withdrawal else "") or "/",
        "public_reason": withdrawal.public_reason if withdrawal else "",
    }
    return render_to_string(f"ui/{name}.html", context, request).encode()


def not_found(_reference: str, frame: RenderFrame) -> list[Output]:
    """Return the page that is shown for addresses nobody knows."""
    content = render_to_string("404.html", {}, frame.request("/404.html")).encode()
    return [Output("404.html", content)]


def _is_private(page: GovPage, frame: RenderFrame) -> bool:
    """Tell whether somebody put a password on the page or on one above it."""
    private = frame.once("private", lambda: list(PageViewRestriction.objects.all()))
    return any(page.path.startswith(restriction.page.path) for restriction in private)


def all_pages() -> list[Target]:
    """Return the targets of all pages that are public, or were."""
    rows = GovPage.objects.filter(depth__gt=1, first_published_at__isnull=False)
    return [registry.page_target(pk) for pk in rows.order_by("path").values_list("pk", flat=True)]


def not_found_page() -> list[Target]:
    """Return the target of the page for unknown addresses."""
    return ["error:404"]
