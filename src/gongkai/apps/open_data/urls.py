"""Public addresses of the data sets."""

from django.urls import path

from gongkai.apps.open_data import views

urlpatterns = [
    path("open-data/", views.page, name="open_data"),
    path("api/<path:path>", views.file, name="open_data_file"),
    path("query/api/v1/<slug:name>", views.query, name="open_data_query"),
]
