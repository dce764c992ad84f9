"""Say for each outcome what its reply must state, cite and decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.foi.letters.facts import Decision, LetterFacts
from gongkai.domain.foi.letters.kinds import Detail
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.law import FEE_MEASURES, OGI_REGULATIONS, Citation

_article = OGI_REGULATIONS.article
_REFUSED = _article(36, item=3)


@dataclass(frozen=True, slots=True)
class Ground:
    """How a reply of one outcome reads.

    Attributes:
        needs: the details that must be entered.
        finding: what the examination showed; ``{name}`` is replaced by a detail.
        cites: the provisions that the decision rests on; for outcomes that no provision
            names the officer enters the basis.
        decides: the decision, in one sentence without full stop.
        key: words without which the decision is not this one.
    """

    needs: tuple[Detail, ...]
    finding: str
    cites: tuple[Citation, ...]
    decides: str
    key: str


def _ground(
    needs: tuple[Detail, ...], finding: str, cites: tuple[Citation, ...], decides: str, key: str
) -> Ground:
    return Ground(needs, finding, cites, decides, key)


def _refused(needs: tuple[Detail, ...], finding: str, *cites: Citation) -> Ground:
    return Ground(needs, finding, (*cites, _REFUSED), "本机关决定不予公开", "不予公开")


_D = Detail
GROUNDS: Mapping[Outcome, Ground] = MappingProxyType(
    {
        Outcome.GRANTED: _ground(
            (_D.DOCUMENTS,),
            "经审查，{you}申请的信息可以公开，具体为：{documents}",
            (_article(36, item=2),),
            "本机关决定予以公开",
            "予以公开",
        ),
        Outcome.GRANTED_IN_PART: _ground(
            (_D.DOCUMENTS, _D.WITHHELD_PART),
            "经审查，{you}申请的信息中含有不应当公开的内容，能够作区分处理。可以公开的信息为："
            "{documents}；不予公开的部分为：{withheld_part}",
            (_article(37),),
            "本机关决定公开可以公开的部分，其余部分不予公开",
            "其余部分不予公开",
        ),
        Outcome.STATE_SECRET: _refused(
            (_D.SECRET_MARK,),
            "经审查，{you}申请的信息依法确定为国家秘密。{secret_mark}",
            _article(14),
        ),
        Outcome.PROHIBITED_BY_LAW: _refused(
            (_D.PROHIBITING_LAW,),
            "经审查，{you}申请的信息属于法律、行政法规禁止公开的信息。{prohibiting_law}",
            _article(14),
        ),
        Outcome.ENDANGERS_SECURITY: _refused(
            (_D.HARM,),
            "经审查，{you}申请的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定。{harm}",
            _article(14),
        ),
        Outcome.THIRD_PARTY_RIGHTS: _refused(
            (_D.THIRD_PARTY_RESULT,),
            "经审查，{you}申请的信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害。"
            "{third_party_result}",
            _article(15),
            _article(32),
        ),
        Outcome.INTERNAL_AFFAIRS: _refused(
            (_D.NATURE,),
            "经审查，{you}申请的信息属于本机关的内部事务信息。{nature}",
            _article(16, 1),
        ),
        Outcome.DELIBERATIVE: _refused(
            (_D.NATURE,),
            "经审查，{you}申请的信息属于本机关在履行行政管理职能过程中形成的过程性信息。{nature}",
            _article(16, 2),
        ),
        Outcome.ENFORCEMENT_CASE_FILE: _refused(
            (_D.NATURE,),
            "经审查，{you}申请的信息属于行政执法案卷信息。{nature}",
            _article(16, 2),
        ),
        Outcome.ADMINISTRATIVE_INQUIRY: _ground(
            (_D.SPECIAL_RULE,),
            "经审查，有关法律、行政法规对{you}申请的信息的获取有专门规定。{special_rule}",
            (_article(36, item=7),),
            "本机关告知{you}依照上述专门规定办理",
            "专门规定",
        ),
        Outcome.NOT_HELD: _ground(
            (_D.SEARCH,),
            "{search}",
            (_article(36, item=4),),
            "本机关告知{you}，{you}申请的信息不存在",
            "不存在",
        ),
        Outcome.NEEDS_CREATION: _ground(
            (_D.SEARCH,),
            "{search}本机关没有现成的信息，需要对现有政府信息进行加工、分析才能提供",
            (_article(38),),
            "本机关不予提供",
            "不予提供",
        ),
        Outcome.STILL_UNCLEAR: _ground(
            (_D.UNCLEAR,),
            "{you}补正以后，申请内容仍不明确：{unclear}",
            (_article(30),),
            "本机关无法提供{you}申请的信息",
            "无法提供",
        ),
        Outcome.PETITION: _ground(
            (_D.PROPER_CHANNEL,),
            "经审查，{you}以政府信息公开申请的形式进行信访、投诉、举报等活动",
            (_article(39, 1),),
            "本机关不作为政府信息公开申请处理，{you}可以通过以下渠道提出：{proper_channel}",
            "不作为政府信息公开申请处理",
        ),
        Outcome.REPEATED: _ground(
            (_D.EARLIER_REPLY,),
            "经审查，本机关已经就{you}提出的相同申请作出答复（{earlier_reply}）",
            (_article(36, item=6),),
            "本机关不予重复处理",
            "不予重复处理",
        ),
        Outcome.PUBLIC_PUBLICATION: _ground(
            (_D.WHERE_TO_GET,),
            "经审查，{you}的申请要求提供公开出版物",
            (_article(39, 2),),
            "本机关告知{you}获取的途径：{where_to_get}",
            "获取的途径",
        ),
        Outcome.EXCESSIVE: _ground(
            (_D.FREQUENCY, _D.REASON_GIVEN),
            "经审查，{you}申请公开政府信息的数量、频次明显超过合理范围：{frequency}。{reason_given}",
            (_article(35),),
            "本机关不予处理",
            "不予处理",
        ),
        Outcome.CONFIRMATION: _ground(
            (_D.NATURE, _D.BASIS),
            "经审查，{you}要求本机关对已经获取的信息进行确认或者重新出具。{nature}",
            (),
            "本机关不予处理",
            "不予处理",
        ),
        Outcome.CORRECTION_LAPSED: _ground(
            (_D.LAPSED,),
            "{you}无正当理由逾期不补正：{lapsed}",
            (_article(30),),
            "本机关视为{you}放弃申请，不再处理该政府信息公开申请",
            "不再处理",
        ),
        Outcome.FEE_LAPSED: _ground(
            (_D.LAPSED,),
            "{you}未按照收费通知的要求缴纳信息处理费：{lapsed}",
            (FEE_MEASURES.article(6),),
            "本机关视为{you}放弃申请，不再处理该政府信息公开申请",
            "不再处理",
        ),
        Outcome.OTHER: _ground(
            (_D.RESULT, _D.BASIS),
            "{result}",
            (),
            "本机关对该政府信息公开申请作结案处理",
            "结案处理",
        ),
    }
)
# Variants that a detail brings about: already public, art. 36(1); another organ's, art. 36(5).
PUBLISHED = _ground(
    (_D.PUBLISHED_AT,),
    "经审查，{you}申请的信息已经主动公开",
    (_article(36, item=1),),
    "本机关告知{you}获取该信息的方式、途径：{published_at}",
    "方式、途径",
)
NOT_RESPONSIBLE = _ground(
    (_D.OTHER_ORGAN,),
    "经审查，{you}申请的信息不属于本机关负责公开",
    (_article(36, item=5),),
    "本机关告知{you}，可以向{other_organ}提出申请",
    "不属于本机关负责公开",
)


def ground_of(facts: LetterFacts, decision: Decision) -> Ground:
    """Return how the reply on a decision reads."""
    if decision.outcome is Outcome.GRANTED and facts.detail(Detail.PUBLISHED_AT):
        return PUBLISHED
    if decision.outcome is Outcome.NOT_HELD and facts.detail(Detail.OTHER_ORGAN):
        return NOT_RESPONSIBLE
    return GROUNDS[decision.outcome]


def citations_of(facts: LetterFacts, decision: Decision) -> tuple[Citation, ...]:
    """Return what the reply must cite; in a reply in part also the ground of what is withheld."""
    cited = list(ground_of(facts, decision).cites)
    for outcome in decision.withheld_under:
        cited += [one for one in GROUNDS[outcome].cites if one not in cited]
    return tuple(cited)


def needs_of(facts: LetterFacts, decision: Decision) -> tuple[Detail, ...]:
    """Return the details that the reply on a decision must have."""
    needs = list(ground_of(facts, decision).needs)
    for outcome in decision.withheld_under:
        needs += [one for one in GROUNDS[outcome].needs if one not in needs]
    return tuple(needs)
