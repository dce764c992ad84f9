"""Let SQLite answer "all pages under this one" from an index.

Django asks with LIKE, which SQLite matches without case; only an index of the same
collation can serve it. Other databases have treebeard's own index.
"""

from django.db import migrations


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE INDEX pages_govpage_path_nocase ON pages_govpage (path COLLATE NOCASE)"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX pages_govpage_path_nocase")


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_finalize_govpage")]

    operations = [migrations.RunPython(add_index, drop_index)]
