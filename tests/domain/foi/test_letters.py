"""Every letter is worded whole, with the remedy that its outcome opens."""

from dataclasses import replace
from itertools import product

import pytest

from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.clauses import remedy_clause, route_of
from gongkai.domain.foi.letters.composing import compose, missing
from gongkai.domain.foi.letters.facts import DeliveryWay, LetterIncomplete
from gongkai.domain.foi.letters.grounds import GROUNDS
from gongkai.domain.foi.letters.kinds import KINDS, Detail, LetterKind, Part
from gongkai.domain.foi.letters.linting import lint
from gongkai.domain.foi.letters.required import required_words
from gongkai.domain.foi.outcomes import (
    ApplicantKind,
    Outcome,
    RemedyRoute,
    WithheldGroundMissing,
)
from tests.domain.foi.letter_facts import DETAILS, OPTIONAL, ORGAN, case, notice, reply

# 复议前置, 任选, 不可诉, as the disposition table prints them outcome by outcome.
FIRST = (
    "先向青禾县人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内"
    "向青禾县人民法院提起行政诉讼。"
)
EITHER = (
    "向青禾县人民政府申请行政复议，或者自收到本告知书之日起6个月内直接向青禾县人民法院"
    "提起行政诉讼。"
)
ONLY = "如对本告知不服，可以自收到本告知书之日起60日内向青禾县人民政府申请行政复议。"
ROUTES = {
    Outcome.GRANTED: EITHER,
    Outcome.GRANTED_IN_PART: FIRST,
    Outcome.STATE_SECRET: FIRST,
    Outcome.PROHIBITED_BY_LAW: FIRST,
    Outcome.ENDANGERS_SECURITY: FIRST,
    Outcome.THIRD_PARTY_RIGHTS: FIRST,
    Outcome.INTERNAL_AFFAIRS: FIRST,
    Outcome.DELIBERATIVE: FIRST,
    Outcome.ENFORCEMENT_CASE_FILE: FIRST,
    Outcome.ADMINISTRATIVE_INQUIRY: ONLY,
    Outcome.NOT_HELD: EITHER,
    Outcome.NEEDS_CREATION: ONLY,
    Outcome.STILL_UNCLEAR: EITHER,
    Outcome.PETITION: ONLY,
    Outcome.REPEATED: EITHER,
    Outcome.PUBLIC_PUBLICATION: ONLY,
    Outcome.EXCESSIVE: EITHER,
    Outcome.CONFIRMATION: EITHER,
    Outcome.CORRECTION_LAPSED: EITHER,
    Outcome.FEE_LAPSED: EITHER,
    Outcome.OTHER: EITHER,
}
# Article, paragraph and item that each answer must cite.
CITED = {
    Outcome.GRANTED: ["第三十六条第（二）项"],
    Outcome.GRANTED_IN_PART: ["第三十七条", "第十六条第二款", "第三十六条第（三）项"],
    Outcome.STATE_SECRET: ["第十四条", "第三十六条第（三）项"],
    Outcome.PROHIBITED_BY_LAW: ["第十四条", "第三十六条第（三）项"],
    Outcome.ENDANGERS_SECURITY: ["第十四条", "第三十六条第（三）项"],
    Outcome.THIRD_PARTY_RIGHTS: ["第十五条", "第三十二条", "第三十六条第（三）项"],
    Outcome.INTERNAL_AFFAIRS: ["第十六条第一款", "第三十六条第（三）项"],
    Outcome.DELIBERATIVE: ["第十六条第二款", "第三十六条第（三）项"],
    Outcome.ENFORCEMENT_CASE_FILE: ["第十六条第二款", "第三十六条第（三）项"],
    Outcome.ADMINISTRATIVE_INQUIRY: ["第三十六条第（七）项"],
    Outcome.NOT_HELD: ["第三十六条第（四）项"],
    Outcome.NEEDS_CREATION: ["第三十八条"],
    Outcome.STILL_UNCLEAR: ["第三十条"],
    Outcome.PETITION: ["第三十九条第一款"],
    Outcome.REPEATED: ["第三十六条第（六）项"],
    Outcome.PUBLIC_PUBLICATION: ["第三十九条第二款"],
    Outcome.EXCESSIVE: ["第三十五条"],
    Outcome.CORRECTION_LAPSED: ["第三十条"],
    Outcome.FEE_LAPSED: ["第六条"],
}


