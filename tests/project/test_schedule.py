"""The clock does each job once, at its time, and says when something is wrong."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from gongkai.foundation.notices.models import Notice
from gongkai.project import duties, schedule
from gongkai.project.models import ScheduledJob, ScheduledRun
from gongkai.project.schedule import Daily, Every, Job, Outcome
from tests.factories.foundation import UserFactory

AT = datetime(2026, 3, 12, 2, tzinfo=UTC)  # Thursday 10:00 in the county
NIGHT, MORNING = Daily(time(2, 30)), Daily(time(8, 30), on_working_days=True)


def county(day, hour, minute=0):
    """Return an instant of March 2026 by the county's clock, eight hours ahead of UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def work_off(at):
    return Outcome("办了")


def idle(at):
    return Outcome()


def job(work=work_off):
    return Job("test", "试办", Every(15), work, "试一试", "prompt")


# -- when ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds_ago", "is_due"), [(None, True), (0, False), (14, False), (15, True), (900, True)]
)
def test_a_short_rhythm_keeps_its_pause(seconds_ago, is_due):
    last = None if seconds_ago is None else AT - timedelta(seconds=seconds_ago)
    assert Every(15).is_due(last, AT) is is_due


@pytest.mark.parametrize(
    ("_case", "last", "at", "is_due"),
    [
        ("before the hour", None, county(12, 2, 29), False),
        ("at the hour", None, county(12, 2, 30), True),
        ("done last night", county(11, 2, 30), county(12, 2, 30), True),
        ("done tonight", county(12, 2, 30), county(12, 23, 59), False),
        ("done late yesterday, the server was off", county(11, 22), county(12, 2, 30), True),
        ("the server was off at the hour", county(11, 2, 30), county(12, 9), True),
        ("after midnight, not yet", county(11, 2, 30), county(12, 0, 1), False),
    ],
)
def test_a_nightly_job_runs_once_a_night(_case, last, at, is_due):
    assert NIGHT.is_due(last, at) is is_due


@pytest.mark.parametrize(
    ("_case", "at", "is_due"),
    [
        ("Thursday", datetime(2026, 3, 12, 0, 30, tzinfo=UTC), True),
        ("Saturday", datetime(2026, 3, 14, 0, 30, tzinfo=UTC), False),
        # Spring Festival 2026: 15 to 23 February off, Saturday 28 February worked.
        ("holiday on a Tuesday", datetime(2026, 2, 17, 0, 30, tzinfo=UTC), False),
        ("a worked Saturday", datetime(2026, 2, 28, 0, 30, tzinfo=UTC), True),
    ],
)
def test_the_morning_round_keeps_to_working_days(_case, at, is_due):
    assert MORNING.is_due(None, at) is is_due


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (Every(15), "每15秒"),
        (Every(60), "每1分钟"),
        (NIGHT, "每天02:30"),
        (MORNING, "每个工作日08:30"),
    ],
)
def test_a_rhythm_is_said_in_words(rhythm, words):
    assert str(rhythm) == words


# -- once ------------------------------------------------------------------------------


def test_what_is_due_is_done_and_kept(db):
    assert schedule.run_due([job()], at=AT) == ["test"]
    row = ScheduledJob.objects.get()
    assert (row.name, row.started_at, row.ok, row.message, row.claim) == (
        "test",
        AT,
        True,
        "办了",
        "",
    )
    assert list(ScheduledRun.objects.values_list("job", "started_at", "ok", "message")) == [
        ("test", AT, True, "办了")
    ]


def test_what_is_not_due_is_left(db):
    schedule.run_due([job()], at=AT)
    assert schedule.run_due([job()], at=AT + timedelta(seconds=14)) == []
    assert schedule.run_due([job()], at=AT + timedelta(seconds=15)) == ["test"]


def test_a_run_that_had_nothing_to_do_leaves_no_row(db):
    schedule.run_due([job(idle)], at=AT)
    assert not ScheduledRun.objects.exists()
    assert ScheduledJob.objects.get().finished_at is not None


def test_a_job_under_way_elsewhere_is_not_begun(db):
    inner = []
    schedule.run(job(lambda at: inner.append(schedule.run(job(), at=at, force=True)) or Outcome()),
                 at=AT)  # fmt: skip
    assert inner == [None]


def test_whoever_saw_an_older_state_does_not_do_it_again(db):
    schedule.run(job(), at=AT)
    assert schedule.run(job(), at=AT, seen=None) is None
    assert schedule.run(job(), at=AT + timedelta(seconds=15), seen=AT) is not None
    assert schedule.run(job(), at=AT + timedelta(seconds=15), seen=AT) is None


@pytest.mark.parametrize(("minutes", "taken"), [(4, False), (6, True)])
def test_a_job_whose_process_died_is_taken_over_after_its_longest_time(db, minutes, taken):
    ScheduledJob.objects.create(name="test", started_at=AT, claim="dead")
    done = schedule.run_due([job()], at=AT + timedelta(minutes=minutes))
    assert bool(done) is taken


# -- what goes wrong -------------------------------------------------------------------


def crash(at):
    raise ConnectionError("数据库没有应答")


