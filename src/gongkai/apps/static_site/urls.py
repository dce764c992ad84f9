"""Addresses of the officers' board."""

from django.urls import path

from gongkai.apps.static_site import views

app_name = "static_site"
urlpatterns = [
    path("", views.board, name="board"),
    path("retry/<int:pk>/", views.retry, name="retry"),
]
