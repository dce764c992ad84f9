"""Settings of the test suite: fast hashes, no background worker, a throw-away home."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gongkai.project.settings.base import *
from gongkai.project.settings.databases import postgresql

HOME = Path(os.environ.get("GONGKAI_HOME") or Path(tempfile.gettempdir()) / "gongkai-test")
HOME.mkdir(exist_ok=True)
MEDIA_ROOT = HOME / "media"
GONGKAI_PUBLIC_ROOT = HOME / f"public-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
GONGKAI_STATIC_DRAIN = "inline"
DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105 -- of the test suite
PERSONAL_DATA_KEYS = ["test-only-personal-data-key"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASES["default"] |= {
    "NAME": HOME / "gongkai.sqlite3",
    "TEST": {"NAME": ":memory:"},  # one for each test process
}
if _postgres := os.environ.get("GONGKAI_POSTGRES"):  # the same suite on the other database
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"] = {
        **postgresql(_postgres),
        "CONN_MAX_AGE": 0,
        "TEST": {"NAME": f"gongkai_test_{_worker}"},
    }
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
