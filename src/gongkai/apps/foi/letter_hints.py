"""Fill in beforehand what the case itself knows about a letter."""

from __future__ import annotations

from gongkai.apps.foi.models import InformationRequest, ProcessingFee, SearchRecord
from gongkai.apps.foi.queries.clocks import ledger_of
from gongkai.apps.foi.queries.rounds import searches_of_round, this_round
from gongkai.domain.foi.deadlines import CORRECTION, MAX_EXTENSION
from gongkai.domain.foi.letters.facts import Decision, chinese_day
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.searches import SearchResult

_OPINIONS = {
    Event.OPEN_CONSULT: "{day}向{name}发出征求意见书",
    Event.CONSULT_ANSWERED: "{day}收到意见",
    Event.CONSULT_LAPSED: "{day}征求意见期满未收到意见",
}


def hints_for(
    request: InformationRequest, kind: LetterKind, decision: Decision | None
) -> dict[str, str]:
    """Return what the form of a letter starts with; the officer completes it."""
    found: dict[Detail, str] = {}
    if kind in (LetterKind.CORRECTION, LetterKind.REASON):
        found[Detail.PERIOD] = str(CORRECTION.working_days)
    elif kind is LetterKind.EXTENSION:
        found[Detail.PERIOD] = str(MAX_EXTENSION.working_days)
    elif kind is LetterKind.FEE_NOTICE:
        found |= _fee(request)
    elif decision is not None:
        found = {Detail.SEARCH: _searches(request), Detail.THIRD_PARTY_RESULT: _opinions(request)}
    return {str(name.value): text for name, text in found.items() if text}


def _fee(request: InformationRequest) -> dict[Detail, str]:
    fee: ProcessingFee | None = request.fees.filter(paid_on__isnull=True).first()
    if fee is None:
        return {}
    return {
        Detail.AMOUNT: str(fee.amount_yuan),
        Detail.CALCULATION: f"{fee.get_tariff_display()}，数量{fee.quantity}",
    }


def _searches(request: InformationRequest) -> str:
    rows = searches_of_round(request, ledger_of(request))
    return "".join(f"{_search(row)}。" for row in rows)


def _search(row: SearchRecord) -> str:
    result = SearchResult(row.result).label
    return (
        f"{chinese_day(row.searched_on)}，本机关在{row.place}以“{row.terms}”检索"
        f"{row.period_covered}的资料，{result}"
    )


def _opinions(request: InformationRequest) -> str:
    told = [
        _OPINIONS[Event(entry.event)].format(
            day=chinese_day(entry.occurred_on), name=entry.facts.get("consultation", "")
        )
        for entry in this_round(ledger_of(request))
        if Event(entry.event) in _OPINIONS
    ]
    return "，".join(told)
