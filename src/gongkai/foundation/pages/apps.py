"""Register the app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.pages"
    label = "pages"
    verbose_name = "页面"
