"""Register the app."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.organs"
    label = "organs"
    verbose_name = "机关"