def test_every_answer_to_everybody_in_every_way_is_clean():
    made = list(product(Outcome, ApplicantKind, DeliveryWay))
    assert len(made) == 21 * 6 * 3
    for outcome, kind, way in made:
        facts = reply(outcome, case=case(kind, way))
        assert lint(compose(facts), facts) == [], (outcome, kind, way)


@pytest.mark.parametrize("channel", IntakeChannel)
def test_every_way_a_request_came_is_worded(channel):
    facts = reply(Outcome.GRANTED, case=case(channel=channel))
    letter = compose(facts)
    assert "收到您" in letter.text_of(Part.RECEIPT)
    assert lint(letter, facts) == []


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind is not LetterKind.REPLY])
def test_every_notice_along_the_way_is_clean(kind):
    facts = notice(kind)
    letter = compose(facts)
    assert lint(letter, facts) == []
    assert letter.title == kind.label
    assert bool(letter.text_of(Part.REMEDY)) is (kind is LetterKind.THIRD_PARTY_NOTICE)


@pytest.mark.parametrize("outcome", Outcome)
def test_the_remedy_follows_the_outcome(outcome):
    assert compose(reply(outcome)).text_of(Part.REMEDY).endswith(ROUTES[outcome])


@pytest.mark.parametrize("outcome", CITED)
def test_an_answer_cites_what_it_rests_on(outcome):
    decided = compose(reply(outcome)).text_of(Part.DECISION)
    assert [place for place in CITED[outcome] if place not in decided] == []
    law = (
        "《政府信息公开信息处理费管理办法》"
        if outcome is Outcome.FEE_LAPSED
        else "《中华人民共和国政府信息公开条例》"
    )
    assert law in decided


def test_a_repetition_of_what_was_given_promises_no_suit():
    facts = reply(Outcome.REPEATED, already_given=True)
    assert compose(facts).text_of(Part.REMEDY) == ONLY


def test_withholding_what_the_law_has_elsewhere_leaves_the_choice():
    facts = reply(Outcome.GRANTED_IN_PART, withheld=(Outcome.ADMINISTRATIVE_INQUIRY,))
    assert compose(facts).text_of(Part.REMEDY).endswith(EITHER)


def test_what_holds_for_the_withheld_part_is_not_said_of_the_whole():
    text = compose(reply(Outcome.GRANTED_IN_PART)).text_of(Part.FACTS)
    assert "不予公开的部分属于本机关在履行行政管理职能过程中形成的过程性信息" in text
    assert "您申请的信息属于" not in text


def test_a_person_and_an_organisation_are_addressed_differently():
    person = compose(reply(Outcome.GRANTED)).text_of()
    research = case(ApplicantKind.RESEARCH_INSTITUTION)
    organisation = compose(reply(Outcome.GRANTED, case=research)).text_of()
    assert "您" in person
    assert "你单位" not in person
    assert "你单位" in organisation
    assert "您" not in organisation


def test_an_electronic_answer_names_the_online_way_to_reconsideration():
    assert ORGAN.online_reconsideration in compose(
        reply(Outcome.GRANTED, case=case(delivery=DeliveryWay.ELECTRONIC))
    ).text_of(Part.REMEDY)
    assert ORGAN.online_reconsideration not in compose(reply(Outcome.GRANTED)).text_of()


def test_what_is_public_already_is_answered_with_the_way_to_it():
    facts = reply(Outcome.GRANTED, details={Detail.PUBLISHED_AT: OPTIONAL[Detail.PUBLISHED_AT]})
    letter = compose(facts)
    assert "第三十六条第（一）项" in letter.text_of(Part.DECISION)
    assert letter.text_of(Part.SUPPLY) == ""
    assert lint(letter, facts) == []


