"""Read the settings of static publishing."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

TAKE_OVER_AFTER_SECONDS = 120  # an item that runs longer belongs to a process that died
MOST_TRIES = 5
FIRST_RETRY_SECONDS = 10  # then four times as long after each failure
KEEP_DONE_DAYS = 30
MEDIA_PREFIX = "media/"


def public_root() -> Path:
    """Return the directory that the web server shows to the public."""
    return Path(settings.GONGKAI_PUBLIC_ROOT)


def media_root() -> Path:
    """Return where uploaded files lie."""
    return Path(settings.MEDIA_ROOT)


def drain_mode() -> str:
    """Return when the dependents are written: ``inline``, ``thread`` or ``off``."""
    return str(settings.GONGKAI_STATIC_DRAIN)


def syncs_files() -> bool:
    """Tell whether every file is forced to the disk; a lost one is found by the verification."""
    return bool(getattr(settings, "GONGKAI_STATIC_FSYNC", False))


def answers_public_pages() -> bool:
    """Tell whether Django itself shows public pages to anonymous readers."""
    return bool(settings.GONGKAI_STATIC_FALLBACK)
