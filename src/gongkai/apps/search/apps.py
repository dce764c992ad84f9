"""Register the app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self) -> None:
        """Hear what the review publishes."""
        from gongkai.apps.review import events  # noqa: PLC0415 -- app ready
        from gongkai.apps.search import listening  # noqa: PLC0415 -- app ready

        events.register(listening.on_publication)
