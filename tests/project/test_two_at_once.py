"""Officers who act at the same moment: one decision counts, nothing breaks, on both databases."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[2]
NAME = "gongkai_at_once"


def copy_of_the_database(home):
    """Copy the migrated database to where other processes reach it; return their environment."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(home / "gongkai.sqlite3")) as copy:
            connection.connection.backup(copy)
        return {}
    own, worker = connection.settings_dict["NAME"], os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{NAME}_{worker}"
    connection.close()  # a database in use cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {own}")
    address = os.environ["GONGKAI_POSTGRES"].partition(":")[2]
    return {"GONGKAI_POSTGRES": f"{name}:{address}"}


@pytest.fixture(scope="module")
def outcome(django_db_setup, django_db_blocker, tmp_path_factory):
    """Let two reviewers want each of five texts, ten publish and two record, all at once."""
    home = tmp_path_factory.mktemp("at_once")
    with django_db_blocker.unblock():
        database = copy_of_the_database(home)
    done = subprocess.run(
        [sys.executable, "-m", "tests.project.at_once"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "GONGKAI_HOME": str(home),
            **database,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answers(outcome, kind):
    return [(number, answer) for found, number, answer in outcome["answers"] if found == kind]


def test_the_processes_share_the_database_of_this_run(outcome):
    assert outcome["vendor"] == connection.vendor


def test_of_two_reviewers_at_once_exactly_one_decides(outcome):
    by_text = {}
    for number, answer in answers(outcome, "first"):
        by_text.setdefault(number, []).append(answer)
    assert len(by_text) == 5
    for both in by_text.values():
        assert both.count("done") == 1, both
    assert outcome["contested"] == ["second_review"] * 5
    assert outcome["first_steps"] == 5


def test_the_other_is_refused_in_words(outcome):
    from gongkai.foundation import refusals

    refused = {answer for _, answer in answers(outcome, "first")} - {"done"}
    assert refused
    assert refused <= refusals.known_codes()


def test_ten_publish_at_once_without_an_error(outcome):
    assert [answer for _, answer in answers(outcome, "final")] == ["done"] * 10
    assert (outcome["published"], outcome["editions"], outcome["addresses"]) == (10, 10, 10)


def test_the_tree_is_whole_afterwards(outcome):
    assert outcome["tree"] == [[], [], [], [], []]


def test_the_record_is_one_chain_whoever_wrote_at_once(outcome):
    assert [answer for _, answer in answers(outcome, "record")] == ["done"] * 2
    assert outcome["records"] == 40
    assert outcome["breaks"] == []


def test_of_two_registrars_on_one_case_one_is_told(outcome):
    by_case = {}
    for number, answer in answers(outcome, "examine"):
        by_case.setdefault(number, []).append(answer)
    assert len(by_case) == 5
    for both in by_case.values():
        assert sorted(both) == ["done", "foi_action_not_allowed"]
    assert outcome["examined"] == 5


def test_a_request_sent_twice_at_once_is_one_request(outcome):
    assert [answer for _, answer in answers(outcome, "send")] == ["done"] * 10
    assert outcome["sent"] == 5


def test_numbers_taken_at_once_have_neither_gap_nor_double(outcome):
    serials = [int(number.rsplit("-", 1)[1]) for number in outcome["numbers"]]
    assert serials == list(range(1, 11))
