"""Render for nobody in particular: the request and the shared facts of one batch."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.http.request import validate_host
from wagtail.models import Site

from gongkai.domain.errors import Refusal
from gongkai.foundation import clock

T = TypeVar("T")
_OK = 200


class NotRenderable(Refusal):
    """A view did not answer with a page that may be kept.

    Facts: path, status.
    """

    code = "not_renderable"


_CURRENT: ContextVar[RenderFrame | None] = ContextVar("gongkai_frame", default=None)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns: made once per batch inside one, anew outside."""
    frame = _CURRENT.get()
    return frame.once(key, make) if frame is not None else make()


class RenderFrame:
    """What all pages of one batch share: the instant, the host, facts read once.

    Context code asks ``once`` for what does not change within a batch (the portal, a
    site's menu); a new batch is a new frame, so nothing grows old.

    Attributes:
        at: the instant of the batch.
        day: the date of that instant where the county is.
        site: Wagtail's default site; None before the county is set up.
        host: host name that stands in absolute addresses.
        scheme: http or https.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self.at: datetime = at or clock.now()
        self.day: date = clock.day_of(self.at)
        self.site: Any = (
            Site.objects.select_related("root_page").filter(is_default_site=True).first()
        )
        base = str(settings.WAGTAILADMIN_BASE_URL)
        self.scheme = "https" if base.startswith("https:") else "http"
        self.host = _allowed(base.partition("://")[2].strip("/"))
        self._facts: dict[Hashable, Any] = {}
        self._pages: dict[int, Any] = {}
        self._written: dict[str, Any] = {}

    def keep_pages(self, pages: Mapping[int, Any]) -> None:
        """Hold pages that were read ahead, each until it is asked for."""
        self._pages.update(pages)

    def page(self, page_id: int) -> Any:
        """Return a page that was read ahead; None when it was not."""
        return self._pages.pop(page_id, None)

    def keep(self, key: Hashable, fact: Any) -> None:
        """Hold a fact that was read ahead, under the key ``once`` is asked for."""
        self._facts[key] = fact

    def keep_written(self, rows: Mapping[str, Any]) -> None:
        """Hold what is known to be written of targets, each until its target is written."""
        self._written.update(rows)

    def written(self, target: str) -> Any:
        """Return what was read ahead of a target's files; None when nothing was."""
        return self._written.pop(target, None)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returns, made once per batch."""
        if key not in self._facts:
            self._facts[key] = make()
        found: T = self._facts[key]
        return found

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let ``once`` know this batch, for code that is given no request."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)

    def request(self, path: str, page: Any = None) -> HttpRequest:
        """Return an anonymous GET request for a path, of no session and no cookies.

        Args:
            path: address with its leading slash.
            page: page whose site the frame of the page shows; None for the portal.
        """
        request = HttpRequest()
        request.method = "GET"
        request.path = request.path_info = path
        request.META = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": self.host.partition(":")[0],
            "SERVER_PORT": self.host.partition(":")[2] or "80",
            "HTTP_HOST": self.host,
            "wsgi.url_scheme": self.scheme,
        }
        request.GET = QueryDict("")  # type: ignore[assignment]
        request.user = AnonymousUser()
        request._wagtail_site = self.site  # type: ignore[attr-defined]  # noqa: SLF001 -- Wagtail's own cache
        request.gongkai_frame = self  # type: ignore[attr-defined]
        if page is not None:
            request.gongkai_page = page  # type: ignore[attr-defined]
        return request

    def answer(
        self, view: Callable[..., HttpResponseBase], path: str, *args: Any, **kwargs: Any
    ) -> bytes:
        """Return the bytes a view answers an anonymous reader at a path.

        Raises:
            NotRenderable: the view answered something else than 200.
        """
        return body_of(view(self.request(path), *args, **kwargs), path)


def _allowed(host: str) -> str:
    """Return the host, or the first the server answers to when it does not answer to this."""
    domain = host.partition(":")[0]
    if validate_host(domain, settings.ALLOWED_HOSTS):
        return host
    return str(next(iter(settings.ALLOWED_HOSTS), "localhost"))


def body_of(response: Any, path: str) -> bytes:
    """Return the rendered bytes of a response.

    Raises:
        NotRenderable: its status is not 200.
    """
    if response.status_code != _OK:
        raise NotRenderable(path=path, status=response.status_code)
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    return bytes(response.content)


def frame_of(request: HttpRequest) -> RenderFrame | None:
    """Return the batch a request is rendered in; None for a reader's own request."""
    found: RenderFrame | None = getattr(request, "gongkai_frame", None)
    return found
