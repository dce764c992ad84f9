"""Look at interpretations and documents before the reviewers do."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.apps.interpretations import conf, messages, queries
from gongkai.apps.interpretations.content import draft_of
from gongkai.apps.review import registry
from gongkai.apps.review.registry import Submitted
from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.faults import faults


class InterpretationIncomplete(Refusal):
    """An interpretation goes to be reviewed and lacks something.

    Facts: title; faults, in words.
    """

    code = "interpretation_incomplete"


class InterpretationNotPrepared(Refusal):
    """A document to be explained would be published and nobody has begun to explain it.

    Source: 国办发〔2016〕19号, 文件和解读方案一并报批 (OPEN_GOVERNMENT_POINTS_2016).

    Facts: title.
    """

    code = "interpretation_not_prepared"


def register() -> None:
    """Have both looked at when they are submitted; called when the app is ready."""
    registry.register_check("interpretations.Interpretation", interpretations)
    registry.register_check("documents.PolicyDocument", documents)


def interpretations(texts: Sequence[Submitted]) -> None:
    """Accept interpretations that may be reviewed; no query.

    Raises:
        InterpretationIncomplete: one lacks something.
    """
    for text in texts:
        found = [
            fault
            for fault in faults(draft_of(text.content), conf.least_characters())
            if not fault.is_hint
        ]
        if found:
            said = "；".join(messages.fault_sentence(fault) for fault in found)
            raise InterpretationIncomplete(title=text.title, faults=said)


def documents(texts: Sequence[Submitted]) -> None:
    """Accept documents that are explained, or need not be; two queries for all of them.

    What is public already is not held up: correcting it must not wait for anything.

    Raises:
        InterpretationNotPrepared: nobody has begun to explain one.
    """
    waiting = [
        text for text in texts if text.content.get("needs_interpretation") and not text.was_public
    ]
    if not waiting:
        return
    prepared = queries.prepared([text.page_id for text in waiting])
    for text in waiting:
        if text.page_id not in prepared:
            raise InterpretationNotPrepared(title=text.title)
