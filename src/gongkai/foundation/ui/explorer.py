"""List pages in the admin without asking the database about each row.

Wagtail's lists compute two EXISTS for every page of a section before they show fifty, look
for each page among all that the person may see, and offer filters that a county has no use
for. These views ask about the shown rows only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import (
    ExplorableIndexView,
    GenericPageFilterSet,
)
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import SpecificIterable

from gongkai.foundation.pages import finding
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import paths_above

ROWS = 20


class _Lean:
    """Learn what the rows need after the sheet is cut, not for every candidate before."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Return the pages of their kinds, without bodies."""
        pages = pages.prefetch_related("content_type", "sites_rooted_here")
        return pages.defer_streamfields().specific()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return Wagtail's context, with what its rows would ask for one by one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        _complete(list(context["object_list"]))
        return context


def _complete(pages: list[Any]) -> None:
    """Tell each page whether it is a site's root, which it would ask the database."""
    roots = set(Site.objects.values_list("root_page_id", flat=True))
    for page in pages:
        page._is_site_root = page.pk in roots  # noqa: SLF001 -- Wagtail's own hint


class Siblings(SpecificIterable):  # type: ignore[misc]
    """Pages that stand in one page, which the first of them looks up for all."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the pages of their kinds, each with the page it stands in."""
        parent = None
        for page in super().__iter__():
            parent = parent or page.get_parent()
            page._cached_parent_obj = parent  # noqa: SLF001 -- treebeard's own hint
            yield page


class LeanPagePolicy(PagePermissionPolicy):
    """Wagtail's policy that asks for each part of the tree once, however many rights name it."""

    def explorable_instances(self, user: Any) -> Any:
        """Return the pages the person may walk through: below his rights, and the way there."""
        known = self._base_queryset_for_user(user)
        if known is not None:
            return known
        paths = _topmost(
            permission.page.path for permission in self.get_cached_permissions_for_user(user)
        )
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        way = {above for path in paths for above in paths_above(path)}
        root = self.explorable_root_instance(user)
        if root is not None:
            condition |= Q(path__in=[path for path in way if path.startswith(root.path)])
        return self.model._default_manager.filter(condition)


def _topmost(paths: Iterable[str]) -> list[str]:
    """Return the paths that stand below none of the others."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def sees_all_under(policy: Any, user: Any, page: Any) -> bool:
    """Tell whether one right of the person covers everything under a page."""
    if user.is_superuser:
        return True
    return any(
        page.path.startswith(permission.page.path)
        for permission in policy.get_cached_permissions_for_user(user)
    )


class ExplorerFilterSet(GenericPageFilterSet):
    """Filters by kind and day; Wagtail's others list every officer, or the one site."""

    owner = edited_by = site = has_child_pages = None


class GovContentTypeUseView(_Lean, ContentTypeUseView):
    """The pages of a kind, reached from the report on kinds."""

    paginate_by = ROWS


class GovSearchView(_Lean, SearchView):
    """The search over all pages."""

    verbose_name = verbose_name_plural = "页面"  # Wagtail's search counts None

    def get_queryset(self) -> Any:
        """Return the hits, counted once with the kinds they are of."""
        pages = super().get_queryset()
        if self.selected_content_type is None and isinstance(pages, finding.Results):
            pages.is_all_of(self.all_pages)
        return pages


class GovExplorerView(_Lean, ExplorableIndexView):
    """The pages of one section."""

    paginate_by = ROWS
    request: HttpRequest

    def get_base_queryset(self) -> Any:
        """Return the pages under this one; nothing is looked up when one right covers them."""
        everywhere = self.is_searching_whole_tree
        if everywhere or not sees_all_under(
            self.permission_policy, self.request.user, self.parent_page
        ):
            return super().get_base_queryset()
        if self.is_searching or self.is_filtering:
            pages = self.model._default_manager.descendant_of(self.parent_page)
        else:
            pages = self.model._default_manager.child_of(self.parent_page)
        return self.annotate_queryset(pages)


class GovPageViewSet(PageViewSet):
    """Wagtail's page screens with our lists."""

    model = GovPage
    filterset_class = ExplorerFilterSet
    index_view_class = GovExplorerView
    search_view_class = GovSearchView
    content_type_use_view_class = GovContentTypeUseView
