"""A process killed while it publishes leaves a text published or not, and never half."""

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


@pytest.fixture(scope="module")
def trials(tmp_path_factory, django_db_setup, django_db_blocker):
    """Return the tree before, the trial nobody died in, and those in which somebody did."""
    home = tmp_path_factory.mktemp("crash")
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("the trials copy a database file")
        connection.ensure_connection()
        with closing(sqlite3.connect(home / "migrated.sqlite3")) as kept:
            connection.connection.backup(kept)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.apps.static_site.crashing", "9"],
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
    before, whole, *killed = [json.loads(line) for line in ran.stdout.splitlines()]
    return before["before"], whole, killed


def test_processes_were_killed_at_many_points(trials):
    _, _, killed = trials
    points = " ".join(trial["point"] for trial in killed)
    assert all(trial["died"] for trial in killed)
    assert len(killed) > 20
    for name in ("half a file", "before replace", "after replace", "after commit"):
        assert name in points


def test_a_text_is_published_wholly_or_not_at_all(trials):
    before, whole, killed = trials
    for trial in killed:
        assert trial["after"] == (whole["after"] if trial["live"] else before), trial["point"]
        assert trial["own"] == trial["live"], trial["point"]


def test_no_reader_ever_met_half_a_file(trials):
    before, whole, killed = trials
    known = {*before.items(), *whole["after"].items()}
    for trial in killed:
        strangers = {path for path, digest in trial["shown"].items() if (path, digest) not in known}
        assert strangers == set(), trial["point"]


def test_nothing_is_lost_and_nothing_differs_afterwards(trials):
    _, whole, killed = trials
    assert whole["differences"] == []
    for trial in killed:
        assert trial["differences"] == [], trial["point"]
        assert set(trial["states"]) <= {"done"}, trial["point"]


def test_the_next_export_finds_nothing_to_change(trials):
    _, whole, killed = trials
    for trial in (whole, *killed):
        left = {path for path in trial["full"] if not path.endswith(".part")}
        assert {path: trial["full"][path] for path in left} == trial["after"], trial["point"]


def test_both_outcomes_were_seen(trials):
    assert {trial["live"] for trial in trials[2]} == {True, False}
