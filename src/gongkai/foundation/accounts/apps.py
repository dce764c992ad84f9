"""Register the app."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The app's registration."""

    default = True
    name = "gongkai.foundation.accounts"
    label = "accounts"
    verbose_name = "人员与岗位"


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with our forms."""

    user_viewset = "gongkai.foundation.accounts.users.UserViewSet"
