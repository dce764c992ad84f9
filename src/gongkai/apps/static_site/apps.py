"""Register the app."""

from django.apps import AppConfig


class StaticSiteConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.static_site"
    label = "static_site"
    verbose_name = "静态发布"
