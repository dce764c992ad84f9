"""Register the app."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.topics"
    label = "topics"
    verbose_name = "专题"

    def ready(self) -> None:
        """Have topics found, and written anew with what they show."""
        from gongkai.apps.topics import dependents, search  # noqa: PLC0415 -- app ready

        dependents.register()
        search.register()
