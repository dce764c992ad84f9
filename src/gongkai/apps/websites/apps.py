"""Register the app."""

from django.apps import AppConfig

# Addresses outside the tree whose answers are files of the public site.
_PLAIN_VIEWS = {
    "sitemap": "sitemap/",
    "accessibility": "accessibility/",
    "robots": "robots.txt",
    **{f"go-{kind}": f"go/{kind}/" for kind in
       ("platform", "guide", "on_request", "reports", "documents")},
}  # fmt: skip


class WebsitesConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.websites"
    label = "websites"
    verbose_name = "网站群"

    def ready(self) -> None:
        """Register how sections are listed and what a home page shows by default."""
        from gongkai.apps.websites import (  # noqa: PLC0415 -- app ready
            dependents,
            exporting,
            home,
            listing,
            platform,
            queries,
            registry,
            search,
        )
        from gongkai.foundation.records import listeners  # noqa: PLC0415 -- app ready

        registry.register_defaults(
            registry.SectionView(
                "websites/section_page.html", queries.section_context, listing.parts_of
            ),
            queries.neighbours,
        )
        for name, provider in home.BLOCKS.items():
            registry.register_home_block(name, provider)
        for kind, view in platform.SECTION_VIEWS.items():
            registry.register_section(kind, view)
        for name, path in _PLAIN_VIEWS.items():
            registry.register_plain_view(name, path)
        exporting.register()
        dependents.register()
        search.register()
        listeners.register("organs.Organ", dependents.organ_changed)
        listeners.register("organs.GuideConfirmation", dependents.guide_confirmed)
