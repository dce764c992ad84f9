"""Register the app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.catalogue"
    label = "catalogue"
    verbose_name = "主动公开事项目录"
