"""Let the database itself refuse to change or delete an audit row."""

from django.db import migrations

SQLITE = {
    "audit_entry_no_update": "BEFORE UPDATE",
    "audit_entry_no_delete": "BEFORE DELETE",
}
POSTGRES = """
CREATE FUNCTION audit_entry_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'audit entries are append-only'; END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
"""


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, moment in SQLITE.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} {moment} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"
            )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "DROP TRIGGER audit_entry_append_only ON audit_entry;"
            "DROP TRIGGER audit_entry_no_truncate ON audit_entry;"
            "DROP FUNCTION audit_entry_refuse();"
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forbid, allow)]
