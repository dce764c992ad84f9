import json

import pytest

from gongkai.domain.terms import Term


class Season(Term):
    SPRING = "spring", "春"
    AUTUMN = "autumn", "秋"


def test_a_member_is_its_stored_value():
    assert Season.SPRING == "spring"
    assert f"{Season.SPRING}" == "spring"
    assert json.dumps([Season.SPRING]) == '["spring"]'


def test_a_member_carries_the_official_term():
    assert Season.SPRING.label == "春"


def test_a_stored_value_reads_back():
    assert Season("autumn") is Season.AUTUMN


def test_values_and_choices_keep_the_order_of_the_list():
    assert Season.values() == ["spring", "autumn"]
    assert Season.choices() == [("spring", "春"), ("autumn", "秋")]


def test_values_are_plain_strings_for_migrations():
    assert {type(value) for value in Season.values()} == {str}
    assert {type(value) for value, _label in Season.choices()} == {str}


def test_an_official_term_leads_to_its_member():
    assert Season.by_label("秋") is Season.AUTUMN
    with pytest.raises(KeyError, match="冬"):
        Season.by_label("冬")
