"""Keep documents in order: term, legality review, filing, expiry ahead, 清理."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from gongkai.domain.documents.validity import (
    MAX_TRIAL_VALIDITY_YEARS,
    MAX_VALIDITY_YEARS,
    Lifespan,
)
from gongkai.domain.law import LEGALITY_REVIEW_OPINIONS, NORMATIVE_DOCUMENTS_NOTICE
from gongkai.domain.terms import Term

LEGALITY_SOURCE = LEGALITY_REVIEW_OPINIONS
MIN_LEGALITY_WORKING_DAYS, MAX_LEGALITY_WORKING_DAYS = 5, 15
BANNED_SOURCE = LEGALITY_REVIEW_OPINIONS
# Local rules: assess six months ahead, file within 15 days, clean up every second year
# (辽宁省政府令第237号). Not read in a national text: the county sets what holds for it.
UPKEEP_SOURCE = NORMATIVE_DOCUMENTS_NOTICE
ASSESS_MONTHS_AHEAD = 6
FILING_DAYS = 15
CLEAN_UP_YEARS = 2

_TRIAL = re.compile(r"暂行|试行")
_NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_STATED = re.compile(r"有效期(?:限)?(?:为|至|是|:|：)?\s*(\d{1,2}|[一二两三四五六七八九十])\s*年")
_BANNED = re.compile(
    r"(?:设立|设定|增设|新设|实施)[^，。；]{0,8}"
    r"(行政许可|行政审批|行政处罚|行政强制|行政征收|行政(?:事业性)?收费)"
)


class Decision(Term):
    """What a round decides about one document (清理结论)."""

    KEEP = "keep", "继续有效"
    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "失效"


class LegalityOpinion(Term):
    """What the legality review may conclude (合法性审核意见)."""

    LAWFUL = "lawful", "合法"
    UNLAWFUL = "unlawful", "不合法"
    TO_BE_AMENDED = "to_be_amended", "应当予以修改"


class Doubt(Term):
    """What somebody should look at; the label is the sentence."""

    TERM_TOO_LONG = "term_too_long", "有效期超过{years}年。请核对有效期，或者在制定说明里写明依据。"
    TRIAL_TOO_LONG = (
        "trial_too_long",
        "标题写明暂行或者试行，有效期超过{years}年。请核对有效期。",
    )
    TERM_DIFFERS = (
        "term_differs",
        "正文写有效期{stated}年，登记的有效期至{expires_on}。请核对。",
    )
    LEGALITY_MISSING = "legality_missing", "没有合法性审核记录。未经合法性审核不得提交集体审议。"
    LEGALITY_FAILED = "legality_failed", "合法性审核意见是“{opinion}”，不能印发。请按意见办理。"
    LEGALITY_TOO_SHORT = (
        "legality_too_short",
        "合法性审核只用了{days}个工作日，一般不少于{limit}个工作日。紧急情况请注明。",
    )
    LEGALITY_TOO_LONG = (
        "legality_too_long",
        "合法性审核用了{days}个工作日，超过{limit}个工作日。",
    )
    LEGALITY_AFTER_SIGNING = "legality_after_signing", "合法性审核日期晚于成文日期。请核对。"
    NOT_PUBLISHED = "not_published", "印发后还没有公布。未公布的不得作为行政管理的依据。"
    FILING_MISSING = "filing_missing", "还没有备案，应于{due_on}前报备案。"
    FILING_OVERDUE = "filing_overdue", "没有按时备案，应于{due_on}前报备案。请尽快补报。"
    FILED_LATE = "filed_late", "备案晚于规定日期{due_on}。"
    BANNED_WORDS = "banned_words", "正文出现“{words}”。规范性文件不得违法设立此类事项，请核对依据。"


@dataclass(frozen=True, slots=True)
class Warned:
    """One doubt with the facts that fill its sentence."""

    doubt: Doubt
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Return the doubt in words."""
        return self.doubt.label.format_map(
            {name: _said(value) for name, value in self.facts.items()}
        )


def _said(value: object) -> object:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value.label if isinstance(value, Term) else value


class WorkingDays(Protocol):
    """What counts working days."""

    def expected_working_days_between(self, a: date, b: date) -> int:
        """Return the working days after ``a`` up to and including ``b``."""


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day  # noqa: PLR2004 -- December
    return date(year, month + 1, min(day.day, last))


def stated_term_years(text: str) -> int | None:
    """Return the years that a text gives itself (有效期５年), whatever digits it uses."""
    found = _STATED.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else _NUMERALS[found[1]]


