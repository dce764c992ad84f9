"""Addresses of public pages that are not pages of the tree."""

from django.urls import path

from gongkai.apps.websites import views
from gongkai.domain.websites import SectionKind

_SECTIONS = {
    "ogi_platform": SectionKind.PLATFORM,
    "ogi_guide": SectionKind.GUIDE,
    "foi_request": SectionKind.ON_REQUEST,
    "annual_reports": SectionKind.REPORTS,
    "library": SectionKind.DOCUMENTS,
}

urlpatterns = [
    path("search/", views.search, name="search"),
    path("elder-mode/", views.elder_mode, name="elder_mode"),
    path("sitemap/", views.sitemap, name="sitemap"),
    path("accessibility/", views.accessibility, name="accessibility"),
    *(
        path(f"go/{kind.value}/", views.to_section, {"kind": kind.value}, name=name)
        for name, kind in _SECTIONS.items()
    ),
]
