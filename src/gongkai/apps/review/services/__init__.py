"""Carry a text through its reviews; the finish of a complete review is the one door."""

from gongkai.apps.review.services.deciding import decide, decide_all
from gongkai.apps.review.services.opinions import Opinion, SecrecyConclusionMissing
from gongkai.apps.review.services.submitting import (
    AlreadyUnderReview,
    OrganMissing,
    submit,
    submit_all,
    void,
)
from gongkai.apps.review.services.taking_down import NotPublished, take_down

__all__ = [
    "AlreadyUnderReview",
    "NotPublished",
    "Opinion",
    "OrganMissing",
    "SecrecyConclusionMissing",
    "decide",
    "decide_all",
    "submit",
    "submit_all",
    "take_down",
    "void",
]
