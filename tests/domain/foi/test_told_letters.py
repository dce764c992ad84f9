"""Letters told as plain data are read exactly, or refused with the field's name."""

import pytest

from gongkai.domain.foi.letters.facts import LetterIncomplete
from gongkai.domain.foi.letters.kinds import Part
from gongkai.domain.foi.letters.linting import FaultKind
from gongkai.domain.foi.told_cases import ToldWrongly
from gongkai.domain.foi.told_letters import answer_letter, letter_of
from tests.domain.foi.letter_facts import GRANTED_LINE, REFUSED_LINE


def test_a_told_letter_is_worded_as_it_was_told():
    letter, faults = letter_of(GRANTED_LINE)
    assert faults == []
    assert (
        letter.text_of(Part.COURSE)
        == "2026年3月25日，本机关决定延长答复期限15个工作日，并已告知您。"
    )
    assert answer_letter(letter, faults)["addressee"] == "张某"


def test_a_reply_in_part_brings_its_grounds():
    details = GRANTED_LINE["details"] | REFUSED_LINE["details"] | {"withheld_part": "专家姓名"}
    decision = {"outcome": "partial", "withheld_under": ["d6"]}
    letter, faults = letter_of(GRANTED_LINE | {"decision": decision, "details": details})
    assert faults == []
    assert "先向青禾县人民政府申请行政复议" in letter.text_of(Part.REMEDY)


def test_an_edited_text_is_taken_for_the_composed_one():
    letter, faults = letter_of(
        GRANTED_LINE | {"text": [{"part": "decision", "text": "予以公开。"}]}
    )
    assert letter.text_of() == "予以公开。"
    assert FaultKind.REMEDY_MISSING in {fault.kind for fault in faults}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "letter"}, "kind"),
        ({"number": 3}, "number"),
        ({"dated_on": "9.4.2026"}, "dated_on"),
        ({"organ": None}, "organ"),
        ({"case": {**GRANTED_LINE["case"], "delivery": "pigeon"}}, "delivery"),
        ({"case": {**GRANTED_LINE["case"], "course": "none"}}, "course"),
        ({"decision": {"outcome": "d9"}}, "outcome"),
        ({"decision": {"outcome": "partial", "withheld_under": "d6"}}, "withheld_under"),
        ({"details": {"colour": "red"}}, "details"),
        ({"details": {"documents": " "}}, "documents"),
        ({"annexes": [1]}, "annexes"),
        ({"text": "所有文字"}, "text"),
        ({"text": [{"part": "greeting", "text": "您好"}]}, "part"),
    ],
)
def test_a_field_told_wrongly_is_named(change, field):
    with pytest.raises(ToldWrongly) as refused:
        letter_of(GRANTED_LINE | change)
    assert refused.value.facts["field"] == field


def test_a_line_that_is_no_object_or_lacks_its_decision_is_refused():
    with pytest.raises(ToldWrongly):
        letter_of(["reply"])
    with pytest.raises(LetterIncomplete, match="办理结果"):
        letter_of(GRANTED_LINE | {"decision": None})
