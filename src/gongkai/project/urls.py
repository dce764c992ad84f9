"""All addresses of the project."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from gongkai.apps.static_site.views import uploaded_file

urlpatterns = [
    path("admin/", include("gongkai.foundation.ui.urls")),  # first: screens we close
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("gongkai.apps.open_data.urls")),
    path("", include("gongkai.apps.websites.urls")),
    path("", include("gongkai.apps.documents.urls")),
    path("", include("gongkai.apps.interpretations.urls")),
    path("", include("gongkai.apps.engagement.urls")),
    path("", include("gongkai.apps.foi.urls")),
    path("", include("gongkai.apps.annual_report.urls")),
    path("", include("gongkai.apps.catalogue.urls")),
    path("", include("gongkai.apps.foi.urls")),
    path("media/<path:path>", uploaded_file),
    path("", include(wagtail_urls)),
]
