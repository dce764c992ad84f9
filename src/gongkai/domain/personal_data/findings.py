"""Say what about a person was found in a text, where, and why it must not be published."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.law import PERSONAL_INFORMATION_LAW
from gongkai.domain.terms import Term

PUBLICATION_SOURCE = PERSONAL_INFORMATION_LAW.article(25)  # not published without separate consent
SENSITIVE_SOURCE = PERSONAL_INFORMATION_LAW.article(28)
_MASK = "*"
_SHOWN = 2


class PersonalDataKind(Term):
    """What a finding tells about a person."""

    IDENTITY_CARD = "identity_card", "身份证号码"
    BANK_CARD = "bank_card", "银行卡号"
    MOBILE = "mobile", "手机号码"
    LANDLINE = "landline", "住宅电话"
    PASSPORT = "passport", "护照（通行证）号码"
    EMAIL = "email", "电子邮箱"
    ADDRESS = "address", "家庭住址"
    PLATE = "plate", "车牌号码"
    NAME = "name", "个人姓名"


_SENSITIVE = frozenset({PersonalDataKind.BANK_CARD})  # 金融账户


@dataclass(frozen=True, slots=True)
class PersonalFinding:
    """One piece of personal data.

    Attributes:
        kind: what it is.
        start: first character, counted from 0 in the text as it was given.
        end: the character after the last.
        quote: the text from ``start`` to ``end``, unchanged.
        evidence: what decided, for a person who doubts it; may be empty.
    """

    kind: PersonalDataKind
    start: int
    end: int
    quote: str
    evidence: str = ""

    @property
    def message(self) -> str:
        """Return what was found, in words."""
        return f"有{self.kind.label}" + (f"（{self.evidence}）" if self.evidence else "")

    @property
    def why(self) -> str:
        """Return the rule that forbids publishing it."""
        source = SENSITIVE_SOURCE if self.kind in _SENSITIVE else PUBLICATION_SOURCE
        return f"依据{source}"

    @property
    def masked(self) -> str:
        """Return the quote with all but its ends covered, for screens and logs."""
        if len(self.quote) <= 2 * _SHOWN:
            return self.quote[:1] + _MASK * (len(self.quote) - 1)
        hidden = _MASK * (len(self.quote) - 2 * _SHOWN)
        return f"{self.quote[:_SHOWN]}{hidden}{self.quote[-_SHOWN:]}"
