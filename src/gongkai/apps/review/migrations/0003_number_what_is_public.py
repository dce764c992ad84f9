"""Give every version that was published before editions were counted its number."""

from django.db import migrations


def number(apps, schema_editor):
    Submission = apps.get_model("review", "Submission")
    Edition = apps.get_model("review", "Edition")
    majors = {}
    rows = Submission.objects.filter(published_at__isnull=False, edition=None)
    for row in rows.order_by("published_at", "pk").iterator():
        majors[row.page_id] = majors.get(row.page_id, 0) + 1
        Edition.objects.create(
            page_id=row.page_id,
            submission=row,
            major=majors[row.page_id],
            minor=0,
            kind="major",
            note="",
            text_hash=row.text_hash,
            published_at=row.published_at,
        )


class Migration(migrations.Migration):
    dependencies = [("review", "0002_complete_machine")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
