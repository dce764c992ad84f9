"""Refuse INSERT OR REPLACE too: SQLite replaces a row without firing its delete trigger."""

from django.db import migrations

NAME = "audit_entry_no_replace"


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE INSERT ON audit_entry "
            "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR sequence = NEW.sequence) "
            "BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"
        )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [migrations.RunPython(forbid, allow)]
