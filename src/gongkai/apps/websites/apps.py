"""Register the app."""

from django.apps import AppConfig


class WebsitesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.websites"
    label = "websites"
    verbose_name = "网站群"

    def ready(self) -> None:
        """Register how sections are listed by default."""
        from gongkai.apps.websites import queries, registry  # noqa: PLC0415 -- app ready

        registry.register_defaults(
            registry.SectionView("websites/section_page.html", queries.section_context),
            queries.neighbours,
        )
        for name, provider in queries.HOME_BLOCKS.items():
            registry.register_home_block(name, provider)
        for kind, view in queries.SECTION_VIEWS.items():
            registry.register_section(kind, view)
