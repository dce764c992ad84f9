"""Hook the record of acts into the admin."""

from wagtail import hooks

from gongkai.foundation.audit.admin import VIEWSETS
from gongkai.foundation.ui.records import RecordViewSet


@hooks.register("register_admin_viewset")
def register_registers() -> list[RecordViewSet]:
    """Put the record into the menu."""
    return list(VIEWSETS)
