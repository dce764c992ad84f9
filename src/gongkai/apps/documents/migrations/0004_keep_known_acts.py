from django.db import migrations


def keep_known_acts(apps, schema_editor):
    """Write as acts what was recorded of amendments and repeals before there were any."""
    Document = apps.get_model("documents", "PolicyDocument")
    Act = apps.get_model("documents", "ValidityAct")
    rows = []
    for document in Document.objects.exclude(amended_on=None, repealed_on=None).iterator():
        for kind, on in (("amend", document.amended_on), ("repeal", document.repealed_on)):
            if on is not None:
                rows.append(
                    Act(
                        document_id=document.pk,
                        kind=kind,
                        on=on,
                        basis=document.validity_basis or "系统升级时补录",
                        by_document_id=document.repealed_by_id if kind == "repeal" else None,
                        recorded_at=document.latest_revision_created_at
                        or document.first_published_at
                        or _midnight(on),
                    )
                )
    Act.objects.bulk_create(rows, batch_size=400)


def _midnight(day):
    from datetime import datetime, timezone

    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_acts_and_upkeep")]

    operations = [migrations.RunPython(keep_known_acts, migrations.RunPython.noop)]
