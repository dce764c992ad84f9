"""Register the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.foundation.accounts"
    label = "accounts"
    verbose_name = "人员与岗位"
