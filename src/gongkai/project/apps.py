"""Register the project's commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project's registration."""

    name = "gongkai.project"
    label = "project"
    verbose_name = "公开"
