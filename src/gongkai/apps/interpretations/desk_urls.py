"""Addresses of the officers' screens of interpretations."""

from django.urls import path

from gongkai.apps.interpretations import desk

app_name = "interpretations_desk"
urlpatterns = [
    path("keeping-up/", desk.keeping_up, name="keeping_up"),
    path("of/<int:pk>/", desk.of_document, name="of_document"),
    path("of/<int:pk>/begin/", desk.begin, name="begin"),
    path("plans/<int:pk>/", desk.plan, name="plan"),
]
