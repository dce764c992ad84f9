from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.apps.documents import queries, services
from gongkai.apps.documents.models import IndexNumberSequence, PolicyDocument
from gongkai.apps.documents.services import DocumentEndedAlready, DocumentNumberTaken
from gongkai.domain.documents.index_numbers import CreditCodeInvalid
from gongkai.domain.documents.kinds import Disclosure, DisclosureReasonMissing
from gongkai.domain.documents.validity import DocumentDatesContradict, Validity
from gongkai.foundation import refusals
from gongkai.foundation.audit.models import Entry
from tests.factories.documents import credit_code
from tests.factories.foundation import OrganFactory
from tests.factories.review import publish

SIGNED = date(2025, 3, 3)
AT = datetime(2025, 9, 1, 2, tzinfo=UTC)


def refused(refusal, act):
    """Run an act that must be refused; return the sentence the officer reads."""
    documents, entries = PolicyDocument.objects.count(), Entry.objects.count()
    with pytest.raises(refusal) as caught, transaction.atomic():
        act()
    assert (PolicyDocument.objects.count(), Entry.objects.count()) == (documents, entries)
    sentence = refusals.sentence(caught.value)
    assert "请联系县政务公开办" not in sentence
    assert "…" not in sentence
    return sentence


def test_number_is_printed_as_the_standard_wants_it(register):
    document = register(SIGNED, number_serial=3)
    assert document.document_number == "青政发〔2025〕3号"


def test_registered_document_is_a_draft_dated_by_its_signing(register):
    document = register(SIGNED)
    assert not document.live
    assert document.published_at is None
    assert document.formed_on == SIGNED


def test_index_numbers_count_per_organ_and_year_of_signing(register, bureau):
    given = [
        register(date(2025, 3, 3)).index_number,
        register(date(2025, 4, 4)).index_number,
        register(date(2024, 12, 31)).index_number,
        register(date(2025, 5, 6), organ=bureau, issuer_code="青交发").index_number,
    ]
    assert given == [
        f"{credit_code(1)}/2025-00001",
        f"{credit_code(1)}/2025-00002",
        f"{credit_code(1)}/2024-00001",
        f"{credit_code(2)}/2025-00001",
    ]


def test_index_number_is_not_given_again_after_a_draft_is_deleted(register):
    register(SIGNED).delete()
    assert register(SIGNED).index_number == f"{credit_code(1)}/2025-00002"


def test_organ_without_a_sound_credit_code_gets_no_index_number(county):
    organ = OrganFactory(credit_code="110000000000000000")
    refused(CreditCodeInvalid, lambda: services.issue_index_number(organ=organ, year=2025))
    assert not IndexNumberSequence.objects.exists()


def test_number_given_twice_is_refused(register):
    register(SIGNED, number_serial=3)
    sentence = refused(DocumentNumberTaken, lambda: register(SIGNED, number_serial=3))
    assert sentence == "发文字号青政发〔2025〕3号已经用过。请核对机关代字、年份和序号。"


def test_same_serial_in_another_year_or_series_is_another_number(register):
    numbers = [
        register(SIGNED, number_serial=3).document_number,
        register(date(2024, 3, 3), number_serial=3).document_number,
        register(SIGNED, number_serial=3, issuer_code="青政办发").document_number,
    ]
    assert numbers == ["青政发〔2025〕3号", "青政发〔2024〕3号", "青政办发〔2025〕3号"]


