"""Every fault says what should stand there, what stands there, and which provision asks for it.

The officer mends the letter by these three; the provisions are those of reply letters:
江苏答复规范 for the elements, the Regulations and the Reconsideration Law for what they ask.
"""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import ClockNotRunning, ClockState, ReplyClock, check_extension
from gongkai.domain.foi.intake import (
    ConfirmedBeforeArrival,
    IntakeChannel,
    ReceiptNotConfirmed,
    received_on,
)
from gongkai.domain.foi.ledger import ClockAct, ClockEntry, LedgerIncoherent, replay
from gongkai.domain.foi.letters.composing import compose
from gongkai.domain.foi.letters.facts import LetterIncomplete, Paragraph
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, Detail, LetterKind, Part
from gongkai.domain.foi.letters.linting import FaultKind, lint
from gongkai.domain.foi.letters.standing import (
    LetterAct,
    LetterActRefused,
    LetterNotNow,
    LetterState,
    check_kind,
    turn,
)
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.outcomes import Outcome, RemedyRoute, WithheldGroundMissing, remedy_route
from gongkai.domain.foi.public_course import public_course
from gongkai.domain.foi.risk import USUAL_WORKING_DAYS, slack
from gongkai.domain.law import JIANGSU_REPLY_STANDARD, OGI_REGULATIONS, RECONSIDERATION_LAW
from gongkai.foundation.reference_data import work_calendar
from tests.domain.foi.letter_facts import ORGAN, case, notice, reply
from tests.domain.foi.test_letter_faults import (
    ELECTRONIC,
    GRANTED,
    PETITION,
    REFUSED,
    remedy_of,
    said,
    with_,
    without,
)

K, CALENDAR = FaultKind, work_calendar()
STANDARD, LAW = JIANGSU_REPLY_STANDARD, RECONSIDERATION_LAW
article = OGI_REGULATIONS.article
CORRECTION, INQUIRY = notice(LetterKind.CORRECTION), notice(LetterKind.THIRD_PARTY_INQUIRY)


def clause_of(facts):
    return compose(facts).text_of(Part.REMEDY)


FAULTS = [
    (REFUSED, with_(title="回执"), K.TITLE, ("政府信息公开告知书", "回执", STANDARD)),
    (REFUSED, with_(number="3号"), K.NUMBER, ("青交公开告〔2026〕3号", "3号", STANDARD)),
    (REFUSED, with_(number="青交公开告〔2025〕3号"), K.NUMBER_YEAR, ("2026", "2025", STANDARD)),
    (REFUSED, with_(addressee="李某"), K.ADDRESSEE, ("张某", "李某", STANDARD)),
    (REFUSED, with_(organ="水利局"), K.ORGAN, (ORGAN.name, "水利局", STANDARD)),
    (REFUSED, with_(dated_on=None), K.DATE, ("2026年4月9日", "", STANDARD)),
    (REFUSED, with_(dated_on=date(2026, 3, 24)), K.DATE,
     ("2026年4月9日", "2026年3月24日", STANDARD)),
    (REFUSED, with_(dated_on=date(2026, 5, 9)), K.LATE,
     ("2026年5月8日", "2026年5月9日", article(33))),
    (REFUSED, said("20260302-0007", "0007"), K.REQUEST, ("20260302-0007", "", STANDARD)),
    (REFUSED, said("3月25日", "3月26日"), K.COURSE, ("2026年3月25日延期答复", "", None)),
    (REFUSED, said("15个工作日", "5个工作日"), K.COURSE, ("延期答复15个工作日", "", None)),
    (REFUSED, said("第十六条第二款、", ""), K.BASIS,
     ("《中华人民共和国政府信息公开条例》第十六条第二款", "", STANDARD)),
    (REFUSED, said("决定不予公开", "决定"), K.DECISION, ("不予公开", "", article(36))),
    (GRANTED, said("邮寄", "寄送"), K.SUPPLY,
     ("邮寄", "上述信息按照您要求的方式，随本告知书寄送提供。", article(40))),
    (REFUSED, without(Part.REMEDY), K.REMEDY_MISSING,
     (RemedyRoute.REVIEW_FIRST.label, "", STANDARD)),
    (REFUSED, remedy_of(GRANTED), K.REMEDY_WRONG,
     (RemedyRoute.REVIEW_FIRST.label, clause_of(GRANTED), LAW.article(23, 1, 4))),
    (GRANTED, said("向青禾县人民政府申请", "向青禾市人民政府申请"), K.REMEDY_BODY,
     ("青禾县人民政府", clause_of(GRANTED).replace("县人民政府", "市人民政府"), LAW.article(24))),
    (GRANTED, said("青禾县人民法院", "白河县人民法院"), K.REMEDY_BODY,
     ("青禾县人民法院", clause_of(GRANTED).replace("青禾县人民法院", "白河县人民法院"), None)),
    (GRANTED, said("6个月", "3个月"), K.REMEDY_PERIOD, ("60日、6个月", "3个月、60日", None)),
    (PETITION, said("本机关不作为", "您可以提起诉讼，本机关不作为"), K.REMEDY_UNDUE,
     ("", "提起诉讼", STANDARD)),
    (CORRECTION, remedy_of(GRANTED), K.REMEDY_UNDUE, ("", clause_of(GRANTED), STANDARD)),
    (CORRECTION, said("15个工作日", "5日"), K.REQUIRED, ("15个工作日", "", article(30))),
    (CORRECTION, said("视为放弃申请", "请知悉"), K.REQUIRED, ("视为放弃申请", "", STANDARD)),
    (CORRECTION, said("需要补正", "请说明用途"), K.PURPOSE, ("", "说明用途", article(29))),
    (CORRECTION, said("需要补正", "11010519491231002X"), K.IDENTITY, ("", "…002X", None)),
    (CORRECTION, said("需要补正", "待填"), K.PLACEHOLDER, ("", "待填", None)),
    (INQUIRY, said("申请公开的信息", "张某申请的信息"), K.APPLICANT_NAMED, ("", "张某", None)),
    (REFUSED, said("第十六条第二款", "第十五条"), K.FOREIGN_BASIS,
     ("《中华人民共和国政府信息公开条例》第十六条第二款、第三十六条第（三）项", "第十五条",
      STANDARD)),
    (REFUSED, said("经审查", "经查《某某通知》"), K.UNRESOLVED_TITLE, ("", "《某某通知》", None)),
    (CORRECTION, with_(paragraphs=(Paragraph(Part.DECISION, " "),)), K.PLACEHOLDER,
     ("正文", "", None)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "spoil", "kind", "told"),
    FAULTS,
    ids=[f"{place}-{row[2].value}" for place, row in enumerate(FAULTS)],
)
def test_a_fault_says_all_three(facts, spoil, kind, told):
    faults = lint(spoil(compose(facts)), facts)
    assert told in {(one.expected, one.found, one.basis) for one in faults if one.kind is kind}


