"""Register the app."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.engagement"
    label = "engagement"
    verbose_name = "发布与互动"

    def ready(self) -> None:
        """Show these pages in their sections and on home pages, and say what hangs on them."""
        from gongkai.apps.documents import registry as documents  # noqa: PLC0415 -- app ready
        from gongkai.apps.engagement import (  # noqa: PLC0415 -- app ready
            dependents,
            queries,
            search,
            sections,
        )
        from gongkai.apps.websites import registry  # noqa: PLC0415 -- app ready

        registry.register_home_block("conferences", queries.newest_conferences)
        registry.register_home_block("interviews", queries.newest_interviews)
        documents.register_meetings(queries.meetings_of)
        sections.register()
        dependents.register()
        search.register()
