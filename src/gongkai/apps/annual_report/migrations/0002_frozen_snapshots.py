"""Let the database itself refuse to change a frozen report."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER annual_report_snapshot_no_update BEFORE UPDATE ON annual_report_snapshot "
    "BEGIN SELECT RAISE(ABORT, 'a frozen report cannot be changed'); END"
)
POSTGRES = """
CREATE FUNCTION annual_report_snapshot_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a frozen report cannot be changed'; END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER annual_report_snapshot_no_update BEFORE UPDATE ON annual_report_snapshot
FOR EACH ROW EXECUTE FUNCTION annual_report_snapshot_refuse();
"""


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER annual_report_snapshot_no_update")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "DROP TRIGGER annual_report_snapshot_no_update ON annual_report_snapshot;"
            "DROP FUNCTION annual_report_snapshot_refuse();"
        )


class Migration(migrations.Migration):
    dependencies = [("annual_report", "0001_initial")]

    operations = [migrations.RunPython(forbid, allow)]
