"""Register the app."""

from django.apps import AppConfig


class InterpretationsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.interpretations"
    label = "interpretations"
    verbose_name = "政策解读"
