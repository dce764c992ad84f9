"""Requests wait in the database: each target once, none lost, failures seen."""

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.apps.static_site import conf, listening, registry, services
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.registry import Output
from gongkai.apps.static_site.services import queueing
from tests.factories.foundation import UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def made(db, root, monkeypatch):
    """Have targets ``test:x`` write x.txt, and note each making; ``broken`` breaks."""
    calls = []

    def produce(reference, _frame):
        calls.append(reference)
        if reference == "broken":
            raise ValueError("cannot be made")
        return [Output(f"{reference}.txt", reference.encode())]

    monkeypatch.setitem(registry._producers, "test", produce)
    return calls


def states():
    return dict(QueueItem.objects.order_by("pk").values_list("target", "state"))


def test_a_request_is_written_and_done(made, root):
    services.enqueue(["test:a", "test:b"], "发布", AT)
    drained = services.drain(at=AT)
    assert drained.done == ["test:a", "test:b"]
    assert drained.written == ["a.txt", "b.txt"]
    assert (root / "a.txt").read_text() == "a"
    assert states() == {"test:a": "done", "test:b": "done"}


def test_what_waits_is_not_asked_for_twice(made):
    services.enqueue(["test:a", "test:a"], "发布", AT)
    services.enqueue(["test:a"], "撤稿", AT + timedelta(minutes=1))
    assert [(i.target, i.reason) for i in QueueItem.objects.all()] == [("test:a", "撤稿")]
    assert QueueItem.objects.get().created_at == AT


def test_what_is_asked_for_while_it_runs_waits_for_another_time(made):
    services.enqueue(["test:a"], "发布", AT)
    queueing._claim(QueueItem.objects.all(), AT, 1)
    services.enqueue(["test:a"], "发布", AT)
    assert sorted(QueueItem.objects.values_list("state", flat=True)) == ["running", "waiting"]
    assert queueing._claim(QueueItem.objects.all(), AT, 9) == []


def test_two_processes_do_not_take_the_same(made):
    services.enqueue([f"test:{n}" for n in range(5)], "发布", AT)
    first = queueing._claim(QueueItem.objects.all(), AT, 3)
    second = queueing._claim(QueueItem.objects.all(), AT, 3)
    taken = [item.target for item in (*first, *second)]
    assert taken == [f"test:{n}" for n in range(5)]


def test_what_a_dead_process_left_is_taken_over(made):
    services.enqueue(["test:a"], "发布", AT)
    queueing._claim(QueueItem.objects.all(), AT, 1)
    later = AT + timedelta(seconds=conf.TAKE_OVER_AFTER_SECONDS)
    assert services.drain(at=later).done == []
    assert services.drain(at=later + timedelta(seconds=1)).done == ["test:a"]


def test_what_a_process_that_ends_has_not_begun_waits_again(made):
    services.enqueue(["test:a", "test:b", "test:c"], "发布", AT)
    assert services.drain(at=AT, stops=lambda: True).done == ["test:a"]
    assert states() == {"test:a": "done", "test:b": "waiting", "test:c": "waiting"}
    assert services.drain(at=AT).done == ["test:b", "test:c"]


def test_a_dead_request_gives_way_to_a_newer_one(made):
    services.enqueue(["test:a"], "发布", AT)
    queueing._claim(QueueItem.objects.all(), AT, 1)
    services.enqueue(["test:a"], "撤稿", AT)
    assert queueing.take_over(at=AT + timedelta(hours=1)) == 1
    assert sorted(QueueItem.objects.values_list("state", flat=True)) == ["done", "waiting"]


def test_a_process_that_lost_its_request_has_it_written_again(made):
    services.enqueue(["test:a"], "发布", AT)
    [item] = queueing._claim(QueueItem.objects.all(), AT, 1)
    queueing.take_over(at=AT + timedelta(hours=1))
    services.drain(at=AT + timedelta(hours=1))
    queueing._make(item, registry.RenderFrame(AT), queueing.Drained())
    assert QueueItem.objects.filter(state="waiting", target="test:a").count() == 1


