"""Register the app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.assessment"
    label = "assessment"
    verbose_name = "考核"
