"""Read requests: the desk, the clock of each, the year's figures."""

from gongkai.apps.foi.queries.clocks import (
    calendar,
    clock_entries,
    clock_of,
    due_as_known,
    explained,
    ledger_of,
)
from gongkai.apps.foi.queries.desk import (
    Desk,
    due_chip,
    get_request,
    late_requests,
    open_requests,
    pending_remedies,
)
from gongkai.apps.foi.queries.report import report_records, report_texts

__all__ = [
    "Desk",
    "calendar",
    "clock_entries",
    "clock_of",
    "due_as_known",
    "due_chip",
    "explained",
    "get_request",
    "late_requests",
    "ledger_of",
    "open_requests",
    "pending_remedies",
    "report_records",
    "report_texts",
]
