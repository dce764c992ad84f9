import pytest

from gongkai.domain.foi.lifecycle import (
    FINAL_STATES,
    TRANSITIONS,
    ActionNotAllowed,
    Event,
    State,
    advance,
    allowed_events,
    as_mermaid,
)

# Printed list of steps: event, the states it may come from, the state it leads to
# ("=" leaves the state as it is).
STEPS = """
submit              draft                                   submitted
discard_draft       draft                                   discarded
register            submitted                               registered
register_offline    draft                                   registered
withdraw            submitted,registered,examining,await_correction,processing,await_reason,await_fee,review1,review2,review3,issued closed
examine             registered                              examining
reply_on_spot       registered,examining                    issued
request_correction  examining                               await_correction
correction_received await_correction                        examining
correction_lapsed   await_correction                        closed
accept              examining                               processing
assign              processing                              =
open_consult        processing                              =
consult_answered    processing                              =
consult_lapsed      processing                              =
extend              processing,review1,review2,review3      =
require_reason      processing,examining                    await_reason
reason_received     await_reason                            processing
reason_lapsed       await_reason                            processing
fee_notice          processing                              await_fee
fee_paid            await_fee                               processing
fee_lapsed          await_fee                               closed
submit_review       processing                              review1
pass1               review1                                 review2
pass2               review2                                 review3
return_draft        review1,review2,review3                 processing
sign                review3                                 issued
revoke_issue        issued                                  processing
dispatch            issued                                  dispatched
served              dispatched                              closed
returned_mail       dispatched                              issued
remedy_order        closed                                  redo
self_correct        closed                                  redo
redo_start          redo                                    processing
archive             closed                                  archived
"""  # noqa: E501 -- one step per line


def printed_steps():
    for line in STEPS.strip().splitlines():
        event, sources, target = line.split()
        for source in sources.split(","):
            yield State(source), Event(event), State(source if target == "=" else target)


PRINTED = {(source, event): target for source, event, target in printed_steps()}
PAIRS = [(state, event) for state in State for event in Event]
ALLOWED = [pair for pair in PAIRS if pair in PRINTED]
FORBIDDEN = [pair for pair in PAIRS if pair not in PRINTED]


def reachable_from(state):
    seen = {state}
    waiting = [state]
    while waiting:
        here = waiting.pop()
        for (source, _), target in TRANSITIONS.items():
            if source is here and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def test_lifecycle_has_the_size_it_was_drawn_with():
    assert len(State) == 17
    assert len(Event) == 35
    assert len(PAIRS) == 595
    assert len(ALLOWED) == 52
    assert len(FORBIDDEN) == 543


def test_table_is_the_printed_list_of_steps():
    assert dict(TRANSITIONS) == PRINTED


@pytest.mark.parametrize(("state", "event"), ALLOWED)
def test_printed_step_is_taken(state, event):
    assert advance(state, event) is PRINTED[state, event]


@pytest.mark.parametrize(("state", "event"), FORBIDDEN)
def test_every_other_step_is_refused(state, event):
    with pytest.raises(ActionNotAllowed) as refusal:
        advance(state, event)
    assert refusal.value.facts == {"state": state, "event": event}


def test_every_state_can_be_reached():
    assert reachable_from(State.DRAFT) == set(State)


@pytest.mark.parametrize("state", [s for s in State if s not in FINAL_STATES])
def test_every_open_state_comes_to_an_end(state):
    assert reachable_from(state) & FINAL_STATES


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_nothing_follows_a_final_state(state):
    assert allowed_events(state) == ()


@pytest.mark.parametrize("state", State)
def test_offered_events_are_exactly_those_that_succeed(state):
    assert set(allowed_events(state)) == {event for s, event in PRINTED if s is state}


def test_events_are_offered_in_the_order_of_the_list():
    assert allowed_events(State.ISSUED) == (Event.WITHDRAW, Event.REVOKE_ISSUE, Event.DISPATCH)


def test_ordinary_request_runs_from_submission_to_the_archive():
    state = State.DRAFT
    for event in (
        Event.SUBMIT,
        Event.REGISTER,
        Event.EXAMINE,
        Event.ACCEPT,
        Event.SUBMIT_REVIEW,
        Event.PASS1,
        Event.PASS2,
        Event.SIGN,
        Event.DISPATCH,
        Event.SERVED,
        Event.ARCHIVE,
    ):
        state = advance(state, event)
    assert state is State.ARCHIVED


def test_reply_is_never_signed_without_three_reviews():
    without_review3 = {
        target
        for (source, _), target in TRANSITIONS.items()
        if target is State.ISSUED and source is not State.REVIEW3
    }
    # The only other ways to an issued reply: on the spot, and a letter the post returned.
    ways = {event for (_, event), target in TRANSITIONS.items() if target is State.ISSUED}
    assert without_review3 == {State.ISSUED}
    assert ways == {Event.SIGN, Event.REPLY_ON_SPOT, Event.RETURNED_MAIL}


def test_diagram_shows_every_step_once():
    lines = as_mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    [*] --> draft" in lines
    assert "    examining --> await_correction: 告知补正" in lines
    assert sum(": " in line for line in lines) == 52
    assert [line for line in lines if line.endswith("[*]")] == [
        "    archived --> [*]",
        "    discarded --> [*]",
    ]


def test_labels_are_distinct():
    assert len({state.label for state in State}) == len(State)
    assert len({event.label for event in Event}) == len(Event)
