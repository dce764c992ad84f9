"""Hook the registers into Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks

from gongkai.apps.search.admin import VIEWSETS
from gongkai.foundation.ui.records import RecordViewSet


def register_registers() -> list[RecordViewSet]:
    """Return the registers of this app."""
    return VIEWSETS


hooks.register("register_admin_viewset", register_registers)
