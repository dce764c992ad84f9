from tests.apps.review.conftest import (  # noqa: F401 -- the same staff, sites and drafts
    draft,
    granted,
    organ,
    other_organ,
    other_staff,
    section,
    signed_in,
    staff,
    superuser,
)
