"""A round of 清理: all decisions take effect together, or none."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import transaction
from openpyxl import load_workbook

from gongkai.apps.documents.making import tables
from gongkai.apps.documents.models import CleanUpRound, PolicyDocument, ValidityAct
from gongkai.apps.documents.services import clean_up
from gongkai.apps.documents.services.clean_up import Chosen, RoundClosed, RoundEmpty, RoundUndecided
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.upkeep import Decision
from gongkai.domain.documents.validity_acts import ActAfterEnd
from gongkai.foundation.accounts.queries import PostMissing

AT = datetime(2025, 9, 1, 2, tzinfo=UTC)
AS_OF, DECIDED = date(2025, 6, 30), date(2025, 9, 1)


@pytest.fixture
def shelf(issue):
    rows = [issue(date(2020, 1, day), title=name) for day, name in enumerate("甲乙丙丁", start=2)]
    issue(date(2020, 2, 2), title="政府文件", kind=DocumentKind.GOVERNMENT_DOCUMENT)
    issue(date(2020, 2, 3), title="已失效", expires_on=date(2021, 1, 1))
    return rows


def begin(staff, county, **fields):
    return clean_up.begin(
        title="2025年清理",
        basis="青政发〔2025〕12号",
        as_of=AS_OF,
        decided_on=DECIDED,
        organ_ids=[county.pk],
        actor=fields.pop("actor", staff.final),
        at=AT,
        **fields,
    )


def test_a_round_holds_the_normative_documents_in_force(shelf, staff, county):
    opened = begin(staff, county)
    assert {row.document.title for row in opened.decisions.all()} == set("甲乙丙丁")


def test_all_decisions_take_effect_on_the_day(shelf, staff, county):
    opened = begin(staff, county)
    choices = [Decision.KEEP, Decision.AMEND, Decision.REPEAL, Decision.LAPSE]
    chosen = {page.pk: Chosen(one) for page, one in zip(shelf, choices, strict=True)}
    chosen[shelf[2].pk] = Chosen(Decision.REPEAL, "已有新规定", shelf[0].pk)
    assert clean_up.decide(round_id=opened.pk, chosen=chosen, actor=staff.final, at=AT) == 0
    clean_up.carry_out(round_id=opened.pk, actor=staff.final, at=AT)
    after = [PolicyDocument.objects.get(pk=page.pk).validity_on_day(DECIDED) for page in shelf]
    assert [one.label for one in after] == ["现行有效", "已修改", "废止", "失效"]
    assert ValidityAct.objects.get(kind="repeal").by_document == shelf[0]
    book = load_workbook(BytesIO(tables.result_of(opened)))
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == {
        "继续有效": 1,
        "修改": 1,
        "废止": 1,
        "失效": 1,
    }
    with pytest.raises(RoundClosed):
        clean_up.carry_out(round_id=opened.pk, actor=staff.final, at=AT)


def test_an_undecided_round_is_refused(shelf, staff, county):
    opened = begin(staff, county)
    chosen = {shelf[0].pk: Chosen(Decision.REPEAL)}
    assert clean_up.decide(round_id=opened.pk, chosen=chosen, actor=staff.final, at=AT) == 3
    with pytest.raises(RoundUndecided), transaction.atomic():
        clean_up.carry_out(round_id=opened.pk, actor=staff.final, at=AT)
    assert not ValidityAct.objects.exists()


def test_one_impossible_act_leaves_the_whole_round_undone(shelf, issue, staff, county):
    ended = issue(date(2020, 3, 3), title="将到期", expires_on=date(2025, 7, 31))
    opened = begin(staff, county)
    chosen = {page.pk: Chosen(Decision.REPEAL) for page in (*shelf, ended)}
    clean_up.decide(round_id=opened.pk, chosen=chosen, actor=staff.final, at=AT)
    with pytest.raises(ActAfterEnd), transaction.atomic():
        clean_up.carry_out(round_id=opened.pk, actor=staff.final, at=AT)
    assert not ValidityAct.objects.exists()
    assert CleanUpRound.objects.get().carried_out_at is None


def test_a_round_without_documents_is_refused(section, staff, county):
    with pytest.raises(RoundEmpty):
        begin(staff, county)


def test_only_the_final_reviewer_of_every_organ_opens_a_round(shelf, staff, county):
    with pytest.raises(PostMissing):
        begin(staff, county, actor=staff.editor)
