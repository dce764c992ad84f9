"""Addresses of public pages that are not pages of the tree."""

from django.urls import path

from gongkai.apps.websites import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("elder-mode/", views.elder_mode, name="elder_mode"),
    path("sitemap/", views.sitemap, name="sitemap"),
]
