from dataclasses import replace

import pytest

from gongkai.apps.foi.models import InformationRequest, SearchRecord
from gongkai.demo import build, organs, requests
from gongkai.demo.county import read_county
from gongkai.demo.world import empty_world


@pytest.fixture
def answered(db):
    """The requests of three years, in a county of the government and its office."""
    whole = read_county()
    county = replace(whole, organs=tuple(whole.by_code(code) for code in ("county", "gov")))
    world = empty_world(county, 2025)
    for _ in build.run(world, [*organs.steps(world), *requests.steps(world)]):
        pass


def test_the_reply_that_nothing_is_held_rests_on_searches_that_found_nothing(answered):
    handled = InformationRequest.objects.get(outcome="u1", received_on__year=2025)
    searches = SearchRecord.objects.values_list("request__number", "result", "place")
    assert list(searches) == [
        (handled.number, "nothing", "政府办公室文书档案目录"),
        (handled.number, "nothing", "县档案馆全文检索系统"),
    ]
    submitted = handled.events.get(event="submit_review")
    assert all(s.searched_on <= submitted.occurred_on for s in handled.searches.all())
