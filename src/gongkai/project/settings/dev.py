"""Settings of a demonstration or a developer's machine: one command runs everything."""

from __future__ import annotations

import secrets

from gongkai.project.settings.base import *

HOME.mkdir(parents=True, exist_ok=True)


def _kept_secret(name: str) -> str:
    """Return a secret of this machine, made at the first start and kept in a file."""
    path = HOME / name
    if not path.exists():
        path.write_text(secrets.token_urlsafe(32), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


DEBUG = False
SECRET_KEY = _kept_secret("secret_key")
PERSONAL_DATA_KEYS = [_kept_secret("personal_data_key")]
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
GONGKAI_DEMO = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # sends nothing
