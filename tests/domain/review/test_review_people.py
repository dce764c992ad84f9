import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice, check_reviewer


def test_a_third_person_may_review():
    check_reviewer(3, author_ids=[1], earlier_reviewer_ids=[2])


def test_the_author_may_not_review():
    with pytest.raises(AuthorMayNotReview) as refused:
        check_reviewer(1, author_ids=[1, 4], earlier_reviewer_ids=[])
    assert refused.value.facts == {"actor_id": 1}


def test_nobody_reviews_at_two_levels():
    with pytest.raises(SamePersonTwice):
        check_reviewer(2, author_ids=[1], earlier_reviewer_ids=[2])


@given(st.lists(st.integers(1, 6), min_size=5, max_size=20))
def test_whoever_gets_through_four_reviews_with_the_author_makes_five_people(volunteers):
    author, accepted = volunteers[0], []
    for actor in volunteers[1:]:
        try:
            check_reviewer(actor, [author], accepted)
        except (AuthorMayNotReview, SamePersonTwice):
            continue
        accepted.append(actor)
    assert len({author, *accepted}) == 1 + len(accepted)
