"""Put everything about one request into one archive: papers, course, count, records, hashes."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest
from gongkai.domain.foi.deadlines import ClockState
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation import typesetting
from gongkai.foundation.audit.services import entries_about

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
_EVENTS = ("日期", "事项", "办理人", "岗位", "登记时间", "说明")
_DAYS = ("日期", "第几个工作日", "说明")
_RECORDS = ("序号", "时间", "行为", "人员", "岗位", "内容", "上一条哈希", "哈希")
_SEARCHES = ("日期", "检索人", "检索范围", "检索词", "资料时间", "结果", "说明")
_CORRECTIONS = ("更正哪一条", "更正为", "理由", "提出人", "审批", "审批人", "意见")
_FIRST = 1980  # an archive of this kind knows no earlier year


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive.

    Attributes:
        name: in the archive.
        told: what it is, for the directory.
        content: its bytes.
    """

    name: str
    told: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the hash by which the file is known."""
        return hashlib.sha256(self.content).hexdigest()


def build(request: InformationRequest, at: datetime) -> bytes:
    """Return the archive of a request as a ZIP file; the same state gives the same parts.

    Args:
        request: with its organ.
        at: moment of the export, stated in the directory.

    Raises:
        ChineseFontMissing: the machine has no typeface to set the directory in.
    """
    events = list(request.events.all())
    course, count = _course(events), _count(queries.ledger_of(request))
    parts = [
        *(_paper(paper, place) for place, paper in enumerate(request.papers.all(), start=1)),
        *_letters(request),
        *_answer_files(request),
        Part("办理经过.csv", "办理经过", _csv(_EVENTS, course)),
        Part("期限逐日计算.csv", "答复期限逐日计算", _csv(_DAYS, count)),
        *_answers(request),
        Part("审计记录.csv", "与本件有关的审计记录", _csv(_RECORDS, _records(request))),
    ]
    directory = _directory(request, parts, course, count, at)
    every = [Part("卷内目录和办理经过.pdf", "卷内目录、办理经过、期限计算", directory), *parts]
    manifest = json.dumps(
        {
            "number": request.number,
            "exported_at": at.isoformat(),
            "files": [
                {"name": part.name, "what": part.told, "bytes": len(part.content),
                 "sha256": part.sha256}
                for part in every
            ],
        },
        ensure_ascii=False,
        indent=2,
    )  # fmt: skip
    return _zipped([*every, Part("目录.json", "机读目录", manifest.encode())], at)


def _zipped(parts: Iterable[Part], at: datetime) -> bytes:
    local = timezone.localtime(at)
    moment = (max(local.year, _FIRST), local.month, local.day, local.hour, local.minute, 0)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            packed.writestr(zipfile.ZipInfo(part.name, moment), part.content)
    return archive.getvalue()


def _paper(paper: Any, place: int) -> Part:
    """Return a paper named by its kind: its own name may be a person's."""
    label = paper.get_kind_display()
    ending = _ENDINGS.get(paper.media_type, "bin")
    return Part(f"材料/{place:02}-{label}.{ending}", label, bytes(paper.content))


def _letters(request: InformationRequest) -> Iterable[Part]:
    """Yield the signed letters as they went out, named by number and kind."""
    for letter in request.letters.exclude(word_sha256=""):
        told = f"{letter.get_kind_display()}（{letter.get_state_display()}）"
        name = f"文书/{letter.number}{letter.get_kind_display()}"
        yield Part(f"{name}.pdf", told, bytes(letter.printed))
        yield Part(f"{name}.docx", told, bytes(letter.word))


def _answer_files(request: InformationRequest) -> Iterable[Part]:
    """Yield what the reply gave, and what lay in the office, numbered as they were added."""
    for place, file in enumerate(request.answer_files.all(), start=1):
        ending = "pdf" if bytes(file.original).startswith(b"%PDF") else "img"
        name = f"提供的文件/{place:02}"
        yield Part(f"{name}-原件.{ending}", f"{file.title}（原件）", bytes(file.original))
        if file.redacted_sha256:
            told = f"{file.title}（{file.get_state_display()}）"
            yield Part(f"{name}-提供.pdf", told, bytes(file.redacted))


def _course(events: Iterable[Any]) -> list[list[str]]:
    return [
        [
            f"{entry.occurred_on:%Y-%m-%d}",
            Event(entry.event).label,
            entry.actor_name,
            entry.actor_post,
            f"{timezone.localtime(entry.recorded_at):%Y-%m-%d %H:%M}",
            "　".join(filter(None, (str(entry.facts.get("consultation", "")), entry.note))),
        ]
        for entry in events
    ]


