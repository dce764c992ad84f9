"""Say what is wrong with a report: where, what stands there, what should stand there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from gongkai.domain.annual_report.wording import plain
from gongkai.domain.terms import Term

_FINGERPRINT_CHARACTERS = 16


class FindingSeverity(Term):
    """How sure and how grave a finding is."""

    ERROR = "error", "错误"  # arithmetic, form or protection of persons: it must be put right
    WARNING = "warning", "警告"  # it contradicts something; a person decides which is right
    NOTICE = "notice", "提示"  # worth a look


Said = Decimal | int | str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands.

    Attributes:
        section: 表二, 表三, 表四, or the heading of a section.
        row, column: official labels, for a cell; one of them for a whole row or column.
        quote: words of the report, for a finding in its text.
    """

    section: str = ""
    row: str = ""
    column: str = ""
    quote: str = ""

    @property
    def said(self) -> str:
        """Return the place in words: 表三“一、本年新收…”行“自然人”列."""
        row = f"“{self.row}”行" if self.row else ""
        column = f"“{self.column}”列" if self.column else ""
        quote = f"“{self.quote}”" if self.quote else ""
        parts = [f"{self.section}{row}{column}", quote]
        return "：".join(part for part in parts if part) or "全文"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or may be.

    Attributes:
        code: stable name of the check; never reused for something else.
        found: what stands in the report, a number where it is one.
        expected: what should stand there; None when only a person can know.
        message: one sentence with the computation.
        basis: law, notice or arithmetic that says so.
    """

    code: str
    severity: FindingSeverity
    place: Place
    found: Said
    expected: Said
    message: str
    basis: str

    @property
    def fingerprint(self) -> str:
        """Return a name that stays the same in every reading of the same report.

        It does not depend on the format of the file, its name, or the other findings.
        """
        place = (self.place.section, self.place.row, self.place.column, self.place.quote)
        whole = "\x1f".join((self.code, *place, _words(self.found), _words(self.expected)))
        return sha256(whole.encode()).hexdigest()[:_FINGERPRINT_CHARACTERS]


def _words(said: Said) -> str:
    if said is None:
        return ""
    return said if isinstance(said, str) else plain(said)


_RANK = {severity: place for place, severity in enumerate(FindingSeverity)}


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, the gravest first, each once."""
    once = {finding.fingerprint: finding for finding in found}
    return tuple(sorted(once.values(), key=lambda finding: _RANK[finding.severity]))


def worst(found: Iterable[Finding]) -> FindingSeverity | None:
    """Return the gravest severity, None when nothing was found."""
    severities = {finding.severity for finding in found}
    return next((severity for severity in FindingSeverity if severity in severities), None)