def test_a_failure_is_tried_five_times_with_longer_pauses_and_then_shown(made):
    services.enqueue(["test:broken", "test:b"], "发布", AT)
    now, pauses = AT, []
    for _ in range(5):
        services.drain(at=now)
        item = QueueItem.objects.get(target="test:broken")
        if item.state == "waiting":
            pauses.append((item.not_before - now).total_seconds())
            assert services.drain(at=item.not_before - timedelta(seconds=1)).done == []
            now = item.not_before
    assert pauses == [10, 40, 160, 640]
    assert (item.state, item.tries) == ("failed", 5)
    assert item.error == "ValueError：cannot be made"
    assert states()["test:b"] == "done"
    assert made.count("broken") == 5


def test_an_unknown_kind_of_target_fails_in_words(db, root):
    services.enqueue(["nonsense:1"], "发布", AT)
    [(target, error)] = services.drain(at=AT).failed
    assert (target, error) == (
        "nonsense:1",
        "没有程序负责生成nonsense:1。请联系系统管理员。",
    )


def test_a_failed_request_waits_again_when_an_officer_says_so(made, monkeypatch):
    monkeypatch.setattr(conf, "MOST_TRIES", 1)
    services.enqueue(["test:broken"], "发布", AT)
    services.drain(at=AT)
    item = QueueItem.objects.get()
    services.retry(item_id=item.pk, actor=UserFactory(), at=AT)
    assert sorted(QueueItem.objects.values_list("state", flat=True)) == ["done", "waiting"]
    with pytest.raises(queueing.NotFailed):
        services.retry(item_id=item.pk, actor=UserFactory(), at=AT)


def test_publishing_now_writes_one_target_only(made):
    services.enqueue(["test:a", "test:b"], "发布", AT)
    assert services.publish_now("test:b", at=AT).changed == ["b.txt"]
    assert states() == {"test:a": "waiting", "test:b": "done"}
    assert services.publish_now("test:c", at=AT) is None


def test_a_limited_drain_leaves_the_rest(made):
    services.enqueue([f"test:{n}" for n in range(60)], "发布", AT)
    assert len(services.drain(at=AT, most=10).done) == 50
    assert QueueItem.objects.filter(state="waiting").count() == 10


def test_a_new_day_asks_for_what_it_changes(made, monkeypatch):
    monkeypatch.setattr(registry, "_daily", [lambda day: [f"test:{day.isoformat()}"]])
    services.enqueue_daily(at=AT)
    assert states() == {"test:2025-03-12": "waiting"}


def test_what_was_done_long_ago_is_dropped(made):
    services.enqueue(["test:a"], "发布", AT)
    services.drain(at=AT)
    services.enqueue(["test:b"], "发布", AT)
    assert services.tidy(at=AT + timedelta(days=29)) == 0
    assert services.tidy(at=AT + timedelta(days=31)) == 1
    assert states() == {"test:b": "waiting"}


def test_a_target_without_files_loses_its_old_ones(made, root, monkeypatch):
    services.enqueue(["test:a"], "发布", AT)
    services.drain(at=AT)
    monkeypatch.setitem(registry._producers, "test", lambda _reference, _frame: [])
    services.enqueue(["test:a"], "撤稿", AT)
    assert services.drain(at=AT).removed == ["a.txt"]
    assert not (root / "a.txt").exists()


def test_the_thread_of_a_process_drains_and_ends(monkeypatch):
    rounds = []
    monkeypatch.setattr(services, "drain", lambda **_: rounds.append(1))
    monkeypatch.setattr(listening, "close_old_connections", lambda: None)
    thread = listening.DrainThread()
    thread.wake()
    thread.join(5)
    thread.wake()
    thread.join(5)
    assert len(rounds) == 2


def test_with_the_drain_off_everything_waits(made, settings, monkeypatch):
    settings.GONGKAI_STATIC_DRAIN = "off"
    services.enqueue(["test:a"], "发布", AT)
    listening._after_commit("test:a", AT)
    assert states() == {"test:a": "waiting"}


def test_with_a_thread_the_page_itself_is_written_at_once(made, settings, monkeypatch):
    settings.GONGKAI_STATIC_DRAIN = "thread"
    woken = []
    monkeypatch.setattr(listening.DRAIN, "wake", lambda: woken.append(1))
    services.enqueue(["test:a", "test:b"], "发布", AT)
    listening._after_commit("test:a", AT)
    assert states() == {"test:a": "done", "test:b": "waiting"}
    assert woken == [1]
