"""Register the app."""

from django.apps import AppConfig


class ContentRulesConfig(AppConfig):
    """The app's registration; the app that keeps findings has the folder's own name."""

    name = "gongkai.foundation.content_checks"
    label = "content_rules"
    verbose_name = "纠错规则"