def test_what_another_organ_answers_for_is_answered_with_its_name():
    facts = reply(Outcome.NOT_HELD, details=DETAILS | OPTIONAL)
    letter = compose(facts)
    assert "第三十六条第（五）项" in letter.text_of(Part.DECISION)
    assert "县财政局（电话0000-0000001）" in letter.text_of(Part.DECISION)
    assert lint(letter, facts) == []


def test_the_way_to_the_answer_is_told_with_its_days():
    course = compose(reply(Outcome.GRANTED)).text_of(Part.COURSE)
    assert course == (
        "2026年3月25日，本机关决定延长答复期限15个工作日，并已告知您。"
        "2026年3月26日，本机关发函征求意见，所需时间不计算在答复期限内。"
        "2026年4月2日，本机关收到征求意见的答复。"
    )


def test_a_letter_without_what_it_must_say_is_not_worded():
    with pytest.raises(LetterIncomplete) as refused:
        compose(reply(Outcome.EXCESSIVE, details={Detail.FREQUENCY: "46件"}))
    assert refused.value.facts == {"missing": "说明理由的情况"}
    assert missing(reply(Outcome.EXCESSIVE, details={Detail.FREQUENCY: " 。"})) == (
        Detail.FREQUENCY,
        Detail.REASON_GIVEN,
    )


def test_an_answer_without_decision_or_a_letter_to_nobody_is_not_worded():
    with pytest.raises(LetterIncomplete, match="办理结果"):
        compose(replace(reply(Outcome.GRANTED), decision=None))
    with pytest.raises(LetterIncomplete, match="收件人"):
        compose(replace(notice(LetterKind.ASSISTANCE), addressee_name=" "))


def test_an_answer_in_part_names_its_ground():
    with pytest.raises(WithheldGroundMissing):
        compose(reply(Outcome.GRANTED_IN_PART, withheld=()))


@pytest.mark.parametrize("kind", [kind for kind, rule in KINDS.items() if rule.needs])
def test_every_need_of_a_notice_is_asked_for(kind):
    for detail in KINDS[kind].needs:
        kept = {name: text for name, text in DETAILS.items() if name is not detail}
        with pytest.raises(LetterIncomplete, match=detail.label.partition("（")[0]):
            compose(notice(kind, details=kept))


def test_a_notice_along_the_way_opens_no_remedy_and_a_third_party_may_choose():
    assert route_of(notice(LetterKind.CORRECTION)) is None
    assert remedy_clause(notice(LetterKind.FEE_NOTICE)) == ""
    assert route_of(notice(LetterKind.THIRD_PARTY_NOTICE)) is RemedyRoute.REVIEW_OR_SUIT
    assert route_of(reply(Outcome.STATE_SECRET)) is RemedyRoute.REVIEW_FIRST


def test_every_outcome_has_a_ground_that_decides():
    assert set(GROUNDS) == set(Outcome)
    for outcome, ground in GROUNDS.items():
        assert ground.needs, outcome
        assert ground.cites or Detail.BASIS in ground.needs, outcome


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LetterKind.CORRECTION, ["15个工作日", "视为放弃申请", "第三十条"]),
        (LetterKind.EXTENSION, ["15个工作日", "第三十三条第二款"]),
        (LetterKind.THIRD_PARTY_INQUIRY, ["15个工作日", "第三十二条"]),
        (LetterKind.CO_PRODUCER_INQUIRY, ["15个工作日", "视为同意公开", "第三十四条"]),
        (LetterKind.FEE_NOTICE, ["200元", "20个工作日", "第四十二条", "第六条"]),
    ],
)
def test_what_a_notice_must_tell(kind, words):
    asked = [word for word, _basis in required_words(notice(kind))]
    assert [word for word in words if word not in asked] == []
