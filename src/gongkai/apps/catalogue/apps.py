"""Register the app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.catalogue"
    label = "catalogue"
    verbose_name = "主动公开事项目录"

    def ready(self) -> None:
        """Say how sections with catalogues are shown."""
        from gongkai.apps.catalogue import queries  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import registry  # noqa: PLC0415 -- app ready
        from gongkai.domain.websites import SectionKind  # noqa: PLC0415 -- app ready

        registry.register_section(
            SectionKind.CATALOGUE,
            registry.SectionView("catalogue/section.html", queries.section_context),
        )
