"""Hook the register of organs into the admin."""

from wagtail import hooks

from gongkai.foundation.organs.admin import VIEWSETS
from gongkai.foundation.ui.records import RecordViewSet


@hooks.register("register_admin_viewset")
def register_registers() -> list[RecordViewSet]:
    """Put the register into the menu."""
    return list(VIEWSETS)
