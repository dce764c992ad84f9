"""Fix the figures of the demonstration year and split them into single records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from types import MappingProxyType

YEAR = 2025

PUBLISHED = 1_736
NORMATIVE_DOCUMENTS = 1
GOVERNMENT_DOCUMENTS = 15
INTERPRETATIONS: Mapping[str, int] = MappingProxyType(
    {"text": 12, "picture": 34, "h5": 2, "animation": 2}
)
PRESS_CONFERENCES = 9
INTERVIEWS = 2
ARTICLES = (
    PUBLISHED
    - NORMATIVE_DOCUMENTS
    - GOVERNMENT_DOCUMENTS
    - sum(INTERPRETATIONS.values())
    - PRESS_CONFERENCES
    - INTERVIEWS
)
# Of the articles; what is left over is news of the portal.
OF_PORTAL: Mapping[str, int] = MappingProxyType(
    {"notices": 96, "consultation": 14, "statutory": 24}
)
PER_DEPARTMENT: Mapping[str, int] = MappingProxyType({"news": 8, "notices": 4, "statutory": 3})
OF_ALL_UNITS: Mapping[str, int] = MappingProxyType({"news": 224, "notices": 112, "village": 56})
ARTICLES_OF_2026 = 15

REQUESTS: Mapping[int, int] = MappingProxyType({2023: 6, 2024: 11, 2025: 9})

STREAMS = 67
STREAM_VIEWERS = 1_074_000
BUSIEST_STREAM_VIEWERS = 80_000
STREAM_ANSWERS = 10_297
MESSAGE_ANSWERS = 12_790
WORKS = 87
WORK_VIEWS = 486_250
WORK_LIKES = 2_068
FOLLOWERS_AT_START, FOLLOWERS_AT_END = 4_120, 12_746

OPEN_DAY_STREAM_ON = date(2025, 5, 16)
OPEN_DAY_VIEWERS, OPEN_DAY_NEW_FOLLOWERS, OPEN_DAY_COMMENTS = 58_000, 243, 740

WEIGHT_PERCENT = 4
PERMITS, PENALTIES, COERCIONS = 12_846, 3_215, 186
FEES_WAN_YUAN = "1286.45"


def split(total: int, parts: int, rng: Random, *, low: int, high: int) -> list[int]:
    """Return ``parts`` whole numbers from ``low`` to ``high`` that add up to ``total``.

    Raises:
        ValueError: no such numbers exist.
    """
    if not low * parts <= total <= high * parts:
        raise ValueError(f"{parts} numbers of {low}..{high} never make {total}")
    numbers: list[int] = []
    for left in range(parts, 0, -1):
        least = max(low, total - high * (left - 1))
        most = min(high, total - low * (left - 1))
        mean = total // left
        spread = max(1, min(mean - least, most - mean))
        number = min(most, max(least, mean + rng.randint(-spread, spread)))
        numbers.append(number)
        total -= number
    rng.shuffle(numbers)
    return numbers


@dataclass(frozen=True, slots=True)
class StreamFigures:
    """What one live stream reached."""

    viewers: int
    new_followers: int
    comments: int
    answers: int


def streams(rng: Random) -> tuple[StreamFigures, list[StreamFigures]]:
    """Return the open day's stream, and all others with the busiest somewhere among them."""
    others = STREAMS - 1
    ordinary = split(
        STREAM_VIEWERS - OPEN_DAY_VIEWERS - BUSIEST_STREAM_VIEWERS,
        others - 1,
        rng,
        low=4_000,
        high=57_000,
    )
    viewers = [*ordinary, BUSIEST_STREAM_VIEWERS]
    rng.shuffle(viewers)
    answers = split(STREAM_ANSWERS, STREAMS, rng, low=60, high=320)
    open_day = StreamFigures(
        OPEN_DAY_VIEWERS, OPEN_DAY_NEW_FOLLOWERS, OPEN_DAY_COMMENTS, max(answers)
    )
    answers.remove(max(answers))
    return open_day, [
        StreamFigures(seen, 20 + seen // 900, 90 + seen // 110, answered)
        for seen, answered in zip(viewers, answers, strict=True)
    ]


def shares(total: int, parts: int) -> list[int]:
    """Return ``total`` in ``parts`` as even as can be, the larger ones first."""
    each, rest = divmod(total, parts)
    return [each + (place < rest) for place in range(parts)]
