"""Name the results a request may have, their legal ground and the applicant's remedy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import FEE_MEASURES, FOI_COURT_INTERPRETATION, OGI_REGULATIONS, Citation
from gongkai.domain.terms import Term


class ApplicantKind(Term):
    """Who asks: the columns of 表三."""

    NATURAL_PERSON = "person", "自然人"
    COMMERCIAL_ENTERPRISE = "business", "商业企业"
    RESEARCH_INSTITUTION = "research", "科研机构"
    SOCIAL_WELFARE_ORGANISATION = "charity", "社会公益组织"
    LEGAL_SERVICE_ORGANISATION = "legal", "法律服务机构"
    OTHER = "other", "其他"


class OutcomeGroup(Term):
    """The six groups of 本年度办理结果."""

    GRANTED = "granted", "（一）予以公开"
    GRANTED_IN_PART = "granted_in_part", "（二）部分公开"
    REFUSED = "refused", "（三）不予公开"
    NOT_AVAILABLE = "not_available", "（四）无法提供"
    NOT_PROCESSED = "not_processed", "（五）不予处理"
    OTHERWISE_CLOSED = "otherwise_closed", "（六）其他处理"


class Outcome(Term):
    """The result of a request: the leaf rows of 表三, labelled as they are printed."""

    GRANTED = "open", "（一）予以公开"
    GRANTED_IN_PART = "partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    STATE_SECRET = "d1", "1.属于国家秘密"
    PROHIBITED_BY_LAW = "d2", "2.其他法律行政法规禁止公开"
    ENDANGERS_SECURITY = "d3", "3.危及“三安全一稳定”"
    THIRD_PARTY_RIGHTS = "d4", "4.保护第三方合法权益"
    INTERNAL_AFFAIRS = "d5", "5.属于三类内部事务信息"
    DELIBERATIVE = "d6", "6.属于四类过程性信息"
    ENFORCEMENT_CASE_FILE = "d7", "7.属于行政执法案卷"
    ADMINISTRATIVE_INQUIRY = "d8", "8.属于行政查询事项"
    NOT_HELD = "u1", "1.本机关不掌握相关政府信息"
    NEEDS_CREATION = "u2", "2.没有现成信息需要另行制作"
    STILL_UNCLEAR = "u3", "3.补正后申请内容仍不明确"
    PETITION = "r1", "1.信访举报投诉类申请"
    REPEATED = "r2", "2.重复申请"
    PUBLIC_PUBLICATION = "r3", "3.要求提供公开出版物"
    EXCESSIVE = "r4", "4.无正当理由大量反复申请"
    CONFIRMATION = "r5", "5.要求行政机关确认或重新出具已获取信息"
    CORRECTION_LAPSED = (
        "o1",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    )
    FEE_LAPSED = (
        "o2",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    )
    OTHER = "o3", "3.其他"

    @property
    def wording(self) -> str:
        """Return the row's words alone, without its number and its remark."""
        words = self.label.removeprefix("（一）").removeprefix("（二）")
        return words.lstrip("12345678.").partition("（")[0]


class RemedyRoute(Term):
    """What a dissatisfied applicant may do."""

    REVIEW_FIRST = "review_first", "先申请行政复议，对复议决定不服再提起诉讼"
    REVIEW_OR_SUIT = "review_or_suit", "可以申请行政复议，也可以直接提起诉讼"
    # Courts reject the suit; how to word reconsideration there is for the legal office.
    NOT_SUABLE = "not_suable", "法院不受理，复议表述由法制机构确定"


class WithheldGroundMissing(Refusal):
    """A reply in part does not say on what ground the rest is withheld."""

    code = "foi_withheld_ground_missing"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """What the law says about one outcome; no source where it rests on practice."""

    group: OutcomeGroup
    route: RemedyRoute
    sources: tuple[Citation, ...] = ()


def _rule(group: OutcomeGroup, route: RemedyRoute, *sources: Citation) -> OutcomeRule:
    return OutcomeRule(group, route, sources)


_FIRST, _EITHER, _NONE = (
    RemedyRoute.REVIEW_FIRST,
    RemedyRoute.REVIEW_OR_SUIT,
    RemedyRoute.NOT_SUABLE,
)
_article = OGI_REGULATIONS.article

