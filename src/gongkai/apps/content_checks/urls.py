"""Addresses of the checks in the admin."""

from django.urls import path

from gongkai.apps.content_checks import views

app_name = "content_checks"
urlpatterns = [
    path("page/<int:page_id>/", views.page, name="page"),
    path("place/<int:pk>/answer/", views.answer, name="answer"),
    path("place/<int:pk>/sign/", views.sign, name="sign"),
]
