"""Check the contact data of a guide (政府信息公开指南) as article 12 wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.domain.law import OGI_REGULATIONS
from gongkai.domain.terms import Term

GUIDE_SOURCE = OGI_REGULATIONS.article(12)
# Ours: no rule says how often contacts must be looked at; the guide must be kept current.
CONFIRM_WITHIN_DAYS = 180


class GuideField(Term):
    """What a guide says of the office; the value is the name of the organ's field."""

    OFFICE_NAME = "ogi_office_name", "公开工作机构名称"
    ADDRESS = "address", "办公地址"
    HOURS = "hours", "办公时间"
    PHONE = "phone", "联系电话"
    FAX = "fax", "传真号码"
    INTERNET = "internet_contact", "互联网联系方式"
    POSTAL_ADDRESS = "postal_address", "通信地址"
    POSTAL_CODE = "postal_code", "邮政编码"
    SUPERVISION_PHONE = "supervision_phone", "监督投诉电话"
    SUPERVISOR = "supervisor", "受理投诉举报的机关"


# What article 12 names of the office. The others stand in guides by practice.
REQUIRED = frozenset(
    {
        GuideField.OFFICE_NAME,
        GuideField.ADDRESS,
        GuideField.HOURS,
        GuideField.PHONE,
        GuideField.FAX,
        GuideField.INTERNET,
    }
)
_PHONES = frozenset({GuideField.PHONE, GuideField.FAX, GuideField.SUPERVISION_PHONE})
# Area code and seven or eight digits, with an extension or not; a mobile number; a short
# service number; 400/800 numbers. Several are parted by 、 or a slash.
_PHONE = re.compile(
    r"(0\d{2,3}[-—－]?\d{7,8}([-—转]\d{1,6})?|\d{7,8}|1[3-9]\d{9}|1\d{4}|[48]00[-—]?\d{3}[-—]?\d{4})"
)
_NO_FAX = "无"  # an office without a fax machine says so; that is an answer


class GuideFault(Term):
    """What is wrong with a field of a guide."""

    MISSING = "missing", "没有填写"
    WRONG_SHAPE = "wrong_shape", "号码格式不对"
    CHANGED = "changed", "修改后没有确认"
    UNCONFIRMED = "unconfirmed", "从未确认"
    STALE = "stale", "超期未确认"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a field was right on a day.

    Attributes:
        value: what the field said then.
        on: the day.
    """

    value: str
    on: date


@dataclass(frozen=True, slots=True)
class GuideFinding:
    """One fault of one field; ``confirmed_on`` is None when it was never confirmed."""

    field: GuideField
    fault: GuideFault
    confirmed_on: date | None = None


def is_phone(text: str) -> bool:
    """Tell whether a text is one telephone number or several."""
    parts = [part.strip() for part in re.split(r"[、/，,；;]", text)]
    return all(_PHONE.fullmatch(part) for part in parts)


def _fault(
    field: GuideField, value: str, seen: Confirmation | None, today: date, within_days: int
) -> GuideFault | None:
    if not value:
        return GuideFault.MISSING if field in REQUIRED else None
    if field in _PHONES and not (is_phone(value) or (field is GuideField.FAX and value == _NO_FAX)):
        return GuideFault.WRONG_SHAPE
    if seen is None:
        return GuideFault.UNCONFIRMED
    if seen.value != value:
        return GuideFault.CHANGED
    return GuideFault.STALE if today > seen.on + timedelta(days=within_days) else None


def guide_findings(
    values: Mapping[GuideField, str],
    confirmed: Mapping[GuideField, Confirmation],
    *,
    today: date,
    within_days: int = CONFIRM_WITHIN_DAYS,
) -> list[GuideFinding]:
    """Return what is wrong with a guide's contact data, field by field, one fault each."""
    found = []
    for field in GuideField:
        seen = confirmed.get(field)
        fault = _fault(field, values.get(field, "").strip(), seen, today, within_days)
        if fault is not None:
            found.append(GuideFinding(field, fault, seen.on if seen else None))
    return found