# Reconsideration comes first for refusals under arts. 14 to 16: 行政复议法 art. 23(1)（四）
# with 法释〔2025〕8号 art. 1（二）; the suits a court rejects are those of its art. 10(2).
RULES: Mapping[Outcome, OutcomeRule] = MappingProxyType(
    {
        Outcome.GRANTED: _rule(
            OutcomeGroup.GRANTED, _EITHER, _article(36, item=1), _article(36, item=2)
        ),
        # The route of a reply in part follows its withheld part, see ``remedy_route``.
        Outcome.GRANTED_IN_PART: _rule(OutcomeGroup.GRANTED_IN_PART, _FIRST, _article(37)),
        Outcome.STATE_SECRET: _rule(OutcomeGroup.REFUSED, _FIRST, _article(14)),
        Outcome.PROHIBITED_BY_LAW: _rule(OutcomeGroup.REFUSED, _FIRST, _article(14)),
        Outcome.ENDANGERS_SECURITY: _rule(OutcomeGroup.REFUSED, _FIRST, _article(14)),
        Outcome.THIRD_PARTY_RIGHTS: _rule(OutcomeGroup.REFUSED, _FIRST, _article(15), _article(32)),
        Outcome.INTERNAL_AFFAIRS: _rule(OutcomeGroup.REFUSED, _FIRST, _article(16, 1)),
        Outcome.DELIBERATIVE: _rule(OutcomeGroup.REFUSED, _FIRST, _article(16, 2)),
        Outcome.ENFORCEMENT_CASE_FILE: _rule(OutcomeGroup.REFUSED, _FIRST, _article(16, 2)),
        Outcome.ADMINISTRATIVE_INQUIRY: _rule(
            OutcomeGroup.REFUSED,
            _NONE,
            _article(36, item=7),
            FOI_COURT_INTERPRETATION.article(10, 2, 5),
        ),
        Outcome.NOT_HELD: _rule(
            OutcomeGroup.NOT_AVAILABLE, _EITHER, _article(36, item=4), _article(36, item=5)
        ),
        Outcome.NEEDS_CREATION: _rule(
            OutcomeGroup.NOT_AVAILABLE,
            _NONE,
            _article(38),
            FOI_COURT_INTERPRETATION.article(10, 2, 6),
        ),
        Outcome.STILL_UNCLEAR: _rule(OutcomeGroup.NOT_AVAILABLE, _EITHER, _article(30)),
        Outcome.PETITION: _rule(
            OutcomeGroup.NOT_PROCESSED,
            _NONE,
            _article(39, 1),
            FOI_COURT_INTERPRETATION.article(10, 2, 7),
        ),
        Outcome.REPEATED: _rule(OutcomeGroup.NOT_PROCESSED, _EITHER, _article(36, item=6)),
        Outcome.PUBLIC_PUBLICATION: _rule(
            OutcomeGroup.NOT_PROCESSED,
            _NONE,
            _article(39, 2),
            FOI_COURT_INTERPRETATION.article(10, 2, 8),
        ),
        Outcome.EXCESSIVE: _rule(OutcomeGroup.NOT_PROCESSED, _EITHER, _article(35)),
        Outcome.CONFIRMATION: _rule(OutcomeGroup.NOT_PROCESSED, _EITHER),
        Outcome.CORRECTION_LAPSED: _rule(OutcomeGroup.OTHERWISE_CLOSED, _EITHER, _article(30)),
        Outcome.FEE_LAPSED: _rule(OutcomeGroup.OTHERWISE_CLOSED, _EITHER, FEE_MEASURES.article(6)),
        Outcome.OTHER: _rule(OutcomeGroup.OTHERWISE_CLOSED, _EITHER),
    }
)
EXEMPTIONS = frozenset(o for o, rule in RULES.items() if rule.group is OutcomeGroup.REFUSED)


def remedy_route(
    outcome: Outcome,
    *,
    withheld_under: Collection[Outcome] = (),
    already_given: bool = False,
) -> RemedyRoute:
    """Return the remedy that the reply must tell the applicant about.

    Args:
        outcome: the result of the request.
        withheld_under: for a reply in part, the grounds of the withheld part.
        already_given: for a repeated request, whether the information was given
            before; a suit is then rejected, 法释〔2025〕8号 art. 10(2)（四）.

    Raises:
        WithheldGroundMissing: a reply in part names no ground, or one that exempts nothing.
    """
    if outcome is Outcome.GRANTED_IN_PART:
        if not withheld_under or not EXEMPTIONS.issuperset(withheld_under):
            raise WithheldGroundMissing(grounds=tuple(withheld_under))
        first = any(RULES[ground].route is _FIRST for ground in withheld_under)
        return _FIRST if first else _EITHER
    if outcome is Outcome.REPEATED and already_given:
        return _NONE
    return RULES[outcome].route
