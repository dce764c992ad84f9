from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from gongkai.apps.review import queries
from gongkai.apps.review.models import Delegation
from gongkai.apps.review.wagtail_hooks import EmergencyItem, register_menu_item
from gongkai.domain.review.chains import ChainRule
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from tests.factories.foundation import PostFactory, UserFactory

MINE, CHAINS = reverse("review:delegations"), reverse("review:chains")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def answer(staff, **fields):
    today = clock.today()
    return {
        "post": staff.first.posts.get().pk,
        "delegate": staff.final.pk,
        "from_on": today.isoformat(),
        "to_on": (today + timedelta(days=4)).isoformat(),
        "reason": "参加培训",
        **fields,
    }


# -- delegations ------------------------------------------------------------------------


def test_a_reviewer_names_who_stands_in_and_takes_it_back(signed_in, submission, staff):
    client = signed_in(staff.first)
    response = client.post(MINE, answer(staff))
    assert said(response)[-1].startswith("已委托trafficfinal代审")
    assert list(queries.waiting_for(queries.posts_for(staff.final.pk, clock.today()))) == [
        submission
    ]
    page = client.get(MINE).content.decode()
    assert "生效中" in page
    response = client.post(reverse("review:end_delegation", args=[Delegation.objects.get().pk]))
    assert said(response)[-1] == "trafficfinal的代审已收回。"
    assert "已收回" in client.get(MINE).content.decode()


def test_the_delegate_sees_it_too_but_cannot_take_it_back(signed_in, staff, section):
    signed_in(staff.first).post(MINE, answer(staff))
    client = signed_in(staff.final)
    page = client.get(MINE).content.decode()
    assert "参加培训" in page
    assert "收回</button>" not in page
    response = client.post(reverse("review:end_delegation", args=[Delegation.objects.get().pk]))
    assert "岗位本人" in said(response)[-1]
    assert Delegation.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"to_on": "2020-01-01"}, "90"),
        ({"to_on": "2099-01-01"}, "90"),
        ({"delegate": ""}, "请选择由谁代审"),
    ],
)
def test_an_impossible_delegation_is_explained(signed_in, staff, section, fields, sentence):
    response = signed_in(staff.first).post(MINE, answer(staff, **fields))
    assert sentence in response.content.decode()
    assert not Delegation.objects.exists()


def test_whoever_reviews_nothing_has_nothing_to_delegate(signed_in, staff, section):
    page = signed_in(staff.editor).get(MINE).content.decode()
    assert "不用委托代审" in page


# -- chains -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OGI_OFFICER, Role.SYSTEM_ADMIN])
def test_the_office_and_the_administrator_set_the_chain(signed_in, section, organ, role):
    client = signed_in(PostFactory(organ=organ, role=role.value).user)
    assert "一审一校 → 二审二校 → 保密审查 → 三审三校" in client.get(CHAINS).content.decode()
    response = client.post(
        reverse("review:chain", args=[organ.pk]),
        {"reviews": "2", "legality_kinds": ["documents.policydocument"]},
    )
    assert "已保存" in said(response)[-1]
    rule = queries.chain_rule(organ.pk)
    assert rule == ChainRule(2, frozenset({"documents.policydocument"}))
    assert "一审一校 → 保密审查 → 三审三校" in client.get(CHAINS).content.decode()


@pytest.mark.parametrize("name", ["editor", "first", "final"])
def test_reviewers_do_not_set_their_own_chain(signed_in, staff, section, organ, name):
    client = signed_in(getattr(staff, name))
    for address in (CHAINS, reverse("review:chain", args=[organ.pk])):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"reviews": "2"}).status_code in {302, 403}
    assert queries.chain_rule(organ.pk) == ChainRule()


# -- the menu and the editor ------------------------------------------------------------


def request_of(rf, user):
    request = rf.get("/admin/")
    request.user = user
    return request


def test_the_menu_shows_to_each_what_he_may_do(rf, staff, organ, section):
    def labels(user):
        items = register_menu_item().menu.menu_items_for_request(request_of(rf, user))
        return [str(item.label) for item in items]

    officer = PostFactory(organ=organ, role=Role.OGI_OFFICER.value).user
    assert labels(staff.first) == ["审校台", "我的委托"]
    assert labels(officer) == ["审校台", "我的委托", "审核流程"]
    assert labels(UserFactory()) == []


@pytest.mark.parametrize(("name", "shown"), [("final", True), ("editor", False), ("first", False)])
def test_only_the_final_reviewer_is_offered_the_emergency_release(rf, draft, staff, name, shown):
    context = {
        "request": request_of(rf, getattr(staff, name)),
        "view": "edit",
        "page": draft,
        "locked_for_user": False,
    }
    assert EmergencyItem().is_shown(context) is shown
    assert not EmergencyItem().is_shown({**context, "view": "create", "page": None})
