"""Write and prove the record of acts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.transaction import TransactionManagementError

from gongkai.foundation.audit.chain import GENESIS, seal
from gongkai.foundation.audit.models import Entry

_CHAIN_LOCK = 33_711  # of PostgreSQL's advisory locks, ours


class Actor(Protocol):
    """Whoever acts: an officer of foundation.accounts."""

    pk: Any

    @property
    def name(self) -> str:
        """The person's name as it was when he acted."""
        ...


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    sequence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof found.

    Attributes:
        count: how many records it went through.
        gaps: sentences on what does not hold.
    """

    count: int
    gaps: tuple[str, ...] = ()


Proof = Callable[[], Proven]
_proofs: dict[str, Proof] = {}


def register_proof(name: str, prove: Proof) -> None:
    """Have ``gongkai audit verify`` run a proof of an app over its own records.

    Args:
        name: what is proven, in Chinese, as the command prints it.
        prove: goes through the records, in one pass over each table.
    """
    _proofs[name] = prove


def proofs() -> Mapping[str, Proof]:
    """Return the registered proofs by name."""
    return MappingProxyType(_proofs)


def _content(entry: Entry) -> dict[str, object]:
    """Return what the hash of an entry covers."""
    return {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "action": entry.action,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_label],
        "actor": [entry.actor_id, entry.actor_name, entry.actor_post],
        "facts": entry.facts,
    }


@dataclass(frozen=True, slots=True)
class Act:
    """One of several acts that are recorded together.

    Attributes:
        action: stable English name of the act, ``app.verb``.
        subject: the row it was done to.
        facts: what else matters, JSON-able; never personal data of applicants.
        post: the post the actor held, in words; copied because posts change.
    """

    action: str
    subject: models.Model | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    post: str = ""


def record(
    *,
    action: str,
    at: datetime,
    actor: Actor | None,
    subject: models.Model | None = None,
    post: str = "",
    **facts: object,
) -> Entry:
    """Append one act to the chain; see ``record_all``."""
    return record_all([Act(action, subject, facts, post)], at=at, actor=actor)[0]


def record_all(acts: Iterable[Act], *, at: datetime, actor: Actor | None) -> list[Entry]:
    """Append acts to the chain; call it inside the transaction of the acts.

    Args:
        acts: what was done, in order.
        at: when it happened.
        actor: who did it; None for the system.

    Raises:
        TransactionManagementError: there is no transaction to share with the acts.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("an audit entry outside a transaction")
    _hold_the_end()
    last = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    sequence, previous_hash = last or (0, GENESIS)
    entries = []
    for act in acts:
        sequence += 1
        entry = _entry(act, at, actor, sequence, previous_hash)
        previous_hash = entry.hash
        entries.append(entry)
    return Entry.objects.bulk_create(entries)


def entries_about(subject: models.Model) -> list[Entry]:
    """Return what was done on one subject, the first act first."""
    rows = Entry.objects.filter(subject_type=subject._meta.label, subject_id=str(subject.pk))
    return list(rows.order_by("sequence"))


def _hold_the_end() -> None:
    """Let one transaction at a time write at the end of the chain.

    On SQLite every writing transaction is alone from its beginning (docs/adr/0004).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def _entry(act: Act, at: datetime, actor: Actor | None, sequence: int, previous_hash: str) -> Entry:
    """Return a sealed entry."""
    subject = act.subject
    entry = Entry(
        sequence=sequence,
        at=at,
        action=act.action,
        subject_type=subject._meta.label if subject else "",
        subject_id=str(subject.pk) if subject else "",
        subject_label=str(subject)[:255] if subject else "",
        actor_id=actor.pk if actor else None,
        actor_name=actor.name if actor else "系统",
        actor_post=act.post,
        facts=json.loads(json.dumps(act.facts, cls=DjangoJSONEncoder)),
        previous_hash=previous_hash,
    )
    entry.hash = seal(entry.previous_hash, _content(entry))
    return entry


def breaks() -> Iterator[Break]:
    """Walk the whole chain and yield every place where it does not hold."""
    previous_hash, expected = GENESIS, 1
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            yield Break(expected, f"缺第{expected}条至第{entry.sequence - 1}条。")
        elif entry.previous_hash != previous_hash:
            yield Break(entry.sequence, f"第{entry.sequence}条与上一条不相连。")
        if seal(entry.previous_hash, _content(entry)) != entry.hash:
            yield Break(entry.sequence, f"第{entry.sequence}条的内容与其哈希不符。")
        previous_hash, expected = entry.hash, entry.sequence + 1
