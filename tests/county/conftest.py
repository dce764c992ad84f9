"""One whole county, built once by the command a user types, read by many tests."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from wagtail.models import Site

ROOT = Path(__file__).parents[2]
YEAR = 2025


class County:
    """The built county: its database file, its home, and a way to look inside."""

    def __init__(self, home, name):
        self.home, self.name = home, name
        self.database = home / "gongkai.sqlite3"

    def run(self, *words):
        """Run a `gongkai` command in the county, as a user does."""
        return subprocess.run(
            [sys.executable, "-m", "gongkai.cli", *words],
            env=environment(self.home),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def opened(self):
        """Let the ORM see the county; whatever the test changes is rolled back."""
        usual = connections["default"]
        mine = connections.create_connection("default")
        mine.settings_dict = {**usual.settings_dict, "NAME": str(self.database)}
        connections["default"] = mine
        _forget()
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            mine.close()
            connections["default"] = usual
            _forget()


def environment(home):
    """Return the environment of a user whose installation lives in ``home``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    return {
        **kept,
        "GONGKAI_HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "default",
    }


def _forget():
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """朝阳县, built by `gongkai demo build --county 朝阳县` into a home of its own."""
    home = tmp_path_factory.mktemp("county")
    built = County(home, "朝阳县")
    done = built.run("demo", "build", "--county", built.name, "--without-site")
    assert done.returncode == 0, done.stderr[-3000:]
    return built


@pytest.fixture
def inside(county, django_db_blocker):
    """The county with the ORM looking into it."""
    with django_db_blocker.unblock(), county.opened():
        yield county
