"""Register the app."""

from django.apps import AppConfig


class AdministrativeActsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.administrative_acts"
    label = "administrative_acts"
    verbose_name = "行政行为统计"
