"""Know the demonstration county: its name, its organs, what each is called."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from gongkai.domain.documents.index_numbers import credit_code_check_character
from gongkai.domain.organs import OrganLevel, TownshipKind
from gongkai.domain.websites import Accent

DEFAULT_COUNTY = "青禾县"
COUNTY_CODE, OFFICE_CODE, TAX_CODE = "county", "gov", "tax"
_SUFFIXES = ("自治县", "县", "区", "市", "旗")
# No county has this division code; the credit codes are well-formed and nobody's.
_DIVISION = "990124"
_ACCENTS = [str(accent.value) for accent in Accent]


class UnitsFileInvalid(ValueError):  # noqa: N818 -- says what is wrong with the file
    """A line of the list of units is not ``name,kind``."""


@dataclass(frozen=True, slots=True)
class DemoOrgan:
    """One organ of the county.

    Attributes:
        code: stable code, the same for every county name.
        name: full name.
        short_name: as it is called inside the county.
        level: where it stands.
        township_kind: for units, what kind.
        issuer_code: 机关代字 of its documents.
        accent: colour of its site.
        is_vertical: reports inside its own system.
        number: place in the official order.
    """

    code: str
    name: str
    short_name: str
    level: OrganLevel
    number: int
    township_kind: str = ""
    issuer_code: str = ""
    accent: str = _ACCENTS[0]
    is_vertical: bool = False

    @property
    def credit_code(self) -> str:
        """Return a well-formed unified social credit code that belongs to nobody."""
        first_17 = f"11{_DIVISION}{self.number:09d}"
        return first_17 + credit_code_check_character(first_17)

    @property
    def has_site(self) -> bool:
        """Return whether the organ keeps a site of its own in the group."""
        return self.level in (OrganLevel.DEPARTMENT, OrganLevel.TOWNSHIP) and not self.is_vertical


@dataclass(frozen=True, slots=True)
class County:
    """The county and everything named after it."""

    name: str
    organs: tuple[DemoOrgan, ...]

    @property
    def stem(self) -> str:
        """Return the name without 县: 青禾."""
        return stem_of(self.name)

    @property
    def initial(self) -> str:
        """Return the first character, which starts the issuer codes: 青."""
        return self.name[0]

    def by_code(self, code: str) -> DemoOrgan:
        """Return the organ with this code."""
        return next(organ for organ in self.organs if organ.code == code)

    @property
    def departments(self) -> tuple[DemoOrgan, ...]:
        """Return the departments with a site."""
        return tuple(o for o in self.organs if o.level is OrganLevel.DEPARTMENT and o.has_site)

    @property
    def units(self) -> tuple[DemoOrgan, ...]:
        """Return the township-level units."""
        return tuple(o for o in self.organs if o.level is OrganLevel.TOWNSHIP)


def stem_of(name: str) -> str:
    """Return a county's name without what it is."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name


def data_file(name: str) -> Traversable:
    """Return a file of the demonstration's data."""
    return resources.files("gongkai.demo") / "data" / name


@cache
def read_county(name: str = DEFAULT_COUNTY, units_path: Path | None = None) -> County:
    """Return the county with its organs in their official order.

    Args:
        name: the county's full name; everything is named after it.
        units_path: a file with one ``name,kind`` per line; None for the list that comes along.

    Raises:
        UnitsFileInvalid: a line has no name or an unknown kind; the message names the line.
    """
    source = units_path or data_file("units.csv")
    lines = source.read_text(encoding="utf-8").splitlines()
    organs = [
        DemoOrgan(
            COUNTY_CODE, f"{name}人民政府", name, OrganLevel.COUNTY, 1, issuer_code=f"{name[0]}政发"
        ),
        DemoOrgan(
            OFFICE_CODE,
            f"{name}人民政府办公室",
            "县政府办公室",
            OrganLevel.OFFICE,
            2,
            issuer_code=f"{name[0]}政办发",
        ),
        *_departments(name),
        *_units(name, lines),
    ]
    return County(name, tuple(organs))


def _departments(county: str) -> Iterable[DemoOrgan]:
    rows = list(csv.DictReader(data_file("departments.csv").read_text("utf-8").splitlines()))
    for number, row in enumerate(rows, start=3):
        yield DemoOrgan(
            row["code"],
            f"{county}{row['name']}",
            f"县{row['short']}",
            OrganLevel.DEPARTMENT,
            number,
            issuer_code=f"{county[0]}{row['issuer']}发",
            accent=row["accent"],
        )
    yield DemoOrgan(
        TAX_CODE,
        f"国家税务总局{county}税务局",
        "县税务局",
        OrganLevel.DEPARTMENT,
        len(rows) + 3,
        issuer_code=f"{county[0]}税发",
        is_vertical=True,
    )


def _units(county: str, lines: list[str]) -> Iterable[DemoOrgan]:
    kinds = TownshipKind.values()
    named = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for place, line in enumerate(named, start=1):
        name, _, kind = line.partition(",")
        name = name.strip().replace("{stem}", stem_of(county))
        if not name or kind.strip() not in kinds:
            raise UnitsFileInvalid(
                f"第{place}行“{line}”应写成“名称,类别”，类别可取{'、'.join(kinds)}"
            )
        yield DemoOrgan(
            f"unit-{place:02d}",
            f"{county}{name}{_OFFICE_OF[kind.strip()]}",
            name,
            OrganLevel.TOWNSHIP,
            100 + place,
            township_kind=kind.strip(),
            issuer_code=f"{name[:2]}政发",
            accent=_ACCENTS[place % len(_ACCENTS)],
        )


_OFFICE_OF = {
    TownshipKind.TOWN.value: "人民政府",
    TownshipKind.RURAL_TOWNSHIP.value: "人民政府",
    TownshipKind.FARM.value: "管理委员会",
    TownshipKind.SUBDISTRICT.value: "办事处",
}
