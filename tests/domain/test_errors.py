import pytest

from gongkai.domain.errors import Refusal


class NotToday(Refusal):
    code = "not_today"


def test_a_refusal_keeps_its_facts_and_its_code():
    refusal = NotToday(on="2025-05-15", limit=20)
    assert refusal.code == "not_today"
    assert refusal.facts == {"on": "2025-05-15", "limit": 20}


def test_a_refusal_can_be_caught_as_one_kind():
    with pytest.raises(Refusal) as caught:
        raise NotToday
    assert caught.value.facts == {}
