"""Let apps say what kind of text their pages are."""

from __future__ import annotations

from gongkai.domain.content_checks.findings import TextProfile

_profiles: dict[str, TextProfile] = {}


def register_profile(model_label: str, profile: TextProfile) -> None:
    """Have pages of a kind checked as a kind of text; pages nobody names are news.

    Args:
        model_label: the kind of page, ``app.Model``.
        profile: the kind of text.
    """
    _profiles[model_label.lower()] = profile


def profile_of(model_label: str) -> TextProfile:
    """Return as what a kind of page is checked."""
    return _profiles.get(model_label.lower(), TextProfile.NEWS)
