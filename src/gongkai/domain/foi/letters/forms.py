"""Lay out the forms that are no letters: proofs that people sign with their own hand.

The set and what each must say: 《江苏省政府信息公开申请办理答复规范》 and 宿政办函〔2021〕21号 name
them; the wording is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.domain.foi.letters.facts import Case, chinese_day
from gongkai.domain.terms import Term


class ProofForm(Term):
    """A form for people to sign (证明表单)."""

    SERVICE = "service", "政府信息公开文书送达回证"
    ORAL_REQUEST = "oral_request", "政府信息公开口头申请代填表"
    ON_SPOT = "on_spot", "政府信息公开当场答复笔录"
    WITHDRAWAL = "withdrawal", "撤回政府信息公开申请确认书"
    IDENTITY = "identity", "申请人身份核验记录"


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """What a form is filled in with.

    Attributes:
        organ: full name.
        case: the request.
        identity: number of the proof of identity, as far as it may be shown.
        contact: telephone or address.
        letter_title: for a proof of service, which letter.
        letter_number: its number.
        printed_on: day of printing.
    """

    organ: str
    case: Case
    identity: str = ""
    contact: str = ""
    letter_title: str = ""
    letter_number: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """A form as it will be printed.

    Attributes:
        title: of the form.
        facts: label and what stands beside it; empty where a hand fills it in.
        statement: what is signed.
        signers: who signs, each with a day.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    signers: tuple[str, ...]


def proof_sheet(form: ProofForm, facts: ProofFacts) -> ProofSheet:
    """Return a form filled in with what is known of the case."""
    case = facts.case
    known = (
        ("受理机关", facts.organ),
        ("申请编号", case.number),
        ("申请人", case.applicant_name),
        ("收到日期", chinese_day(case.received_on)),
    )
    return _SHEETS[form](facts, known)


_Known = tuple[tuple[str, str], ...]


def _service(facts: ProofFacts, known: _Known) -> ProofSheet:
    return ProofSheet(
        ProofForm.SERVICE.label,
        (
            *known[:2],
            ("受送达人", facts.case.applicant_name),
            ("送达文书", facts.letter_title),
            ("文号", facts.letter_number),
            ("送达地点", ""),
            ("送达方式", "□直接送达　□邮寄送达　□电子送达　□公告送达"),
            ("代收人及与受送达人的关系", ""),
            ("拒收事由和见证人", ""),
        ),
        "上列文书收到无误。",
        ("受送达人（代收人）", "送达人", "见证人"),
    )


def _oral(facts: ProofFacts, known: _Known) -> ProofSheet:
    """Art. 29: whoever cannot write asks by mouth; the office writes and reads it back."""
    return ProofSheet(
        ProofForm.ORAL_REQUEST.label,
        (
            *known,
            ("身份证明", facts.identity),
            ("联系方式", facts.contact),
            ("申请公开的信息", facts.case.wanted),
            ("提供方式", facts.case.delivery.label),
            ("代填人向申请人宣读的时间", ""),
        ),
        "申请人采用书面形式确有困难，以上内容由受理人员根据申请人口述代为填写，已向申请人宣读，申请人确认无误。",
        ("申请人（签名或者按指印）", "代填人"),
    )


def _on_spot(facts: ProofFacts, known: _Known) -> ProofSheet:
    return ProofSheet(
        ProofForm.ON_SPOT.label,
        (
            *known,
            ("申请公开的信息", facts.case.wanted),
            ("答复时间、地点", ""),
            ("提供的政府信息", ""),
            ("提供方式", "□当场阅读、抄录　□提供复制件　□电子方式"),
        ),
        "申请人申请的信息可以当场答复，已按上列内容提供，申请人对答复没有异议。",
        ("申请人", "答复人", "记录人"),
    )


def _withdrawal(facts: ProofFacts, known: _Known) -> ProofSheet:
    return ProofSheet(
        ProofForm.WITHDRAWAL.label,
        (*known, ("申请公开的信息", facts.case.wanted), ("撤回的原因（可以不填）", "")),
        "申请人自愿撤回上列政府信息公开申请，受理机关不再答复。申请人以后仍可以重新提出申请。",
        ("申请人", "经办人"),
    )


def _identity(facts: ProofFacts, known: _Known) -> ProofSheet:
    return ProofSheet(
        ProofForm.IDENTITY.label,
        (
            *known,
            ("身份证明号码", facts.identity),
            ("核验方式", "□当面核对原件　□电话核对　□视频核对　□网上实名核验"),
            ("核验结果", "□一致　□不一致　□无法核验"),
            ("情况说明", ""),
        ),
        "身份证明只用于办理本件申请，核对后复印件随卷密封保存。",
        ("核验人", "复核人"),
    )


_SHEETS = {
    ProofForm.SERVICE: _service,
    ProofForm.ORAL_REQUEST: _oral,
    ProofForm.ON_SPOT: _on_spot,
    ProofForm.WITHDRAWAL: _withdrawal,
    ProofForm.IDENTITY: _identity,
}
