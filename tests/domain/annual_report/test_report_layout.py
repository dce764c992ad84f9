import pytest
from report_builders import city_values

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.tables import KEYS, LEAF_KEYS, parts_of, title_of


def widths(rows):
    """Return how many columns each row covers, counting cells that hang down into it."""
    hanging = {}
    found = []
    for number, row in enumerate(rows):
        width = hanging.pop(number, 0)
        for cell in row:
            width += cell.colspan
            for below in range(number + 1, number + cell.rowspan):
                hanging[below] = hanging.get(below, 0) + cell.colspan
        found.append(width)
    assert hanging == {}
    return found


@pytest.mark.parametrize(
    ("draw", "rows", "width"),
    [(layout.table_two, 14, 4), (layout.table_three, 28, 10), (layout.table_four, 4, 15)],
)
def test_every_row_of_a_table_covers_the_same_columns(draw, rows, width):
    assert widths(draw()) == [width] * rows


def keys_of(rows):
    return [cell.key for row in rows for cell in row if cell.key]


def test_the_tables_show_every_figure_once():
    drawn = [
        *keys_of(layout.table_two()),
        *keys_of(layout.table_three()),
        *keys_of(layout.table_four()),
    ]
    assert drawn == list(KEYS)
    assert len(drawn) == 10 + 25 * 7 + 15
    assert set(drawn) == set(city_values())


def test_only_labels_are_headers():
    for draw in (layout.table_two, layout.table_three, layout.table_four):
        for cell in (cell for row in draw() for cell in row):
            assert cell.header is not bool(cell.key)
            assert bool(cell.text) is cell.header


def test_table_two_reads_as_the_form():
    texts = [[cell.text for cell in row if cell.text] for row in layout.table_two()]
    assert texts == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章"],
        ["行政规范性文件"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可"],
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚"],
        ["行政强制"],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费"],
    ]


def test_table_three_opens_each_group_once():
    rows = layout.table_three()
    assert [(cell.text, cell.rowspan, cell.colspan) for cell in rows[0]] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 1, 7),
    ]
    assert [cell.text for cell in rows[1]] == ["自然人", "法人或其他组织", "总计"]
    assert [cell.text for cell in rows[2]] == [
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    groups = [(cell.text, cell.rowspan) for row in rows[3:] for cell in row if cell.rowspan > 1]
    assert groups == [
        ("三、本年度办理结果", 22),
        ("（三）不予公开", 8),
        ("（四）无法提供", 3),
        ("（五）不予处理", 5),
        ("（六）其他处理", 3),
    ]


def test_rows_of_table_three_carry_the_statutory_labels():
    labels = {form.key: form.labels[-1] for form in layout.ROW_FORMS}
    assert len(labels) == 25
    assert labels["new"] == "一、本年新收政府信息公开申请数量"
    assert labels["carried_in"] == "二、上年结转政府信息公开申请数量"
    assert labels["partial"] == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert labels["d3"] == "3.危及“三安全一稳定”"
    assert labels["o2"] == (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    )
    assert labels["done"] == "（七）总计"
    assert labels["carried_out"] == "四、结转下年度继续办理"


def test_flat_names_of_rows():
    names = {form.key: form.name for form in layout.ROW_FORMS}
    assert names["new"] == "一、本年新收政府信息公开申请数量"
    assert names["partial"] == "三、（二）部分公开"
    assert names["d1"] == "三、（三）不予公开-1.属于国家秘密"
    assert names["done"] == "三、（七）总计"
    assert layout.UNDIVIDED_OTHER.name == "三、（六）其他处理"


def test_table_four_has_three_times_five_results():
    heads = [cell.text for cell in layout.table_four()[2]]
    assert heads == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3


def test_cells_have_official_names():
    assert title_of("t2.norm.made") == "表二“行政规范性文件”本年制发件数"
    assert title_of("t2.fee_wan") == "表二“行政事业性收费”"
    assert title_of("t3.d1.person") == "表三“三、（三）不予公开-1.属于国家秘密”行“自然人”列"
    assert title_of("t4.after.pending") == "表四“复议后起诉”尚未审结"


def test_totals_are_computed_and_leaves_are_not():
    assert len(LEAF_KEYS) == 10 + 24 * 6 + 12
    assert parts_of("t3.open.person") == ()
    assert parts_of("t3.open.total") == (
        "t3.open.person",
        "t3.open.business",
        "t3.open.research",
        "t3.open.charity",
        "t3.open.legal",
        "t3.open.other",
    )
    assert len(parts_of("t3.done.legal")) == 21
    assert parts_of("t4.direct.total") == (
        "t4.direct.upheld",
        "t4.direct.corrected",
        "t4.direct.other",
        "t4.direct.pending",
    )
