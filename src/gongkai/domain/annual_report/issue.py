"""Name what is wrong with a report and say it in a sentence an officer understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.domain.terms import Term


class Severity(Term):
    """Whether the report can go out with it."""

    HARD = "hard", "必须改正"
    SOFT = "soft", "请核对"


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "H1": "表三“{column}”列：第一项加第二项是{into}，第三项加第四项是{out}，差{gap}件。",
        "H2": "表三“{column}”列：各项办理结果相加是{sum}，（七）总计填的是{total}，差{gap}件。",
        "H3": "表三“{row}”行：六类申请人相加是{sum}，总计填的是{total}，差{gap}件。",
        "H4.blank": "{cells}没有填。没有发生的填0。",
        "H4.blank_table": "{table}整张表没有填。没有发生的填0。",
        "H4.negative": "{cell}填的是{value}，不能小于0。",
        "H4.fraction": "{cell}填的是{value}，件数要填整数。",
        "H5": "表四“{kind}”：四种结果相加是{sum}，总计填的是{total}，差{gap}件。",
        "H6": "表三“{column}”列：上年结转填的是{carried_in}，上年报告的结转下年度是{carried_out}，"
        "差{gap}件。",
        "L1": "表二“规章”{column}填的是{value}。县级及以下机关没有规章制定权，这一行填0。",
        "L2": "表二行政规范性文件：本年制发{made}件、废止{repealed}件，现行有效至少应为{least}件，"
        "填的是{valid}件。",
        "L3": "表二行政规范性文件：本年制发{made}件，现行有效却是0件。请核对是否当年制发当年废止。",
        "L4": "未经复议直接起诉的案件有{suits}件。对不予公开决定不服应当先申请行政复议，"
        "请核对案件类型。",
        "L5": "{source}第{pk}号“{label}”同时计入{cells}。一件申请只计一种办理结果、一类申请人。",
        "L6": "这份报告用的是旧格式：{labels}不在2021年格式内。",
        "L7": "用来比对的是{previous}年报告，不是{expected}年报告，跨年关系没有核对。",
        "S1": "行政规范性文件：上年有效{before}件，加本年制发{made}件、减本年废止{repealed}件应为"
        "{expected}件，填的是{valid}件。如因清理或口径调整，请注明原因。",
        "S2.no_notice": "因逾期未缴费不再处理的申请有{closed}件，但没有查到收费通知。",
        "S2.no_payment": "报告称收取信息处理费{fee}元，但没有已缴费的收费通知。",
        "S3": "{cell}：县级汇总是{value}，各单位相加是{sum}，差{gap}。",
        "S4": "正文写的“{text}”与{cell}的{value}不一致。",
        "S5": "{cell}填的是{value}件，规范性文件库里是{library}件。",
        "S6": "{cell}填的是{value}件，复议诉讼登记里是{register}件。",
        "S6.co_defendant": "本机关只作为复议机关当共同被告的诉讼有{suits}件，不计入表四，"
        "由原行为机关填报。",
        "S7": "“3.其他”有{other}件，占办结{done}件的{percent}%。其他处理只用于极少数特殊情况，"
        "请逐件核对。",
        "N1": "{title}：各项相加是{sum}，总数是{total}，差{gap}。",
        "N2": "第一部分有{characters}字，篇幅原则上不超过{limit}字。",
        "N3": "“{title}”没有数据，相关语句没有写入。",
        "N4": "第{number}个问题没有写改进情况。",
        "N5": "第{number}项上年提出的改进措施没有写落实情况。",
        "N6": "“{heading}”还没有内容。",
        "N7": "目录编制填报的完成单位{done}个，多于应编制单位{due}个。",
        "N8": "第五部分与{name}有{percent}相同，请按本机关当年实际情况改写。",
    }
)


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about a report.

    Attributes:
        severity: whether it must be put right before publication.
        code: stable code; the letter and number of the identity or check.
        facts: what fills the sentence.
        keys: figure keys of the cells concerned, so that they can be marked.
    """

    severity: Severity
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    keys: tuple[str, ...] = ()

    @property
    def is_hard(self) -> bool:
        """Tell whether the report must not be published with it."""
        return self.severity is Severity.HARD

    @property
    def sentence(self) -> str:
        """Return the finding as a Chinese sentence with its numbers."""
        return SENTENCES[self.code].format_map(self.facts)


def hard(code: str, keys: tuple[str, ...] = (), /, **facts: object) -> Issue:
    """Return an issue that must be put right."""
    return Issue(Severity.HARD, code, MappingProxyType(facts), keys)


def soft(code: str, keys: tuple[str, ...] = (), /, **facts: object) -> Issue:
    """Return an issue that an officer looks at."""
    return Issue(Severity.SOFT, code, MappingProxyType(facts), keys)
