"""Set forms and annexes of a request as PDF files to print and sign."""

from __future__ import annotations

from datetime import date
from importlib import resources

from django.utils import timezone

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest, RequestLetter
from gongkai.apps.foi.queries.letters import case_of
from gongkai.domain.foi.letters.forms import ProofFacts, ProofForm, proof_sheet
from gongkai.domain.work_calendar import DueDate
from gongkai.foundation import typesetting


def proof(
    request: InformationRequest, form: ProofForm, *, on: date, letter: RequestLetter | None = None
) -> bytes:
    """Return a form filled in with what the register knows; hands fill in the rest.

    Args:
        request: with its organ.
        form: which form.
        on: day of printing.
        letter: for a proof of service, the letter served.

    Raises:
        ChineseFontMissing: no typeface of the machine can write Chinese.
    """
    sheet = proof_sheet(
        form,
        ProofFacts(
            organ=request.organ.name,
            case=case_of(request),
            identity=request.applicant_identity,
            contact=request.applicant_contact,
            letter_title=letter.get_kind_display() if letter else "",
            letter_number=letter.number if letter else "",
            printed_on=on,
        ),
    )
    drawing = resources.files(__package__).joinpath("proof.typ").read_bytes()
    return typesetting.pdf(
        drawing,
        {
            "title": sheet.title,
            "facts": [list(row) for row in sheet.facts],
            "statement": sheet.statement,
            "signers": list(sheet.signers),
        },
    )


def deadline(request: InformationRequest, known_on: date) -> bytes:
    """Return the annex that explains a deadline day by day, as it was known on a day.

    Raises:
        ChineseFontMissing: no typeface of the machine can write Chinese.
    """
    days = queries.explained_as_known(request, known_on)
    due = queries.due_as_known(request, known_on)
    facts = [
        ("机关", request.organ.name),
        ("申请编号", request.number),
        ("收到日期", f"{request.received_on:%Y-%m-%d}"),
        ("按这一天掌握的情况", f"{known_on:%Y-%m-%d}"),
        ("答复期限", _told(due) if due else "没有在走的期限"),
        ("制表时间", f"{timezone.localtime():%Y-%m-%d %H:%M}"),
    ]
    rows = [
        [
            f"{day.on:%Y-%m-%d}",
            str(day.count or ""),
            day.reason.label
            + (f"（{day.holiday}）" if day.holiday else "")
            + ("（暂定）" if day.provisional else ""),
        ]
        for day in days
    ]
    table = {
        "heading": "逐日计算",
        "note": "起算日的次日为第1天，法定休息日不计入，征求意见期间不计入"
        "（《中华人民共和国政府信息公开条例》第三十三条）。",
        "heads": ["日期", "第几个工作日", "说明"],
        "widths": [35, 30, 0],
        "rows": rows,
    }
    drawing = resources.files(__package__).joinpath("bundle.typ").read_bytes()
    return typesetting.pdf(
        drawing, {"title": "答复期限计算说明", "facts": facts, "tables": [table] if rows else []}
    )


def _told(due: DueDate) -> str:
    return f"{due.on:%Y-%m-%d}" + ("（暂定）" if due.provisional else "")
