"""Register documents, act on their validity, go through them in rounds."""

from gongkai.apps.documents.services.procedure import record_steps
from gongkai.apps.documents.services.registration import (
    DocumentNumberTaken,
    issue_index_number,
    number_created,
    register_document,
)
from gongkai.apps.documents.services.validity import (
    BasisMissing,
    DocumentEndedAlready,
    OwnSuccessor,
    amend,
    carry_out,
    extend,
    lapse,
    repeal,
    resume,
    show_anew,
    suspend,
    write_acts,
)

__all__ = [
    "BasisMissing",
    "DocumentEndedAlready",
    "DocumentNumberTaken",
    "OwnSuccessor",
    "amend",
    "carry_out",
    "extend",
    "issue_index_number",
    "lapse",
    "number_created",
    "record_steps",
    "register_document",
    "repeal",
    "resume",
    "show_anew",
    "suspend",
    "write_acts",
]
