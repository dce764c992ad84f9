"""Find what keeps a letter, composed or edited by hand, from being signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongkai.domain.foi.letters.clauses import BODY_SOURCE, FIRST_SOURCE, ONLINE_SOURCE, route_of
from gongkai.domain.foi.letters.composing import COURSE, cite
from gongkai.domain.foi.letters.facts import DeliveryWay, Letter, LetterFacts, chinese_day
from gongkai.domain.foi.letters.grounds import citations_of, ground_of, needs_of
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, Detail, LetterKind, Part
from gongkai.domain.foi.letters.required import required_words
from gongkai.domain.foi.outcomes import Outcome, RemedyRoute
from gongkai.domain.foi.remedies import (
    DIRECT_LITIGATION_MONTHS,
    LITIGATION_AFTER_RECONSIDERATION_DAYS,
    RECONSIDERATION_DAYS,
)
from gongkai.domain.law import (
    FEE_MEASURES,
    JIANGSU_REPLY_STANDARD,
    OGI_REGULATIONS,
    Citation,
    Instrument,
)
from gongkai.domain.terms import Term

_ELEMENTS = JIANGSU_REPLY_STANDARD  # 标题、文号、申请人、事实、依据、决定、救济、主体、日期


class FaultKind(Term):
    """What is wrong with a letter (文书差错)."""

    TITLE = "title", "标题不对"
    NUMBER = "number", "文号缺少或者格式不对"
    NUMBER_YEAR = "number_year", "文号的年份与成文日期不一致"
    ADDRESSEE = "addressee", "收件人不对"
    ORGAN = "organ", "署名机关不对"
    DATE = "date", "成文日期缺少或者不对"
    LATE = "late", "成文日期已过答复期限"
    REQUEST = "request", "没有写明收到的是哪一件申请"
    COURSE = "course", "没有写明办理经过"
    FACTS = "facts", "没有写明事实"
    BASIS = "basis", "没有引用依据"
    FOREIGN_BASIS = "foreign_basis", "引用了与办理结果不符的条款"
    DECISION = "decision", "没有写明决定"
    SUPPLY = "supply", "没有写明提供方式"
    REQUIRED = "required", "缺少必须告知的内容"
    PLACEHOLDER = "placeholder", "有没有填写的内容"
    UNRESOLVED_TITLE = "unresolved_title", "文件名称无法对应"
    REMEDY_MISSING = "remedy_missing", "缺少救济告知"
    REMEDY_WRONG = "remedy_wrong", "救济告知与办理结果不符"
    REMEDY_BODY = "remedy_body", "复议机关或者法院不对"
    REMEDY_PERIOD = "remedy_period", "救济期限不对"
    REMEDY_ONLINE = "remedy_online", "没有告知网上申请复议的途径"
    REMEDY_UNDUE = "remedy_undue", "过程性告知不应当写救济途径"
    PURPOSE = "purpose", "要求说明用途"
    IDENTITY = "identity", "出现身份证号码"
    APPLICANT_NAMED = "applicant_named", "向他人透露了申请人"


# What deserves a look; everything else keeps the letter from being signed.
HINTS = frozenset({FaultKind.LATE})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a letter.

    Attributes:
        kind: what is wrong.
        expected: what should stand there; empty where nothing should.
        found: what stands there; empty where it is missing.
        basis: provision that asks for it; None where it is plain care.
    """

    kind: FaultKind
    expected: str = ""
    found: str = ""
    basis: Citation | Instrument | None = None


