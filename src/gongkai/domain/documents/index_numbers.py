"""Give each disclosed document its index number (索引号)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.law import CREDIT_CODE_STANDARD

CREDIT_CODE_SOURCE = CREDIT_CODE_STANDARD
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_LENGTH = 18
_INDEX_NUMBER = re.compile(r"(?P<code>[0-9A-Z]{18})/(?P<year>\d{4})-(?P<serial>\d{5})")
_LAST_SERIAL = 99_999
_LAST_YEAR = 9_999


class CreditCodeInvalid(Refusal):
    """The unified social credit code fails its own check character."""

    code = "credit_code_invalid"


class IndexNumberMalformed(Refusal):
    """The text is no index number: credit code, slash, year, hyphen, five digits."""

    code = "index_number_malformed"


def credit_code_check_character(first_17: str) -> str:
    """Return the 18th character of a unified social credit code (GB 32100—2015).

    Raises:
        CreditCodeInvalid: ``first_17`` has another length or a character not in use.
    """
    if len(first_17) != _LENGTH - 1 or not set(first_17) <= set(_ALPHABET):
        raise CreditCodeInvalid(code=first_17)
    size = len(_ALPHABET)
    total = sum(_ALPHABET.index(char) * pow(3, i, size) for i, char in enumerate(first_17))
    return _ALPHABET[-total % size]


def check_credit_code(code: str) -> None:
    """Accept a unified social credit code (统一社会信用代码), or refuse.

    Raises:
        CreditCodeInvalid: wrong length, wrong characters or wrong check character.
    """
    if credit_code_check_character(code[:-1]) != code[-1:]:
        raise CreditCodeInvalid(code=code)


@dataclass(frozen=True, slots=True, order=True)
class IndexNumber:
    """The number under which a document is found for ever; never reused.

    Attributes:
        credit_code: unified social credit code of the issuing organ.
        year: the year the document was signed (成文), as the national site does it.
        serial: 1 to 99999, counted per organ and year.

    Raises:
        CreditCodeInvalid: the credit code fails its check.
        IndexNumberMalformed: the year does not fit into four digits or the serial into five.
    """

    credit_code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        """Refuse a number that could not be printed."""
        check_credit_code(self.credit_code)
        if not (1 <= self.year <= _LAST_YEAR and 1 <= self.serial <= _LAST_SERIAL):
            raise IndexNumberMalformed(text=f"{self.credit_code}/{self.year}-{self.serial}")

    def __str__(self) -> str:
        return f"{self.credit_code}/{self.year:04d}-{self.serial:05d}"

    @classmethod
    def parse(cls, text: str) -> IndexNumber:
        """Read an index number.

        Raises:
            IndexNumberMalformed: the text has another shape.
            CreditCodeInvalid: the credit code fails its check.
        """
        match = _INDEX_NUMBER.fullmatch(text.strip())
        if match is None:
            raise IndexNumberMalformed(text=text)
        return cls(match["code"], int(match["year"]), int(match["serial"]))
