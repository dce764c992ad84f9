"""Register the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.documents"
    label = "documents"
    verbose_name = "政府文件"

    def ready(self) -> None:
        """Show the library in its sections, and say what hangs on a document."""
        from gongkai.apps.content_checks import registry as content_checks  # noqa: PLC0415 -- app ready
        from gongkai.apps.documents import (  # noqa: PLC0415 -- app ready
            data_set,
            dependents,
            queries,
            search,
        )
        from gongkai.apps.documents.making import exporting  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import registry  # noqa: PLC0415 -- app ready
        from gongkai.domain.content_checks.findings import TextProfile  # noqa: PLC0415 -- app ready
        from gongkai.domain.websites import SectionKind  # noqa: PLC0415 -- app ready

        content_checks.register_profile("documents.PolicyDocument", TextProfile.OFFICIAL)
        registry.register_section(
            SectionKind.DOCUMENTS,
            registry.SectionView(
                "documents/library.html", queries.section_context, queries.parts_of
            ),
        )
        registry.register_plain_view("documents-legend", "documents-legend/")
        dependents.register()
        exporting.register()
        search.register()
        data_set.offer()
