"""Receive requests, carry them through their lifecycle, charge, reveal, record remedies."""

from gongkai.apps.foi.services.corrections import decide_correction, propose_correction
from gongkai.apps.foi.services.deadlines import recompute_due
from gongkai.apps.foi.services.disclosure import draft_answer, publish_answer, take_answer_down
from gongkai.apps.foi.services.fees import charge_fee, pay_fee
from gongkai.apps.foi.services.history import import_concluded
from gongkai.apps.foi.services.intake import (
    add_paper,
    correct,
    discard_drafts,
    open_paper,
    save_draft,
    submit,
    withdraw,
)
from gongkai.apps.foi.services.personal_data import PersonalData, evidence, reveal
from gongkai.apps.foi.services.remedies import conclude_remedy, file_remedy
from gongkai.apps.foi.services.requests import perform, register
from gongkai.apps.foi.services.searches import record_search

__all__ = [
    "PersonalData",
    "add_paper",
    "charge_fee",
    "conclude_remedy",
    "correct",
    "decide_correction",
    "discard_drafts",
    "draft_answer",
    "evidence",
    "file_remedy",
    "import_concluded",
    "open_paper",
    "pay_fee",
    "perform",
    "propose_correction",
    "publish_answer",
    "recompute_due",
    "record_search",
    "register",
    "reveal",
    "save_draft",
    "submit",
    "take_answer_down",
    "withdraw",
]
