"""Register the app."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.engagement"
    label = "engagement"
    verbose_name = "发布与互动"

    def ready(self) -> None:
        """Put conferences and interviews on the home pages."""
        from gongkai.apps.engagement import queries, search  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import registry  # noqa: PLC0415 -- app ready

        registry.register_home_block("conferences", queries.newest_conferences)
        registry.register_home_block("interviews", queries.newest_interviews)
        search.register()
