"""Share what is dear between the tests, and between the processes that run them.

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
from hypothesis import settings as property_tests

# A run tells of the change, not of luck. `pytest --hypothesis-profile=explore` looks elsewhere.
property_tests.register_profile("repeatable", derandomize=True)
property_tests.register_profile("explore", derandomize=False)
property_tests.load_profile("repeatable")

# Tests of one of these folders share a county that takes minutes to build: one process.
_TOGETHER = ("tests/county/", "tests/journeys/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give whole folders to one process, and every other test to whoever is free."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return next((one for one in _TOGETHER if nodeid.startswith(one)), nodeid)

    return ByFolder(config, log)


_DECIDING_PACKAGES = ("django", "wagtail", "django-tasks", "django-tasks-db", "django-taggit")


def _digest():
    """Return a short name of everything that decides what a migrated database looks like."""
    digest = hashlib.sha256()
    for name in _DECIDING_PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        digest.update(f"{config.label} {config.verbose_name}\n".encode())
        if config.name.startswith("gongkai."):
            for path in sorted(Path(config.path).rglob("*.py")):
                if path.parent.name == "migrations" or path.name == "models.py":
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _copy_file(migrate):
    """Migrate in memory, or copy the file of whoever did."""
    template = settings.HOME / f"migrated-{_digest()}.sqlite3"
    if template.exists():
        connection.ensure_connection()
        with closing(sqlite3.connect(template)) as kept:
            kept.backup(connection.connection)
        return
    migrate()
    part = template.with_suffix(".part")
    with closing(sqlite3.connect(part)) as kept:
        connection.connection.backup(kept)
    part.replace(template)


def _copy_template(migrate):
    """Migrate in PostgreSQL, or make the database anew from the template of whoever did."""
    template, own = f"migrated_{_digest()}", connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [template])
        migrated = cursor.fetchone() == (1,)
    if not migrated:
        migrate()
    connection.close()  # a database in use cannot be copied
    with connection._nodb_cursor() as cursor:
        if migrated:
            cursor.execute(f"DROP DATABASE {own}")
        source, copy = (template, own) if migrated else (own, template)
        cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {source}")


_COPIES = {"sqlite": _copy_file, "postgresql": _copy_template}


def _migrate_or_copy(real):
    """Return a stand-in for ``call_command`` that copies the migrated database when it can."""

    def call(name, *args, **options):
        if name != "migrate":
            return real(name, *args, **options)
        with (settings.HOME / f"migrated-{connection.vendor}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _COPIES[connection.vendor](lambda: real(name, *args, **options))
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