def test_the_online_way_to_reconsideration_is_asked_for_by_its_article():
    organ = replace(ORGAN, online_reconsideration="https://example.invalid/fy")
    facts = replace(ELECTRONIC, organ=organ)
    faults = lint(said("https://example.invalid/fy", "网上")(compose(facts)), facts)
    assert [(one.kind, one.expected, one.basis) for one in faults] == [
        (K.REMEDY_ONLINE, "https://example.invalid/fy", LAW.article(22))
    ]


def test_a_letter_of_the_last_day_or_of_the_day_of_an_act_is_in_time():
    assert lint(with_(dated_on=date(2026, 5, 8))(compose(REFUSED)), REFUSED) == []
    assert lint(with_(dated_on=date(2026, 4, 2))(compose(REFUSED)), REFUSED) == []


def test_a_detail_left_out_is_named_by_its_words():
    """A confirmation rests on a basis that the officer enters: no provision names it."""
    facts = reply(Outcome.CONFIRMATION)
    stripped = said(facts.detail(Detail.BASIS), "有关文件")(compose(facts))
    missing = [one for one in lint(stripped, facts) if one.kind is K.BASIS]
    assert [(one.expected, one.basis) for one in missing] == [
        (facts.detail(Detail.BASIS), STANDARD)
    ]
    stripped = said(facts.detail(Detail.NATURE), "情况如前")(compose(facts))
    missing = [one for one in lint(stripped, facts) if one.kind is K.FACTS]
    assert [(one.expected, one.basis) for one in missing] == [
        (facts.detail(Detail.NATURE), STANDARD)
    ]


# --- what a refusal tells: the sentence on the screen is made of it ---


