"""Save and delete records of plain registers; each act one transaction and one audit row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.forms import ModelForm, model_to_dict

from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.records import listeners


def _said(instance: models.Model) -> dict[str, str]:
    """Return what a record says, as text for the audit row; secret fields are left out."""
    hidden = set(getattr(instance, "personal_fields", ()))
    return {
        name: str(value)
        for name, value in model_to_dict(instance).items()
        if name not in hidden and value not in (None, "")
    }


@transaction.atomic
def save(*, form: ModelForm[Any], actor: User, at: datetime) -> Any:
    """Save a checked form; return the record."""
    adding = form.instance._state.adding
    changed = list(form.changed_data)
    instance = form.save()
    hidden = set(getattr(instance, "personal_fields", ()))
    audit.record(
        action="records.add" if adding else "records.change",
        subject=instance,
        at=at,
        actor=actor,
        changed=[name for name in changed if name not in hidden],
        after=_said(instance),
    )
    listeners.tell(instance, at)
    return instance


@transaction.atomic
def save_many(*, forms: Iterable[ModelForm[Any]], actor: User, at: datetime) -> int:
    """Save all forms or none; return how many."""
    count = 0
    for form in forms:
        save(form=form, actor=actor, at=at)
        count += 1
    return count


@transaction.atomic
def add(*, instance: models.Model, actor: User | None, at: datetime) -> Any:
    """Validate and insert one record built in code (imports, the demonstration)."""
    instance.full_clean()
    instance.save(force_insert=True)
    audit.record(action="records.add", subject=instance, at=at, actor=actor, after=_said(instance))
    listeners.tell(instance, at)
    return instance


@transaction.atomic
def delete(*, instance: models.Model, actor: User, at: datetime) -> None:
    """Delete a record; what it said stays in the audit row."""
    audit.record(
        action="records.delete", subject=instance, at=at, actor=actor, before=_said(instance)
    )
    listeners.tell(instance, at)
    instance.delete()
