"""Let the acts of a document's life follow one another (修改、废止、失效、中止、恢复、延长)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from gongkai.domain.documents.validity import DocumentDatesContradict, Lifespan, Suspension
from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

_DAY = timedelta(days=1)


class ActKind(Term):
    """What an organ may decide about a document that it has issued."""

    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "宣布失效"
    SUSPEND = "suspend", "中止施行"
    RESUME = "resume", "恢复施行"
    EXTEND = "extend", "延长有效期"


class ActAfterEnd(Refusal):
    """The document had ended when the act was to take effect."""

    code = "validity_act_after_end"


class SuspendedAlready(Refusal):
    """The document is not applied as it is."""

    code = "validity_suspended_already"


class NotSuspended(Refusal):
    """The document is applied as it is, so nothing is to be resumed."""

    code = "validity_not_suspended"


class ActTooEarly(Refusal):
    """The document has not taken effect when it is to be suspended or declared lapsed."""

    code = "validity_act_too_early"


class TermMissing(Refusal):
    """The document has no last day that could be put off."""

    code = "validity_term_missing"


class TermNotLonger(Refusal):
    """The new last day lies not after the old one."""

    code = "validity_term_not_longer"


@dataclass(frozen=True, slots=True)
class Act:
    """One act with the day from which it counts.

    Attributes:
        kind: what was decided.
        on: first day of the new state.
        until: new last day in force; of extensions only.
    """

    kind: ActKind
    on: date
    until: date | None = None


def life_after(text: Lifespan, acts: Iterable[Act]) -> Lifespan:
    """Return the life of a document after all acts, each on its day.

    Acts of the same day follow one another as given.

    Args:
        text: the days that the document's own text sets.
        acts: what was decided since.

    Raises:
        DocumentDatesContradict: an act lies before the signing.
        ActAfterEnd: the document had ended before.
        SuspendedAlready: it is suspended twice.
        NotSuspended: it is resumed without being suspended, or on the same day.
        ActTooEarly: it is suspended or declared lapsed before it took effect.
        TermMissing: a document without a term is extended.
        TermNotLonger: an extension does not extend.
    """
    life = text
    for act in sorted(acts, key=lambda one: one.on):
        _check(life, act)
        life = _EFFECTS[act.kind](life, act)
    return life


def _check(life: Lifespan, act: Act) -> None:
    """Refuse an act before the beginning or after the end."""
    if act.on < life.signed_on:
        raise DocumentDatesContradict(begin=life.signed_on, end=act.on)
    ended_on = life.ended_on
    if ended_on is None or act.on < ended_on:
        return
    # What expires on a day may be repealed by a decision of the same day.
    if act.kind is ActKind.REPEAL and life.repealed_on is None and act.on == ended_on:
        return
    raise ActAfterEnd(act=act.kind.label, ended_on=ended_on)


def _begun(life: Lifespan, act: Act) -> None:
    if act.on < life.effective_from:
        raise ActTooEarly(act=act.kind.label, effective_from=life.effective_from)


def _amend(life: Lifespan, act: Act) -> Lifespan:
    return life if life.amended_on else replace(life, amended_on=act.on)


def _repeal(life: Lifespan, act: Act) -> Lifespan:
    return replace(life, repealed_on=act.on)


def _lapse(life: Lifespan, act: Act) -> Lifespan:
    """End a document by declaration: the day before is its last."""
    if act.on <= max(life.effective_from, life.signed_on):
        raise ActTooEarly(act=act.kind.label, effective_from=life.effective_from)
    return replace(life, expires_on=act.on - _DAY)


def _open(life: Lifespan) -> Suspension | None:
    last = life.suspensions[-1] if life.suspensions else None
    return last if last is not None and last[1] is None else None


def _suspend(life: Lifespan, act: Act) -> Lifespan:
    _begun(life, act)
    running = _open(life)
    if running is not None:
        raise SuspendedAlready(since=running[0])
    return replace(life, suspensions=(*life.suspensions, (act.on, None)))


def _resume(life: Lifespan, act: Act) -> Lifespan:
    running = _open(life)
    if running is None or act.on <= running[0]:
        raise NotSuspended(on=act.on)
    return replace(life, suspensions=(*life.suspensions[:-1], (running[0], act.on)))


def _extend(life: Lifespan, act: Act) -> Lifespan:
    if life.expires_on is None:
        raise TermMissing
    if act.until is None or act.until <= life.expires_on:
        raise TermNotLonger(expires_on=life.expires_on)
    return replace(life, expires_on=act.until)


_EFFECTS: Mapping[ActKind, Callable[[Lifespan, Act], Lifespan]] = MappingProxyType(
    {
        ActKind.AMEND: _amend,
        ActKind.REPEAL: _repeal,
        ActKind.LAPSE: _lapse,
        ActKind.SUSPEND: _suspend,
        ActKind.RESUME: _resume,
        ActKind.EXTEND: _extend,
    }
)


def possible_acts(life: Lifespan, on: date) -> tuple[ActKind, ...]:
    """Return the acts that may be carried out on a day, as the screen offers them."""
    found = []
    for kind in ActKind:
        later = (life.expires_on or on) + _DAY
        try:
            life_after_one = _EFFECTS[kind]
            _check(life, Act(kind, on, later))
            life_after_one(life, Act(kind, on, later))
        except (Refusal, OverflowError):
            continue
        found.append(kind)
    return tuple(found)
