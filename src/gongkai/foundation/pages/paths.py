"""Find pages by the path of the page they stand in, from an index."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Func, Index
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

STEP = 4  # characters of one level in a path, treebeard's ``steplen``


class ParentPath(Func):
    """The path of a page's parent.

    The numbers are written out, not bound: a database serves a query from an index over
    an expression only when both say the same words.
    """

    function = "SUBSTR"
    template = f"%(function)s(%(expressions)s, 1, LENGTH(%(expressions)s) - {STEP})"
    output_field = CharField()
    arity = 1


def directly_under(path: str) -> Exact[Any]:
    """Return the condition that a page stands directly under the page with this path."""
    return Exact(ParentPath("path"), path)


def somewhere_below(path: str) -> Exact[Any]:
    """Return the condition that a page stands at any depth below the page with this path.

    No index serves it: it is for asking a small table of one kind of page, where a search
    by path would first walk through everything else that stands below.
    """
    return Exact(Substr("path", 1, len(path)), path)


def parent_path(path: str) -> str:
    """Return the path of the page above."""
    return path[:-STEP]


def paths_above(path: str, *, inclusive: bool = False) -> list[str]:
    """Return the paths of all pages above a page, the root's first."""
    last = len(path) + (1 if inclusive else 0)
    return [path[:end] for end in range(STEP, last, STEP)]


def address_below(url_path: str, root_path: str) -> str:
    """Return the address of a page in the site whose root has a path of addresses."""
    return f"/{url_path[len(root_path) :]}"


NEWEST = Index(F("first_published_at").desc(), F("id").desc(), name="pages_newest")
BY_PARENT = Index(
    ParentPath("path"), F("first_published_at").desc(), F("id").desc(), name="pages_by_parent"
)
# Holds all that the newest change below every page asks, so no row is read for it.
CHANGES = Index(
    ParentPath("path"), F("live"), F("content_type"), F("last_published_at"), F("path"),
    name="pages_changes",
)  # fmt: skip
