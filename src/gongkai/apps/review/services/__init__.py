"""Carry a text through its reviews; the finish of a complete review is the one door."""

from gongkai.apps.review.services.deciding import ReleaseInThePast, decide, decide_all
from gongkai.apps.review.services.delegating import (
    MayNotSetReview,
    delegate,
    end_delegation,
    set_chain,
)
from gongkai.apps.review.services.emergencies import (
    AuthorUnknown,
    confirm,
    keep,
    release_in_emergency,
)
from gongkai.apps.review.services.opening import open_all
from gongkai.apps.review.services.opinions import Opinion, SecrecyConclusionMissing
from gongkai.apps.review.services.scheduling import Releases, cancel_release, release_due
from gongkai.apps.review.services.submitting import (
    AlreadyUnderReview,
    NotYourSubmission,
    OrganMissing,
    recall,
    submit,
    submit_all,
    void,
)
from gongkai.apps.review.services.withdrawing import NotPublished, withdraw

__all__ = [
    "AlreadyUnderReview",
    "AuthorUnknown",
    "MayNotSetReview",
    "NotPublished",
    "NotYourSubmission",
    "Opinion",
    "OrganMissing",
    "ReleaseInThePast",
    "Releases",
    "SecrecyConclusionMissing",
    "cancel_release",
    "confirm",
    "decide",
    "decide_all",
    "delegate",
    "end_delegation",
    "keep",
    "open_all",
    "recall",
    "release_due",
    "release_in_emergency",
    "set_chain",
    "submit",
    "submit_all",
    "void",
    "withdraw",
]
