"""Register the app."""

from django.apps import AppConfig


class CockpitConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.cockpit"
    label = "cockpit"
    verbose_name = "工作台"
