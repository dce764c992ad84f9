"""Let the database itself keep the one door, what was public and what reviewers did."""

from django.db import migrations

from gongkai.apps.review import walls


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0003_number_what_is_public"),
        ("pages", "0005_find_pages_by_parent"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(walls.build, walls.remove)]