def _answers(request: InformationRequest) -> Iterable[Part]:
    """Yield the searches and the corrections of the ledger, where there are any."""
    searches = [
        [
            f"{one.searched_on:%Y-%m-%d}", one.searcher_name, one.place, one.terms,
            one.period_covered, one.get_result_display(), one.note,
        ]
        for one in request.searches.all()
    ]  # fmt: skip
    if searches:
        yield Part("检索记录.csv", "检索记录", _csv(_SEARCHES, searches))
    corrections = [
        [
            str(one.event), f"{one.occurred_on:%Y-%m-%d}", one.reason, one.proposer_name,
            one.get_decision_display(), one.decider_name, one.opinion,
        ]
        for one in request.corrections.select_related("event")
    ]  # fmt: skip
    if corrections:
        yield Part("办理记录更正.csv", "办理记录的更正和审批", _csv(_CORRECTIONS, corrections))


def _count(events: Sequence[Any]) -> list[list[str]]:
    if not events or queries.clock_of(events).state is ClockState.VOID:
        return []
    return [
        [
            f"{day.on:%Y-%m-%d}",
            str(day.count or ""),
            day.reason.label
            + (f"（{day.holiday}）" if day.holiday else "")
            + ("（暂定）" if day.provisional else ""),
        ]
        for day in queries.explained(events)
    ]


def _records(request: InformationRequest) -> list[list[str]]:
    return [
        [
            str(entry.sequence),
            entry.at.isoformat(),
            str(entry.action),
            entry.actor_name,
            entry.actor_post,
            json.dumps(entry.facts, ensure_ascii=False),
            entry.previous_hash,
            entry.hash,
        ]
        for entry in entries_about(request)
    ]


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table that spreadsheets open with its characters right."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _directory(
    request: InformationRequest,
    parts: Sequence[Part],
    course: list[list[str]],
    count: list[list[str]],
    at: datetime,
) -> bytes:
    """Return directory, course and count as a PDF file to print."""
    due = f"{request.due_on:%Y-%m-%d}" if request.due_on else "待重新计算"
    facts = [
        ("机关", request.organ.name),
        ("申请编号", request.number),
        ("申请人", f"{request.applicant_name}（{request.get_applicant_kind_display()}）"),
        ("渠道", request.get_intake_channel_display()),
        ("收到日期", f"{request.received_on:%Y-%m-%d}"),
        ("所需信息", request.wanted),
        ("答复期限", due + ("（暂定）" if request.due_is_provisional else "")),
        ("办理结果", request.get_outcome_display() or "未定"),
        ("办结日期", f"{request.concluded_on:%Y-%m-%d}" if request.concluded_on else "未办结"),
        ("导出时间", f"{timezone.localtime(at):%Y-%m-%d %H:%M}"),
    ]
    tables = _tables(parts, course, count)
    drawing = resources.files(__package__).joinpath("bundle.typ").read_bytes()
    return typesetting.pdf(
        drawing, {"title": "政府信息公开申请卷宗", "facts": facts, "tables": tables}
    )


def _tables(
    parts: Sequence[Part], course: list[list[str]], count: list[list[str]]
) -> list[dict[str, Any]]:
    """Return the tables of the directory as its drawing takes them."""
    tables: list[dict[str, Any]] = [
        {
            "heading": "卷内目录",
            "note": "哈希为SHA-256，用来核对文件没有改动。",
            "heads": ["序号", "文件", "内容", "大小（字节）", "哈希"],
            "widths": [11, 38, 30, 21, 0],
            "rows": [
                [str(place), part.name, part.told, str(len(part.content)), _broken(part.sha256)]
                for place, part in enumerate(parts, start=1)
            ],
        },
        {
            "heading": "办理经过",
            "note": "",
            "heads": list(_EVENTS),
            "widths": [21, 24, 17, 34, 28, 0],
            "rows": course,
        },
    ]
    if count:
        tables.append(
            {
                "heading": "答复期限逐日计算",
                "note": "起算日的次日为第1天（《中华人民共和国政府信息公开条例》第三十三条）。",
                "heads": list(_DAYS),
                "widths": [30, 30, 0],
                "rows": count,
            }
        )
    return tables


def _broken(digest: str) -> str:
    """Return a hash in groups that may stand on several lines."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