def test_database_itself_refuses_a_number_given_twice(register):
    register(SIGNED, number_serial=3)
    other = register(SIGNED, number_serial=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyDocument.objects.filter(pk=other.pk).update(number_serial=3)


def test_document_that_expires_before_it_takes_effect_is_refused(register):
    refused(
        DocumentDatesContradict,
        lambda: register(SIGNED, effective_from=date(2025, 5, 1), expires_on=date(2025, 4, 30)),
    )


@pytest.mark.parametrize("disclosure", [Disclosure.ON_REQUEST, Disclosure.NONE])
def test_document_kept_back_without_a_reason_is_refused(register, disclosure):
    refused(
        DisclosureReasonMissing,
        lambda: register(SIGNED, disclosure=disclosure.value, disclosure_reason=" "),
    )


def test_document_kept_back_with_a_reason_is_filed(register):
    document = register(
        SIGNED, disclosure=Disclosure.ON_REQUEST.value, disclosure_reason="内容涉及第三方。"
    )
    assert document.disclosure_term is Disclosure.ON_REQUEST


def test_duplicates_and_gaps_are_told(register):
    for serial in (1, 2, 5):
        register(SIGNED, number_serial=serial)
    register(SIGNED, number_serial=2, issuer_code="青政办发")
    assert queries.number_faults() == (
        [],
        ["青政办发〔2025〕1号", "青政发〔2025〕3号", "青政发〔2025〕4号"],
    )


def repeal(document, staff, on=date(2025, 9, 1), **fields):
    return services.repeal(
        document_id=document.pk, on=on, basis="清理", actor=staff.final, at=AT, **fields
    )


def test_repealed_document_binds_until_the_day_before(issue, staff):
    document = repeal(issue(SIGNED), staff)
    assert [
        document.validity_on_day(date(2025, 8, 31)),
        document.validity_on_day(date(2025, 9, 1)),
    ] == [
        Validity.IN_FORCE,
        Validity.REPEALED,
    ]


def test_repeal_leaves_a_trace(issue, staff):
    old, new = issue(SIGNED), issue(date(2025, 8, 20))
    repeal(old, staff, successor_id=new.pk)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_name, entry.facts) == (
        "documents.repeal",
        staff.final.name,
        {"on": "2025-09-01", "basis": "清理", "successor": new.pk},
    )


def test_repeal_before_the_signing_is_refused(issue, staff):
    document = issue(SIGNED)
    refused(DocumentDatesContradict, lambda: repeal(document, staff, on=date(2025, 3, 2)))
    document.refresh_from_db()
    assert document.repealed_on is None


def test_second_repeal_is_refused(issue, staff):
    document = repeal(issue(SIGNED), staff)
    refused(DocumentEndedAlready, lambda: repeal(document, staff, on=date(2025, 10, 1)))


def test_repealed_page_stays_readable_and_names_its_successor(client, issue, staff):
    old = issue(SIGNED, title="旧的养护办法")
    new = issue(date(2025, 8, 20), title="新的养护办法")
    repeal(old, staff, successor_id=new.pk)
    response = client.get(old.url)
    assert response.status_code == 200
    text = response.content.decode()
    assert "旧的养护办法" in text
    assert "本页文本供查考，不能作为办事依据。" in text
    assert f'<a href="{new.url}">新的养护办法</a>' in text


def test_history_tells_the_life_in_order(issue):
    document = issue(
        SIGNED,
        published_on=date(2025, 3, 10),
        effective_from=date(2025, 4, 1),
        legality_reviewed_on=date(2025, 2, 20),
        amended_on=date(2025, 7, 1),
    )
    assert document.history() == [
        (date(2025, 2, 20), "通过合法性审核"),
        (date(2025, 3, 3), "印发"),
        (date(2025, 3, 10), "在网站公开"),
        (date(2025, 4, 1), "施行"),
        (date(2025, 7, 1), "修改"),
    ]


def test_repeal_survives_a_later_edition(register, staff):
    document = register(SIGNED, needs_interpretation=False)
    publish(document, staff, AT)
    repeal(document, staff)
    edition = PolicyDocument.objects.get(pk=document.pk).get_latest_revision_as_object()
    edition.summary = "改正一处错字。"
    edition.save_revision(user=staff.editor)
    publish(document, staff, AT.replace(month=10), change_note="改正一处错字")
    again = PolicyDocument.objects.get(pk=document.pk)
    assert (again.summary, again.repealed_on) == ("改正一处错字。", date(2025, 9, 1))


def test_repeal_survives_an_edition_begun_before_it(register, staff):
    document = register(SIGNED, needs_interpretation=False)
    publish(document, staff, AT)
    edition = PolicyDocument.objects.get(pk=document.pk)
    edition.summary = "改正一处错字。"
    edition.save_revision(user=staff.editor)
    repeal(document, staff)
    publish(document, staff, AT.replace(month=10), change_note="改正一处错字")
    assert PolicyDocument.objects.get(pk=document.pk).repealed_on == date(2025, 9, 1)
