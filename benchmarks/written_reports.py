"""Write annual reports of organs that do not exist: sound ones, as plain data, from a seed."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.plain_data import FEE_LABEL

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_PLACES = ("青禾", "柳河", "石桥", "南岗", "白塔", "云溪", "长泉", "东坝", "松岭", "金沙")
_DUTIES = ("自然资源局", "教育局", "卫生健康局", "住房和城乡建设局", "财政局", "民政局")
_COLUMNS = [label for _, label in layout.COLUMNS]
_KIND_LABELS = [label for _, label in layout.LITIGATION_KINDS]
_RESULT_LABELS = [label for _, label in layout.LITIGATION_RESULTS]
_WORDS = (
    ("村级", "窗口", "热线", "专栏", "台账", "清单"),
    ("培训", "走访", "座谈", "抽查", "回访", "评议"),
    ("不够及时", "不够全面", "不够通俗", "衔接不紧", "力量不足"),
)
Data = dict[str, Any]


def report(seed: int, year: int = 2025) -> Data:
    """Return a report in which everything is right; the same for the same seed."""
    chance = random.Random(seed)
    place = chance.choice(_PLACES)
    organ = f"{place}{seed}县{chance.choice(_DUTIES)}"
    data: Data = {
        "title": f"{organ}{year}年政府信息公开工作年度报告",
        "body": organ,
        "level": "部门",
        "year": year,
        "published": f"{year + 1}-01-{chance.randint(5, 30):02}",
        "table2": _table_two(chance),
        "table3": _table_three(chance),
        "table4": _table_four(chance),
    }
    data["sections"] = _sections(data, chance)
    data["preamble"] = [
        f"本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。"
    ]
    return data


def _table_two(chance: random.Random) -> Data:
    made, repealed = chance.randint(0, 9), chance.randint(0, 4)
    numbers = (made, repealed, made + chance.randint(4, 60))
    labels = [label for _, label in layout.DOCUMENT_COLUMNS]
    return {
        "规章": dict.fromkeys(labels, 0),
        "行政规范性文件": dict(zip(labels, numbers, strict=True)),
        "行政许可": chance.randint(20, 900),
        "行政处罚": chance.randint(0, 300),
        "行政强制": chance.randint(0, 40),
        FEE_LABEL: chance.choice([0, 12.5, 380, 1024.25]),
    }


def _row(chance: random.Random, most: int) -> list[int]:
    row = [chance.randint(0, most), chance.randint(0, most // 4), 0, 0, chance.randint(0, 1), 0]
    return [*row, sum(row)]


def _table_three(chance: random.Random) -> Data:
    rows: dict[str, list[int]] = {}
    for form in layout.OUTCOME_FORMS:
        often = form.key in {"open", "partial", "u1", "d7", "r1"}
        rows[form.key] = _row(chance, 14 if often else 2)
    rows["o3"] = [0] * 7
    rows["done"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    rows["carried_out"] = _row(chance, 4)
    ways = zip(rows["done"][:6], rows["carried_out"][:6], strict=True)
    whole = [done + out for done, out in ways]
    carried_in = [chance.randint(0, min(3, count)) for count in whole]
    new = [count - before for count, before in zip(whole, carried_in, strict=True)]
    rows["carried_in"], rows["new"] = [*carried_in, sum(carried_in)], [*new, sum(new)]
    forms = {form.key: form for form in layout.ROW_FORMS}
    return {forms[k].name: dict(zip(_COLUMNS, rows[k], strict=True)) for k in layout.ROWS}


def _table_four(chance: random.Random) -> Data:
    table: Data = {}
    for kind in _KIND_LABELS:
        most = 0 if kind == "未经复议直接起诉" else 4
        results = [chance.randint(0, most) for _ in range(4)]
        table[kind] = dict(zip(_RESULT_LABELS, [*results, sum(results)], strict=True))
    return table


def _sections(data: Data, chance: random.Random) -> Data:
    total = {row: cells["总计"] for row, cells in data["table3"].items()}
    new, done = total["一、本年新收政府信息公开申请数量"], total["三、（七）总计"]
    carried = total["四、结转下年度继续办理"]
    text, picture, film = (chance.randint(1, 30) for _ in range(3))
    subject, way, fault = (chance.choice(words) for words in _WORDS)
    days = chance.randint(2, 90)
    return {
        HEADINGS[0]: [
            "（一）主动公开",
            f"全年发布解读{text + picture + film}篇，文字{text}篇、图解{picture}篇、视频{film}篇。",
            f"{subject}公开第{days}期按月更新，{way}{days + 3}人次。",
            "（二）依申请公开",
            f"全年共收到政府信息公开申请{new}件，办结{done}件，结转下年度继续办理{carried}件。",
            "（三）政府信息管理",
            f"对{subject}信息逐条登记，清理过期信息{days}条。",
            "（四）政府信息公开平台建设",
            f"调整{subject}栏目{way}入口，平台运行{days + 200}天。",
            "（五）监督保障",
            f"组织{way}{chance.randint(1, 9)}次，没有发生责任追究情形。",
        ],
        HEADINGS[1]: [],
        HEADINGS[2]: [],
        HEADINGS[3]: [],
        HEADINGS[4]: [
            f"{data['body']}的{subject}信息{fault}，{way}记录{days}份中有缺项。",
            f"改进：每月{chance.randint(1, 28)}日前{way}一次，由专人核对{subject}内容。",
        ],
        HEADINGS[5]: ["依据《政府信息公开信息处理费管理办法》，全年收取信息处理费0元。"],
    }


def with_cell(data: Data, table: str, row: str, column: str, value: object) -> Data:
    """Return a copy with one cell changed; ``column`` is empty for a row of one cell."""
    changed = deepcopy(data)
    if column:
        changed[table][row][column] = value
    else:
        changed[table][row] = value
    return changed
