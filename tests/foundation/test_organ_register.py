from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.domain.organs import OrganLevel, OrganStatus
from gongkai.foundation.organs import queries
from gongkai.foundation.organs.models import Organ
from tests.factories.foundation import OrganFactory


@pytest.fixture
def county(db):
    return OrganFactory(code="county", level=OrganLevel.COUNTY.value, position=0)


def test_there_is_one_county(county):
    OrganFactory()
    assert queries.get_county() == county


def test_before_the_county_is_set_up_there_is_none(db):
    with pytest.raises(Organ.DoesNotExist):
        queries.get_county()


def test_an_organ_is_found_by_its_code(county):
    assert queries.get_by_code("county") == county
    with pytest.raises(Organ.DoesNotExist):
        queries.get_by_code("nowhere")


def test_codes_and_names_are_unique(county):
    for fields in ({"code": "county"}, {"name": county.name}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganFactory(**fields)


def test_an_unknown_level_is_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganFactory(level="province")


def test_active_organs_stand_in_official_order(county):
    second = OrganFactory(position=2)
    first = OrganFactory(position=1)
    closed = next(status for status in OrganStatus if status is not OrganStatus.ACTIVE)
    OrganFactory(position=3, status=closed.value, valid_to=date(2024, 3, 31))
    assert queries.active_organs() == [county, first, second]


def test_active_organs_of_some_levels(county):
    town = OrganFactory(level=OrganLevel.TOWNSHIP.value)
    OrganFactory(level=OrganLevel.DEPARTMENT.value)
    assert queries.active_organs(OrganLevel.COUNTY, OrganLevel.TOWNSHIP) == [county, town]


def test_vertical_organs_and_those_without_report_stay_out_of_the_roll_up(county):
    land = OrganFactory(position=1)
    OrganFactory(position=2, is_vertical=True)
    OrganFactory(position=3, reports_annually=False)
    town = OrganFactory(position=4, level=OrganLevel.TOWNSHIP.value)
    assert [organ for organ in queries.roll_up_organs() if organ != county] == [land, town]


def test_an_organ_is_called_by_its_full_name():
    assert str(Organ(name="青禾县水利局", short_name="县水利局")) == "青禾县水利局"
