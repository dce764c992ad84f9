"""Name the checks: how grave each is, its sentence, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.annual_report.checking.findings import (
    Finding,
    FindingSeverity,
    Place,
    Said,
)
from gongkai.domain.law import REPORT_FORMAT_2021

_ERROR, _WARNING, _NOTICE = FindingSeverity
_FORMAT = str(REPORT_FORMAT_2021)
_TABLE_THREE = f"{_FORMAT}表三：第一项加第二项之和，等于第三项加第四项之和"
_ARITHMETIC = "算术"
_PRACTICE = "核对经验，不是规定"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: how grave its findings are, the sentence they fill, what it rests on.

    An empty sentence is filled by the one who finds.
    """

    severity: FindingSeverity
    basis: str
    sentence: str = "{said}"


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        # the tables
        "H1": Check(_ERROR, _TABLE_THREE),
        "H2": Check(_ERROR, _ARITHMETIC),
        "H3": Check(_ERROR, _ARITHMETIC),
        "H4.blank": Check(_ERROR, _FORMAT, "{cell}空着。空白不等于0，没有发生的填0。"),
        "H4.blank_row": Check(_WARNING, _FORMAT, "{row}整行空着。空白不等于0，没有发生的填0。"),
        "H4.blank_table": Check(_WARNING, _FORMAT, "{table}没有数字，没有核对。"),
        "H4.blank_old": Check(
            _WARNING, _FORMAT, "{table}有{count}格空着，空白不当作0，有关的合计没有核对。"
        ),
        "H4.sign": Check(_ERROR, _FORMAT, "{cell}填的是“{raw}”。符号不等于0，没有发生的填0。"),
        "H4.unreadable": Check(_ERROR, _FORMAT, "{cell}填的是“{raw}”，不是数字。"),
        "H4.unclear": Check(
            _WARNING, _PRACTICE, "{row}的数字连在一起（“{raw}”），有不止一种读法，请对照原件核对。"
        ),
        "H4.negative": Check(_ERROR, _FORMAT),
        "H4.fraction": Check(_ERROR, _FORMAT),
        "H4.unit": Check(_NOTICE, _FORMAT, "{cell}填的是“{raw}”，表内只填数字。"),
        "H5": Check(_ERROR, _ARITHMETIC),
        "H6": Check(_ERROR, f"{_FORMAT}；上年报告"),
        "H7": Check(
            _WARNING,
            _ARITHMETIC,
            "{place}：有空格没有计入，已填的几项相加已是{sum}，超过合计{total}。",
        ),
        "H8": Check(
            _NOTICE,
            _ARITHMETIC,
            "只把{cell}由{found}改为{expected}，表三就全部平衡，请先核对这一格。",
        ),
        "L1": Check(_ERROR, "《中华人民共和国立法法》第九十一条、第九十三条"),
        "L2": Check(_ERROR, _ARITHMETIC),
        "L3": Check(_WARNING, _ARITHMETIC),
        "L4": Check(_NOTICE, "《中华人民共和国行政复议法》第二十三条"),
        "L6": Check(_WARNING, _FORMAT),
        "L7": Check(_NOTICE, _PRACTICE),
        "L8": Check(
            _WARNING,
            _PRACTICE,
            "行政事业性收费填的是{value}万元，是不是把元当成了万元？请核对单位。",
        ),
        "S1": Check(_WARNING, f"{_FORMAT}；上年报告"),
        "S3.over": Check(
            _ERROR, _FORMAT, "{cell}：汇总是{value}，各单位相加已是{sum}，多出{gap}。"
        ),
        "S3.short": Check(
            _WARNING,
            _FORMAT,
            "{cell}：汇总是{value}，各单位相加是{sum}，差{gap}，请核对是否有单位没有列入。",
        ),
        "S7": Check(_NOTICE, "国办公开办函〔2019〕60号"),
    }
)


def finding(
    code: str, place: Place, found: Said = None, expected: Said = None, /, **facts: object
) -> Finding:
    """Return a finding of a check; ``facts`` fill its sentence besides found and expected."""
    check = CHECKS[code]
    message = check.sentence.format_map({"found": found, "expected": expected, **facts})
    return Finding(code, check.severity, place, found, expected, message, check.basis)
