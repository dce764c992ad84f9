"""Register the app."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.engagement"
    label = "engagement"
    verbose_name = "发布与互动"
