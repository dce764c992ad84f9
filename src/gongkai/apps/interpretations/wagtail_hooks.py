"""Hook the register of interpretations into the admin."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from gongkai.apps.interpretations.admin import VIEWSETS


@hooks.register("register_admin_viewset")
def register_registers() -> list[Any]:
    """Put the register into the menu."""
    return list(VIEWSETS)
