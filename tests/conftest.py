"""Migrate once, not once for every test process.

Migrating from nothing takes longer than most test files. The migrated database is kept as
a file named by a digest of everything that decides what it looks like; whoever comes next
copies it into his own database in memory.
"""

import fcntl
import hashlib
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.conf import settings
from django.core import management
from django.db import connection

_DECIDING_PACKAGES = ("django", "wagtail", "django-tasks", "django-tasks-db", "django-taggit")


def _template():
    """Return where the migrated database of exactly this code is kept."""
    digest = hashlib.sha256()
    for name in _DECIDING_PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        digest.update(f"{config.label} {config.verbose_name}\n".encode())
        if config.name.startswith("gongkai."):
            for path in sorted(Path(config.path).rglob("*.py")):
                if path.parent.name == "migrations" or path.name == "models.py":
                    digest.update(path.read_bytes())
    return settings.HOME / f"migrated-{digest.hexdigest()[:24]}.sqlite3"


def _migrate_or_copy(real):
    """Return a stand-in for ``call_command`` that copies the migrated database when it can."""

    def call(name, *args, **options):
        if name != "migrate" or connection.vendor != "sqlite":
            return real(name, *args, **options)
        template = _template()
        with template.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if template.exists():
                connection.ensure_connection()
                with closing(sqlite3.connect(template)) as kept:
                    kept.backup(connection.connection)
                return None
            real(name, *args, **options)
            part = template.with_suffix(".part")
            with closing(sqlite3.connect(part)) as kept:
                connection.connection.backup(kept)
            part.replace(template)
            return None

    return call


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Set up the test database, migrated by whoever came first."""
    from django.test.utils import setup_databases, teardown_databases

    with (
        django_db_blocker.unblock(),
        patch.object(management, "call_command", _migrate_or_copy(management.call_command)),
    ):
        config = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(config, verbosity=0)
