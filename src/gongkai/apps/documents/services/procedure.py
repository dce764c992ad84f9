"""Record the steps of a document besides its text: legality review, filing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.forms import ModelForm

from gongkai.apps.documents.models import DocumentProcedure
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


@transaction.atomic
def record_steps(*, form: ModelForm[DocumentProcedure], actor: User, at: datetime) -> None:
    """Record the steps of a document as a checked form has them."""
    record = form.save()
    audit.record(
        action="documents.steps",
        subject=record.document,
        at=at,
        actor=actor,
        changed=sorted(form.changed_data),
    )
