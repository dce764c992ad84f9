import json
import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.urls import reverse

from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services
from gongkai.foundation.audit.chain import GENESIS, seal
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import OrganFactory, UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
TRIGGERS = ("audit_entry_no_update", "audit_entry_no_delete", "audit_entry_no_replace")


def record(action="test.act", **facts):
    return services.record(action=action, at=AT, actor=None, **facts)


@pytest.fixture
def chain(db):
    """Return five entries."""
    return [record(number=number) for number in range(1, 6)]


@pytest.fixture
def unlocked(chain):
    """Take the triggers away, as somebody with the database file in his hands could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        for name in TRIGGERS if connection.vendor == "sqlite" else ():
            cursor.execute(f"DROP TRIGGER {name}")
    return chain


def execute(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def found():
    return [(place.sequence, place.sentence) for place in services.breaks()]


# -- appending -------------------------------------------------------------------------


def test_entries_are_numbered_and_chained(chain):
    assert [entry.sequence for entry in chain] == [1, 2, 3, 4, 5]
    assert [entry.previous_hash for entry in chain] == [
        GENESIS,
        *[entry.hash for entry in chain[:-1]],
    ]
    assert found() == []


def test_an_empty_chain_holds(db):
    assert found() == []


def test_an_entry_says_who_did_what_to_what(db):
    user = UserFactory(name="李审")
    organ = OrganFactory(name="青禾县水利局")
    entry = services.record(
        action="organs.rename", at=AT, actor=user, subject=organ, post="政务公开办", before="旧名"
    )
    entry.refresh_from_db()
    assert (entry.subject_type, entry.subject_id, entry.subject_label) == (
        "organs.Organ",
        str(organ.pk),
        "青禾县水利局",
    )
    assert (entry.actor_id, entry.actor_name, entry.actor_post) == (user.pk, "李审", "政务公开办")
    assert entry.facts == {"before": "旧名"}
    assert entry.at == AT


def test_the_system_acts_under_its_own_name(chain):
    assert (chain[0].actor_id, chain[0].actor_name) == (None, "系统")


def test_facts_of_all_kinds_survive_the_way_through_the_database(db):
    record(day=AT.date(), at_noon=AT, money=Decimal("10.50"), words=["农村公路"], nothing=None)
    assert found() == []
    assert Entry.objects.get().facts == {
        "day": "2025-03-12",
        "at_noon": "2025-03-12T02:00:00Z",
        "money": "10.50",
        "words": ["农村公路"],
        "nothing": None,
    }


def test_an_instant_of_another_zone_and_with_microseconds_is_sealed_in_utc(db):
    beijing = timezone(timedelta(hours=8))
    services.record(
        action="a.b", at=datetime(2025, 1, 1, 0, 0, 0, 123456, tzinfo=beijing), actor=None
    )
    assert found() == []


def test_a_long_label_is_cut_and_still_holds(db):
    services.record(
        action="a.b", at=AT, actor=None, subject=OrganFactory.build(pk=1, name="县" * 300)
    )
    assert len(Entry.objects.get().subject_label) == 255
    assert found() == []


def test_recording_outside_a_transaction_is_refused(db):
    connection.in_atomic_block = False
    try:
        with pytest.raises(TransactionManagementError, match="outside a transaction"):
            record()
    finally:
        connection.in_atomic_block = True
    assert not Entry.objects.exists()


def test_the_trace_goes_when_its_act_is_rolled_back(db):
    def fail():
        with transaction.atomic():
            record()
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fail()
    assert not Entry.objects.exists()
    assert record().sequence == 1


def test_the_seal_is_sm3_over_the_previous_hash_and_sorted_content():
    # SM3 of 64 zeros, a line feed and {"a":"农","b":1}; any SM3 tool gives the same.
    import hashlib

    text = GENESIS + '\n{"a":"农","b":1}'
    assert seal(GENESIS, {"b": 1, "a": "农"}) == hashlib.new("sm3", text.encode()).hexdigest()


def test_sm3_is_the_national_digest():
    # GB/T 32905-2016, appendix A.1: SM3("abc").
    import hashlib

    assert (
        hashlib.new("sm3", b"abc").hexdigest()
        == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


# -- the database refuses --------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = '别人' WHERE sequence = 3",
        "UPDATE audit_entry SET facts = '{}'",
        "DELETE FROM audit_entry WHERE sequence = 5",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete(chain, statement):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(statement)
    assert found() == []
    assert Entry.objects.count() == 5


@pytest.mark.parametrize("column", ["id", "sequence"])
def test_the_database_refuses_to_replace(chain, column):
    columns = [
        field.column
        for field in Entry._meta.concrete_fields
        if field.column not in {"id", "sequence"}
    ]
    key = {"id": chain[2].pk, "sequence": 99} if column == "id" else {"id": 999, "sequence": 3}
    replace, conflict = {
        "sqlite": ("OR REPLACE", ""),
        "postgresql": ("", f"ON CONFLICT ({column}) DO UPDATE SET actor_name = '别人'"),
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"):
        execute(
            f"INSERT {replace} INTO audit_entry (id, sequence, {', '.join(columns)}) "
            f"SELECT %s, %s, {', '.join(columns)} FROM audit_entry WHERE sequence = 1 {conflict}",
            key["id"],
            key["sequence"],
        )
    assert found() == []


def test_the_models_refuse_as_the_database_does(chain):
    chain[1].action = "other"
    for act in (chain[1].save, chain[1].delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


# -- tampering is found and located ----------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "other.act"),
        ("actor_name", "别人"),
        ("actor_id", 77),
        ("actor_post", "三审"),
        ("subject_label", "另一件事"),
        ("subject_id", "9"),
        ("at", "2025-03-12 02:00:01"),
        ("facts", json.dumps({"number": 33})),
    ],
)
def test_a_changed_entry_is_named(unlocked, column, value):
    execute(f"UPDATE audit_entry SET {column} = %s WHERE sequence = 3", value)
    assert found() == [(3, "第3条的内容与其哈希不符。")]


def test_a_changed_and_resealed_entry_breaks_the_next_link(unlocked):
    execute("UPDATE audit_entry SET actor_name = '别人' WHERE sequence = 3")
    entry = Entry.objects.get(sequence=3)
    execute(
        "UPDATE audit_entry SET hash = %s WHERE sequence = 3",
        seal(entry.previous_hash, services._content(entry)),
    )
    assert found() == [(4, "第4条与上一条不相连。")]


def test_a_gap_is_named(unlocked):
    execute("DELETE FROM audit_entry WHERE sequence IN (2, 3)")
    assert found() == [(2, "缺第2条至第3条。")]


def test_a_missing_beginning_is_named(unlocked):
    execute("DELETE FROM audit_entry WHERE sequence = 1")
    assert found() == [(1, "缺第1条至第1条。")]


def test_renumbering_over_a_gap_is_found(unlocked):
    execute("DELETE FROM audit_entry WHERE sequence = 2")
    for sequence in (3, 4, 5):
        execute("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", sequence - 1, sequence)
    assert [sequence for sequence, _ in found()] == [2, 2, 3, 4]


def test_several_faults_are_all_named(unlocked):
    execute("UPDATE audit_entry SET action = 'x' WHERE sequence IN (2, 5)")
    assert [sequence for sequence, _ in found()] == [2, 5]


# -- two writers -----------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="tests/project has it for both")
def test_two_writers_cannot_fork_the_chain(db, tmp_path):
    """Write from four threads into one SQLite file; the numbers run on without a fork."""
    path = tmp_path / "chain.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'audit_entry' AND sql > ''")
        schema = [row[0] for row in cursor.fetchall()]
    with sqlite3.connect(path) as target:
        target.execute("PRAGMA journal_mode=WAL")  # as the first start leaves it
        for statement in sorted(schema, key=lambda text: not text.startswith("CREATE TABLE")):
            target.execute(statement)
    target.close()
    failures = []

    def write(name):
        connection.settings_dict = {**connection.settings_dict, "NAME": str(path)}
        try:
            for number in range(10):
                with transaction.atomic():
                    record(action=f"test.{name}", number=number)
        except Exception as failure:  # noqa: BLE001 -- told to the main thread
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with sqlite3.connect(path) as check:
        rows = check.execute(
            "SELECT sequence, previous_hash, hash FROM audit_entry ORDER BY sequence"
        ).fetchall()
    check.close()
    assert [row[0] for row in rows] == list(range(1, 41))
    assert [row[1] for row in rows] == [GENESIS, *[row[2] for row in rows[:-1]]]


def test_a_second_entry_of_the_same_number_is_refused(chain):
    twin = Entry.objects.get(sequence=5)
    twin.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save(force_insert=True)


# -- the command and the register ------------------------------------------------------


def test_verify_says_that_the_chain_holds(chain, capsys):
    call_command("audit_verify")
    said = capsys.readouterr().out
    assert said.splitlines()[0] == (
        f"5条审计记录首尾相连，没有缺失和改动。末条哈希：{chain[-1].hash}"
    )


def test_verify_of_an_empty_record(db, capsys):
    call_command("audit_verify")
    assert "0条审计记录" in capsys.readouterr().out


def test_verify_fails_and_names_the_places(unlocked, capsys):
    execute("UPDATE audit_entry SET action = 'x' WHERE sequence IN (2, 4)")
    with pytest.raises(CommandError) as caught:
        call_command("audit_verify")
    assert str(caught.value) == "审计记录有2处对不上，请立即报告审计管理员。"
    assert caught.value.returncode == 1
    said = capsys.readouterr().err
    assert "第2条的内容与其哈希不符。" in said
    assert "第4条的内容与其哈希不符。" in said


@pytest.fixture
def root(db):
    return User.objects.create(username="root", name="审计", is_superuser=True)


def test_the_register_is_for_reading_only(client, root, chain):
    client.force_login(root)
    assert "test.act" in client.get(reverse("audit:index")).content.decode()
    for name, arguments in (("add", []), ("edit", [chain[0].pk]), ("delete", [chain[0].pk])):
        address = reverse(f"audit:{name}", args=arguments)
        assert client.post(address, {"action": "forged"}).status_code in {302, 403, 404}
    assert found() == []
    assert Entry.objects.count() == 5
