"""Register the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.audit"
    label = "audit"
    verbose_name = "审计"
