"""Addresses at which citizens ask for information and follow their requests."""

from django.urls import path

from gongkai.apps.foi import public
from gongkai.apps.foi import public_views as views

urlpatterns = [
    path("disclosed-answers/", public.disclosed_answers, name="disclosed_answers"),
    path("request-information/", views.organs, name="foi_organs"),
    path("request-information/status/", views.find, name="foi_find"),
    path("request-information/status/<str:opened>/", views.status, name="foi_status"),
    path(
        "request-information/status/<str:opened>/letters/<int:letter_id>/",
        views.letter,
        name="foi_letter",
    ),
    path("request-information/draft/<str:secret>/", views.draft, name="foi_draft"),
    path(
        "request-information/draft/<str:secret>/applicant/", views.applicant, name="foi_applicant"
    ),
    path("request-information/draft/<str:secret>/wanted/", views.wanted, name="foi_wanted"),
    path("request-information/draft/<str:secret>/send/", views.send, name="foi_send"),
    path("request-information/draft/<str:secret>/receipt/", views.receipt, name="foi_receipt"),
    path("request-information/<slug:code>/", views.start, name="foi_start"),
]
