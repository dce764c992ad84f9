"""Call the root of the page tree what it is; Wagtail calls it Root."""

from django.db import migrations


def name_root(apps, _schema_editor):
    pages = apps.get_model("pages", "GovPage").objects
    pages.filter(depth=1, title="Root").update(title="网站群", draft_title="网站群")


class Migration(migrations.Migration):
    dependencies = [("pages", "0005_find_pages_by_parent")]

    operations = [migrations.RunPython(name_root, migrations.RunPython.noop)]
