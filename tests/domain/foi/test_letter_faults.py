"""Whatever is spoilt in a letter is found, and named as what it is."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.domain.foi.letters.composing import compose
from gongkai.domain.foi.letters.facts import DeliveryWay, LetterOrgan
from gongkai.domain.foi.letters.kinds import Detail, LetterKind, Part
from gongkai.domain.foi.letters.linting import FaultKind, lint, may_be_signed
from gongkai.domain.foi.outcomes import Outcome
from tests.domain.foi.letter_facts import DETAILS, ORGAN, WANTED, case, notice, reply

K = FaultKind
REFUSED = reply(Outcome.DELIBERATIVE)
GRANTED = reply(Outcome.GRANTED)
ELECTRONIC = reply(Outcome.GRANTED, case=case(delivery=DeliveryWay.ELECTRONIC))
PETITION = reply(Outcome.PETITION)
LAPSED = reply(Outcome.FEE_LAPSED)
SHORT = notice(LetterKind.CORRECTION, details=DETAILS | {Detail.PERIOD: "5"})
NEIGHBOUR = LetterOrgan("青禾县水利局", "青禾市人民政府", "白河县人民法院")


def of(kind):
    return notice(kind)


def said(before, after):
    """Change words wherever they stand."""

    def spoil(letter):
        texts = [replace(one, text=one.text.replace(before, after)) for one in letter.paragraphs]
        assert tuple(texts) != letter.paragraphs, "nothing was spoilt"
        return replace(letter, paragraphs=tuple(texts))

    return spoil


def without(part):
    """Leave a part out."""

    def spoil(letter):
        return replace(letter, paragraphs=tuple(p for p in letter.paragraphs if p.part is not part))

    return spoil


def with_(**fields):
    return lambda letter: replace(letter, **fields)


def remedy_of(facts):
    """Put in the remedy clause of another letter."""
    clause = next(p for p in compose(facts).paragraphs if p.part is Part.REMEDY)

    def spoil(letter):
        return replace(letter, paragraphs=(*without(Part.REMEDY)(letter).paragraphs, clause))

    return spoil


SPOILT = [
    ("title of another letter", REFUSED, with_(title="政府信息公开申请补正告知书"), K.TITLE),
    ("no title", REFUSED, with_(title=""), K.TITLE),
    ("no number", REFUSED, with_(number=""), K.NUMBER),
    ("round brackets", REFUSED, with_(number="青交公开告（2026）3号"), K.NUMBER),
    ("第 in the number", REFUSED, with_(number="青交公开告〔2026〕第3号"), K.NUMBER),
    ("a zero before the number", REFUSED, with_(number="青交公开告〔2026〕03号"), K.NUMBER),
    ("serial left open", REFUSED, with_(number="青交公开告〔2026〕×号"), K.NUMBER),
    ("number of last year", REFUSED, with_(number="青交公开告〔2025〕3号"), K.NUMBER_YEAR),
    ("no addressee", REFUSED, with_(addressee=""), K.ADDRESSEE),
    ("somebody else's name", REFUSED, with_(addressee="李某"), K.ADDRESSEE),
    ("another organ signs", REFUSED, with_(organ="青禾县水利局"), K.ORGAN),
    ("nobody signs", REFUSED, with_(organ=""), K.ORGAN),
    ("no day", REFUSED, with_(dated_on=None), K.DATE),
    ("a day before the request", REFUSED, with_(dated_on=date(2026, 3, 1)), K.DATE),
    ("a day before the third party answered", REFUSED, with_(dated_on=date(2026, 4, 1)), K.DATE),
    ("after the last day", REFUSED, with_(dated_on=date(2026, 5, 9)), K.LATE),
    ("no request", REFUSED, without(Part.RECEIPT), K.REQUEST),
    ("number of another request", REFUSED, said("20260302-0007", "20260302-0008"), K.REQUEST),
    ("another day of receipt", REFUSED, said("2026年3月2日", "2026年3月12日"), K.REQUEST),
    ("another wish", REFUSED, said(WANTED, "2024年公路养护合同"), K.REQUEST),
    ("the way to it left out", REFUSED, without(Part.COURSE), K.COURSE),
    ("extension of other length", REFUSED, said("15个工作日", "20个工作日"), K.COURSE),
    ("extension on another day", REFUSED, said("2026年3月25日", "2026年3月24日"), K.COURSE),
    ("no facts", REFUSED, without(Part.FACTS), K.FACTS),
    ("facts shortened", REFUSED, said("该信息形成于方案讨论阶段", "该信息形成较早"), K.FACTS),
    ("no basis, no decision", REFUSED, without(Part.DECISION), K.BASIS),
    ("article without paragraph", REFUSED, said("第十六条第二款", "第十六条"), K.BASIS),
    ("no item", REFUSED, said("第三十六条第（三）项", "第三十六条"), K.BASIS),
    (
        "the law is not named",
        REFUSED,
        said("《中华人民共和国政府信息公开条例》", "有关法律"),
        K.BASIS,
    ),
    ("basis of another ground", REFUSED, said("第十六条第二款", "第十四条"), K.FOREIGN_BASIS),
    (
        "one ground too many",
        REFUSED,
        said("第十六条第二款", "第十五条、第十六条第二款"),
        K.FOREIGN_BASIS,
    ),
    ("the decision left out", REFUSED, said("，本机关决定不予公开", "，特此告知"), K.DECISION),
    ("the opposite decision", GRANTED, said("本机关决定予以公开", "本机关不作答复"), K.DECISION),
    ("no way of supply", GRANTED, without(Part.SUPPLY), K.SUPPLY),
    ("another way of supply", GRANTED, said("随本告知书邮寄提供", "由您自行取走"), K.SUPPLY),
    ("a blank line", REFUSED, said("该信息形成于", "____形成于"), K.PLACEHOLDER),
    ("a cross to fill", REFUSED, said("方案讨论阶段", "××阶段"), K.PLACEHOLDER),
    ("a slot of the template", REFUSED, said("方案讨论阶段", "{{ nature }}"), K.PLACEHOLDER),
    ("a note to oneself", REFUSED, said("方案讨论阶段", "【请承办人补充】"), K.PLACEHOLDER),
    ("a day to fill", REFUSED, said("2026年4月2日", "   年  月  日"), K.PLACEHOLDER),
    ("an empty annex", GRANTED, with_(annexes=("附件××",)), K.PLACEHOLDER),
    (
        "a document nobody knows",
        GRANTED,
        said("2025年农村公路养护工程招标文件》", "2024年招标文件》"),
        K.UNRESOLVED_TITLE,
    ),
    ("a title left open", GRANTED, said("招标文件》", "招标文件"), K.UNRESOLVED_TITLE),
    ("an empty title", GRANTED, said("可以公开，", "可以公开《》，"), K.UNRESOLVED_TITLE),
    ("no remedy", REFUSED, without(Part.REMEDY), K.REMEDY_MISSING),
    ("a direct suit after a refusal", REFUSED, remedy_of(GRANTED), K.REMEDY_WRONG),
    ("reconsideration forced on a grant", GRANTED, remedy_of(REFUSED), K.REMEDY_WRONG),
    ("a suit promised that no court takes", PETITION, remedy_of(GRANTED), K.REMEDY_WRONG),
    ("no suit where there is one", LAPSED, remedy_of(PETITION), K.REMEDY_WRONG),
    (
        "the old higher department",
        REFUSED,
        said("先向青禾县人民政府", "先向市交通运输局或者青禾县人民政府"),
        K.REMEDY_BODY,
    ),
    ("another county's court", REFUSED, said("青禾县人民法院", "白河县人民法院"), K.REMEDY_BODY),
    (
        "the clause of a neighbour",
        GRANTED,
        remedy_of(replace(GRANTED, organ=NEIGHBOUR)),
        K.REMEDY_BODY,
    ),
    ("the old three months", GRANTED, said("6个月内", "3个月内"), K.REMEDY_PERIOD),
    ("thirty days", REFUSED, said("60日内", "30日内"), K.REMEDY_PERIOD),
    ("no online way", ELECTRONIC, remedy_of(GRANTED), K.REMEDY_ONLINE),
    ("a purpose asked for", GRANTED, said("可以公开，", "可以公开，请说明用途，"), K.PURPOSE),
    ("the three needs", GRANTED, said("可以公开，", "与您的生产需要有关，可以公开，"), K.PURPOSE),
    (
        "an identity number",
        GRANTED,
        said("可以公开，", "（110101199003071234）可以公开，"),
        K.IDENTITY,
    ),
    ("no consequence", of(LetterKind.CORRECTION), said("视为放弃申请", "请知悉"), K.REQUIRED),
    ("another period", of(LetterKind.CORRECTION), said("15个工作日", "5日"), K.REQUIRED),
    (
        "what to correct left out",
        of(LetterKind.CORRECTION),
        said("文号或者其他特征描述", "内容"),
        K.REQUIRED,
    ),
    ("a remedy along the way", of(LetterKind.EXTENSION), remedy_of(GRANTED), K.REMEDY_UNDUE),
    (
        "extension without reason",
        of(LetterKind.EXTENSION),
        said("涉及的材料较多，", ""),
        K.REQUIRED,
    ),
    (
        "third party hurried",
        of(LetterKind.THIRD_PARTY_INQUIRY),
        said("15个工作日", "5个工作日"),
        K.REQUIRED,
    ),
    (
        "the applicant named",
        of(LetterKind.THIRD_PARTY_INQUIRY),
        said("申请公开的信息", "张某申请的信息"),
        K.APPLICANT_NAMED,
    ),
    (
        "silence not told",
        of(LetterKind.CO_PRODUCER_INQUIRY),
        said("视为同意公开", "另行处理"),
        K.REQUIRED,
    ),
    ("another amount", of(LetterKind.FEE_NOTICE), said("应缴费200元", "应缴费300元"), K.REQUIRED),
    ("payment at once", of(LetterKind.FEE_NOTICE), said("20个工作日", "3日"), K.REQUIRED),
    (
        "a digit before the amount",
        of(LetterKind.FEE_NOTICE),
        said("缴费200元", "缴费1200元"),
        K.REQUIRED,
    ),
    ("a digit before the period", SHORT, said("5个工作日", "15个工作日"), K.REQUIRED),
    ("a digit before the extension", REFUSED, said("15个工作日", "115个工作日"), K.COURSE),
    ("a digit behind the number", REFUSED, said("20260302-0007", "20260302-00071"), K.REQUEST),
    (
        "a suit promised in the decision",
        PETITION,
        said("本机关不作为", "您可以提起诉讼，本机关不作为"),
        K.REMEDY_UNDUE,
    ),
    (
        "no basis of a notice",
        of(LetterKind.EXTENSION),
        said("第三十三条第二款", "有关条款"),
        K.REQUIRED,
    ),
]


@pytest.mark.parametrize(
    ("facts", "spoil", "kind"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT]
)
def test_a_spoilt_letter_is_found(facts, spoil, kind):
    letter = compose(facts)
    assert lint(letter, facts) == []
    faults = lint(spoil(letter), facts)
    assert kind in {fault.kind for fault in faults}
    assert may_be_signed(faults) is (kind is FaultKind.LATE)


def test_every_kind_of_fault_is_among_the_spoilt_letters():
    assert {row[3] for row in SPOILT} == set(FaultKind)
    assert len(SPOILT) >= 40


def test_a_fault_says_what_should_stand_there():
    (fault,) = lint(replace(compose(REFUSED), organ="青禾县水利局"), REFUSED)
    assert (fault.expected, fault.found) == (ORGAN.name, "青禾县水利局")


def test_words_of_the_applicant_are_not_taken_for_the_officer_s():
    own = replace(case(), wanted="《青禾县××路改造方案》的用途说明")
    facts = replace(GRANTED, case=own)
    assert lint(compose(facts), facts) == []


@pytest.mark.parametrize(
    ("detail", "entered"),
    [
        (Detail.PUBLISHED_AT, "县政府门户网站https://www.example.cn/xxgk/a__b.html"),
        (Detail.DOCUMENTS, "《青禾县土地用途管制办法》"),
        (Detail.DOCUMENTS, "《行政复议决定书》《行政诉讼应诉统计表》"),
        (Detail.DOCUMENTS, "《公路养护处罚台账》，此处罚台账共3页"),
    ],
)
def test_what_was_rightly_entered_is_no_fault(detail, entered):
    facts = replace(GRANTED, details={Detail.DOCUMENTS: DETAILS[Detail.DOCUMENTS], detail: entered})
    assert lint(compose(facts), facts) == []


@pytest.mark.parametrize("wanted", ["2025年行政复议决定书", "县政府提起诉讼的案件清单"])
def test_a_notice_may_quote_a_request_for_files_of_remedies(wanted):
    facts = notice(LetterKind.EXTENSION, case=replace(case(course=()), wanted=wanted))
    assert lint(compose(facts), facts) == []


def test_a_purpose_entered_as_a_matter_to_correct_is_found():
    facts = notice(LetterKind.CORRECTION, details=DETAILS | {Detail.MATTER: "请说明所需信息的用途"})
    assert [fault.kind for fault in lint(compose(facts), facts)] == [K.PURPOSE]