def term_doubts(
    title: str, text: str, effective_from: date, expires_on: date | None
) -> list[Warned]:
    """Return what is doubtful about the term of a normative document."""
    found = []
    is_trial = bool(_TRIAL.search(title))
    limit = MAX_TRIAL_VALIDITY_YEARS if is_trial else MAX_VALIDITY_YEARS
    stated = stated_term_years(text)
    too_long = expires_on is not None and expires_on >= years_after(effective_from, limit)
    if too_long or (stated is not None and stated > limit):
        doubt = Doubt.TRIAL_TOO_LONG if is_trial else Doubt.TERM_TOO_LONG
        found.append(Warned(doubt, {"years": limit}))
    if stated is not None and expires_on is not None:
        last = years_after(effective_from, stated) - timedelta(days=1)
        if abs((expires_on - last).days) > 1:  # texts count the first day or do not
            found.append(Warned(Doubt.TERM_DIFFERS, {"stated": stated, "expires_on": expires_on}))
    return found


def banned_words(text: str) -> list[Warned]:
    """Return the passages that may set up what no normative document may."""
    words = dict.fromkeys(match[0] for match in _BANNED.finditer(text))
    return [Warned(Doubt.BANNED_WORDS, {"words": word}) for word in words]


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps a normative document has passed.

    Attributes:
        signed_on: 成文日期.
        legality_sent_on: when the reviewer got it; None where not recorded.
        legality_reviewed_on: when he answered.
        legality_opinion: what he answered; None where not recorded.
        published_on: when it was published.
        filed_on: when it was filed with the superior organ (备案).
    """

    signed_on: date
    legality_sent_on: date | None = None
    legality_reviewed_on: date | None = None
    legality_opinion: LegalityOpinion | None = None
    published_on: date | None = None
    filed_on: date | None = None


def filing_due_on(procedure: Procedure, days: int = FILING_DAYS) -> date:
    """Return the last day on which the filing is in time, from the publication on."""
    return (procedure.published_on or procedure.signed_on) + timedelta(days=days)


def procedure_doubts(
    procedure: Procedure, on: date, calendar: WorkingDays, filing_days: int = FILING_DAYS
) -> list[Warned]:
    """Return what is missing or late of a normative document's steps."""
    found = [*_legality_doubts(procedure, calendar)]
    if procedure.published_on is None:
        found.append(Warned(Doubt.NOT_PUBLISHED))
    due_on = filing_due_on(procedure, filing_days)
    if procedure.filed_on is None:
        late = on > due_on
        found.append(
            Warned(Doubt.FILING_OVERDUE if late else Doubt.FILING_MISSING, {"due_on": due_on})
        )
    elif procedure.filed_on > due_on:
        found.append(Warned(Doubt.FILED_LATE, {"due_on": due_on}))
    return found


def _legality_doubts(procedure: Procedure, calendar: WorkingDays) -> Iterable[Warned]:
    reviewed_on, sent_on = procedure.legality_reviewed_on, procedure.legality_sent_on
    if reviewed_on is None:
        yield Warned(Doubt.LEGALITY_MISSING)
        return
    opinion = procedure.legality_opinion
    if opinion is not None and opinion is not LegalityOpinion.LAWFUL:
        yield Warned(Doubt.LEGALITY_FAILED, {"opinion": opinion})
    if reviewed_on > procedure.signed_on:
        yield Warned(Doubt.LEGALITY_AFTER_SIGNING)
    if sent_on is None:
        return
    days = calendar.expected_working_days_between(sent_on, reviewed_on)
    if days < MIN_LEGALITY_WORKING_DAYS:
        facts: dict[str, object] = {"days": days, "limit": MIN_LEGALITY_WORKING_DAYS}
        yield Warned(Doubt.LEGALITY_TOO_SHORT, facts)
    elif days > MAX_LEGALITY_WORKING_DAYS:
        yield Warned(Doubt.LEGALITY_TOO_LONG, {"days": days, "limit": MAX_LEGALITY_WORKING_DAYS})


def expires_soon(life: Lifespan, on: date, months: int = ASSESS_MONTHS_AHEAD) -> bool:
    """Tell whether a document's term ends within the months ahead, so it must be assessed."""
    last = life.expires_on
    if last is None or life.ended_on is None or life.ended_on <= on:
        return False
    return life.repealed_on is None and months_before(last, months) <= on


def clean_up_due_on(last_on: date, years: int = CLEAN_UP_YEARS) -> date:
    """Return the day by which the next round is due."""
    return years_after(last_on, years)
