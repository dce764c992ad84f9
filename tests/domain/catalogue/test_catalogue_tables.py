"""Coverage of catalogues day by day, rows of items, and their match with listed powers."""

from datetime import date

import pytest

from gongkai.domain.catalogue.coverage import (
    Coverage,
    UnitProgress,
    UploadBeforeCompilation,
    coverage,
)
from gongkai.domain.catalogue.items import (
    Audience,
    AudienceNotNamed,
    CatalogueItemIncomplete,
    DisclosureItem,
)
from gongkai.domain.catalogue.powers import (
    ListedItem,
    Power,
    PowerComparison,
    compare_with_powers,
)

DUE_ON = date(2025, 5, 31)
IDLE = UnitProgress()
COMPILED = UnitProgress(date(2025, 5, 10))
IN_TIME = UnitProgress(date(2025, 5, 10), date(2025, 5, 20))
LAST_DAY = UnitProgress(date(2025, 5, 31), date(2025, 5, 31))
LATE = UnitProgress(date(2025, 5, 10), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("unit", "day", "label"),
    [
        (IDLE, date(2025, 12, 31), "未编制"),
        (COMPILED, date(2025, 5, 9), "未编制"),
        (COMPILED, date(2025, 5, 10), "已编制"),
        (COMPILED, date(2025, 12, 31), "已编制"),
        (IN_TIME, date(2025, 5, 9), "未编制"),
        (IN_TIME, date(2025, 5, 19), "已编制"),
        (IN_TIME, date(2025, 5, 20), "已上传"),
        (LAST_DAY, date(2025, 5, 30), "未编制"),
        (LAST_DAY, date(2025, 5, 31), "已上传"),
        (LATE, date(2025, 5, 31), "已编制"),
        (LATE, date(2025, 6, 1), "已上传"),
    ],
)
def test_how_far_a_unit_was_on_a_day(unit, day, label):
    assert unit.status_on(day).label == label


@pytest.mark.parametrize(
    ("unit", "on_time"),
    [(IDLE, False), (COMPILED, False), (IN_TIME, True), (LAST_DAY, True), (LATE, False)],
)
def test_only_an_upload_by_the_day_is_on_time(unit, on_time):
    assert unit.is_on_time(DUE_ON) is on_time


@pytest.mark.parametrize(
    ("compiled_on", "uploaded_on"),
    [(None, date(2025, 5, 1)), (date(2025, 5, 2), date(2025, 5, 1))],
)
def test_an_upload_follows_its_compilation(compiled_on, uploaded_on):
    with pytest.raises(UploadBeforeCompilation) as refused:
        UnitProgress(compiled_on, uploaded_on)
    assert refused.value.facts == {"uploaded_on": uploaded_on}


@pytest.mark.parametrize(
    ("day", "done", "on_time", "percent"),
    [
        (date(2025, 5, 19), 0, 0, 0),
        (date(2025, 5, 20), 1, 1, 20),
        (date(2025, 5, 31), 2, 2, 40),
        (date(2025, 6, 1), 3, 2, 60),
        (date(2025, 12, 31), 3, 2, 60),
    ],
)
def test_coverage_of_five_units_grows_day_by_day(day, done, on_time, percent):
    units = iter([IDLE, COMPILED, IN_TIME, LAST_DAY, LATE])
    made = coverage(units, due_on=DUE_ON, day=day)
    assert made == Coverage(5, done, on_time)
    assert made.percent == percent


def test_no_units_have_no_percentage():
    assert coverage([], due_on=DUE_ON, day=DUE_ON) == Coverage(0, 0, 0)
    assert Coverage(0, 0, 0).percent is None


ROW = {
    "level_1": "社会救助",
    "level_2": "最低生活保障",
    "content": "审核确认信息",
    "basis": ("《社会救助暂行办法》第九条",),
}


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ({"level_1": ""}, "一级事项"),
        ({"level_2": " "}, "二级事项"),
        ({"content": "\u3000"}, "公开内容"),
        ({"basis": ()}, "公开依据"),
        ({"basis": ("", " ")}, "公开依据"),
        ({"level_1": "", "content": ""}, "一级事项、公开内容"),
        ({"level_2": "", "basis": ()}, "二级事项、公开依据"),
    ],
)
def test_the_refusal_names_each_empty_column(change, columns):
    with pytest.raises(CatalogueItemIncomplete) as refused:
        DisclosureItem(**(ROW | change))
    assert refused.value.facts == {"columns": columns}


@pytest.mark.parametrize("group", ["", " ", "\n"])
def test_a_group_has_a_name(group):
    with pytest.raises(AudienceNotNamed) as refused:
        DisclosureItem(**ROW, audience=Audience.GROUP, group=group)
    assert refused.value.facts == {"item": "最低生活保障"}


def test_a_row_is_printed_under_its_heads():
    item = DisclosureItem(
        **(ROW | {"level_3": "城市低保", "basis": ("甲法第一条", "乙条例第二条")}),
        audience=Audience.GROUP,
        group="本村（社区）居民",
    )
    assert item.as_row(7) == (
        "7",
        "社会救助",
        "最低生活保障",
        "城市低保",
        "审核确认信息",
        "甲法第一条；乙条例第二条",
        "特定群体（本村（社区）居民）",
    )
    assert DisclosureItem(**ROW).as_row(1)[-1] == "全社会"


POWERS = (Power("XK-1", 1), Power("XK-2", 1), Power("CF-1", 2))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], (("CF-1", "XK-1", "XK-2"), (), ())),
        ([ListedItem(10, 1, frozenset({"XK-1"}))], (("CF-1", "XK-2"), (), ())),
        ([ListedItem(10, 1, frozenset({"XK-1", "XK-2"}))], (("CF-1",), (), ())),
        ([ListedItem(10, 2, frozenset({"XK-1"}))], (("CF-1", "XK-2"), (), ((10, "XK-1"),))),
        ([ListedItem(10, 1)], (("CF-1", "XK-1", "XK-2"), (10,), ())),
        (
            [ListedItem(10, 1, has_statutory_basis=True)],
            (("CF-1", "XK-1", "XK-2"), (), ()),
        ),
        # a code that left the list is no source any more
        ([ListedItem(10, 1, frozenset({"XK-9"}))], (("CF-1", "XK-1", "XK-2"), (10,), ())),
        (
            [ListedItem(12, 2, frozenset({"XK-2", "XK-1"})), ListedItem(11, 1, frozenset())],
            (("CF-1",), (11,), ((12, "XK-1"), (12, "XK-2"))),
        ),
    ],
)
def test_what_does_not_fit_between_powers_and_items(items, expected):
    assert compare_with_powers(iter(POWERS), iter(items)) == PowerComparison(*expected)
