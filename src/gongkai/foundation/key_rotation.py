"""Write everything that is encrypted anew with the first key, so that an old key can go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, models, transaction

from gongkai.foundation.personal_data import (
    EncryptedBytesField,
    EncryptedTextField,
    is_under_first_key,
    under_first_key,
)

_BATCH = 200


@dataclass(slots=True)
class Rotated:
    """What a rotation came to.

    Attributes:
        changed: rows that were written anew, by the model's name.
        unchanged: rows that bore the first key already.
        unread: rows that no key opens, as model, key and field; they were left as they are.
    """

    changed: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    unread: list[str] = field(default_factory=list)


Encrypted = EncryptedTextField | EncryptedBytesField


def encrypted_fields() -> list[tuple[type[models.Model], list[Encrypted]]]:
    """Return every model with encrypted fields, and these."""
    found = [
        (model, [one for one in model._meta.concrete_fields if isinstance(one, Encrypted)])
        for model in apps.get_models()
    ]
    return [(model, fields) for model, fields in found if fields]


def count_rows() -> int:
    """Return how many rows a rotation walks through."""
    return sum(
        model._base_manager.count()  # noqa: SLF001 -- the rows themselves, whatever managers hide
        for model, _ in encrypted_fields()
    )


def rotate(advance: Callable[[int], object] = lambda _count: None) -> Rotated:
    """Write every encrypted value anew with the first key.

    Each batch is one transaction: a rotation that was stopped goes on where it stopped, and
    one that is done changes nothing.

    Args:
        advance: told after each batch how many rows it had.
    """
    done = Rotated()
    for model, fields in encrypted_fields():
        for rows in _batches(model, fields):
            with transaction.atomic():
                for pk, *values in rows:
                    _renew(model, fields, pk, values, done)
            advance(len(rows))
    return done


def _renew(
    model: type[models.Model],
    fields: list[Encrypted],
    pk: Any,
    values: list[Any],
    done: Rotated,
) -> None:
    """Write one row anew unless the first key wrote it."""
    renewed: dict[str, Any] = {}
    for one, value in zip(fields, values, strict=True):
        token = bytes(value) if isinstance(value, bytes | memoryview) else str(value or "").encode()
        if not token or is_under_first_key(token):
            continue
        try:
            fresh = under_first_key(token)
        except InvalidToken:
            done.unread.append(f"{model._meta.label} {pk} {one.name}")
            continue
        renewed[str(one.column)] = fresh if isinstance(one, EncryptedBytesField) else fresh.decode()
    if not renewed:
        done.unchanged += 1
        return
    quote = connection.ops.quote_name
    meta = model._meta
    sets = ", ".join(f"{quote(column)} = %s" for column in renewed)
    key = quote(str(meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {key} = %s",  # noqa: S608 -- names of our own models
            [*renewed.values(), pk],
        )
    done.changed[meta.label] = done.changed.get(meta.label, 0) + 1


def _batches(model: type[models.Model], fields: list[Encrypted]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield keys and values as the database holds them, a batch at a time."""
    quote, meta = connection.ops.quote_name, model._meta
    key = quote(str(meta.pk.column))
    columns = ", ".join((key, *(quote(str(one.column)) for one in fields)))
    last: Any = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM {quote(meta.db_table)} "  # noqa: S608 -- the same
                f"WHERE {key} > %s ORDER BY {key} LIMIT {_BATCH}",
                [last],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]
