"""Register the app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.catalogue"
    label = "catalogue"
    verbose_name = "主动公开事项目录"

    def ready(self) -> None:
        """Say how sections with catalogues are shown and what changes them."""
        from gongkai.apps.catalogue import (  # noqa: PLC0415 -- app ready
            data_set,
            downloads,
            queries,
            services,
        )
        from gongkai.apps.static_site import registry as static_site  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import platform, registry  # noqa: PLC0415 -- app ready
        from gongkai.domain.websites import SectionKind  # noqa: PLC0415 -- app ready
        from gongkai.foundation.records import listeners  # noqa: PLC0415 -- app ready

        registry.register_section(
            SectionKind.CATALOGUE,
            registry.SectionView(
                "catalogue/section.html", queries.section_context, queries.parts_of
            ),
        )
        for label in ("catalogue.DisclosureCatalogue", "catalogue.DisclosureItem"):
            listeners.register(label, services.record_changed)
        static_site.register_daily(queries.changing_on)
        static_site.register_producer(downloads.KIND, downloads.produce, "{title}的下载文件")
        static_site.register_everything(downloads.everything)
        platform.register_part("catalogue", downloads.of_site)
        data_set.offer()
