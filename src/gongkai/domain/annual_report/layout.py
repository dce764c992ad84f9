"""Draw the three statutory tables as rows of cells, for HTML and Word alike.

Labels are those of the form in 国办公开办函〔2021〕30号, full width, character by character.
"""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS: tuple[tuple[str, str], ...] = (
    ("person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("charity", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
)
APPLICANT_COLUMNS = tuple(key for key, _ in COLUMNS[:-1])

_OUTCOMES = "三、本年度办理结果"
_REFUSED = "（三）不予公开"
_NOT_AVAILABLE = "（四）无法提供"
_NOT_PROCESSED = "（五）不予处理"
_OTHERWISE = "（六）其他处理"


@dataclass(frozen=True, slots=True)
class RowForm:
    """A row of table 三: its key and the labels from the outside in.

    Attributes:
        key: row key, such as ``d1``.
        labels: one label for a row of its own, two or three inside 本年度办理结果.
        short: last label without its explanation in brackets.
    """

    key: str
    labels: tuple[str, ...]
    short: str = ""

    @property
    def name(self) -> str:
        """Return the label used in flat lists: ``三、（三）不予公开-1.属于国家秘密``."""
        inner = [*self.labels[1:-1], self.short or self.labels[-1]]
        return f"三、{'-'.join(inner)}" if len(self.labels) > 1 else self.labels[0]


def _group(label: str, entries: tuple[tuple[str, str], ...]) -> tuple[RowForm, ...]:
    return tuple(RowForm(key, (_OUTCOMES, label, text)) for key, text in entries)


OUTCOME_FORMS: tuple[RowForm, ...] = (
    RowForm("open", (_OUTCOMES, "（一）予以公开")),
    RowForm(
        "partial",
        (_OUTCOMES, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
        "（二）部分公开",
    ),
    *_group(
        _REFUSED,
        (
            ("d1", "1.属于国家秘密"),
            ("d2", "2.其他法律行政法规禁止公开"),
            ("d3", "3.危及“三安全一稳定”"),
            ("d4", "4.保护第三方合法权益"),
            ("d5", "5.属于三类内部事务信息"),
            ("d6", "6.属于四类过程性信息"),
            ("d7", "7.属于行政执法案卷"),
            ("d8", "8.属于行政查询事项"),
        ),
    ),
    *_group(
        _NOT_AVAILABLE,
        (
            ("u1", "1.本机关不掌握相关政府信息"),
            ("u2", "2.没有现成信息需要另行制作"),
            ("u3", "3.补正后申请内容仍不明确"),
        ),
    ),
    *_group(
        _NOT_PROCESSED,
        (
            ("r1", "1.信访举报投诉类申请"),
            ("r2", "2.重复申请"),
            ("r3", "3.要求提供公开出版物"),
            ("r4", "4.无正当理由大量反复申请"),
            ("r5", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
    *_group(
        _OTHERWISE,
        (
            ("o1", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
            ("o2", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
            ("o3", "3.其他"),
        ),
    ),
)
# Reports on the form of 2019, and some later ones, do not divide （六）.
UNDIVIDED_OTHER = RowForm("o", (_OUTCOMES, _OTHERWISE))
OUTCOME_ROWS = tuple(form.key for form in OUTCOME_FORMS)
ROW_FORMS: tuple[RowForm, ...] = (
    RowForm("new", ("一、本年新收政府信息公开申请数量",)),
    RowForm("carried_in", ("二、上年结转政府信息公开申请数量",)),
    *OUTCOME_FORMS,
    RowForm("done", (_OUTCOMES, "（七）总计")),
    RowForm("carried_out", ("四、结转下年度继续办理",)),
)
ROWS = tuple(form.key for form in ROW_FORMS)

LITIGATION_KINDS: tuple[tuple[str, str], ...] = (
    ("reconsideration", "行政复议"),
    ("direct", "未经复议直接起诉"),
    ("after", "复议后起诉"),
)
LITIGATION_RESULTS: tuple[tuple[str, str], ...] = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)

DOCUMENT_ROWS: tuple[tuple[str, str], ...] = (("reg", "规章"), ("norm", "行政规范性文件"))
DOCUMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("made", "本年制发件数"),
    ("repealed", "本年废止件数"),
    ("valid", "现行有效件数"),
)
DECISION_ROWS: tuple[tuple[str, str], ...] = (
    ("permit", "行政许可"),
    ("penalty", "行政处罚"),
    ("coercion", "行政强制"),
)
FEE_ROW = ("fee_wan", "行政事业性收费")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a drawn table; ``key`` names the figure it shows, empty for a label."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    key: str = ""


Row = list[Cell]


def _head(text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(text, rowspan=rows, colspan=columns, header=True)


def table_two() -> list[Row]:
    """Return 表二, four columns wide."""
    decision = [_head("信息内容"), _head("本年处理决定数量", columns=3)]

    def one(row: tuple[str, str]) -> Row:
        return [_head(row[1]), Cell("", colspan=3, key=f"t2.{row[0]}")]

    return [
        [_head("第二十条第（一）项", columns=4)],
        [_head("信息内容"), *(_head(label) for _, label in DOCUMENT_COLUMNS)],
        *(
            [_head(label), *(Cell("", key=f"t2.{row}.{key}") for key, _ in DOCUMENT_COLUMNS)]
            for row, label in DOCUMENT_ROWS
        ),
        [_head("第二十条第（五）项", columns=4)],
        list(decision),
        one(DECISION_ROWS[0]),
        [_head("第二十条第（六）项", columns=4)],
        list(decision),
        one(DECISION_ROWS[1]),
        one(DECISION_ROWS[2]),
        [_head("第二十条第（八）项", columns=4)],
        [_head("信息内容"), _head("本年收费金额（单位：万元）", columns=3)],
        one(FEE_ROW),
    ]


CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _labels(form: RowForm, opened: set[str]) -> Row:
    """Return the label cells of one row; a group's cell stands only in its first row."""
    cells = []
    for depth, label in enumerate(form.labels):
        is_last = depth == len(form.labels) - 1
        if not is_last and label in opened:
            continue
        opened.add(label)
        rows = 1 if is_last else sum(label in other.labels for other in ROW_FORMS)
        cells.append(_head(label, rows=rows, columns=3 - depth if is_last else 1))
    return cells


def table_three() -> list[Row]:
    """Return 表三: three label columns and seven number columns."""
    opened: set[str] = set()
    return [
        [_head(CORNER, rows=3, columns=3), _head("申请人情况", columns=7)],
        [_head("自然人", rows=2), _head("法人或其他组织", columns=5), _head("总计", rows=2)],
        [_head(label) for _, label in COLUMNS[1:-1]],
        *(
            [
                *_labels(form, opened),
                *(Cell("", key=f"t3.{form.key}.{column}") for column, _ in COLUMNS),
            ]
            for form in ROW_FORMS
        ),
    ]


def table_four() -> list[Row]:
    """Return 表四: fifteen columns and one row of numbers."""
    return [
        [_head("行政复议", rows=2, columns=5), _head("行政诉讼", columns=10)],
        [_head("未经复议直接起诉", columns=5), _head("复议后起诉", columns=5)],
        [_head(label) for _ in LITIGATION_KINDS for _, label in LITIGATION_RESULTS],
        [
            Cell("", key=f"t4.{kind}.{result}")
            for kind, _ in LITIGATION_KINDS
            for result, _ in LITIGATION_RESULTS
        ],
    ]
