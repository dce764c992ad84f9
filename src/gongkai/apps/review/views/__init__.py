"""The reviewers' screens: the desk, one text, its sheet, delegations, chains."""

from gongkai.apps.review.views.acts import cancel_release, keep, recall, withdraw
from gongkai.apps.review.views.chains import chain, chains
from gongkai.apps.review.views.delegations import delegations, end_delegation
from gongkai.apps.review.views.desk import approve_all, desk
from gongkai.apps.review.views.previews import preview, preview_text
from gongkai.apps.review.views.sheets import sheet
from gongkai.apps.review.views.submitting import release_in_emergency, submit
from gongkai.apps.review.views.text import detail

__all__ = [
    "approve_all",
    "cancel_release",
    "chain",
    "chains",
    "delegations",
    "desk",
    "detail",
    "end_delegation",
    "keep",
    "preview",
    "preview_text",
    "recall",
    "release_in_emergency",
    "sheet",
    "submit",
    "withdraw",
]
