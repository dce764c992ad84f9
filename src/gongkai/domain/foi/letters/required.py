"""Say what each notice along the way must tell, with the provision that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gongkai.domain.foi.deadlines import AGENCY_OPINION, FEE_PAYMENT, THIRD_PARTY_OPINION
from gongkai.domain.foi.letters.facts import LetterFacts
from gongkai.domain.foi.letters.kinds import KINDS, Detail, LetterKind
from gongkai.domain.law import (
    FEE_MEASURES,
    JIANGSU_REPLY_STANDARD,
    OGI_REGULATIONS,
    Citation,
    Instrument,
)

Required = tuple[tuple[str, Citation | Instrument], ...]

_D = Detail
_article = OGI_REGULATIONS.article


def _period(facts: LetterFacts) -> str:
    return f"{facts.detail(_D.PERIOD)}个工作日"


_REQUIRED: Mapping[LetterKind, Callable[[LetterFacts], Required]] = MappingProxyType(
    {
        # 补正事项、合理的补正期限、拒绝补正的后果.
        LetterKind.CORRECTION: lambda facts: (
            (facts.detail(_D.MATTER), _article(30)),
            (_period(facts), _article(30)),
            ("视为放弃申请", JIANGSU_REPLY_STANDARD),
        ),
        LetterKind.REASON: lambda facts: (
            (_period(facts), _article(35)),
            ("说明理由", _article(35)),
            ("不予处理", _article(35)),
        ),
        LetterKind.EXTENSION: lambda facts: (
            (facts.detail(_D.REASON), _article(33, 2)),
            (_period(facts), _article(33, 2)),
        ),
        LetterKind.INQUIRY_NOTICE: lambda _facts: (("不计算在", _article(33, 3)),),
        LetterKind.THIRD_PARTY_INQUIRY: lambda facts: (
            (facts.detail(_D.INFORMATION), _article(32)),
            (f"{THIRD_PARTY_OPINION.working_days}个工作日", _article(32)),
            ("决定是否公开", _article(32)),
        ),
        # 将决定公开的政府信息内容和理由书面告知第三方.
        LetterKind.THIRD_PARTY_NOTICE: lambda facts: (
            (facts.detail(_D.INFORMATION), _article(32)),
            (facts.detail(_D.REASON), _article(32)),
            ("予以公开", _article(32)),
        ),
        LetterKind.CO_PRODUCER_INQUIRY: lambda facts: (
            (facts.detail(_D.INFORMATION), _article(34)),
            (f"{AGENCY_OPINION.working_days}个工作日", _article(34)),
            ("视为同意公开", _article(34)),
        ),
        LetterKind.ASSISTANCE: lambda facts: (
            (facts.detail(_D.INFORMATION), _article(33, 3)),
            (_period(facts), _article(33, 3)),
        ),
        LetterKind.FEE_NOTICE: lambda facts: (
            (facts.detail(_D.CALCULATION), FEE_MEASURES.article(6)),
            (f"{facts.detail(_D.AMOUNT)}元", FEE_MEASURES.article(6)),
            (f"{FEE_PAYMENT.working_days}个工作日", FEE_MEASURES.article(6)),
            ("视为放弃申请", FEE_MEASURES.article(6)),
        ),
    }
)


def required_words(facts: LetterFacts) -> Required:
    """Return the words that a notice must hold, each with the provision that asks for them.

    The provisions that its kind rests on are among them; a reply has none, its outcome
    decides what it must say.
    """
    ask = _REQUIRED.get(facts.kind)
    words = ask(facts) if ask else ()
    cited = tuple(
        (str(source).removeprefix(str(source.instrument)), source)
        for source in KINDS[facts.kind].sources
    )
    return (*words, *cited)
