"""Tell an officer what he should know before a step: what it costs, how others were treated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest
from gongkai.domain.foi.fees import Tariff, fee_yuan, request_price_yuan
from gongkai.domain.foi.lifecycle import Event

_PAGES = (50, 100, 200, 500)
_YEARS = 3


def step_notes(request: InformationRequest, event: Event, today: date) -> list[str]:
    """Return sentences to read before a step; none for most."""
    tell = _NOTES.get(event)
    return tell(request, today) if tell else []


def _fees(request: InformationRequest, _today: date) -> list[str]:
    """Preview both tariffs: one of them is charged, never both."""
    nth = queries.same_applicant(request).this_month
    price = request_price_yuan(nth)
    by_request = f"收{price:.0f}元" if price else "不收费"
    pages = "，".join(f"{count}页{fee_yuan(Tariff.BY_PAGE, count):.0f}元" for count in _PAGES)
    month = f"{request.received_on.year}年{request.received_on.month}月"
    return [
        f"按件计收：该申请人{month}共{nth}件，按第{nth}件算，本件{by_request}。",
        f"按量计收：30页以内不收费，{pages}。",
        "两种标准只能选一种，不能同时收。",
    ]


def _reasons(request: InformationRequest, today: date) -> list[str]:
    """Say how many requests others had made who were asked the same."""
    nth = queries.same_applicant(request).this_month
    told = [f"该申请人{request.received_on.year}年{request.received_on.month}月共{nth}件。"]
    since = date(today.year - _YEARS, 1, 1)
    before = queries.asked_for_reasons(request.organ_id, since)
    if not before:
        return [*told, f"{since.year}年以来，本机关没有要求过申请人说明理由。请掌握统一的尺度。"]
    least = min(one.this_month for one in before)
    lines = [
        f"{one.asked_on:%Y-%m-%d}　{one.number}　当月{one.this_month}件"
        + (f"　{one.outcome}" if one.outcome else "")
        for one in before
    ]
    told.append(f"{since.year}年以来要求说明理由{len(before)}件，当月最少{least}件。尺度应当一致：")
    return [*told, *lines]


_NOTES: Mapping[Event, Callable[[InformationRequest, date], list[str]]] = MappingProxyType(
    {Event.FEE_NOTICE: _fees, Event.REQUIRE_REASON: _reasons}
)
