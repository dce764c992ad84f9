"""Register the app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.review"
    label = "review"
    verbose_name = "审核"
