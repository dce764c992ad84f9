"""Who is reminded of what, and when an alarm is raised."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.apps.review import services
from gongkai.apps.review.models import Submission
from gongkai.apps.review.services import Opinion
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State
from gongkai.foundation.notices.models import Notice
from gongkai.project import duties, reminders
from tests.factories.foundation import UserFactory
from tests.factories.review import GOOD, pass_levels, publish, submit
from tests.factories.websites import save_draft

AT = datetime(2026, 3, 12, 2, tzinfo=UTC)  # Thursday 10:00 in the county


def days(number):
    return AT + timedelta(days=number)


def told(kind):
    """Return who was told, and the subject."""
    return [
        (notice.user, notice.subject)
        for notice in Notice.objects.filter(kind=kind).order_by("user_id")
    ]


# -- reviewers -------------------------------------------------------------------------


def test_a_reviewer_is_reminded_after_more_than_two_working_days(submission, staff):
    assert reminders.remind_reviewers(days(4)) == 0  # Monday: two working days
    assert reminders.remind_reviewers(days(5)) == 1  # Tuesday: three
    assert told("review.waits") == [(staff.first, "1篇稿件等您审核")]
    assert Notice.objects.get().text == "最久的一篇已等3个工作日：《农村公路养护计划公布》。"


def test_the_next_level_has_a_patience_of_its_own(submission, staff):
    pass_levels(submission, staff, AT, levels=("first", "second", "secrecy"))
    assert reminders.remind_reviewers(days(1)) == 0
    assert reminders.remind_reviewers(days(4)) == 1
    assert told("review.waits") == [(staff.final, "1篇稿件等您审核")]


def test_the_patience_is_a_setting(submission, staff, settings):
    settings.GONGKAI_REMIND_AFTER_WORKING_DAYS = {"default": 0}
    assert reminders.remind_reviewers(days(1)) == 1


def test_a_delegate_is_reminded_too(submission, staff):
    delegate = UserFactory(name="代审人")
    services.delegate(
        post_id=staff.first.posts.get().pk,
        delegate_id=delegate.pk,
        from_on=date(2026, 3, 12),
        to_on=date(2026, 3, 20),
        reason="外出学习",
        actor=staff.first,
        at=AT,
    )
    reminders.remind_reviewers(days(5))
    assert told("review.waits") == [
        (staff.first, "1篇稿件等您审核"),
        (delegate, "1篇稿件等您审核"),
    ]


def test_several_texts_are_one_reminder(section, staff):
    for title in ("第一件", "第二件", "第三件"):
        submit(save_draft(section, staff.editor, at=AT, title=title), staff, AT)
    reminders.remind_reviewers(days(5))
    assert told("review.waits") == [(staff.first, "3篇稿件等您审核")]


# -- editors ---------------------------------------------------------------------------


@pytest.fixture
def returned(submission, staff):
    services.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    return services.decide(
        submission_id=submission.pk,
        action=Action.RETURN,
        actor=staff.first,
        at=AT,
        opinion=Opinion("请核对里程。", GOOD["first"].proofreading),
    )


def test_the_editor_is_reminded_of_a_returned_text(returned, staff):
    assert reminders.remind_editors(days(5)) == 0
    assert reminders.remind_editors(days(6)) == 1
    assert told("review.returned") == [(staff.editor, "1篇退回的稿件等您修改")]


def test_a_text_submitted_again_is_not_reminded_of(returned, draft, staff):
    draft.specific.save_revision(user=staff.editor)
    submit(draft, staff, days(1))
    assert reminders.remind_editors(days(6)) == 0


# -- alarms ----------------------------------------------------------------------------


@pytest.fixture
def late(submission, staff):
    """Return a text whose hour was nine on Thursday and that nobody published."""
    Submission.objects.filter(pk=submission.pk).update(
        state=State.SCHEDULED.value,
        first_reviewer=staff.first,
        second_reviewer=staff.second,
        secrecy_reviewer=staff.secrecy,
        final_reviewer=staff.final,
        release_at=AT,
    )
    return submission


def test_a_late_release_alarms_the_final_reviewer_and_the_office(late, staff, office):
    assert reminders.alarm(AT + timedelta(seconds=30)) == []
    said = "《农村公路养护计划公布》过了定时发布的时间还没有发布"
    assert reminders.alarm(AT + timedelta(minutes=2)) == [said]
    assert told("review.release_late") == [(staff.final, said), (office, said)]


def test_a_failed_release_alarms_with_its_reason(late, staff, office):
    Submission.objects.filter(pk=late.pk).update(release_error="页面已被修改。")
    assert reminders.alarm(AT + timedelta(minutes=2)) == [
        "《农村公路养护计划公布》到时没有发布成功"
    ]
    assert {notice.text for notice in Notice.objects.all()} == {"页面已被修改。"}


def test_the_alarm_is_repeated_by_the_hour(late, staff, office):
    for minutes in range(2, 123):
        reminders.alarm(AT + timedelta(minutes=minutes))
    assert Notice.objects.filter(user=office).count() == 3


def test_an_emergency_not_reviewed_in_time_alarms(draft, staff, office):
    services.release_in_emergency(
        page_id=draft.pk,
        kind=next(iter(EmergencyKind)),
        grounds="山洪预警须立即发布",
        actor=staff.final,
        at=AT,
        secrecy=SecrecyConclusion.MAY_BE_DISCLOSED,
    )
    due_at = Submission.objects.get(page_id=draft.pk).emergency_due_at
    assert reminders.alarm(due_at) == []
    said = "《农村公路养护计划公布》应急发布后没有按时补审"
    assert reminders.alarm(due_at + timedelta(minutes=1)) == [said]


# -- the other duties ------------------------------------------------------------------


def test_a_text_is_published_at_its_hour_by_the_schedule(submission, staff):
    pass_levels(submission, staff, AT, levels=("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    services.decide(
        submission_id=submission.pk,
        action=Action.PASS,
        actor=staff.final,
        at=AT,
        opinion=GOOD["final"],
        release_at=AT + timedelta(hours=6),
    )
    assert duties.release(AT + timedelta(hours=5)).message == ""
    assert duties.release(AT + timedelta(hours=6)).message == "按时发布1篇"
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED.value


def test_overdue_sections_are_told_to_their_editors_and_the_office(section, draft, staff, office):
    publish(draft, staff, AT)
    year_later = AT + timedelta(days=365)
    assert reminders.overdue_sections(year_later) == 1
    assert told("websites.section_overdue") == [
        (staff.editor, "1个栏目超过更新期限"),
        (office, "1个栏目超过更新期限"),
    ]


def test_reminders_go_by_mail_afterwards(submission, staff, mailoutbox):
    staff.first.email = "first@example.org"
    staff.first.save()
    duties.remind(days(5))
    assert mailoutbox == []
    assert duties.mail(days(5)).message == "送达1条提醒"
    assert [message.to for message in mailoutbox] == [["first@example.org"]]