@pytest.mark.parametrize(
    ("call", "problem", "facts"),
    [
        (lambda: turn(LetterState.VOID, LetterAct.SEND), LetterActRefused,
         {"state": LetterState.VOID, "act": LetterAct.SEND}),
        (lambda: check_kind(LetterKind.REPLY, State.CLOSED), LetterNotNow,
         {"kind": LetterKind.REPLY, "state": State.CLOSED}),
        (lambda: received_on(IntakeChannel.FAX, arrived_on=date(2026, 3, 2), confirmed_on=None),
         ReceiptNotConfirmed, {"channel": IntakeChannel.FAX}),
        (lambda: received_on(IntakeChannel.FAX, arrived_on=date(2026, 3, 2),
                             confirmed_on=date(2026, 3, 1)),
         ConfirmedBeforeArrival,
         {"arrived_on": date(2026, 3, 2), "confirmed_on": date(2026, 3, 1)}),
        (lambda: remedy_route(Outcome.GRANTED_IN_PART, withheld_under=(Outcome.GRANTED,)),
         WithheldGroundMissing, {"grounds": (Outcome.GRANTED,)}),
        (lambda: ReplyClock(date(2026, 3, 2), state=ClockState.VOID).due(CALENDAR),
         ClockNotRunning, {"state": ClockState.VOID}),
        (lambda: check_extension(
            ReplyClock(date(2026, 3, 2), state=ClockState.STOPPED), CALENDAR, working_days=3,
            notified_on=date(2026, 3, 3)),
         ClockNotRunning, {"state": ClockState.STOPPED}),
        (lambda: replay([], CALENDAR), LedgerIncoherent, {"act": None, "on": None}),
    ],
)  # fmt: skip
def test_a_refusal_tells_what_it_refused(call, problem, facts):
    with pytest.raises(problem) as refused:
        call()
    assert isinstance(refused.value, Refusal)
    assert refused.value.facts == facts


def test_an_extension_by_one_day_is_one():
    entries = [
        ClockEntry(ClockAct.START, date(2026, 3, 2)),
        ClockEntry(ClockAct.EXTEND, date(2026, 3, 3), working_days=1),
    ]
    assert replay(entries, CALENDAR).due(CALENDAR).on == date(2026, 3, 31)


@pytest.mark.parametrize(
    "entry",
    [
        ClockEntry(ClockAct.EXTEND, date(2026, 3, 3), working_days=0),
        ClockEntry(ClockAct.RESUME, date(2026, 3, 3), consultation="甲"),
        ClockEntry(ClockAct.EXTEND, date(2026, 3, 1), working_days=5),
    ],
)
def test_an_entry_that_does_not_fit_is_named(entry):
    start = ClockEntry(ClockAct.START, date(2026, 3, 2))
    with pytest.raises(LedgerIncoherent) as refused:
        replay([start, entry], CALENDAR)
    assert refused.value.facts == {"act": entry.act, "on": entry.on}


def test_each_step_of_the_public_course_has_its_day():
    told = [(Event.REGISTER_OFFLINE, date(2026, 3, 2)), (Event.EXTEND, date(2026, 3, 20))]
    course = public_course(told, State.PROCESSING, date(2026, 4, 14))
    assert [step.on for step in course if step.is_done] == [date(2026, 3, 2), date(2026, 3, 20)]
    assert [step.on for step in course if not step.is_done] == [date(2026, 4, 14)]


def test_a_state_of_which_nobody_knows_the_usual_time_needs_none():
    unknown = next(state for state in State if state not in USUAL_WORKING_DAYS)
    assert slack(unknown, 3) == 3


# --- wording that no fault would show ---


@pytest.mark.parametrize(
    "kind",
    [kind for kind, rule in KINDS.items() if rule.addressee is not Addressee.APPLICANT],
)
def test_a_letter_to_others_does_not_speak_to_the_applicant(kind):
    letter = compose(notice(kind))
    assert "您" not in letter.text_of()
    assert "收到通过网上平台提交的政府信息公开申请" in letter.text_of(Part.RECEIPT)


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 4, 20), "决定延长答复期限15个工作日，将于2026年4月20日前答复您。"),
        (None, "决定延长答复期限15个工作日。"),
    ],
)
def test_an_extension_names_its_last_day_where_it_is_known(due_on, told):
    letter = compose(replace(notice(LetterKind.EXTENSION), due_on=due_on))
    assert letter.text_of().endswith(told)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_sentence_of_a_reply_ends_once(outcome):
    for one in compose(reply(outcome)).paragraphs:
        assert one.text.endswith("。")
        assert "。。" not in one.text


def test_a_reply_without_a_course_has_no_paragraph_of_it():
    letter = compose(reply(Outcome.GRANTED, case=case(course=())))
    assert [one.part for one in letter.paragraphs] == [
        Part.RECEIPT, Part.FACTS, Part.DECISION, Part.SUPPLY, Part.REMEDY,
    ]  # fmt: skip


def test_what_is_missing_is_named_one_by_one():
    bare = replace(notice(LetterKind.THIRD_PARTY_NOTICE), details={}, addressee_name=" ")
    with pytest.raises(LetterIncomplete) as refused:
        compose(bare)
    assert refused.value.facts == {"missing": "涉及的政府信息、理由、收件人"}
    with pytest.raises(LetterIncomplete) as refused:
        compose(replace(reply(Outcome.GRANTED), decision=None))
    assert refused.value.facts == {"missing": "办理结果"}
