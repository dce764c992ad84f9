"""Register the app."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.open_data"
    label = "open_data"
    verbose_name = "开放数据"

    def ready(self) -> None:
        """Say who makes the files of the data sets and what changes them."""
        from gongkai.apps.open_data import exporting  # noqa: PLC0415 -- app ready
        from gongkai.apps.websites import registry  # noqa: PLC0415 -- app ready
        from gongkai.foundation.records import listeners  # noqa: PLC0415 -- app ready

        registry.register_plain_view("open-data", "open-data/")
        exporting.register()
        listeners.register("organs.Organ", exporting.organ_changed)
