import json
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.documents import get_document_model

from gongkai.apps.review import door, queries, services
from gongkai.apps.review.models import Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.errors import Refusal
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.domain.review.three_reviews import State
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit import services as audit
from gongkai.foundation.audit.models import Entry
from tests.factories import review as acts
from tests.factories.foundation import UserFactory
from tests.factories.review import LEVELS, pass_levels, publish, submit
from tests.factories.review_acts import AT, FIELDS, before, decide, refused, snapshot
from tests.factories.websites import body_of, save_draft

# -- edits after approval --------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "change",
    [
        {"title": "农村公路养护计划（改）"},
        {"body": body_of("今年养护农村公路999公里。")},
        {"summary": "补写的概述"},
        {"formed_on": date(2025, 3, 1)},
    ],
    ids=["title", "body", "summary", "formed_on"],
)
def test_an_edit_under_review_stops_the_next_level(submission, staff, draft, level, change):
    pass_levels(submission, staff, AT, before(level))
    page = ArticlePage.objects.get(pk=draft.pk)
    for name, value in change.items():
        setattr(page, name, value)
    page.save_revision(user=staff.editor)
    refused(TextChangedSinceApproval, lambda: decide(submission, getattr(staff, level), level))


def test_an_edited_text_starts_again_at_the_first_level(submission, staff, draft):
    pass_levels(submission, staff, AT, before("final"))
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("今年养护农村公路130公里。")
    page.save_revision(user=staff.editor)

    again = submit(draft, staff, AT)

    assert again.pk != submission.pk
    assert State(again.state) is State.FIRST_REVIEW
    assert [getattr(again, FIELDS[level]) for level in LEVELS] == [None] * 4
    submission.refresh_from_db()
    assert State(submission.state) is State.DRAFT
    assert Entry.objects.filter(action="review.void").count() == 1


def attach(draft, document, editor):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.attachment_files = json.dumps([{"type": "file", "value": document.pk, "id": "1"}])
    page.save_revision(user=editor)


