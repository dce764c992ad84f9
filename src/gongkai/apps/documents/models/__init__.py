"""Pages of documents, and rows about what happens to them."""

from gongkai.apps.documents.models.document import (
    DECIDED_BY_ACTS,
    IndexNumberSequence,
    PolicyDocument,
)
from gongkai.apps.documents.models.records import (
    CleanUpDecision,
    CleanUpRound,
    DocumentProcedure,
    ValidityAct,
)

__all__ = [
    "DECIDED_BY_ACTS",
    "CleanUpDecision",
    "CleanUpRound",
    "DocumentProcedure",
    "IndexNumberSequence",
    "PolicyDocument",
    "ValidityAct",
]
