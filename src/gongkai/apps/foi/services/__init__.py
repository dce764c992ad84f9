"""Receive requests, carry them through their lifecycle, charge, reveal, record remedies."""

from gongkai.apps.foi.services.deadlines import recompute_due
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

__all__ = [
    "PersonalData",
    "add_paper",
    "charge_fee",
    "conclude_remedy",
    "correct",
    "discard_drafts",
    "evidence",
    "file_remedy",
    "import_concluded",
    "open_paper",
    "pay_fee",
    "perform",
    "recompute_due",
    "register",
    "reveal",
    "save_draft",
    "submit",
    "withdraw",
]
