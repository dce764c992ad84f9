"""Acts on a document's validity: recorded, refused, shown, and the same in every place."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import transaction

from gongkai.apps.documents import queries, services
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.documents.services import BasisMissing, OwnSuccessor
from gongkai.apps.static_site.models import QueueItem
from gongkai.domain.documents.validity import BINDING, Validity
from gongkai.domain.documents.validity_acts import Act, ActKind, NotSuspended, TermMissing
from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.documents import document as unsaved

SIGNED = date(2023, 1, 4)
AT = datetime(2025, 6, 2, 2, tzinfo=UTC)


def act(name, page, staff, on=date(2025, 6, 2), **fields):
    return getattr(services, name)(
        document_id=page.pk, on=on, basis="青政发〔2025〕9号", actor=staff.final, at=AT, **fields
    )


@pytest.fixture
def page(issue):
    return issue(SIGNED, expires_on=date(2027, 12, 31))


def test_a_suspension_and_its_end_are_kept_as_acts(page, staff):
    act("suspend", page, staff)
    act("resume", page, staff, on=date(2025, 9, 1))
    again = PolicyDocument.objects.get(pk=page.pk)
    assert [
        again.validity_on_day(day).value
        for day in (date(2025, 6, 1), date(2025, 6, 2), date(2025, 8, 31), date(2025, 9, 1))
    ] == ["in_force", "suspended", "suspended", "in_force"]
    assert [(row.kind, row.actor_name) for row in again.acts()] == [
        ("suspend", staff.final.name),
        ("resume", staff.final.name),
    ]


def test_an_extension_survives_a_later_edition(page, staff):
    act("extend", page, staff, until=date(2029, 12, 31))
    edition = PolicyDocument.objects.get(pk=page.pk)
    assert edition.expires_on == date(2027, 12, 31)  # the text itself stays
    assert edition.last_day == date(2029, 12, 31)
    draft = edition.with_content_json(page.serializable_data())
    assert draft.last_day == date(2029, 12, 31)


def test_a_declared_lapse_ends_as_expired(page, staff):
    act("lapse", page, staff)
    again = PolicyDocument.objects.get(pk=page.pk)
    assert again.validity_on_day(date(2025, 6, 2)) is Validity.EXPIRED


def test_every_act_leaves_its_trace_with_the_post(page, staff):
    act("amend", page, staff)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_name) == ("documents.amend", staff.final.name)
    assert entry.facts["on"] == "2025-06-02"


@pytest.mark.parametrize(
    ("refusal", "name", "fields"),
    [(NotSuspended, "resume", {}), (TermMissing, "extend", {"until": date(2030, 1, 1)})],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(issue, staff, refusal, name, fields):
    page = issue(SIGNED)
    with pytest.raises(refusal) as caught, transaction.atomic():
        act(name, page, staff, **fields)
    assert "…" not in refusals.sentence(caught.value)
    assert not ValidityAct.objects.exists()


def test_only_the_final_reviewer_of_the_organ_acts(page, staff):
    with pytest.raises(PostMissing):
        services.suspend(
            document_id=page.pk, on=date(2025, 6, 2), basis="清理", actor=staff.editor, at=AT
        )


def test_an_act_without_a_basis_is_refused(page, staff):
    with pytest.raises(BasisMissing):
        services.suspend(
            document_id=page.pk, on=date(2025, 6, 2), basis=" ", actor=staff.final, at=AT
        )


def test_a_document_does_not_take_its_own_place(page, staff):
    with pytest.raises(OwnSuccessor):
        act("repeal", page, staff, successor_id=page.pk)


def test_both_documents_name_each_other(client, issue, page, staff):
    newer = issue(date(2025, 5, 30), title="新的办法")
    act("amend", page, staff, by_document_id=newer.pk)
    assert newer.url in client.get(page.url).content.decode()
    assert page.url in client.get(newer.url).content.decode()


def test_the_pages_are_asked_for_at_once(section, issue, page, staff):
    newer = issue(date(2025, 5, 30))
    QueueItem.objects.all().delete()
    act("amend", page, staff, by_document_id=newer.pk)
    waiting = set(QueueItem.objects.values_list("target", flat=True))
    assert {f"page:{page.pk}", f"page:{newer.pk}", f"page:{section.pk}"} <= waiting


def test_database_and_rule_agree_on_random_lives(section, county, staff):
    """Give 60 documents random acts and compare filter and rule on every fifth day."""
    rng = Random(20250602)  # noqa: S311 -- the same lives every time
    first = date(2024, 1, 1)
    for number in range(60):
        term = rng.choice([None, first + timedelta(days=rng.randrange(40, 200))])
        page = unsaved(
            county,
            first,
            expires_on=term,
            effective_from=first + timedelta(days=rng.randrange(20)),
        )
        page.slug, page.live = f"life{number}", False
        section.add_child(instance=page)
        for _ in range(rng.randrange(6)):
            on = first + timedelta(days=rng.randrange(220))
            one = Act(rng.choice(list(ActKind)), on, on + timedelta(days=rng.randrange(300)))
            row = ValidityAct(kind=one.kind.value, on=on, until=one.until, basis="", recorded_at=AT)
            try:
                services.write_acts(page, [row])
            except Refusal:
                page.refresh_from_db()
    documents = list(PolicyDocument.objects.all())
    seen = set()
    for offset in range(0, 320, 5):
        day = first + timedelta(days=offset)
        said = {page.pk: page.validity_on_day(day) for page in documents}
        seen |= set(said.values())
        for validity in Validity:
            chosen = queries.with_validity(PolicyDocument.objects.all(), validity, day)
            assert {row.pk for row in chosen} == {
                pk for pk, one in said.items() if one is validity
            }, (day, validity)
        binding = queries.binding_on(PolicyDocument.objects.all(), day)
        assert {row.pk for row in binding} == {pk for pk, one in said.items() if one in BINDING}
    assert seen == set(Validity)


def test_every_stored_result_follows_from_the_acts(section, county):
    page = unsaved(county, SIGNED, expires_on=date(2026, 12, 31))
    page.slug, page.live = "stored", False
    section.add_child(instance=page)
    for kind, on, until in (
        ("amend", date(2024, 1, 1), None),
        ("suspend", date(2024, 2, 1), None),
        ("resume", date(2024, 3, 1), None),
        ("extend", date(2024, 4, 1), date(2028, 12, 31)),
        ("repeal", date(2027, 1, 1), None),
    ):
        row = ValidityAct(kind=kind, on=on, until=until, basis="依据", recorded_at=AT)
        services.write_acts(page, [row])
    page.refresh_from_db()
    assert page.lifespan().suspensions == ((date(2024, 2, 1), date(2024, 3, 1)),)
    assert (page.amended_on, page.term_ends_on, page.repealed_on) == (
        date(2024, 1, 1),
        date(2028, 12, 31),
        date(2027, 1, 1),
    )
