"""State the headings and limits of the report form of 2021.

The form has six sections in a fixed order; the notice explains what each of them holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.law import REPORT_FORMAT_2021, Instrument
from gongkai.domain.terms import Term


class Level(Term):
    """Whose report it is."""

    COUNTY = "county", "县级"  # roll-up of departments, townships and the office itself
    OFFICE = "office", "县政府机关"  # the county government and its office, own work only
    DEPARTMENT = "department", "部门"
    TOWNSHIP = "township", "乡镇"
    CITY = "city", "地市级"  # only as a reader: a county imports reports to compare itself
    PROVINCIAL = "provincial", "省级机关"

    @property
    def may_make_rules(self) -> bool:
        """Tell whether the law knows 规章 of this level at all (立法法 arts. 91, 93)."""
        return self in {Level.CITY, Level.PROVINCIAL}


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section: exact heading, the table it carries, the sub-headings we give it."""

    heading: str
    table: str = ""
    subheadings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A report form: where it comes from, since which report year, and its sections."""

    source: Instrument
    first_report_year: int
    sections: tuple[SectionForm, ...]
    section_one_characters: int


FORM_2021 = Form(
    source=REPORT_FORMAT_2021,
    first_report_year=2021,
    sections=(
        SectionForm(
            "一、总体情况",
            subheadings=(
                "（一）主动公开",
                "（二）依申请公开",
                "（三）政府信息管理",
                "（四）政府信息公开平台建设",
                "（五）监督保障",
            ),
        ),
        SectionForm("二、主动公开政府信息情况", table="t2"),
        SectionForm("三、收到和处理政府信息公开申请情况", table="t3"),
        SectionForm("四、政府信息公开行政复议、行政诉讼情况", table="t4"),
        SectionForm("五、存在的主要问题及改进情况"),
        SectionForm("六、其他需要报告的事项"),
    ),
    section_one_characters=1000,  # 篇幅原则上不超过一千字
)