@pytest.fixture
def document(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return get_document_model().objects.create(
        title="养护计划表", file=ContentFile("一、柳河路".encode(), name="plan.txt")
    )


def exchange(document):
    document.file = ContentFile("二、换掉的内容".encode(), name="plan.txt")
    document._set_document_file_metadata()
    document.save()


def test_an_attachment_added_under_review_stops_the_next_level(submission, staff, draft, document):
    pass_levels(submission, staff, AT, before("final"))
    attach(draft, document, staff.editor)
    refused(TextChangedSinceApproval, lambda: decide(submission, staff.final, "final"))


def test_a_file_exchanged_under_review_stops_the_next_level(draft, staff, document):
    attach(draft, document, staff.editor)
    submission = submit(draft, staff, AT)
    pass_levels(submission, staff, AT, before("final"))
    exchange(document)
    refused(TextChangedSinceApproval, lambda: decide(submission, staff.final, "final"))


def test_a_linked_file_exchanged_under_review_stops_the_next_level(draft, staff, document):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of(f'见<a id="{document.pk}" linktype="document">计划表</a>。')
    page.save_revision(user=staff.editor)
    submission = submit(draft, staff, AT)
    exchange(document)
    refused(TextChangedSinceApproval, lambda: decide(submission, staff.first, "first"))


def test_a_text_with_unchanged_files_is_published(draft, staff, document):
    attach(draft, document, staff.editor)
    done = publish(draft, staff, AT)
    live = ArticlePage.objects.get(pk=draft.pk)
    assert str(queries.hash_of(live.serializable_data())) == done.text_hash
    assert [block.value for block in live.attachment_files] == [document]


def test_a_revision_rewritten_by_hand_is_noticed(submission, staff):
    pass_levels(submission, staff, AT, before("final"))
    revision = submission.revision
    revision.content["body"] = body_of("换掉的正文")
    revision.save()
    refused(TextChangedSinceApproval, lambda: decide(submission, staff.final, "final"))


def test_an_interrupted_final_step_leaves_nothing_half_done(submission, staff, draft, monkeypatch):
    pass_levels(submission, staff, AT, before("final"))
    earlier = snapshot()

    def cut_off(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(door.page_published, "send", cut_off)
    with pytest.raises(ConnectionError):
        decide(submission, staff.final, "final")
    assert snapshot() == earlier


def test_an_interruption_after_publishing_takes_the_page_back(submission, staff, monkeypatch):
    pass_levels(submission, staff, AT, before("final"))
    earlier = snapshot()

    def cut_off(*_acts, **_facts):
        raise ConnectionError

    monkeypatch.setattr(audit, "record_all", cut_off)
    with pytest.raises(ConnectionError):
        decide(submission, staff.final, "final")
    assert snapshot() == earlier
    assert not ArticlePage.objects.filter(live=True).exists()


# -- later editions and taking down ----------------------------------------------------


def second_edition(draft, staff, at):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("更正：今年养护农村公路121公里。")
    page.save_revision(user=staff.editor)
    return acts.publish(page, staff, at, change_note="更正养护里程")


def test_a_second_edition_keeps_the_first_day(draft, staff):
    publish(draft, staff, AT)
    second_edition(draft, staff, AT + timedelta(days=30))
    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.first_published_at == AT
    assert page.last_published_at == AT + timedelta(days=30)
    assert "121公里" in str(page.body)


def test_the_live_text_stays_while_its_next_edition_is_reviewed(draft, staff):
    publish(draft, staff, AT)
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("更正稿")
    page.save_revision(user=staff.editor)
    submit(page, staff, AT, change_note="更正")
    live = ArticlePage.objects.get(pk=draft.pk)
    assert live.live
    assert "120公里" in str(live.body)


def test_a_reviewer_of_the_first_edition_may_review_the_second(draft, staff):
    publish(draft, staff, AT)
    assert State(second_edition(draft, staff, AT).state) is State.PUBLISHED


def take_down(draft, actor, reason="数据有误"):
    return acts.take_down(draft, actor, AT, reason)


def test_taking_down_keeps_row_reason_and_record(draft, staff, client):
    publish(draft, staff, AT)
    url = ArticlePage.objects.get(pk=draft.pk).url
    assert client.get(url).status_code == 200

    done = take_down(draft, staff.final)

    page = ArticlePage.objects.get(pk=draft.pk)
    assert State(Submission.objects.get(pk=done.submission_id).state) is State.TAKEN_DOWN
    assert (page.live, page.taken_down_reason) == (False, "数据有误")
    assert page.first_published_at == AT
    assert client.get(url).status_code == 404
    facts = Entry.objects.latest("sequence").facts
    assert (facts["kind"], facts["reason"]) == ("banner", "数据有误")


@pytest.mark.parametrize("name", ["editor", "first", "second", "secrecy"])
def test_only_the_final_reviewer_takes_down(draft, staff, name):
    publish(draft, staff, AT)
    refused(PostMissing, lambda: take_down(draft, getattr(staff, name)))


def test_taking_down_needs_a_reason(draft, staff):
    publish(draft, staff, AT)
    refused(Refusal, lambda: take_down(draft, staff.final, reason=" "))


def test_what_is_not_public_is_not_taken_down(draft, staff):
    refused(services.NotPublished, lambda: take_down(draft, staff.final))
    publish(draft, staff, AT)
    take_down(draft, staff.final)
    refused(services.NotPublished, lambda: take_down(draft, staff.final))


def test_taking_down_ends_all_editions(draft, staff):
    publish(draft, staff, AT)
    second_edition(draft, staff, AT)
    take_down(draft, staff.final)
    assert set(Submission.objects.values_list("state", flat=True)) == {"taken_down"}
    refused(services.NotPublished, lambda: take_down(draft, staff.final))


def test_what_was_taken_down_returns_only_through_a_new_review(draft, staff):
    publish(draft, staff, AT)
    take_down(draft, staff.final)
    assert State(second_edition(draft, staff, AT).state) is State.PUBLISHED
    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.live
    assert page.first_published_at == AT


# -- the last wall ---------------------------------------------------------------------


@pytest.mark.parametrize("missing", LEVELS)
def test_the_database_refuses_a_published_row_without_reviewer(submission, staff, missing):
    reviewers = {FIELDS[level]: getattr(staff, level).pk for level in LEVELS if level != missing}
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state="published", published_at=AT, **reviewers
        )


@pytest.mark.parametrize(("one", "two"), list(combinations(("submitter", *LEVELS), 2)))
def test_the_database_refuses_one_person_in_two_places(submission, staff, one, two):
    people = {FIELDS[level]: getattr(staff, level).pk for level in LEVELS}
    people[FIELDS[two]] = staff.editor.pk if one == "submitter" else getattr(staff, one).pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state="published", published_at=AT, **people
        )


def test_the_database_refuses_an_unknown_state(submission):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(state="approved")


def test_a_live_page_that_lost_its_review_is_found(draft, staff, section):
    reviewed = save_draft(section, staff.editor, title="审过的信息")
    publish(reviewed, staff, AT)
    publish(draft, staff, AT)
    assert queries.published_without_record() == []
    Submission.objects.filter(page_id=draft.pk).update(state="returned")
    assert queries.published_without_record() == [draft.pk]


def test_a_person_with_records_cannot_be_deleted(submission, staff):
    from django.db.models import ProtectedError

    for person in (staff.editor, UserFactory(name="新人")):
        if person == staff.editor:
            with pytest.raises(ProtectedError):
                person.delete()
