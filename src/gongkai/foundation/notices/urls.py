"""Addresses of the notices in the admin."""

from django.urls import path

from gongkai.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.follow, name="follow"),
    path("read-all/", views.read_all, name="read_all"),
]
