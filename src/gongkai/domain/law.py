"""Cite the instruments that the rules rest on."""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Write 1 to 99 as Chinese numerals, the way statutes number their articles.

    Raises:
        ValueError: ``number`` is outside 1..99.
    """
    if not 1 <= number <= 99:  # noqa: PLR2004 -- no cited statute goes beyond
        raise ValueError(number)
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + ("" if units == 0 else _DIGITS[units])


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument: article, paragraph, item (条、款、项)."""

    instrument: Instrument
    number: int
    paragraph: int = 0
    item: int = 0

    def __str__(self) -> str:
        """Return the citation as an office writes it: 《…》第三十三条第二款."""
        text = f"{self.instrument}第{chinese_number(self.number)}条"
        if self.paragraph:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第（{chinese_number(self.item)}）项"
        return text


@dataclass(frozen=True, slots=True)
class Instrument:
    """A statute or notice: title without 书名号, and its number when it has one."""

    title: str
    document_number: str = ""

    def __str__(self) -> str:
        """Return the title in 书名号 with the number in brackets."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"《{self.title}》{number}"

    def article(self, number: int, paragraph: int = 0, item: int = 0) -> Citation:
        """Return the citation of one article, paragraph or item."""
        return Citation(self, number, paragraph, item)


OGI_REGULATIONS = Instrument("中华人民共和国政府信息公开条例")
FEE_MEASURES = Instrument("政府信息公开信息处理费管理办法", "国办函〔2020〕109号")
REPORT_FORMAT_2021 = Instrument(
    "中华人民共和国政府信息公开工作年度报告格式", "国办公开办函〔2021〕30号"
)
RECONSIDERATION_LAW = Instrument("中华人民共和国行政复议法")
LITIGATION_LAW = Instrument("中华人民共和国行政诉讼法")
PERSONAL_INFORMATION_LAW = Instrument("中华人民共和国个人信息保护法")
STATE_SECRETS_LAW = Instrument("中华人民共和国保守国家秘密法")
STATE_SECRETS_RULES = Instrument("中华人民共和国保守国家秘密法实施条例")
NEW_MEDIA_OPINIONS = Instrument(
    "国务院办公厅关于推进政务新媒体健康有序发展的意见", "国办发〔2018〕123号"
)
LEGALITY_REVIEW_OPINIONS = Instrument(
    "关于全面推行行政规范性文件合法性审核机制的指导意见", "国办发〔2018〕115号"
)
PLATFORM_NOTICE = Instrument("关于规范政府信息公开平台有关事项的通知", "国办公开办函〔2019〕61号")
NORMATIVE_DOCUMENTS_NOTICE = Instrument(
    "国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知", "国办发〔2018〕37号"
)
OPEN_GOVERNMENT_POINTS_2016 = Instrument("2016年政务公开工作要点", "国办发〔2016〕19号")
OPEN_GOVERNMENT_RULES_2016 = Instrument(
    "《关于全面推进政务公开工作的意见》实施细则", "国办发〔2016〕80号"
)
GRASSROOTS_OPINIONS = Instrument(
    "国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号"
)
INSPECTION_INDICATORS = Instrument("政府网站与政务新媒体检查指标", "国办秘函〔2019〕19号")
WEBSITE_GUIDE = Instrument("政府网站发展指引", "国办发〔2017〕47号")
CREDIT_CODE_STANDARD = Instrument("法人和其他组织统一社会信用代码编码规则", "GB 32100—2015")
FOI_COURT_INTERPRETATION = Instrument(
    "最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释", "法释〔2025〕8号"
)
FOI_PERIODS_LETTER = Instrument(
    "国务院办公厅政府信息与政务公开办公室关于政府信息公开期限有关问题的解释",
    "国办公开办函〔2015〕207号",
)
JIANGSU_REPLY_STANDARD = Instrument("江苏省政府信息公开申请办理答复规范")
MAJOR_DECISIONS_REGULATIONS = Instrument("重大行政决策程序暂行条例", "国务院令第713号")
