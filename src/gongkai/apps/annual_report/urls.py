"""Public addresses of the annual reports' files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
