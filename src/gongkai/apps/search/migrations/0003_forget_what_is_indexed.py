"""Empty the index: its rows will say more; ``gongkai setup`` fills it anew."""

from django.db import migrations

SQLITE = (
    "INSERT INTO search_words(search_words) VALUES ('delete-all')",
    "INSERT INTO search_titles(search_titles) VALUES ('delete-all')",
)
POSTGRESQL = ("DELETE FROM search_words",)


def empty(apps, schema_editor):
    apps.get_model("search", "IndexedText").objects.all().delete()
    apps.get_model("search", "Combination").objects.all().delete()
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
