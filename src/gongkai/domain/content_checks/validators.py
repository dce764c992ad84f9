"""Name the detectors that packs of rules may call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from gongkai.domain.content_checks import (
    dates,
    near_terms,
    personal_numbers,
    references,
    sums,
    wholes,
)
from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit

Validator = Callable[[str, Circumstances], Iterable[Hit]]

VALIDATORS: Mapping[str, Validator] = MappingProxyType(
    {
        "missing-dates": dates.missing_dates,
        "wrong-weekdays": dates.wrong_weekdays,
        "reversed-ranges": dates.reversed_ranges,
        "wrong-sums": sums.wrong_sums,
        "wrong-clean-ups": sums.wrong_clean_ups,
        "wrong-shares": sums.wrong_shares,
        "wrong-growth": sums.wrong_growth,
        "identity-numbers": personal_numbers.identity_numbers,
        "mobile-numbers": personal_numbers.mobile_numbers,
        "bank-cards": personal_numbers.bank_cards,
        "law-titles": references.law_titles,
        "document-numbers": references.document_numbers,
        "number-years": references.number_years,
        "office-holders": references.office_holders,
        "near-terms": near_terms.near_terms,
        "unpaired-marks": wholes.unpaired_marks,
        "empty-sections": wholes.empty_sections,
        "skipped-numbers": wholes.skipped_numbers,
        "lost-firsts": wholes.lost_firsts,
        "mixed-words": wholes.mixed_words,
        "half-width-marks": wholes.half_width_marks,
        "doubled-words": wholes.doubled_words,
    }
)
