"""Public addresses of the library that are not pages of the tree."""

from django.urls import path

from gongkai.apps.documents import views

urlpatterns = [path("documents-legend/", views.legend, name="documents_legend")]
