"""Register the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.documents"
    label = "documents"
    verbose_name = "政府文件"
