"""A process killed while a request is sent or signed leaves it done or not, and never half."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
POINTS = int(os.environ.get("GONGKAI_KILL_POINTS", "25"))  # of each act


@pytest.fixture(scope="module")
def trials(tmp_path_factory, django_db_setup, django_db_blocker):
    """Return by act what stood before, what stands after a whole act, and the deaths."""
    home = tmp_path_factory.mktemp("killed")
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("the trials copy a database file")
        connection.ensure_connection()
        with closing(sqlite3.connect(home / "migrated.sqlite3")) as kept:
            connection.connection.backup(kept)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.apps.foi.dying", str(POINTS)],
        env={
            **os.environ,
            "GONGKAI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "gongkai.project.settings.test",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return {act: [line for line in lines if line["act"] == act] for act in ("send", "sign")}


@pytest.mark.parametrize("act", ["send", "sign"])
def test_a_death_leaves_all_or_nothing(trials, act):
    first, *killed = trials[act]
    assert len(killed) == POINTS
    assert all(trial["died"] for trial in killed)
    assert first["before"] != first["whole"]
    states = [first["before"], first["whole"]]
    for trial in killed:
        assert trial["after"] in states, trial["point"]


@pytest.mark.parametrize("act", ["send", "sign"])
def test_some_die_before_and_some_after_the_commit(trials, act):
    first, *killed = trials[act]
    assert {trial["after"] == first["whole"] for trial in killed} == {True, False}


@pytest.mark.parametrize("act", ["send", "sign"])
def test_trying_again_loses_nothing_and_doubles_nothing(trials, act):
    first, *killed = trials[act]
    for trial in killed:
        assert trial["again"] == first["whole"], trial["point"]
        assert trial["again"]["breaks"] == [], trial["point"]
