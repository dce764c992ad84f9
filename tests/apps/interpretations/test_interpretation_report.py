from datetime import UTC, date, datetime

import pytest

from gongkai.apps.interpretations import queries
from gongkai.apps.interpretations.models import Interpretation
from gongkai.domain.annual_report.facts import Record
from gongkai.domain.annual_report.figures import FIGURES
from gongkai.domain.interpretations.pairing import Form

COUNTY = frozenset({"county"})


def counts(year, organs=COUNTY):
    return {key: len(rows) for key, rows in queries.report_records(year, organs).items()}


def expected(**forms):
    every = {f"interpretations.{form.value}": forms.get(form.value, 0) for form in Form}
    return {"interpretations.total": sum(forms.values()), **every}


def test_year_is_counted_by_form_and_organ(interpret, draft, bureau):
    for form in (Form.TEXT, Form.TEXT, Form.PICTURE, Form.QA):
        interpret(date(2025, 6, 3), form=form)
    interpret(date(2025, 6, 3), organ=bureau, form=Form.VIDEO)
    interpret(date(2024, 6, 3))
    draft()
    assert counts(2025) == expected(text=2, picture=1, qa=1)
    assert counts(2025, COUNTY | {"traffic"}) == expected(text=2, picture=1, qa=1, video=1)
    assert counts(2024) == expected(text=1)
    assert counts(2023) == expected()


def test_every_figure_of_the_report_has_its_key(db):
    wanted = {key for key in FIGURES if key.startswith("interpretations.")}
    assert counts(2025).keys() == wanted


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), 2025),  # 23:59 in the county
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), 2026),  # midnight in the county
    ],
)
def test_year_turns_at_midnight_in_the_county(interpret, instant, year):
    page = interpret(date(2025, 1, 1))
    Interpretation.objects.filter(pk=page.pk).update(first_published_at=instant)
    assert {y: counts(y)["interpretations.total"] for y in (2025, 2026)} == {
        2025: int(year == 2025),
        2026: int(year == 2026),
    }


def test_record_can_be_read_and_opened(interpret):
    page = interpret(date(2025, 6, 3), form=Form.H5, title="翻一翻养护办法")
    assert queries.report_records(2025, COUNTY)["interpretations.h5"] == (
        Record(
            source="interpretations.Interpretation",
            pk=page.pk,
            label="翻一翻养护办法",
            on=date(2025, 6, 3),
            organ="county",
            url=f"/admin/pages/{page.pk}/edit/",
            note="H5",
        ),
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_report_asks_the_database_once(interpret, django_assert_num_queries, rows):
    for _ in range(rows):
        interpret(date(2025, 6, 3))
    with django_assert_num_queries(1):
        queries.report_records(2025, COUNTY)