def test_a_broken_job_is_kept_told_and_stops_no_other(db, office, administrator):
    other = Job("other", "另一项", Every(15), idle, "", "prompt")
    assert schedule.run_due([job(crash), other], at=AT) == ["test", "other"]
    run = ScheduledRun.objects.get()
    assert (run.ok, run.message) == (False, "程序出错：ConnectionError：数据库没有应答")
    assert {notice.user for notice in Notice.objects.all()} == {office, administrator}
    notice = Notice.objects.first()
    assert notice.subject == "定时任务“试办”没有正常完成"
    assert notice.url == "/admin/schedule/"


def test_the_same_alarm_comes_once_an_hour(db, office):
    for minutes in range(0, 121, 5):
        schedule.run_due([job(crash)], at=AT + timedelta(minutes=minutes))
    assert [notice.at for notice in Notice.objects.order_by("at")] == [
        AT + timedelta(hours=hours) for hours in (0, 1, 2)
    ]


def test_an_unproved_record_alarms(db, office, monkeypatch):
    from gongkai.foundation.audit.services import Break

    monkeypatch.setattr(duties.audit, "breaks", lambda: [Break(3, "缺第3条至第3条。")])
    schedule.run(duties.BY_NAME["audit"], at=AT)
    assert Notice.objects.get().text == "审计记录有1处对不上：缺第3条至第3条。"


def test_a_register_that_differs_from_the_record_alarms(office, monkeypatch):
    from types import SimpleNamespace

    gaps = SimpleNamespace(count=3, gaps=["第2条没有审计记录。"])
    monkeypatch.setattr(duties.audit, "proofs", lambda: {"审校记录": lambda: gaps})
    schedule.run(duties.BY_NAME["audit"], at=AT)
    assert Notice.objects.get().text == "审计记录有1处对不上：审校记录：第2条没有审计记录。"


def test_a_public_file_that_differs_alarms(office, monkeypatch):
    from types import SimpleNamespace

    from gongkai.apps.static_site.services import Difference

    found = [Difference(f"news/{number}/index.html", "文件内容被改动") for number in range(4)]
    monkeypatch.setattr(
        duties.static_site, "verify", lambda **_: (SimpleNamespace(targets=9), found)
    )
    outcome = schedule.run(duties.BY_NAME["verify"], at=AT)
    assert outcome.message.startswith(
        "核对9个页面，4处不一致：news/0/index.html：文件内容被改动；news/1/"
    )
    assert outcome.message.endswith("等4项")
    assert Notice.objects.get().subject == "定时任务“核验公开文件”没有正常完成"


def test_old_runs_are_forgotten(db):
    for days in (1, 179, 181):
        ScheduledRun.objects.create(
            job="x", started_at=AT - timedelta(days=days), finished_at=AT, ok=True
        )
    assert schedule.tidy(at=AT) == 1
    assert ScheduledRun.objects.count() == 2


# -- the table, the command, the page --------------------------------------------------


def test_names_are_unique_and_lanes_known():
    assert len(duties.BY_NAME) == len(duties.JOBS)
    assert {job.lane for job in duties.JOBS} == set(duties.LANES)


@pytest.mark.parametrize("name", [name for name in duties.BY_NAME if name != "verify"])
def test_every_job_runs_in_an_empty_county(db, name):
    outcome = schedule.run(duties.BY_NAME[name], at=AT)
    assert outcome.ok, outcome.message


def test_a_lane_does_its_jobs_and_no_others(db):
    done = duties.run_lane("prompt")
    assert done == ["release", "alarm"]
    assert set(ScheduledJob.objects.values_list("name", flat=True)) == {"release", "alarm"}


def test_one_job_is_done_by_hand(db, capsys):
    call_command("work", once="audit")
    assert capsys.readouterr().out.strip() == "审计记录首尾相连，没有缺失和改动"
    call_command("work", once="audit")
    assert ScheduledRun.objects.filter(job="audit").count() == 2


def test_a_job_by_hand_says_that_another_process_does_it(db):
    from gongkai.foundation import clock

    ScheduledJob.objects.create(name="audit", started_at=clock.now(), claim="other")
    with pytest.raises(CommandError, match="“核验审计记录”正由另一个进程办理"):
        call_command("work", once="audit")


def test_the_command_lists_the_jobs(capsys):
    call_command("work", list=True)
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(duties.JOBS)
    assert "release" in said[0]
    assert "每15秒" in said[0]


def test_the_page_shows_every_job_to_whoever_looks_after_the_system(client, administrator, granted):
    schedule.run_due([job(crash)], at=AT)
    granted(administrator)
    client.force_login(administrator)
    page = client.get(reverse("schedule:jobs")).content.decode()
    for known in duties.JOBS:
        assert known.label in page
    assert "数据库没有应答" in page
    assert "1项没有正常完成" in page


def test_the_page_is_for_nobody_else(client, staff, granted):
    granted(staff.editor)
    client.force_login(staff.editor)
    assert client.get(reverse("schedule:jobs")).status_code in {302, 403}


def test_nobody_signed_in_is_led_to_the_door(client, db):
    UserFactory()
    assert client.get(reverse("schedule:jobs")).status_code == 302
