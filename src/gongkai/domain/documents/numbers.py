"""Read and print document numbers (发文字号) such as 青政发〔2025〕3号."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.domain.errors import Refusal

_SHAPE = re.compile(
    r"(?P<code>[^\d\s〔〕\[\]【】()第]+)[〔\[【(](?P<year>\d{4})[〕\]】)]"
    r"(?P<ordinal>第?)(?P<number>\d+)号"
)


class DocumentNumberMalformed(Refusal):
    """The text is no document number: issuer code, year in brackets, number, 号."""

    code = "document_number_malformed"


class DocumentNumberHasOrdinal(Refusal):
    """The number is written 第…号; GB/T 9704—2012 has no 第."""

    code = "document_number_has_ordinal"


class DocumentNumberPadded(Refusal):
    """The number is zero or starts with a zero; GB/T 9704—2012 pads nothing."""

    code = "document_number_padded"


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """Issuer code (机关代字), year and running number of one document."""

    issuer_code: str
    year: int
    number: int

    def __str__(self) -> str:
        """Return the official form, with the brackets U+3014 and U+3015."""
        return f"{self.issuer_code}〔{self.year}〕{self.number}号"

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a document number; other brackets and full-width digits are put right.

        Raises:
            DocumentNumberMalformed: parts are missing or out of order.
            DocumentNumberHasOrdinal: 第 stands before the number.
            DocumentNumberPadded: the number is zero or starts with a zero.
        """
        match = _SHAPE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
        if match is None:
            raise DocumentNumberMalformed(text=text)
        if match["ordinal"]:
            raise DocumentNumberHasOrdinal(text=text)
        if match["number"].startswith("0"):
            raise DocumentNumberPadded(text=text)
        return cls(match["code"], int(match["year"]), int(match["number"]))


def duplicates(numbers: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    """Return the numbers that were given more than once, in order."""
    return tuple(sorted(number for number, times in Counter(numbers).items() if times > 1))


def gaps(numbers: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    """Return the numbers left out below the highest of each issuer code and year."""
    given = set(numbers)
    highest: dict[tuple[str, int], int] = {}
    for number in given:
        series = (number.issuer_code, number.year)
        highest[series] = max(highest.get(series, 0), number.number)
    every = {
        DocumentNumber(code, year, count)
        for (code, year), last in highest.items()
        for count in range(1, last)
    }
    return tuple(sorted(every - given))
