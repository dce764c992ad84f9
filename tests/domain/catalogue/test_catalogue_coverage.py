from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.catalogue.coverage import (
    CatalogueStatus,
    Coverage,
    UnitProgress,
    UploadBeforeCompilation,
    coverage,
)

DUE_ON = date(2025, 5, 31)
IN_TIME = UnitProgress(date(2025, 4, 1), DUE_ON)
LATE = UnitProgress(date(2025, 5, 1), date(2025, 6, 1))
COMPILED = UnitProgress(date(2025, 5, 1))
NOTHING = UnitProgress()


def test_county_and_its_28_townships_all_uploaded_in_time():
    assert coverage([IN_TIME] * 29, due_on=DUE_ON, day=DUE_ON) == Coverage(29, 29, 29)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 3, 31), Coverage(4, 0, 0)),
        (DUE_ON, Coverage(4, 1, 1)),
        (date(2025, 6, 1), Coverage(4, 2, 1)),
    ],
)
def test_coverage_grows_and_late_uploads_stay_late(day, expected):
    assert coverage([IN_TIME, LATE, COMPILED, NOTHING], due_on=DUE_ON, day=day) == expected


def test_status_follows_the_days():
    assert [LATE.status_on(date(2025, month, 1)) for month in (4, 5, 6)] == [
        CatalogueStatus.NOT_STARTED,
        CatalogueStatus.COMPILED,
        CatalogueStatus.UPLOADED,
    ]


@pytest.mark.parametrize("compiled_on", [None, date(2025, 6, 2)])
def test_nothing_is_uploaded_before_it_is_compiled(compiled_on):
    with pytest.raises(UploadBeforeCompilation):
        UnitProgress(compiled_on, date(2025, 6, 1))


def test_percent_is_open_when_nobody_owes_a_catalogue():
    assert coverage([], due_on=DUE_ON, day=DUE_ON).percent is None
    assert Coverage(due=4, done=3, on_time=1).percent == 75


@given(
    st.lists(st.sampled_from([IN_TIME, LATE, COMPILED, NOTHING])),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
)
def test_on_time_is_part_of_done_and_done_of_due(units, day):
    counted = coverage(units, due_on=DUE_ON, day=day)
    assert 0 <= counted.on_time <= counted.done <= counted.due == len(units)
