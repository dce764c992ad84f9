"""``gongkai audit verify`` proves each published text from the records alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.apps.review import proofs, walls
from gongkai.apps.review.models import Submission
from gongkai.foundation.audit import services as audit
from tests.factories.review import publish, stand_behind
from tests.factories.review_acts import AT
from tests.factories.websites import save_draft

TWICE = """UPDATE review_step SET actor_id =
(SELECT actor_id FROM review_step WHERE level = 'first_review') WHERE level = 'final_review'"""
NOT_CLEARED = """UPDATE review_step SET secrecy_conclusion = 'not_to_be_disclosed'
WHERE level = 'secrecy_review'"""


@pytest.fixture
def published(draft, staff):
    return publish(draft, staff, AT)


def gaps():
    return [gap.partition("）")[2] for gap in proofs.prove_trails().gaps]


def test_a_complete_trail_is_proven(published):
    assert proofs.prove_trails() == audit.Proven(1)
    assert proofs.prove_walls() == audit.Proven(1)


def test_nothing_published_is_proven_at_once(submission):
    assert proofs.prove_trails() == audit.Proven(0)


def test_the_command_names_each_proof(published):
    out = StringIO()
    call_command("audit_verify", stdout=out)
    assert "审校记录：1条与审计记录一致。" in out.getvalue()
    assert "发布入口：1条与审计记录一致。" in out.getvalue()


def test_a_publication_without_steps_has_gaps_at_every_level(draft):
    stand_behind([draft], AT)
    found = gaps()
    assert [gap for gap in found if gap.startswith("缺")] == [
        "缺“待一审”的记录。",
        "缺“待二审”的记录。",
        "缺“待保密审查”的记录。",
        "缺“待三审”的记录。",
    ]
    assert "没有“可以公开”的保密审查结论。" in found


def without_triggers(cursor, *names):
    """Take triggers away, as somebody with the database in his hands could."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        return
    for name in names:
        cursor.execute(f"DROP TRIGGER {name}")


@pytest.mark.parametrize(
    ("statement", "gap"),
    [
        ("UPDATE review_step SET text_hash = 'sm3:0' WHERE level = 'second_review'",
         "“待二审”审的不是发布的文本。"),
        ("DELETE FROM review_step WHERE level = 'first_review'", "缺“待一审”的记录。"),
        (TWICE, "有人办理了两个环节。"),
        (NOT_CLEARED, "没有“可以公开”的保密审查结论。"),
        ("UPDATE review_edition SET text_hash = 'sm3:0'", "的发布版本不符。"),
        ("UPDATE review_submission SET chain = 'final_review'",
         "的审核环节“final_review”不成顺序。"),
    ],
)  # fmt: skip
def test_each_forgery_is_named(published, statement, gap):
    with connection.cursor() as cursor:
        without_triggers(cursor, *walls.names())
        cursor.execute(statement)
    assert gap in gaps()


def test_a_step_the_audit_does_not_know_is_named(published):
    with connection.cursor() as cursor:
        without_triggers(cursor, "audit_entry_no_update")
        cursor.execute(
            "UPDATE audit_entry SET action = 'review.other' WHERE action = 'review.pass'"
        )
    assert len([gap for gap in gaps() if gap.endswith("在审计记录中没有对应的条目。")]) == 4


def test_the_command_fails_on_a_gap(published):
    Submission.objects.filter(pk=published.pk).update(state="returned")
    err = StringIO()
    with pytest.raises(CommandError, match="1处"):
        call_command("audit_verify", stdout=StringIO(), stderr=err)
    assert "没有完整的审核记录" in err.getvalue()


def test_proving_reads_each_table_once(section, staff, django_assert_num_queries):
    publish(save_draft(section, staff.editor), staff, AT)
    with django_assert_num_queries(4):
        proofs.prove_trails()
    for number in range(2):
        publish(save_draft(section, staff.editor, title=f"信息{number}"), staff, AT)
    with django_assert_num_queries(4):
        assert proofs.prove_trails().count == 3
