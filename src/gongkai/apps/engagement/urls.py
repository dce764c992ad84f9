"""Addresses to which readers send questions and opinions."""

from django.urls import path

from gongkai.apps.engagement.views import public

urlpatterns = [
    path("take-part/interviews/<int:pk>/", public.ask, name="take_part_ask"),
    path("take-part/calls/<int:pk>/", public.opinion, name="take_part_opinion"),
]
