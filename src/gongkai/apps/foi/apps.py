"""Register the app."""

from django.apps import AppConfig


class FoiConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.foi"
    label = "foi"
    verbose_name = "依申请公开"
