"""Keep a document's whole life with its hits; let PostgreSQL find in texts of any length."""

from django.db import migrations, models

POSTGRESQL = (
    "ALTER TABLE search_words ADD COLUMN is_whole boolean NOT NULL DEFAULT true",
    "CREATE INDEX search_words_long ON search_words (row_number) WHERE NOT is_whole",
)


def tell_long_texts(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def forget_long_texts(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_words DROP COLUMN is_whole")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_forget_what_is_indexed")]

    operations = [
        migrations.RemoveField("combination", "in_force_from"),
        migrations.RemoveField("combination", "expires_on"),
        migrations.RemoveField("combination", "repealed_on"),
        migrations.RemoveField("combination", "amended_on"),
        migrations.AddField(
            "combination",
            "lifespan",
            models.CharField("有效期间", max_length=400, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(tell_long_texts, forget_long_texts),
    ]
