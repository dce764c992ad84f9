"""Public addresses of the library that are not pages of the tree."""

from django.urls import path, re_path

from gongkai.apps.documents import views

urlpatterns = [
    path("documents-legend/", views.legend, name="documents_legend"),
    re_path(r"^(?P<address>.+)/document\.(?P<kind>docx|pdf|json)$", views.file_of),
    re_path(r"^(?P<address>.+)/documents\.json$", views.list_of),
    re_path(r"^(?P<address>.+)/documents\.xlsx$", views.table_of),
]
