"""Answer readers from the public directory, before Django is asked.

In production nginx does this (deploy/nginx); a demonstration and a small county without
nginx have the same rules here. Nothing in this module touches the database.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterable
from email.utils import formatdate, parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

ELDER_COOKIE = "elder"
MODE_SHEET = "/mode.css"
INDEX, GONE, NOT_FOUND = "index.html", "gone.html", "404.html"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
SECURITY_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "same-origin"),
)
# Data that other sites' pages may read; no cookie is ever sent along.
OPEN_DATA = "/api/"
ANYBODY = ("Access-Control-Allow-Origin", "*")
_STATUS = {
    200: "200 OK",
    301: "301 Moved Permanently",
    304: "304 Not Modified",
    404: "404 Not Found",
    410: "410 Gone",
}
_BLOCK = 1 << 16
_TEXT = frozenset(
    {"text/html", "text/css", "text/csv", "text/plain", "text/xml", "application/xml"}
)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {".csv": "text/csv", ".xlsx": _XLSX}  # not every system's own list has these


class PublicFiles:
    """A WSGI application that answers what lies in the public directory, and asks Django else.

    Attributes:
        application: whom to ask for everything else.
        root: the public directory.
        elder_sheet: the style sheet of the 长辈版.
    """

    def __init__(self, application: Application, root: Path, elder_sheet: bytes = b"") -> None:
        self.application = application
        self.root = Path(root)
        self.elder_sheet = elder_sheet

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return self.application(environ, start_response)
        path = _path_of(environ)
        if path == MODE_SHEET:
            return self._mode_sheet(environ, start_response)
        status, file = self.find(path)
        if status == 301:  # noqa: PLR2004 -- an HTTP status
            return _moved(environ, start_response)
        if file is None:
            return self.application(environ, start_response)
        return _send(environ, start_response, status, file)

    def find(self, path: str) -> tuple[int, Path | None]:
        """Return status and file for an address; (404, None) when nothing public lies there."""
        parts = path[1:].split("/")
        if not path.startswith("/") or not all(_is_plain(part) for part in parts[:-1]):
            return 404, None
        last = parts[-1]
        folder = self.root.joinpath(*parts[:-1])
        if not last:
            return self._of_folder(folder)
        if not _is_plain(last) or last == GONE:
            return 404, None
        file = folder / last
        if file.is_file():
            return (404 if path == f"/{NOT_FOUND}" else 200), self._inside(file)
        if (file / INDEX).is_file() or (file / GONE).is_file():
            return 301, None
        return 404, None

    def _of_folder(self, folder: Path) -> tuple[int, Path | None]:
        """Return what stands for a folder: its page, or the word that it is gone."""
        for status, name in ((200, INDEX), (410, GONE)):
            if (folder / name).is_file():
                return status, self._inside(folder / name)
        return 404, None

    def _inside(self, file: Path) -> Path | None:
        """Return the file unless a link leads out of the public directory."""
        real, root = os.path.realpath(file), os.path.realpath(self.root)
        return file if real.startswith(f"{root}{os.sep}") else None

    def _mode_sheet(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer the reader's own style sheet: that of the 长辈版, or an empty one."""
        content = self.elder_sheet if _wants_elder(environ) else b""
        headers = [
            ("Content-Type", "text/css; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-cache"),
            ("Vary", "Cookie"),
            *SECURITY_HEADERS,
        ]
        start_response(_STATUS[200], headers)
        return [content] if environ["REQUEST_METHOD"] == "GET" else []


def _path_of(environ: dict[str, Any]) -> str:
    """Return the asked path as text; empty when it is none."""
    try:
        return str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _is_plain(part: str) -> bool:
    """Tell whether a part of a path names something, hides nothing and climbs nowhere."""
    return bool(part) and not part.startswith(".") and not {"\x00", "\\", os.sep} & set(part)


def _wants_elder(environ: dict[str, Any]) -> bool:
    """Tell whether the reader chose the 长辈版."""
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return False
    return ELDER_COOKIE in cookies and cookies[ELDER_COOKIE].value == "1"


def _moved(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send the reader to the same address with its slash."""
    query = environ.get("QUERY_STRING", "")
    target = _quoted(environ) + "/" + (f"?{query}" if query else "")
    start_response(_STATUS[301], [("Location", target), ("Content-Length", "0")])
    return []


def _quoted(environ: dict[str, Any]) -> str:
    """Return the asked path for a header; one leading slash, so it names no other host."""
    from urllib.parse import quote  # noqa: PLC0415 -- needed for a redirect only

    return "/" + quote(_path_of(environ).lstrip("/"), safe="/")


def _send(
    environ: dict[str, Any], start_response: Callable[..., Any], status: int, file: Path
) -> Iterable[bytes]:
    """Answer with a file, or with the word that the reader's copy is still good."""
    try:
        opened = file.open("rb")
    except OSError:
        # Taken away this very moment.
        start_response(_STATUS[404], [("Content-Length", "0")])
        return []
    facts = os.fstat(opened.fileno())
    etag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'
    headers = [
        ("ETag", etag),
        ("Last-Modified", formatdate(facts.st_mtime, usegmt=True)),
        ("Cache-Control", "no-cache"),
        *SECURITY_HEADERS,
    ]
    if _path_of(environ).startswith(OPEN_DATA):
        headers.append(ANYBODY)
    if status == 200 and _is_known(environ, etag, facts.st_mtime):  # noqa: PLR2004 -- HTTP
        opened.close()
        start_response(_STATUS[304], headers)
        return []
    headers += [("Content-Type", _type_of(file)), ("Content-Length", str(facts.st_size))]
    start_response(_STATUS[status], headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        opened.close()
        return []
    if wrapper := environ.get("wsgi.file_wrapper"):
        wrapped: Iterable[bytes] = wrapper(opened, _BLOCK)
        return wrapped
    with opened:
        return [opened.read()]


def _is_known(environ: dict[str, Any], etag: str, changed_at: float) -> bool:
    """Tell whether the reader's copy is this file."""
    if known := environ.get("HTTP_IF_NONE_MATCH"):
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    if since := environ.get("HTTP_IF_MODIFIED_SINCE"):
        try:
            return int(changed_at) <= int(parsedate_to_datetime(since).timestamp())
        except (TypeError, ValueError):
            return False
    return False


def _type_of(file: Path) -> str:
    """Return the content type of a file."""
    kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind in _TEXT else kind


def elder_sheet() -> bytes:
    """Return the style sheet of the 长辈版, or nothing while there is none."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415 -- once, at the start

    found = finders.find("gongkai/elder.css")
    return Path(str(found)).read_bytes() if found else b""
