"""Public addresses about requests."""

from django.urls import path

from gongkai.apps.foi import public

urlpatterns = [path("disclosed-answers/", public.disclosed_answers, name="disclosed_answers")]
