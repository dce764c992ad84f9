"""Register the app."""

from django.apps import AppConfig


class WebsitesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.websites"
    label = "websites"
    verbose_name = "网站群"

    def ready(self) -> None:
        """Register how sections are listed and what a home page shows by default."""
        from gongkai.apps.websites import (  # noqa: PLC0415 -- app ready
            home,
            platform,
            queries,
            registry,
        )

        registry.register_defaults(
            registry.SectionView("websites/section_page.html", queries.section_context),
            queries.neighbours,
        )
        for name, provider in home.BLOCKS.items():
            registry.register_home_block(name, provider)
        for kind, view in platform.SECTION_VIEWS.items():
            registry.register_section(kind, view)
