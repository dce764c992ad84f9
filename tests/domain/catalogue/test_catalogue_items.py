import pytest

from gongkai.domain.catalogue.items import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    Audience,
    AudienceNotNamed,
    CatalogueItemIncomplete,
    DisclosureItem,
)

ITEM = {
    "level_1": "政策",
    "level_2": "行政规范性文件",
    "content": "标题、文号、发文机关、发文日期、全文及有效性",
    "basis": ("条例第二十条第（一）项", "国办发〔2022〕8号"),
}


def test_columns_are_those_of_the_published_catalogues():
    assert COLUMNS == (
        "序号",
        "一级事项",
        "二级事项",
        "三级事项",
        "公开内容",
        "公开依据",
        "公开范围",
    )
    assert set(COLUMNS) > OPTIONAL_COLUMNS


def test_a_row_is_printed_under_its_columns():
    assert DisclosureItem(**ITEM).as_row(3) == (
        "3",
        "政策",
        "行政规范性文件",
        "",
        "标题、文号、发文机关、发文日期、全文及有效性",
        "条例第二十条第（一）项；国办发〔2022〕8号",
        "全社会",
    )


def test_a_group_is_named_in_the_row():
    item = DisclosureItem(**ITEM, audience=Audience.GROUP, group="低保申请人")
    assert item.as_row(1)[-1] == "特定群体（低保申请人）"


def test_a_group_without_a_name_is_refused():
    with pytest.raises(AudienceNotNamed):
        DisclosureItem(**ITEM, audience=Audience.GROUP)


@pytest.mark.parametrize(
    ("empty", "column"),
    [
        ({"level_1": ""}, "一级事项"),
        ({"level_2": " "}, "二级事项"),
        ({"content": ""}, "公开内容"),
        ({"basis": ()}, "公开依据"),
        ({"level_1": "", "basis": ("",)}, "一级事项、公开依据"),
    ],
)
def test_an_empty_column_is_named(empty, column):
    with pytest.raises(CatalogueItemIncomplete) as refused:
        DisclosureItem(**(ITEM | empty))
    assert refused.value.facts == {"columns": column}
