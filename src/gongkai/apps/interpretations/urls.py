"""Public addresses of interpretations that are not pages of the tree."""

from django.urls import re_path

from gongkai.apps.interpretations.visuals import views

urlpatterns = [
    re_path(r"^(?P<address>.+)/cards/$", views.cards),
]
