"""Questions of the public: taken, decided on, answered, put on the page."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.apps.engagement import services
from gongkai.apps.engagement.models import InterviewQuestion, OnlineInterview
from gongkai.apps.engagement.services.asking import NothingAnswered
from gongkai.domain.engagement.intake import NothingWritten, TooManySubmissions
from gongkai.domain.engagement.questions import (
    QuestionAction,
    QuestionActionNotAllowed,
    QuestionsNotTaken,
    RejectionGround,
    RejectionUnexplained,
)
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.engagement import interview
from tests.factories.foundation import OrganFactory
from tests.factories.review import publish, staff_of

pytestmark = pytest.mark.django_db

AT = datetime(2025, 6, 3, 2, tzinfo=UTC)
HELD = datetime(2025, 6, 10, 6, tzinfo=UTC)


@pytest.fixture
def staff(county):
    return staff_of(county)


@pytest.fixture
def page(press, county):
    return interview(
        press,
        organ=county,
        held_at=HELD,
        questions_from_on=date(2025, 6, 2),
        questions_until_at=HELD,
    )


def ask(page, text="学校几号开学？", at=AT, **who):
    return services.ask(interview_id=page.pk, text=text, at=at, **who)


def test_a_question_is_numbered_by_its_day(page):
    numbers = [ask(page).number, ask(page, "校车怎么坐？").number]
    assert numbers == ["T202506030001", "T202506030002"]


def test_contact_is_kept_encrypted_and_shown_masked(page):
    row = ask(page, name="王小明", contact="13900001234")
    stored = InterviewQuestion.objects.filter(pk=row.pk).extra(select={"raw": "contact"})
    assert "13900001234" not in stored.values_list("raw", flat=True)[0]
    kept = InterviewQuestion.objects.get(pk=row.pk)
    assert (kept.masked_name, kept.masked_contact) == ("王某某", "*******1234")


def test_who_asked_stays_out_of_the_record_of_acts(page):
    ask(page, name="王小明", contact="13900001234")
    entry = Entry.objects.get(action="engagement.ask")
    assert "王小明" not in str(entry.facts) + entry.subject_label
    assert entry.actor_name == "系统"


@pytest.mark.parametrize("at", [AT - timedelta(days=2), HELD])
def test_a_question_out_of_time_is_refused(page, at):
    with pytest.raises(QuestionsNotTaken):
        ask(page, at=at)


def test_an_empty_question_is_refused(page):
    with pytest.raises(NothingWritten):
        ask(page, " ")


def test_the_sixth_question_of_a_place_within_the_hour_is_refused(page):
    for number in range(5):
        ask(page, f"问题{number}", place="192.0.2.1")
    with pytest.raises(TooManySubmissions):
        ask(page, "问题6", place="192.0.2.1")
    assert ask(page, "问题6", place="192.0.2.2").pk


def test_the_address_of_a_place_is_kept_nowhere(page):
    row = ask(page, place="192.0.2.1")
    assert "192.0.2.1" not in str(InterviewQuestion.objects.filter(pk=row.pk).values())
    assert len(row.source_mark) == 32


def test_a_second_press_on_the_button_is_no_second_question(page):
    assert ask(page, place="192.0.2.1").pk == ask(page, place="192.0.2.1").pk


def moderate(row, actor, action=QuestionAction.ACCEPT, **why):
    return services.moderate(question_id=row.pk, action=action, actor=actor, at=AT, **why)


def test_a_question_left_out_needs_a_ground(page, staff):
    row = ask(page)
    with pytest.raises(RejectionUnexplained):
        moderate(row, staff.editor, QuestionAction.REJECT)
    kept = moderate(row, staff.editor, QuestionAction.REJECT, ground=RejectionGround.OFF_TOPIC)
    assert (kept.state, kept.ground) == ("rejected", "off_topic")


def test_a_question_is_not_answered_before_it_is_accepted(page, staff):
    with pytest.raises(QuestionActionNotAllowed):
        services.answer(
            question_id=ask(page).pk, text="九月一日。", guest="局长", actor=staff.editor, at=AT
        )


def test_an_officer_of_another_organ_decides_nothing(page):
    stranger = staff_of(OrganFactory(code="other")).editor
    with pytest.raises(PostMissing):
        moderate(ask(page), stranger)
    with pytest.raises(PostMissing):
        services.reveal_question(question_id=ask(page).pk, actor=stranger, at=AT)


def answered(page, staff, text="学校几号开学？"):
    row = moderate(ask(page, text, name="李雷"), staff.editor)
    return services.answer(
        question_id=row.pk, text="九月一日。", guest="教育局局长", actor=staff.editor, at=AT
    )


def test_answers_and_counts_become_a_draft_and_not_a_public_page(page, staff):
    answered(page, staff)
    ask(page, "无关的问题")
    services.gather_answers(interview_id=page.pk, actor=staff.editor, at=AT)
    public = OnlineInterview.objects.get(pk=page.pk)
    draft = public.get_latest_revision_as_object()
    assert (public.questions_count, len(public.answers)) == (0, 0)
    assert (draft.questions_count, draft.answers_count) == (2, 1)
    assert dict(draft.answers[0].value) == {
        "number": "T202506030001",
        "asked_by": "李某",
        "q": "学校几号开学？",
        "a": "九月一日。",
        "guest": "教育局局长",
    }


def test_gathered_answers_are_public_after_the_reviews(page, staff, client):
    answered(page, staff)
    services.gather_answers(interview_id=page.pk, actor=staff.editor, at=AT)
    page.refresh_from_db()
    publish(page, staff, HELD + timedelta(days=1), change_note="补充问答")
    text = client.get(page.get_url()).content.decode()
    assert "收到1个问题，答复1个" in text
    assert "李某：学校几号开学？" in text
    assert "李雷" not in text


def test_without_answers_there_is_nothing_to_gather(page, staff):
    ask(page)
    with pytest.raises(NothingAnswered):
        services.gather_answers(interview_id=page.pk, actor=staff.editor, at=AT)


def test_every_look_at_the_asker_is_recorded(page, staff):
    row = ask(page, name="王小明", contact="13900001234")
    for _ in range(2):
        found = services.reveal_question(question_id=row.pk, actor=staff.editor, at=AT)
    assert (found.name, found.contact) == ("王小明", "13900001234")
    looks = Entry.objects.filter(action="engagement.reveal", subject_id=str(row.pk))
    assert [look.actor_name for look in looks] == [staff.editor.name] * 2


def test_contacts_are_forgotten_after_half_a_year(page):
    row = ask(page, name="王小明", contact="13900001234", place="192.0.2.1")
    # 10 June and 180 days: 7 December.
    assert services.forget(at=datetime(2025, 12, 6, 2, tzinfo=UTC)) == 0
    assert services.forget(at=datetime(2025, 12, 7, 2, tzinfo=UTC)) == 1
    row.refresh_from_db()
    assert (row.name, row.contact, row.source_mark) == ("", "", "")
    assert row.text == "学校几号开学？"
    assert services.forget(at=datetime(2025, 12, 8, 2, tzinfo=UTC)) == 0
