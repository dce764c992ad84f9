"""Pair a document with its interpretations: forms, deadline, the questions to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gongkai.domain.law import OPEN_GOVERNMENT_POINTS_2016
from gongkai.domain.terms import Term

DUE_WORKING_DAYS = 3  # 文件公开后3个工作日内
DUE_SOURCE = OPEN_GOVERNMENT_POINTS_2016


class Form(Term):
    """The form an interpretation takes (解读形式)."""

    TEXT = "text", "文字"
    PICTURE = "picture", "图片"
    H5 = "h5", "H5"
    ANIMATION = "animation", "动漫"
    AUDIO = "audio", "音频"
    VIDEO = "video", "视频"
    QA = "qa", "政策问答"
    PRESS = "press", "新闻发布会"
    EXPERT = "expert", "专家解读"


class CountsWorkingDays(Protocol):
    """A calendar that knows holidays and days worked in exchange."""

    def add_working_days(self, start: date, working_days: int, /) -> date:
        """Return the day ``working_days`` working days after ``start``, not counting it."""


def due_on(document_published_on: date, calendar: CountsWorkingDays) -> date:
    """Return the last day on which an interpretation is in time.

    Source: ``DUE_SOURCE``; the day of publication is not counted.
    """
    return calendar.add_working_days(document_published_on, DUE_WORKING_DAYS)


def is_overdue(
    today: date,
    *,
    document_published_on: date,
    interpreted_on: date | None,
    calendar: CountsWorkingDays,
) -> bool:
    """Return whether the first interpretation came, or is still to come, too late."""
    due = due_on(document_published_on, calendar)
    return (today if interpreted_on is None else interpreted_on) > due


class Question(Term):
    """What a reader wants to know first; every interpretation answers all four."""

    WHO = "who", "谁受影响"
    MATERIALS = "materials", "带什么材料"
    UNTIL_WHEN = "until_when", "到什么时候"
    CONTACT = "contact", "找谁"


def missing_answers(answers: Mapping[Question, str]) -> tuple[Question, ...]:
    """Return the questions left unanswered, in the order they are printed."""
    return tuple(question for question in Question if not answers.get(question, "").strip())


@dataclass(frozen=True, slots=True)
class InterpretationRate:
    """How many of the documents to be interpreted are (解读率).

    Attributes:
        due: documents marked 需解读.
        interpreted: those among them with a published interpretation.
    """

    due: int
    interpreted: int

    @property
    def percent(self) -> float | None:
        """Return the rate in percent, or None when nothing was to be interpreted."""
        return None if self.due == 0 else 100 * self.interpreted / self.due
