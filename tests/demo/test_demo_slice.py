# ruff: noqa: S311 -- chance from a fixed seed is what these tests are about
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from gongkai.apps.review import queries as review
from gongkai.apps.websites import places
from gongkai.apps.websites import queries as websites
from gongkai.demo import build, news, organs, sites, timetable
from gongkai.demo.county import read_county
from gongkai.demo.world import PORTAL, empty_world
from gongkai.domain.roles import Role
from gongkai.foundation.audit import services as audit

KEPT = ("county", "gov", "water", "data", "unit-01")
PLACES = (
    ("gov", "news"), ("gov", "notices"), ("water", "statutory"),
    ("unit-01", "news"), ("unit-01", "village"),
)  # fmt: skip


@pytest.fixture
def world(db):
    """A county of five organs with their people and sites, and five articles."""
    whole = read_county()
    county = replace(whole, organs=tuple(whole.by_code(code) for code in KEPT))
    world = empty_world(county, 2025)
    for _ in build.run(world, [*organs.steps(world), *sites.steps(world)]):
        pass
    return world


@pytest.fixture
def articles(world):
    """Five articles of five sections, published on one day."""
    rng = Random(1)
    day = date(2025, 6, 11)
    return [
        news.publish_slot(
            world,
            news.Slot(timetable.at(day, 14, place), world.county.by_code(code), section),
            rng,
        )
        for place, (code, section) in enumerate(PLACES)
    ]


def test_what_is_built_is_public(articles, client):
    for article in articles:
        article.refresh_from_db()
        assert article.live
        assert timetable.at(date(2025, 6, 11), 14) <= article.published_at
        response = client.get(article.url)
        assert response.status_code == 200
        assert article.title in response.content.decode()


def test_every_article_went_through_four_different_people(articles):
    for article in articles:
        (submission,) = review.submissions_of_page(article.pk)
        people = [step.actor_id for step in submission.steps.all()]
        assert len(people) == 4
        assert len({submission.submitted_by_id, *people}) == 5
    assert review.published_without_record() == []


def test_the_articles_count_for_their_organs(articles):
    items = websites.published_items(2025, KEPT)
    assert [item.organ_code for item in items] == [code for code, _ in PLACES]


def test_the_record_of_acts_holds(articles):
    assert list(audit.breaks()) == []


def test_the_government_acts_through_its_office(world):
    assert world.officer(Role.EDITOR, "county") == world.officer(Role.EDITOR, "gov")


def test_the_menu_has_no_more_than_seven_sections(world):
    menu = [section.title for section in places.menu_of(world.sites[PORTAL])]
    assert menu == [
        "走进青禾", "政务要闻", "通知公告", "政府信息公开", "新闻发布会", "在线访谈", "政务公开日",
    ]  # fmt: skip
