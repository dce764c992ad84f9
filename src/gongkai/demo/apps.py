"""Register the demonstration's commands."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration's registration."""

    name = "gongkai.demo"
    label = "demo"
    verbose_name = "演示"