_NUMBER = re.compile(r"^[\u4e00-\u9fff]+〔(\d{4})〕[1-9]\d*号$")
_PLACEHOLDER = re.compile(
    r"×+|[xX]{2,}|_{2,}|…{1,}|\{+[^}]*\}*|〔\s*〕|（\s*）|“\s*”|【[^】]*】|待填|待定|某某|"
    r"(?<!\d)\s*年\s*月\s*日|此处(?![罚理置分])"
)
_ADDRESS = re.compile(r"https?://[!-~]+|www\.[!-~]+")  # xxgk is no blank
_TITLE_MARKS = re.compile(r"《([^》]*)(》?)")
_ARTICLE = re.compile(
    r"第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?"
)
_PURPOSE = re.compile(
    r"(?:说明|写明|注明|填写|补充|提供|证明)[^，。；：]{0,12}(?<!土地)(?<!规划)(?<!房屋)(?<!资金)用途|"
    r"(?:生产|生活|科研)等?(?:特殊)?需要"
)
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_REMEDY_WORDS = ("行政复议", "行政诉讼", "提起诉讼")
_INSTRUMENTS = frozenset({OGI_REGULATIONS.title, FEE_MEASURES.title, "条例"})


def lint(letter: Letter, facts: LetterFacts) -> list[Fault]:
    """Return what is wrong with a letter, in the order of its parts.

    Args:
        letter: as it would be printed.
        facts: what it was made of; they are taken as right.
    """
    return [fault for check in _CHECKS for fault in check(letter, facts)]


def may_be_signed(faults: list[Fault]) -> bool:
    """Tell whether a letter with these faults may be signed."""
    return all(fault.kind in HINTS for fault in faults)


def _holds(text: str, words: str) -> bool:
    """Tell whether words stand in a text; 200元 does not stand in 1200元."""
    return re.search(rf"(?<!\d){re.escape(words)}(?!\d)", text) is not None


def _officer_s(text: str, facts: LetterFacts) -> str:
    """Return a text without what was entered for it, such as the name of a document."""
    for entered in sorted(filter(None, map(facts.detail, facts.details)), key=len, reverse=True):
        text = text.replace(entered, "")
    return text


def _own_words(letter: Letter, facts: LetterFacts) -> str:
    """Return the text without the applicant's words, which are quoted as they are."""
    return letter.text_of().replace(f"“{facts.case.wanted.strip()}”", "“所需信息”")


