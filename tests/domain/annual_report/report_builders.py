"""Build facts and tables by hand for the tests of the annual report."""

from datetime import date
from decimal import Decimal

from gongkai.domain.annual_report.facts import Facts, Figure, Fold, Record, TextFact
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.tables import LEAF_KEYS, Tables, title_of, unit_of

COLUMNS = ("person", "business", "research", "charity", "legal", "other", "total")

# A city's figures as printed; every row and column adds up.
CITY_TABLE_THREE = """
new 13612,252,0,45,128,32,14069
carried_in 535,6,0,1,18,0,560
open 5345,129,0,41,19,14,5548
partial 2120,39,0,1,6,2,2168
d1 13,0,0,0,0,0,13
d2 30,0,0,0,0,0,30
d3 11,0,0,0,0,0,11
d4 49,2,0,0,0,0,51
d5 103,1,0,0,0,0,104
d6 84,1,0,0,0,0,85
d7 282,4,0,0,0,0,286
d8 147,0,0,0,1,2,150
u1 3075,50,0,0,89,8,3222
u2 177,3,0,0,0,0,180
u3 19,0,0,0,0,0,19
r1 199,1,0,0,3,0,203
r2 147,1,0,0,0,0,148
r3 0,0,0,0,0,0,0
r4 100,1,0,0,0,0,101
r5 5,0,0,0,0,0,5
o1 315,3,0,0,0,0,318
o2 202,0,0,1,0,0,203
o3 941,17,0,1,3,3,965
done 13364,252,0,44,121,29,13810
carried_out 783,6,0,2,25,3,819
"""
CITY_TABLE_FOUR = {
    "reconsideration": (376, 97, 196, 121, 790),
    "direct": (16, 1, 12, 27, 56),
    "after": (74, 1, 30, 51, 156),
}
CITY_TABLE_TWO = {
    "reg.made": 3,
    "reg.repealed": 5,
    "reg.valid": 74,
    "norm.made": 564,
    "norm.repealed": 984,
    "norm.valid": 4185,
    "permit": 11398889,
    "penalty": 6937489,
    "coercion": 166105,
    "fee_wan": 316441,
}
RESULTS = ("upheld", "corrected", "other", "pending", "total")


def city_values():
    values = {f"t2.{key}": Decimal(number) for key, number in CITY_TABLE_TWO.items()}
    for line in CITY_TABLE_THREE.split("\n"):
        if line:
            row, numbers = line.split(" ")
            for column, number in zip(COLUMNS, numbers.split(","), strict=True):
                values[f"t3.{row}.{column}"] = Decimal(number)
    for kind, numbers in CITY_TABLE_FOUR.items():
        for result, number in zip(RESULTS, numbers, strict=True):
            values[f"t4.{kind}.{result}"] = Decimal(number)
    return values


def city_tables(**changes):
    """Return the city's tables with some cells changed: ``t3_open_person=1``."""
    return Tables(city_values() | changed(changes), year=2025, level=Level.CITY)


def changed(changes):
    return {
        key.replace("__", "."): None if number is None else Decimal(str(number))
        for key, number in changes.items()
    }


ZERO_VALUES = {key: Decimal(0) for key in city_values()}


def county_values(**changes):
    """Return a small county's cells: nine requests, eight answered, one carried out."""
    small = {
        "t2__norm__made": 1,
        "t2__norm__valid": 12,
        "t3__new__person": 7,
        "t3__new__business": 2,
        "t3__new__total": 9,
        "t3__open__person": 5,
        "t3__open__business": 2,
        "t3__open__total": 7,
        "t3__u1__person": 1,
        "t3__u1__total": 1,
        "t3__done__person": 6,
        "t3__done__business": 2,
        "t3__done__total": 8,
        "t3__carried_out__person": 1,
        "t3__carried_out__total": 1,
        "t4__reconsideration__upheld": 1,
        "t4__reconsideration__total": 1,
    }
    return ZERO_VALUES | changed(small | changes)


def county_tables(year=2025, level=Level.COUNTY, **changes):
    return Tables(county_values(**changes), year=year, level=level)


def record(pk=1, organ="QH", amount=1, on=date(2025, 6, 3), source="foi.InformationRequest"):
    return Record(source, pk, f"第{pk}号", on, organ, Decimal(str(amount)))


def figure(key, value, *, title="", unit="件"):
    """Return a figure of one record, or of none when it is nought."""
    records = (record(source="demo.Row", amount=value),) if value else ()
    return Figure(key, title or key, unit, records, Fold.SUM)


def leaf_figures(values=None):
    """Return a figure for every leaf cell."""
    values = values or {}
    return [
        Figure(
            key,
            title_of(key),
            unit_of(key),
            (record(pk=place, source="demo.Cell", amount=values[key]),) if values.get(key) else (),
            Fold.SUM,
        )
        for place, key in enumerate(LEAF_KEYS)
    ]


def facts(values, texts=None, *, level=Level.COUNTY, cells=None, organ_name="青禾县人民政府"):
    """Return facts of plain numbers and texts, with the leaf cells of the tables."""
    return Facts.of(
        year=2025,
        level=level,
        organ_name=organ_name,
        figures=[
            *leaf_figures(cells),
            *(
                number if isinstance(number, Figure) else figure(key, number)
                for key, number in values.items()
            ),
        ],
        texts=[TextFact(key, tuple(given)) for key, given in (texts or {}).items()],
    )
