"""Make the full-text tables of each kind of database and fill in the shipped synonyms."""

import json
from importlib import resources

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, number, organ, body, content='', "
    "tokenize=\"ascii tokenchars '.'\")",
    "CREATE VIRTUAL TABLE search_titles USING fts5(title, content='', "
    "tokenize=\"ascii tokenchars '.'\")",
    "CREATE VIRTUAL TABLE search_title_terms USING fts5vocab(search_titles, row)",
)
POSTGRESQL = (
    "CREATE TABLE search_words (row_number bigint PRIMARY KEY, words tsvector NOT NULL, "
    "titles tsvector NOT NULL, folded text NOT NULL)",
    "CREATE INDEX search_words_words ON search_words USING gin (words)",
    "CREATE INDEX search_words_titles ON search_words USING gin (titles)",
)


def make(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(_apps, schema_editor):
    names = ["search_words"]
    if schema_editor.connection.vendor == "sqlite":
        names = ["search_title_terms", "search_titles", "search_words"]
    for name in names:
        schema_editor.execute(f"DROP TABLE {name}")


def ship(apps, _schema_editor):
    file = resources.files("gongkai.reference_data") / "search" / "synonyms.json"
    rows = json.loads(file.read_text(encoding="utf-8"))["synonyms"]
    model = apps.get_model("search", "Synonym")
    model.objects.bulk_create(model(word=word, official="、".join(said)) for word, said in rows)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
