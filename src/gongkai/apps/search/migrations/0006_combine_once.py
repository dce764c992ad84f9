"""Keep each combination once, also when two texts bring a new one at the same moment."""

from django.db import migrations, models
from django.db.models import Count

FIELDS = ["kind", "section_id", "organ_id", "site_id", "form", "lifespan", "is_withdrawn"]
SQLITE = (
    "INSERT INTO search_words(search_words) VALUES ('delete-all')",
    "INSERT INTO search_titles(search_titles) VALUES ('delete-all')",
)
POSTGRESQL = ("DELETE FROM search_words",)


def forget_doubles(apps, schema_editor):
    """Empty an index with a double; ``gongkai setup`` fills it anew."""
    combination = apps.get_model("search", "Combination")
    doubles = combination.objects.values(*FIELDS).annotate(times=Count("pk")).filter(times__gt=1)
    if not doubles.exists():
        return
    apps.get_model("search", "IndexedText").objects.all().delete()
    combination.objects.all().delete()
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_review_shipped_synonyms")]

    operations = [
        migrations.RunPython(forget_doubles, migrations.RunPython.noop),
        migrations.RemoveIndex("combination", "search_combined"),
        migrations.AddConstraint(
            "combination",
            models.UniqueConstraint(fields=FIELDS, name="search_combined_once"),
        ),
    ]
