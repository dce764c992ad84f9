"""The forms that people sign by hand."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.domain.foi.letters.forms import ProofFacts, ProofForm, proof_sheet
from tests.domain.foi.letter_facts import ORGAN, case

FACTS = ProofFacts(
    organ=ORGAN.name,
    case=case(),
    identity="（核对原件）",
    contact="000-00001234",
    letter_title="政府信息公开告知书",
    letter_number="青交公开告〔2026〕3号",
    printed_on=date(2026, 6, 9),
)
# What a court would ask each of them for.
MUST_SAY = {
    ProofForm.SERVICE: ("青交公开告〔2026〕3号", "送达地点", "送达方式", "拒收事由", "收到无误"),
    ProofForm.ORAL_REQUEST: ("宣读", "确有困难", "000-00001234"),
    ProofForm.ON_SPOT: ("提供的政府信息", "没有异议"),
    ProofForm.WITHDRAWAL: ("自愿撤回", "重新提出"),
    ProofForm.IDENTITY: ("核验方式", "核验结果", "（核对原件）"),
}


def words(sheet):
    return "\n".join((sheet.title, *(" ".join(row) for row in sheet.facts), sheet.statement))


@pytest.mark.parametrize("form", ProofForm)
def test_each_form_names_organ_request_and_applicant_and_says_its_own(form):
    sheet = proof_sheet(form, FACTS)
    text = words(sheet)
    for said in (ORGAN.name, FACTS.case.number, FACTS.case.applicant_name, *MUST_SAY[form]):
        assert said in text
    assert len(sheet.signers) >= 2, "nobody proves something alone"


@pytest.mark.parametrize("form", ProofForm)
def test_no_form_asks_for_the_purpose(form):
    """Art. 29 does not: the three needs went in 2019."""
    assert "用途" not in words(proof_sheet(form, FACTS))


def test_what_is_not_known_is_left_to_the_hand():
    sheet = proof_sheet(ProofForm.SERVICE, replace(FACTS, letter_title="", letter_number=""))
    assert dict(sheet.facts)["送达文书"] == ""
