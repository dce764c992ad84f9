"""Addresses of public pages that are not pages of the tree."""

from django.urls import path, re_path

from gongkai.apps.websites import views
from gongkai.domain.websites import SectionKind

SECTION_DOORS = {
    "ogi_platform": SectionKind.PLATFORM,
    "ogi_guide": SectionKind.GUIDE,
    "foi_request": SectionKind.ON_REQUEST,
    "annual_reports": SectionKind.REPORTS,
    "library": SectionKind.DOCUMENTS,
}

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="search_suggest"),
    path("query/<path:address>", views.section_query, name="section_query"),
    path("elder-mode/", views.elder_mode, name="elder_mode"),
    path("mode.css", views.mode_sheet, name="mode_sheet"),
    path("sitemap/", views.sitemap, name="sitemap"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemaps/<int:pk>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^(?P<address>(?:[\w-]+/)*)(?P<name>feed\.xml|atom\.xml)$", views.feed, name="feed"),
    re_path(r"^(?P<address>(?:[\w-]+/)+)list\.xlsx$", views.entries_file, name="entries_file"),
    path("accessibility/", views.accessibility, name="accessibility"),
    *(
        path(f"go/{kind.value}/", views.to_section, {"kind": kind.value}, name=name)
        for name, kind in SECTION_DOORS.items()
    ),
]
