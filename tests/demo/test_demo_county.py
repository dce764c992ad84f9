# ruff: noqa: S311 -- chance from a fixed seed is what these tests are about
import re
from importlib import resources

import pytest

from gongkai.demo import people
from gongkai.demo.county import UnitsFileInvalid, read_county, stem_of
from gongkai.domain.documents.index_numbers import check_credit_code
from gongkai.domain.organs import OrganLevel, TownshipKind
from gongkai.domain.roles import Role

# Names of real places must come in as a parameter only.
REAL_PLACES = re.compile("辽宁|朝阳|沈阳|大连|喀左|凌源|北票|建平县|锦州")


def test_the_county_has_its_organs():
    county = read_county()
    levels = [organ.level for organ in county.organs]
    assert levels.count(OrganLevel.COUNTY) == 1
    assert levels.count(OrganLevel.OFFICE) == 1
    assert len(county.departments) == 25
    assert [organ.name for organ in county.organs if organ.is_vertical] == [
        "国家税务总局青禾县税务局"
    ]


def test_the_units_are_twelve_ten_two_and_four():
    kinds = [unit.township_kind for unit in read_county().units]
    counts = {kind: kinds.count(kind.value) for kind in TownshipKind}
    assert counts == {
        TownshipKind.TOWN: 12,
        TownshipKind.RURAL_TOWNSHIP: 10,
        TownshipKind.FARM: 2,
        TownshipKind.SUBDISTRICT: 4,
    }


def test_names_codes_and_credit_codes_are_given_once():
    organs = read_county().organs
    for values in (
        [organ.code for organ in organs],
        [organ.name for organ in organs],
        [organ.credit_code for organ in organs],
    ):
        assert len(values) == len(set(values))
    for organ in organs:
        check_credit_code(organ.credit_code)


def test_every_name_derives_from_the_county():
    county = read_county("云山县")
    assert "青禾" not in "".join(organ.name + organ.short_name for organ in county.organs)
    assert county.by_code("county").issuer_code == "云政发"
    assert "云山农场" in [unit.short_name for unit in county.units]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("青禾县", "青禾"), ("云山区", "云山"), ("石河自治县", "石河"), ("渠县", "渠县")],
)
def test_the_stem_leaves_out_what_the_county_is(name, stem):
    assert stem_of(name) == stem


def test_a_list_of_units_replaces_the_shipped_one(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("# 名单\n金沟镇,town\n\n银沟街道,subdistrict\n", encoding="utf-8")
    units = read_county("青禾县", path).units
    assert [unit.name for unit in units] == ["青禾县金沟镇人民政府", "青禾县银沟街道办事处"]


def test_a_unit_of_unknown_kind_is_refused(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("金沟镇,village\n", encoding="utf-8")
    with pytest.raises(UnitsFileInvalid, match="第1行"):
        read_county("青禾县", path)


def test_the_data_name_no_real_place():
    folder = resources.files("gongkai.demo") / "data"
    found = {
        file.name: REAL_PLACES.findall(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.is_file()
    }
    assert len(found) >= 12
    assert {name: places for name, places in found.items() if places} == {}


def test_every_role_has_a_demonstration_account():
    accounts = people.demo_accounts(read_county(), 2025)
    assert {role for officer in accounts for role in officer.roles} == set(Role)
    assert [officer.organ_code for officer in accounts if officer.organ_code != "gov"] == [
        "unit-01"
    ]


def test_nobody_shares_a_name_or_a_sign_in_name():
    staff = people.staff(read_county(), 2025)
    assert len({officer.name for officer in staff}) == len(staff)
    assert len({officer.username for officer in staff}) == len(staff)


def test_every_site_has_five_different_people():
    county = read_county()
    staff = people.staff(county, 2025)
    for organ in county.organs:
        if organ.has_site:
            roles = [o.roles for o in staff if o.organ_code == organ.code]
            assert roles == [(role,) for role, _ in people.CHAIN]


def test_masked_persons_show_the_surname_only():
    from random import Random

    assert all(re.fullmatch(".某某?", people.masked_person(Random(n))) for n in range(50))
