from datetime import date

import pytest
from django.urls import reverse

from gongkai.apps.foi.models import SearchRecord
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.searches import SearchMissing, SearchResult
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.apps.foi.conftest import AT
from tests.factories.foi import InformationRequestFactory

pytestmark = pytest.mark.django_db


def march(day):
    return date(2026, 3, day)


def not_held(act, request, on, who="handler"):
    return act(request, Event.SUBMIT_REVIEW, who, on, outcome="u1")


def test_a_reply_that_nothing_is_held_waits_for_a_search_that_found_nothing(
    processing, act, search
):
    with pytest.raises(SearchMissing) as refusal:
        not_held(act, processing, march(10))
    assert refusals.sentence(refusal.value) == (
        "答复“本机关不掌握相关政府信息”前须有检索记录，本轮办理还没有“未检索到”的记录。"
        "请检索后登记，再送审。"
    )
    search(processing, march(5), result=SearchResult.FOUND, note="只有2023年的")
    with pytest.raises(SearchMissing):
        not_held(act, processing, march(10))
    search(processing, march(6))
    assert not_held(act, processing, march(10)).state == State.REVIEW1.value


def test_other_replies_go_to_review_without_a_search(processing, act):
    submitted = act(processing, Event.SUBMIT_REVIEW, "handler", march(10), outcome="open")
    assert submitted.state == State.REVIEW1.value


def test_a_search_of_the_first_round_proves_nothing_in_the_second(processing, act, search):
    search(processing, march(5))
    not_held(act, processing, march(10))
    for event, who in (("pass1", "colleague"), ("pass2", "secrecy"), ("sign", "head")):
        act(processing, Event(event), who, march(10))
    act(processing, Event.DISPATCH, "handler", march(11))
    act(processing, Event.SERVED, "handler", march(11))
    with pytest.raises(refused.SearchNotOpen):
        search(processing, march(11))
    act(processing, Event.REMEDY_ORDER, "head", date(2026, 5, 6), note="青政复决〔2026〕1号")
    with pytest.raises(refused.SearchedBeforeRound):
        search(processing, march(12))
    act(processing, Event.REDO_START, "handler", date(2026, 5, 7))
    with pytest.raises(SearchMissing):
        not_held(act, processing, date(2026, 5, 8))
    search(processing, date(2026, 5, 7))
    assert not_held(act, processing, date(2026, 5, 8)).state == State.REVIEW1.value


def test_a_search_says_who_where_for_what_and_of_which_years(processing, search, officers):
    record = search(processing, march(5), place="　县档案馆  ", note="电话答复")
    assert (record.searcher_name, record.place, record.terms, record.period_covered) == (
        "王档案",
        "县档案馆",
        "竣工验收报告、农村道路维修",
        "2024年至2025年",
    )
    assert (record.actor_name, record.recorded_at) == (officers.handler.name, AT)
    assert Entry.objects.filter(action="foi.record_search").count() == 1
    for name in ("searcher_name", "place", "terms", "period_covered"):
        with pytest.raises(refused.SearchIncomplete):
            search(processing, march(5), **{name: " "})
    assert SearchRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "who", "refusal"),
    [
        (date(2026, 8, 4), "handler", refused.OccurredInFuture),
        (date(2026, 3, 1), "handler", refused.SearchedBeforeRound),
        (date(2026, 3, 5), "head", PostMissing),
        (date(2026, 3, 5), "secrecy", PostMissing),
    ],
)
def test_an_impossible_search_is_not_entered(processing, search, on, who, refusal):
    with pytest.raises(refusal):
        search(processing, on, who)
    assert not SearchRecord.objects.exists()


def test_a_request_without_ledger_counts_searches_from_its_receipt(organ, search):
    request = InformationRequestFactory(organ=organ, received_on=march(2))
    with pytest.raises(refused.SearchedBeforeRound):
        search(request, date(2026, 3, 1))
    assert search(request, march(2)).pk


# --- the card ---


@pytest.fixture
def signed_in(client, officers):
    from django.contrib.auth.models import Permission

    def client_of(who):
        user = getattr(officers, who)
        codenames = ["access_admin", "change_informationrequest"]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return client_of


WRITTEN = {
    "search-searched_on": "2026-03-05",
    "search-searcher_name": "王档案",
    "search-place": "县档案馆",
    "search-terms": "竣工验收",
    "search-period_covered": "2024年至2025年",
    "search-result": "nothing",
}


def test_a_search_is_entered_from_the_page_and_shown_there(signed_in, processing):
    client = signed_in("handler")
    page = reverse("foi_requests:detail", args=[processing.pk])
    assert "还没有检索记录" in client.get(page).content.decode()
    url = reverse("foi_requests:search", args=[processing.pk])
    text = client.post(url, WRITTEN, follow=True).content.decode()
    assert "已登记检索。" in text
    assert ("县档案馆" in text, "未检索到" in text, "还没有检索记录" in text) == (True, True, False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"search-place": ""}, "errorlist"),
        ({"search-searched_on": "2026-03-01"}, "以前的检索不能证明这一次"),
    ],
)
def test_a_wrong_search_is_told_beside_what_was_written(signed_in, processing, wrong, said):
    url = reverse("foi_requests:search", args=[processing.pk])
    response = signed_in("handler").post(url, WRITTEN | wrong)
    text = response.content.decode()
    assert response.status_code == 422
    assert (said in text, 'value="竣工验收"' in text) == (True, True)


def test_who_may_not_search_sees_the_searches_without_the_form(signed_in, processing, search):
    search(processing, march(5))
    page = reverse("foi_requests:detail", args=[processing.pk])
    text = signed_in("head").get(page).content.decode()
    assert ("王档案" in text, "登记检索</summary>" in text) == (True, False)
