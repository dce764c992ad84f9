"""Register the app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.files"
    label = "files"
    verbose_name = "文件"
