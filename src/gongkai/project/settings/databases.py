"""Read from the environment which database a county uses."""

from __future__ import annotations

from typing import Any


def postgresql(address: str) -> dict[str, Any]:
    """Return the connection of ``name:user:password:host:port``; a password may hold colons."""
    name, user, rest = address.split(":", 2)
    password, host, port = rest.rsplit(":", 2)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 60,
    }
