"""The database keeps the one door whoever asks it, and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.apps.review import walls
from gongkai.apps.review.models import Edition, Opening, Step
from gongkai.apps.websites.models import ArticlePage, SectionPage
from gongkai.foundation.pages.models import GovPage
from tests.factories.review import publish, take_down
from tests.factories.review_acts import AT
from tests.factories.websites import body_of


def refused_by_the_database(act):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        act()
    return str(caught.value)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_all_walls_stand(db):
    assert walls.missing() == []


def test_a_draft_is_not_forced_live(draft):
    said = refused_by_the_database(
        lambda: sql("UPDATE pages_govpage SET live = %s WHERE id = %s", True, draft.pk)
    )
    assert "complete review" in said


def test_a_page_under_review_is_not_forced_live(submission, draft):
    refused_by_the_database(
        lambda: GovPage.objects.filter(pk=draft.pk).update(
            live=True, live_revision=submission.revision_id
        )
    )


def test_wagtail_itself_publishes_nothing_unreviewed(draft):
    refused_by_the_database(draft.get_latest_revision().publish)


def test_a_page_is_not_inserted_live(section):
    page = ArticlePage(title="抢先", slug="early", organ=section.organ, live=True)
    refused_by_the_database(lambda: section.add_child(instance=page))


def test_a_live_page_does_not_get_a_text_nobody_reviewed(draft, staff):
    publish(draft, staff, AT)
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("没有人审过。")
    revision = page.save_revision(user=staff.editor)
    refused_by_the_database(revision.publish)
    refused_by_the_database(
        lambda: GovPage.objects.filter(pk=page.pk).update(live_revision=revision.pk)
    )


def test_a_withdrawn_page_is_not_forced_back(draft, staff):
    publish(draft, staff, AT)
    take_down(draft, staff.final, AT)
    refused_by_the_database(lambda: GovPage.objects.filter(pk=draft.pk).update(live=True))


def test_structure_is_opened_without_a_review(section):
    SectionPage.objects.filter(pk=section.pk).update(live=False)
    SectionPage.objects.filter(pk=section.pk).update(live=True)
    section.refresh_from_db()
    assert section.live


def test_a_reviewed_page_keeps_its_other_columns_free(draft, staff):
    publish(draft, staff, AT)
    GovPage.objects.filter(pk=draft.pk).update(index_number="QH-2025-1")
    assert GovPage.objects.get(pk=draft.pk).live


def test_what_was_public_is_not_deleted(draft, staff):
    publish(draft, staff, AT)
    take_down(draft, staff.final, AT)
    said = refused_by_the_database(lambda: sql("DELETE FROM pages_govpage WHERE id = %s", draft.pk))
    assert "public" in said


def test_a_draft_is_deleted_freely(draft):
    draft.delete()
    assert not GovPage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("model", [Step, Edition, Opening])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_records_of_a_review_are_append_only(draft, staff, model, act):
    publish(draft, staff, AT)
    table, field = model._meta.db_table, "text_hash"
    statement = {
        "update": f"UPDATE {table} SET {field} = 'sm3:0'",
        "delete": f"DELETE FROM {table}",
    }[act]
    assert "append-only" in refused_by_the_database(lambda: sql(statement))


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_record_is_not_replaced(draft, staff):
    publish(draft, staff, AT)
    columns = [field.column for field in Step._meta.concrete_fields]
    shown = ["'sm3:0'" if column == "text_hash" else column for column in columns]
    said = refused_by_the_database(
        lambda: sql(
            f"INSERT OR REPLACE INTO review_step ({', '.join(columns)}) "
            f"SELECT {', '.join(shown)} FROM review_step"
        )
    )
    assert "append-only" in said


def test_a_wall_that_is_gone_is_named(db):
    name = "review_page_kept"
    place = " ON pages_govpage" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER {name}{place}")
    assert walls.missing() == [name]
