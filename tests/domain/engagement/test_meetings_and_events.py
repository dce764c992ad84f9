"""Stages of an event, and the papers of a meeting."""

from datetime import UTC, datetime

import pytest

from gongkai.domain.engagement.events import EventStage, Matter, papers_of, stage_of

HELD = datetime(2025, 6, 10, 1, 30, tzinfo=UTC)
BEFORE = datetime(2025, 6, 9, tzinfo=UTC)
AFTER = datetime(2025, 6, 10, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "has_transcript", "stage"),
    [
        (BEFORE, False, EventStage.ANNOUNCED),
        (HELD, False, EventStage.HELD),
        (AFTER, False, EventStage.HELD),
        (AFTER, True, EventStage.TRANSCRIBED),
    ],
)
def test_an_event_goes_from_announcement_to_transcript(at, has_transcript, stage):
    assert stage_of(held_at=HELD, at=at, has_transcript=has_transcript) is stage


def test_the_papers_of_a_meeting_are_named_once():
    matters = [
        Matter("审议办法", "原则通过", (7, 3), (9,)),
        Matter("听取汇报"),
        Matter("审议方案", "", (3, 8), (9, 4)),
    ]
    assert papers_of(matters) == ([7, 3, 8], [9, 4])


def test_a_meeting_without_papers_names_none():
    assert papers_of([Matter("听取汇报", "继续推进")]) == ([], [])
