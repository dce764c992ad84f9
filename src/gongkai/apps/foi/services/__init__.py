"""Receive requests, carry them through their lifecycle, charge, reveal, record remedies."""

from gongkai.apps.foi.services.answer_files import (
    add_answer_file,
    answer_file_page,
    check_answer_file,
    open_answer_file,
    redact_answer_file,
    remove_answer_file,
)
from gongkai.apps.foi.services.corrections import decide_correction, propose_correction
from gongkai.apps.foi.services.deadlines import recompute_due, recount_deadlines
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
from gongkai.apps.foi.services.letter_heads import keep_letter_head
from gongkai.apps.foi.services.letters import (
    draft_letter,
    edit_letter,
    open_letter,
    return_letter,
    send_letter,
    serve_letter,
    sign_letter,
    take_letter,
    void_letter,
)
from gongkai.apps.foi.services.lineage import decide_proactive, join_request, split_request
from gongkai.apps.foi.services.personal_data import PersonalData, evidence, print_form, reveal
from gongkai.apps.foi.services.remedies import conclude_remedy, file_remedy
from gongkai.apps.foi.services.requests import perform, register
from gongkai.apps.foi.services.retention import anonymise, clear_identity_papers, renew_marks
from gongkai.apps.foi.services.searches import record_search

__all__ = [
    "PersonalData",
    "add_answer_file",
    "add_paper",
    "anonymise",
    "answer_file_page",
    "charge_fee",
    "check_answer_file",
    "clear_identity_papers",
    "conclude_remedy",
    "correct",
    "decide_correction",
    "decide_proactive",
    "discard_drafts",
    "draft_answer",
    "draft_letter",
    "edit_letter",
    "evidence",
    "file_remedy",
    "import_concluded",
    "join_request",
    "keep_letter_head",
    "open_answer_file",
    "open_letter",
    "open_paper",
    "pay_fee",
    "perform",
    "print_form",
    "propose_correction",
    "publish_answer",
    "recompute_due",
    "record_search",
    "recount_deadlines",
    "redact_answer_file",
    "register",
    "remove_answer_file",
    "renew_marks",
    "return_letter",
    "reveal",
    "save_draft",
    "send_letter",
    "serve_letter",
    "sign_letter",
    "split_request",
    "submit",
    "take_answer_down",
    "take_letter",
    "void_letter",
    "withdraw",
]
