"""Read the settings of interpretations."""

from __future__ import annotations

from django.conf import settings


def least_characters() -> int:
    """Return how long the text beside a picture, a sound or a film must be."""
    return int(settings.GONGKAI_INTERPRETATION_TEXT_CHARACTERS)
