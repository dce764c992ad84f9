"""Read requests: the desk, the clock of each, the year's figures."""

from gongkai.apps.foi.queries.clocks import (
    calendar,
    clock_entries,
    clock_of,
    due_as_known,
    explained,
    explained_as_known,
    ledger_of,
)
from gongkai.apps.foi.queries.desk import (
    OPEN_STATES,
    Desk,
    due_chip,
    get_request,
    late_requests,
    open_requests,
    pending_remedies,
)
from gongkai.apps.foi.queries.intake import (
    SameApplicant,
    application_of,
    asked_organ,
    content_of,
    draft_of,
    papers_of,
    request_by_code,
    same_applicant,
    stale_drafts,
)
from gongkai.apps.foi.queries.report import report_records, report_texts
from gongkai.apps.foi.queries.waiting import nearing

__all__ = [
    "OPEN_STATES",
    "Desk",
    "SameApplicant",
    "application_of",
    "asked_organ",
    "calendar",
    "clock_entries",
    "clock_of",
    "content_of",
    "draft_of",
    "due_as_known",
    "due_chip",
    "explained",
    "explained_as_known",
    "get_request",
    "late_requests",
    "ledger_of",
    "nearing",
    "open_requests",
    "papers_of",
    "pending_remedies",
    "report_records",
    "report_texts",
    "request_by_code",
    "same_applicant",
    "stale_drafts",
]
