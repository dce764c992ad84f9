"""Register the app."""

from django.apps import AppConfig


class InterpretationsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.interpretations"
    label = "interpretations"
    verbose_name = "政策解读"

    def ready(self) -> None:
        """Show interpretations in their sections, on home pages and beside documents."""
        from gongkai.apps.content_checks import registry as content_checks  # noqa: PLC0415 -- app ready
        from gongkai.apps.documents import registry as documents  # noqa: PLC0415 -- app ready
        from gongkai.apps.interpretations import (  # noqa: PLC0415 -- app ready
            checks,
            data_set,
            dependents,
            finishing,
            queries,
            search,
        )
        from gongkai.apps.interpretations.visuals import exporting  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import listing, registry  # noqa: PLC0415 -- app ready
        from gongkai.domain.content_checks.findings import TextProfile  # noqa: PLC0415 -- app ready
        from gongkai.domain.websites import SectionKind  # noqa: PLC0415 -- app ready

        content_checks.register_profile(
            "interpretations.Interpretation", TextProfile.INTERPRETATION
        )
        registry.register_section(
            SectionKind.INTERPRETATIONS,
            registry.SectionView(
                "websites/section_page.html", queries.section_context, listing.parts_of
            ),
        )
        registry.register_home_block("pairs", queries.pairs)
        documents.register_interpretations(queries.interpretations_of)
        documents.register_standings(queries.standings_of)
        dependents.register()
        exporting.register()
        search.register()
        checks.register()
        finishing.register()
        data_set.offer()
