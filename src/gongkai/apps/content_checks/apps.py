"""Register the app."""

from django.apps import AppConfig


class ContentChecksConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.content_checks"
    label = "content_checks"
    verbose_name = "信息发布纠错"
