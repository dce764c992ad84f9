"""Register the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.notices"
    label = "notices"
    verbose_name = "提醒"
