"""Register the app."""

from django.apps import AppConfig


class NewMediaConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.new_media"
    label = "new_media"
    verbose_name = "政务新媒体"
