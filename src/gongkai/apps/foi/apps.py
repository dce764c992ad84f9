"""Register the app."""

from django.apps import AppConfig


class FoiConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.foi"
    label = "foi"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Say where the public answers stand and who leads to them."""
        from gongkai.apps.foi import public  # noqa: PLC0415 -- app ready
        from gongkai.apps.foi.services.disclosure import VIEW_NAME  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import platform, registry  # noqa: PLC0415 -- app ready

        registry.register_plain_view(VIEW_NAME, f"{VIEW_NAME}/")
        platform.register_part("disclosed_answers_url", public.address_of_list)