def _frame(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check title, number, addressee, organ and day."""
    if letter.title.strip() != facts.kind.label:
        yield Fault(FaultKind.TITLE, facts.kind.label, letter.title, _ELEMENTS)
    number = _NUMBER.match(letter.number.strip())
    if number is None:
        yield Fault(FaultKind.NUMBER, facts.number, letter.number, _ELEMENTS)
    elif letter.dated_on is not None and int(number[1]) != letter.dated_on.year:
        yield Fault(FaultKind.NUMBER_YEAR, str(letter.dated_on.year), number[1], _ELEMENTS)
    elsewhere = KINDS[facts.kind].addressee is not Addressee.APPLICANT
    addressee = facts.addressee_name if elsewhere else facts.case.applicant_name
    if letter.addressee.strip() != addressee.strip():
        yield Fault(FaultKind.ADDRESSEE, addressee, letter.addressee, _ELEMENTS)
    if letter.organ.strip() != facts.organ.name:
        yield Fault(FaultKind.ORGAN, facts.organ.name, letter.organ, _ELEMENTS)
    yield from _day(letter.dated_on, facts)


def _day(dated_on: date | None, facts: LetterFacts) -> Iterator[Fault]:
    """Check the letter's day against what went before and against the reply period."""
    earliest = max([facts.case.received_on, *(step.on for step in facts.case.course)])
    if dated_on is None or dated_on < earliest:
        found = chinese_day(dated_on) if dated_on else ""
        yield Fault(FaultKind.DATE, chinese_day(facts.dated_on), found, _ELEMENTS)
    elif facts.kind is LetterKind.REPLY and facts.due_on and dated_on > facts.due_on:
        found, source = chinese_day(dated_on), OGI_REGULATIONS.article(33)
        yield Fault(FaultKind.LATE, chinese_day(facts.due_on), found, source)


def _request(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check that the letter says which request it is about, and how it was handled."""
    case, text = facts.case, letter.text_of()
    for words in (case.number, chinese_day(case.received_on), case.wanted.strip()):
        if not _holds(text, words):
            yield Fault(FaultKind.REQUEST, words, basis=_ELEMENTS)
    if facts.kind is not LetterKind.REPLY:
        return
    for step in case.course:
        if step.event not in COURSE:
            continue
        if chinese_day(step.on) not in letter.text_of(Part.COURSE):
            yield Fault(FaultKind.COURSE, f"{chinese_day(step.on)}{step.event.label}")
        elif step.working_days and not _holds(
            letter.text_of(Part.COURSE), f"{step.working_days}个工作日"
        ):
            yield Fault(FaultKind.COURSE, f"{step.event.label}{step.working_days}个工作日")


def _reasons(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check that a reply gives its facts, its basis and its decision."""
    decision = facts.decision
    if facts.kind is not LetterKind.REPLY or decision is None:
        return
    text = letter.text_of(Part.FACTS, Part.DECISION)
    for detail in needs_of(facts, decision):
        if not facts.detail(detail) or facts.detail(detail) not in text:
            kind = FaultKind.BASIS if detail is Detail.BASIS else FaultKind.FACTS
            yield Fault(kind, facts.detail(detail) or detail.label, basis=_ELEMENTS)
    deciding = letter.text_of(Part.DECISION)
    if ground_of(facts, decision).key not in text:
        expected = ground_of(facts, decision).key
        yield Fault(FaultKind.DECISION, expected, basis=OGI_REGULATIONS.article(36))
    cited = citations_of(facts, decision)
    yield from _cited(deciding, cited)
    yield from _foreign(deciding, facts, cited)


def _cited(text: str, cited: tuple[Citation, ...]) -> Iterator[Fault]:
    """Check that every provision is cited to its item, and its instrument by name."""
    found = set(_ARTICLE.findall(text))
    for citation in cited:
        place = str(citation).removeprefix(str(citation.instrument))
        if place not in found or citation.instrument.title not in text:
            yield Fault(FaultKind.BASIS, cite([citation]), basis=_ELEMENTS)


def _foreign(text: str, facts: LetterFacts, cited: tuple[Citation, ...]) -> Iterator[Fault]:
    """Find provisions of the Regulations that the decision does not rest on."""
    places = {str(one).removeprefix(str(one.instrument)) for one in cited}
    entered = " ".join(facts.details.values())
    for place in _ARTICLE.findall(text):
        if place not in places and place not in entered:
            yield Fault(FaultKind.FOREIGN_BASIS, cite(cited), place, _ELEMENTS)


def _supplied(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check that a reply that gives something says what and how, art. 40."""
    decision = facts.decision
    if decision is None or not facts.detail(Detail.DOCUMENTS):
        return
    if decision.outcome not in {Outcome.GRANTED, Outcome.GRANTED_IN_PART}:
        return
    ways = {
        DeliveryWay.MAIL: "邮寄",
        DeliveryWay.COLLECTION: "领取",
        DeliveryWay.ELECTRONIC: "电子",
    }
    expected = ways[facts.case.delivery]
    if expected not in letter.text_of(Part.SUPPLY):
        found = letter.text_of(Part.SUPPLY)
        yield Fault(FaultKind.SUPPLY, expected, found, OGI_REGULATIONS.article(40))


def _notice(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check that a notice along the way tells what it must."""
    if facts.kind is LetterKind.REPLY:
        return
    text = letter.text_of(Part.DECISION)
    for words, basis in required_words(facts):
        if not _holds(text, words):
            yield Fault(FaultKind.REQUIRED, words, basis=basis)


def _blanks(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Find what nobody filled in, and titles that stand for no known document."""
    text = _own_words(letter, facts)
    for blank in _PLACEHOLDER.finditer(_ADDRESS.sub("", "\n".join((text, *letter.annexes)))):
        yield Fault(FaultKind.PLACEHOLDER, found=blank[0])
    if not any(one.text.strip() for one in letter.paragraphs):
        yield Fault(FaultKind.PLACEHOLDER, expected="正文")
    known = " ".join((*facts.details.values(), *facts.annexes))
    for title, end in _TITLE_MARKS.findall(text):
        if not end or not title or (title not in _INSTRUMENTS and f"《{title}》" not in known):
            yield Fault(FaultKind.UNRESOLVED_TITLE, found=f"《{title}{end}")


def _remedy(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Check that the remedy told is the one that the outcome opens."""
    route, text = route_of(facts), letter.text_of(Part.REMEDY)
    # A remedy told outside its clause would contradict it or stand where none is due.
    elsewhere = replace(
        letter, paragraphs=tuple(one for one in letter.paragraphs if one.part is not Part.REMEDY)
    )
    words = _officer_s(_own_words(elsewhere, facts), facts)
    told = [word for word in _REMEDY_WORDS if word in words]
    undue = text if route is None else ""
    if undue or told:
        yield Fault(FaultKind.REMEDY_UNDUE, found=undue or told[0], basis=_ELEMENTS)
    if route is None:
        return
    if not text.strip():
        yield Fault(FaultKind.REMEDY_MISSING, route.label, basis=_ELEMENTS)
        return
    suit, direct = "诉讼" in text or "起诉" in text, "直接" in text or "或者自" in text
    told_route = RemedyRoute.NOT_SUABLE
    if suit:
        told_route = RemedyRoute.REVIEW_OR_SUIT if direct else RemedyRoute.REVIEW_FIRST
    if told_route is not route:
        yield Fault(FaultKind.REMEDY_WRONG, route.label, text, FIRST_SOURCE)
        return
    yield from _remedy_words(text, route, facts)


def _remedy_words(text: str, route: RemedyRoute, facts: LetterFacts) -> Iterator[Fault]:
    """Check whom the clause names, and within which periods."""
    organ, has_suit = facts.organ, route is not RemedyRoute.NOT_SUABLE
    if f"向{organ.reconsideration_body}申请行政复议" not in text:
        yield Fault(FaultKind.REMEDY_BODY, organ.reconsideration_body, text, BODY_SOURCE)
    if has_suit and f"向{organ.court}提起行政诉讼" not in text:
        yield Fault(FaultKind.REMEDY_BODY, organ.court, text)
    periods = {
        RemedyRoute.REVIEW_FIRST: f"{LITIGATION_AFTER_RECONSIDERATION_DAYS}日",
        RemedyRoute.REVIEW_OR_SUIT: f"{DIRECT_LITIGATION_MONTHS}个月",
    }
    expected = sorted(
        {f"{RECONSIDERATION_DAYS}日", periods.get(route, f"{RECONSIDERATION_DAYS}日")}
    )
    found = sorted(set(re.findall(r"\d+(?:日|个月)", text)))
    if found != expected:
        yield Fault(FaultKind.REMEDY_PERIOD, "、".join(expected), "、".join(found))
    online = organ.online_reconsideration
    if facts.case.delivery is DeliveryWay.ELECTRONIC and online and online not in text:
        yield Fault(FaultKind.REMEDY_ONLINE, online, basis=ONLINE_SOURCE)


def _persons(letter: Letter, facts: LetterFacts) -> Iterator[Fault]:
    """Find what a letter may not ask or tell of persons."""
    text = _own_words(letter, facts)
    asked = _PURPOSE.search(text)
    if asked:
        yield Fault(FaultKind.PURPOSE, found=asked[0], basis=OGI_REGULATIONS.article(29))
    number = _IDENTITY.search(text)
    if number:
        yield Fault(FaultKind.IDENTITY, found=f"…{number[0][-4:]}")
    elsewhere = KINDS[facts.kind].addressee is not Addressee.APPLICANT
    if elsewhere and facts.case.applicant_name in text:
        yield Fault(FaultKind.APPLICANT_NAMED, found=facts.case.applicant_name)


_CHECKS: tuple[Callable[[Letter, LetterFacts], Iterator[Fault]], ...] = (
    _frame,
    _request,
    _reasons,
    _supplied,
    _notice,
    _blanks,
    _remedy,
    _persons,
)
