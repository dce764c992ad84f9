"""Say what is wrong with a row, in which column, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.terms import Term


class Wrong(Term):
    """What may be wrong; the label is the sentence with what to do."""

    NOT_A_WORKBOOK = "not_a_workbook", "这个文件打不开。请另存为xlsx格式后再提交。"
    HEADING_MISSING = "heading_missing", "第一行缺少这些列：{missing}。请下载空表按列填写。"
    TOO_MANY_ROWS = "too_many_rows", "一次最多导入{limit}行。请分开提交。"
    NO_ROWS = "no_rows", "表里没有数据。请从第二行起填写。"
    EMPTY_ROW = "empty_row", "这一行是空的。请删去空行。"
    MERGED = "merged", "这一行有合并的单元格。请取消合并，每格都填上内容。"
    MISSING = "missing", "没有填写。请补上。"
    TOO_LONG = "too_long", "有{length}个字，最多{limit}个。请删减。"
    NUMBER = (
        "number",
        "“{text}”不是规范的发文字号。应写成“机关代字〔年份〕序号号”，不加“第”，序号不编虚位。",
    )
    NUMBER_TWICE = "number_twice", "发文字号{number}和第{first}行重复。请核对，只保留一行。"
    NUMBER_TAKEN = "number_taken", "库里已有{number}，是《{title}》。请核对文号和标题。"
    NUMBER_YEAR = "number_year", "文号年份是{year}年，成文日期在{signed}年。请核对。"
    NO_SUCH_DAY = "no_such_day", "“{text}”不是日期，或者没有这一天。请写成2025-05-16这样。"
    FUTURE = "future", "成文日期{day}还没有到。请核对。"
    DATES = "dates", "日期前后矛盾：{begin}开始，{end}结束。请核对成文、施行、有效期和废止日期。"
    ORGAN = "organ", "没有“{text}”这个机关。请写机关目录里的名称、简称或者代码。"
    ORGAN_CODE = (
        "organ_code",
        "{organ}没有正确的统一社会信用代码，不能编索引号。请先在机关目录里补上。",
    )
    NOT_IN_LIST = "not_in_list", "“{text}”不在可填的内容里。可填：{allowed}。"
    VALIDITY = "validity", "写的是“{said}”，按日期应为“{found}”。请核对日期或者有效性。"
    SUCCESSOR = "successor", "库里和本表里都没有{number}，或者它所在的行有错。请先补上这份文件。"
    SUCCESSOR_SELF = "successor_self", "替代文件不能是本文件。请改正。"
    SUCCESSOR_ALONE = "successor_alone", "填了替代文件，没有填废止日期。请补上废止日期。"
    BASIS = "basis", "有废止或者修改日期，没有写依据。请补上决定的名称或者文号。"
    REASON = "reason", "公开属性是“{disclosure}”，没有写理由。请补上理由。"
    FILE_MISSING = "file_missing", "没有找到文件“{name}”。请放进文件夹，名称要一致。"
    FILE_KIND = "file_kind", "“{name}”不是{allowed}文件。请换成{allowed}格式。"
    FILE_TWICE = "file_twice", "“{name}”在几个文件夹里都有。请只保留一份。"
    NO_TEXT = "no_text", "正文和正文文件都没有填。请填其中一个。"
    TWO_TEXTS = "two_texts", "正文和正文文件都填了。请只填一个。"
    PICTURES = (
        "pictures",
        "正文文件里有{count}张图片，不能批量导入。请把图片放进附件，或者逐件录入。",
    )
    REFUSED = "refused", "不能导入：{sentence}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong.

    Attributes:
        row: the row as the spreadsheet counts it; 0 means the file.
        heading: the column; empty when the whole row is meant.
        wrong: what.
        sentence: what is wrong and what to do.
    """

    row: int
    heading: str
    wrong: Wrong
    sentence: str

    @property
    def place(self) -> str:
        """Return where it is in words."""
        if not self.row:
            return "整个文件"
        return f"第{self.row}行“{self.heading}”" if self.heading else f"第{self.row}行"
