"""Addresses of the screen on which pictures are made."""

from django.urls import path

from gongkai.apps.interpretations.visuals import desk

app_name = "interpretation_pictures"
urlpatterns = [
    path("<int:pk>/", desk.builder, name="builder"),
    path("<int:pk>/preview.png", desk.preview, name="preview"),
]
