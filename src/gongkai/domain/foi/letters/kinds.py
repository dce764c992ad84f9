"""Name the letters that a request gives rise to: one table, from which all else follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.law import FEE_MEASURES, OGI_REGULATIONS, Citation
from gongkai.domain.terms import Term

_article = OGI_REGULATIONS.article


class LetterKind(Term):
    """A letter, labelled with the title that it bears."""

    RECEIPT = "receipt", "政府信息公开申请接收回执"
    CORRECTION = "correction", "政府信息公开申请补正告知书"
    REASON = "reason", "政府信息公开申请说明理由告知书"
    EXTENSION = "extension", "政府信息公开申请延期答复告知书"
    THIRD_PARTY_INQUIRY = "third_party_inquiry", "政府信息公开申请征求意见书"
    INQUIRY_NOTICE = "inquiry_notice", "政府信息公开申请征求意见告知书"
    THIRD_PARTY_NOTICE = "third_party_notice", "政府信息依申请公开告知书"
    CO_PRODUCER_INQUIRY = "co_producer_inquiry", "共同制作政府信息公开征求意见书"
    ASSISTANCE = "assistance", "政府信息公开申请协办函"
    FEE_NOTICE = "fee_notice", "政府信息公开申请收费通知书"
    REPLY = "reply", "政府信息公开告知书"


class Addressee(Term):
    """To whom a letter goes."""

    APPLICANT = "applicant", "申请人"
    THIRD_PARTY = "third_party", "第三方"
    OTHER_ORGAN = "other_organ", "其他机关"


class Part(Term):
    """A part of a letter's text."""

    RECEIPT = "receipt", "收到申请"
    COURSE = "course", "办理经过"
    FACTS = "facts", "事实"
    DECISION = "decision", "依据和决定"
    SUPPLY = "supply", "提供方式"
    REMEDY = "remedy", "救济途径"


class Detail(Term):
    """What an officer enters for one letter, labelled as the form asks for it."""

    MATTER = "matter", "需要补正的内容"
    PERIOD = "period", "期限（工作日）"
    REASON = "reason", "理由"
    DOCUMENTS = "documents", "提供的政府信息名称"
    PUBLISHED_AT = "published_at", "已经公开的，查阅的方式和途径"
    WITHHELD_PART = "withheld_part", "不予公开的部分"
    SECRET_MARK = "secret_mark", "定密情况（密级、定密依据）"
    PROHIBITING_LAW = "prohibiting_law", "禁止公开的法律、行政法规条款"
    HARM = "harm", "公开后可能造成的危害"
    THIRD_PARTY_RESULT = "third_party_result", "征求第三方意见的情况"
    NATURE = "nature", "信息的性质和形成过程"
    SPECIAL_RULE = "special_rule", "专门规定和查询方式"
    SEARCH = "search", "检索情况"
    OTHER_ORGAN = "other_organ", "负责公开该信息的机关和联系方式"
    UNCLEAR = "unclear", "补正后仍不明确之处"
    PROPER_CHANNEL = "proper_channel", "应当通过的渠道"
    EARLIER_REPLY = "earlier_reply", "此前答复的文号和日期"
    WHERE_TO_GET = "where_to_get", "公开出版物的获取途径"
    FREQUENCY = "frequency", "申请的数量、频次"
    REASON_GIVEN = "reason_given", "说明理由的情况"
    LAPSED = "lapsed", "期限届满的情况"
    RESULT = "result", "处理情况"
    INFORMATION = "information", "涉及的政府信息"
    AMOUNT = "amount", "收费金额（元）"
    CALCULATION = "calculation", "计费情况"
    PAYMENT = "payment", "缴费方式"
    BASIS = "basis", "依据"


@dataclass(frozen=True, slots=True)
class LetterRule:
    """What holds for a letter of one kind.

    Attributes:
        addressee: to whom it goes.
        events: the acts that it accompanies.
        needs: the details without which it does not go out.
        has_remedy: whether it may be challenged by itself; notices along the way may not,
            法释〔2025〕8号 art. 10(2)（二）（三）.
        sources: what it must cite.
    """

    addressee: Addressee
    events: tuple[Event, ...]
    needs: tuple[Detail, ...] = ()
    has_remedy: bool = False
    sources: tuple[Citation, ...] = ()


_D = Detail
KINDS: Mapping[LetterKind, LetterRule] = MappingProxyType(
    {
        LetterKind.RECEIPT: LetterRule(
            Addressee.APPLICANT, (Event.REGISTER, Event.REGISTER_OFFLINE), sources=(_article(31),)
        ),
        LetterKind.CORRECTION: LetterRule(
            Addressee.APPLICANT,
            (Event.REQUEST_CORRECTION,),
            (_D.MATTER, _D.PERIOD),
            sources=(_article(30),),
        ),
        LetterKind.REASON: LetterRule(
            Addressee.APPLICANT,
            (Event.REQUIRE_REASON,),
            (_D.FREQUENCY, _D.PERIOD),
            sources=(_article(35),),
        ),
        LetterKind.EXTENSION: LetterRule(
            Addressee.APPLICANT,
            (Event.EXTEND,),
            (_D.REASON, _D.PERIOD),
            sources=(_article(33, 2),),
        ),
        LetterKind.THIRD_PARTY_INQUIRY: LetterRule(
            Addressee.THIRD_PARTY,
            (Event.OPEN_CONSULT,),
            (_D.INFORMATION,),
            sources=(_article(32),),
        ),
        LetterKind.INQUIRY_NOTICE: LetterRule(
            Addressee.APPLICANT, (Event.OPEN_CONSULT,), sources=(_article(33, 3),)
        ),
        LetterKind.THIRD_PARTY_NOTICE: LetterRule(
            Addressee.THIRD_PARTY,
            (Event.SIGN,),
            (_D.INFORMATION, _D.REASON),
            has_remedy=True,
            sources=(_article(32),),
        ),
        LetterKind.CO_PRODUCER_INQUIRY: LetterRule(
            Addressee.OTHER_ORGAN,
            (Event.OPEN_CONSULT,),
            (_D.INFORMATION,),
            sources=(_article(34),),
        ),
        LetterKind.ASSISTANCE: LetterRule(
            Addressee.OTHER_ORGAN,
            (Event.ASSIGN, Event.OPEN_CONSULT),
            (_D.INFORMATION, _D.PERIOD),
        ),
        LetterKind.FEE_NOTICE: LetterRule(
            Addressee.APPLICANT,
            (Event.FEE_NOTICE,),
            (_D.CALCULATION, _D.AMOUNT, _D.PAYMENT),
            sources=(_article(42), FEE_MEASURES.article(6)),
        ),
        LetterKind.REPLY: LetterRule(
            Addressee.APPLICANT, (Event.SIGN, Event.REPLY_ON_SPOT), has_remedy=True
        ),
    }
)
