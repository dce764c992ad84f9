"""Register the app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class StaticSiteConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.static_site"
    label = "static_site"
    verbose_name = "静态发布"

    def ready(self) -> None:
        """Name the pages and hear what the review publishes."""
        from gongkai.apps.static_site import (  # noqa: PLC0415 -- app ready
            listening,
            registry,
            rendering,
        )

        registry.register_everything(rendering.all_pages)
        registry.register_everything(rendering.not_found_page)
        registry.register_producer("error", rendering.not_found, "找不到页面时的提示")
        if find_spec("gongkai.apps.review.events"):
            events = import_module("gongkai.apps.review.events")
            events.register(listening.on_publication)
