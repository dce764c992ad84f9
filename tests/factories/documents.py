"""Documents for tests: registered by the service, made public by date alone.

The path through the reviews is tested with the reviews; here only the day counts.
"""

from datetime import UTC, datetime, time
from itertools import count

from gongkai.apps.documents import services
from gongkai.apps.documents.models import PolicyDocument
from gongkai.domain.documents.index_numbers import credit_code_check_character
from gongkai.domain.documents.kinds import DocumentKind
from tests.factories.review import make_live

REGISTERED_AT = datetime(2024, 1, 3, 2, tzinfo=UTC)
_serials = count(1)


def credit_code(number):
    """Return a well-formed credit code of nobody."""
    first_17 = f"11000000{number:08d}X"
    return first_17 + credit_code_check_character(first_17)


def document(organ, signed_on, **fields):
    """Return a document that is not saved; binding from its signing unless told otherwise."""
    return PolicyDocument(
        title=fields.pop("title", "关于规范农村公路养护的通知"),
        document_kind=fields.pop("kind", DocumentKind.NORMATIVE_DOCUMENT).value,
        issuer_code=fields.pop("issuer_code", "青政发"),
        number_year=fields.pop("number_year", signed_on.year),
        number_serial=fields.pop("number_serial", None) or next(_serials),
        issuer_names=fields.pop("issuer_names", organ.name),
        signed_on=signed_on,
        effective_from=fields.pop("effective_from", signed_on),
        organ=organ,
        **fields,
    )


def register(section, editor, signed_on, **fields):
    """Register a draft."""
    return services.register_document(
        document=document(fields.pop("organ", section.organ), signed_on, **fields),
        parent=section,
        actor=editor,
        at=REGISTERED_AT,
    )


def make_public(page, on):
    """Make a page public at noon of a day in the county."""
    at = datetime.combine(on, time(4), tzinfo=UTC)
    make_live([page], at)
    page.refresh_from_db()
    return page


def issue(section, editor, signed_on, published_on=None, **fields):
    """Register a document and make it public, on the day it was signed unless told."""
    page = register(section, editor, signed_on, **fields)
    return make_public(page, published_on or signed_on)
