"""Register the app."""

from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.annual_report"
    label = "annual_report"
    verbose_name = "年度报告"
