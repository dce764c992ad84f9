"""Register the app."""

from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.annual_report"
    label = "annual_report"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Say how the section of annual reports is listed and what the home page shows."""
        from gongkai.apps.annual_report import (  # noqa: PLC0415 -- app ready
            data_sets,
            exporting,
            home,
            public,
        )
        from gongkai.apps.annual_report.queries import section_context  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import registry, reports  # noqa: PLC0415 -- app ready
        from gongkai.domain.websites import SectionKind  # noqa: PLC0415 -- app ready

        registry.register_section(
            SectionKind.REPORTS,
            registry.SectionView("annual_report/section.html", section_context),
        )
        registry.register_home_block("figures", home.home_figures)
        registry.register_home_block("figures_year", home.figures_year)
        registry.register_home_block("report_url", home.report_url)
        exporting.register()
        data_sets.offer()
        reports.register_provider(public.published_reports)
