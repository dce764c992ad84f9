"""Register the app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.ui"
    label = "ui"
    verbose_name = "界面"
