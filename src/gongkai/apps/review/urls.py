"""Addresses of the review in the admin."""

from django.urls import path

from gongkai.apps.review import views

app_name = "review"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/take-down/", views.take_down, name="take_down"),
    path("submit/<int:page_id>/", views.submit, name="submit"),
]
