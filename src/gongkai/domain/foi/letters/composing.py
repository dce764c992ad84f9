"""Word a letter from what is known of the case and what the officer entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from gongkai.domain.foi.deadlines import AGENCY_OPINION, FEE_PAYMENT, THIRD_PARTY_OPINION
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.clauses import remedy_clause
from gongkai.domain.foi.letters.facts import (
    CourseStep,
    Decision,
    DeliveryWay,
    Letter,
    LetterFacts,
    LetterIncomplete,
    Paragraph,
    chinese_day,
)
from gongkai.domain.foi.letters.grounds import GROUNDS, citations_of, ground_of, needs_of
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, Detail, LetterKind, Part
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.law import Citation

_CAME: Mapping[IntakeChannel, str] = MappingProxyType(
    {
        IntakeChannel.IN_PERSON: "当面提交",
        IntakeChannel.ORAL: "口头提出",
        IntakeChannel.REGISTERED_MAIL: "以挂号信或者特快专递提交",
        IntakeChannel.ORDINARY_MAIL: "以平常信函提交",
        IntakeChannel.OTHER_OFFICE: "寄送至其他机构",
        IntakeChannel.ONLINE: "通过网上平台提交",
        IntakeChannel.EMAIL: "通过电子邮箱提交",
        IntakeChannel.FAX: "以传真提交",
    }
)
# What a reply tells of the way to it; ``{you}`` is the applicant.
COURSE: Mapping[Event, str] = MappingProxyType(
    {
        Event.REQUEST_CORRECTION: "{day}，本机关告知{you}补正申请内容。",
        Event.CORRECTION_RECEIVED: "{day}，本机关收到{you}的补正，答复期限自该日起计算。",
        Event.EXTEND: "{day}，本机关决定延长答复期限{days}个工作日，并已告知{you}。",
        Event.OPEN_CONSULT: "{day}，本机关发函征求意见，所需时间不计算在答复期限内。",
        Event.CONSULT_ANSWERED: "{day}，本机关收到征求意见的答复。",
        Event.CONSULT_LAPSED: "{day}，征求意见期限届满。",
        Event.REQUIRE_REASON: "{day}，本机关要求{you}说明理由。",
        Event.REASON_RECEIVED: "{day}，本机关收到{you}的理由说明。",
        Event.FEE_NOTICE: "{day}，本机关通知{you}缴纳信息处理费。",
        Event.FEE_PAID: "{day}，{you}缴纳信息处理费，答复期限自缴费完成次日起重新计算。",
    }
)
_SUPPLIED: Mapping[DeliveryWay, str] = MappingProxyType(
    {
        DeliveryWay.MAIL: "上述信息按照{you}要求的方式，随本告知书邮寄提供。",
        DeliveryWay.COLLECTION: "上述信息按照{you}要求的方式，由{you}到本机关自行领取。",
        DeliveryWay.ELECTRONIC: "上述信息按照{you}要求的方式，以电子文件提供。",
    }
)
_WHOLE, _WITHHELD = "经审查，{you}申请的信息", "不予公开的部分"
_GIVES = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})


def cite(citations: Iterable[Citation]) -> str:
    """Return provisions as one phrase; an instrument is named at its first article only."""
    words, named = [], None
    for citation in citations:
        text = str(citation)
        short = text.removeprefix(str(citation.instrument))
        words.append(short if citation.instrument == named else text)
        named = citation.instrument
    return "、".join(words)


def missing(facts: LetterFacts) -> tuple[Detail, ...]:
    """Return the details that the letter still needs."""
    needs = KINDS[facts.kind].needs
    if facts.decision is not None:
        needs += needs_of(facts, facts.decision)
    return tuple(detail for detail in needs if not facts.detail(detail))


def compose(facts: LetterFacts) -> Letter:
    """Return the letter.

    Raises:
        LetterIncomplete: something was not entered that the letter must say.
        WithheldGroundMissing: a reply in part names no ground for what is withheld.
    """
    lacking = [detail.label for detail in missing(facts)]
    if facts.kind is LetterKind.REPLY and facts.decision is None:
        lacking.append("办理结果")
    elsewhere = KINDS[facts.kind].addressee is not Addressee.APPLICANT
    if elsewhere and not facts.addressee_name.strip():
        lacking.append("收件人")
    if lacking:
        raise LetterIncomplete(missing="、".join(lacking))
    paragraphs = [*_WORDINGS[facts.kind](facts)]
    clause = remedy_clause(facts)
    if clause:
        paragraphs.append(Paragraph(Part.REMEDY, clause))
    return Letter(
        title=facts.kind.label,
        number=facts.number,
        addressee=facts.addressee_name if elsewhere else facts.case.applicant_name,
        paragraphs=tuple(paragraphs),
        annexes=facts.annexes,
        organ=facts.organ.name,
        dated_on=facts.dated_on,
    )


def _received(facts: LetterFacts, *, of_others: bool = False) -> Paragraph:
    """Return when which request came; to others than the applicant without any name."""
    case = facts.case
    came, whose = _CAME[case.channel], "" if of_others else case.you
    sentence = (
        f"本机关于{chinese_day(case.received_on)}收到{whose}{came}的政府信息公开申请"
        f"（编号{case.number}），申请公开“{case.wanted.strip()}”。"
    )
    return Paragraph(Part.RECEIPT, sentence)


def _fill(text: str, facts: LetterFacts, **more: object) -> str:
    """Return a wording with the details in their places."""
    details = {str(detail.value): facts.detail(detail) for detail in Detail}
    return text.format_map({**details, "you": facts.case.you, **more})


def _course(facts: LetterFacts) -> list[Paragraph]:
    """Return what happened on the way, as one paragraph."""

    def told(step: CourseStep) -> str:
        return _fill(COURSE[step.event], facts, day=chinese_day(step.on), days=step.working_days)

    text = "".join(told(step) for step in facts.case.course if step.event in COURSE)
    return [Paragraph(Part.COURSE, text)] if text else []


def _sentence(text: str) -> str:
    """Return a text that ends with one full stop."""
    return text if text.endswith("。") else f"{text}。"


def _reply(facts: LetterFacts) -> list[Paragraph]:
    """Return the text of an answer."""
    decision = facts.decision or Decision(Outcome.OTHER)  # ``compose`` lets no such reply through
    ground = ground_of(facts, decision)
    wordings = [ground.finding]
    # What holds for the withheld part must not be said of the whole.
    wordings += [
        GROUNDS[outcome].finding.replace(_WHOLE, _WITHHELD) for outcome in decision.withheld_under
    ]
    findings = [_sentence(_fill(wording, facts)) for wording in wordings]
    basis = cite(citations_of(facts, decision)) or facts.detail(Detail.BASIS)
    paragraphs = [_received(facts), *_course(facts)]
    paragraphs.append(Paragraph(Part.FACTS, "".join(findings)))
    decided = f"根据{basis}的规定，{_fill(ground.decides, facts)}"
    paragraphs.append(Paragraph(Part.DECISION, _sentence(decided)))
    if decision.outcome in _GIVES and facts.detail(Detail.DOCUMENTS):
        supplied = _fill(_SUPPLIED[facts.case.delivery], facts)
        paragraphs.append(Paragraph(Part.SUPPLY, supplied))
    return paragraphs


def _notice(text: str, *, of_others: bool = False) -> Callable[[LetterFacts], list[Paragraph]]:
    """Return how a notice along the way reads: the request, then one paragraph."""

    def worded(facts: LetterFacts) -> list[Paragraph]:
        cited = cite(KINDS[facts.kind].sources)
        due = chinese_day(facts.due_on) if facts.due_on else ""
        body = _fill(text, facts, cited=cited, due=due, contact=facts.organ.contact)
        return [_received(facts, of_others=of_others), Paragraph(Part.DECISION, body)]

    return worded


def _extension(facts: LetterFacts) -> list[Paragraph]:
    """Return the text of an extension, with the new last day where it is known."""
    text = "因{reason}，不能在规定的期限内答复{you}。根据{cited}的规定，本机关决定延长答复期限"
    text += "{period}个工作日，将于{due}前答复{you}。" if facts.due_on else "{period}个工作日。"
    return _notice(text)(facts)


_WORDINGS: Mapping[LetterKind, Callable[[LetterFacts], list[Paragraph]]] = MappingProxyType(
    {
        LetterKind.REPLY: _reply,
        LetterKind.EXTENSION: _extension,
        LetterKind.RECEIPT: _notice(
            "根据{cited}的规定，本机关已经登记，将依法在规定的期限内答复{you}。特此回执。"
        ),
        LetterKind.CORRECTION: _notice(
            "经审查，{you}的申请内容不明确，需要补正：{matter}。根据{cited}的规定，请自收到本告知书之日起"
            "{period}个工作日内补正，答复期限自本机关收到补正之日起计算。无正当理由逾期不补正的，视为放弃申请，"
            "本机关不再处理该申请。"
        ),
        LetterKind.REASON: _notice(
            "{you}申请公开政府信息的数量、频次明显超过合理范围：{frequency}。根据{cited}的规定，请自收到本告知书"
            "之日起{period}个工作日内说明理由。本机关认为理由不合理的，将告知不予处理。"
        ),
        LetterKind.INQUIRY_NOTICE: _notice(
            "{you}申请的信息涉及第三方或者其他机关，本机关需要征求意见。根据{cited}的规定，征求意见所需时间"
            "不计算在答复期限内。"
        ),
        LetterKind.THIRD_PARTY_INQUIRY: _notice(
            "申请公开的信息涉及你方：{information}。根据{cited}的规定，请自收到本意见书之日起"
            f"{THIRD_PARTY_OPINION.working_days}个工作日内书面提出是否同意公开的意见和理由。逾期未提出意见的，"
            "由本机关依照条例的规定决定是否公开。",
            of_others=True,
        ),
        LetterKind.THIRD_PARTY_NOTICE: _notice(
            "你方不同意公开以下信息：{information}。经审查，{reason}。根据{cited}的规定，本机关决定予以公开，"
            "现将公开的内容和理由书面告知你方。",
            of_others=True,
        ),
        LetterKind.CO_PRODUCER_INQUIRY: _notice(
            "申请公开的信息由你单位与本机关共同制作：{information}。根据{cited}的规定，请自收到本意见书之日起"
            f"{AGENCY_OPINION.working_days}个工作日内提出意见，逾期未提出意见的视为同意公开。",
            of_others=True,
        ),
        LetterKind.ASSISTANCE: _notice(
            "为办理该申请，请你单位协助查找以下信息：{information}，并于收到本函之日起{period}个工作日内"
            "将结果书面告知本机关。",
            of_others=True,
        ),
        LetterKind.FEE_NOTICE: _notice(
            "根据{cited}的规定，本机关对该申请收取信息处理费。计费情况：{calculation}，应缴费{amount}元。"
            f"请自收到本通知书次日起{FEE_PAYMENT.working_days}个工作日内缴纳，缴费方式：{{payment}}。"
            "逾期未缴纳的，视为放弃申请，本机关不再处理该申请。"
        ),
    }
)
