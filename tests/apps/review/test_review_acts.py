"""Openings, delegates, chains, recalls, timed and emergency releases, withdrawals, events."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from gongkai.apps.review import events, queries, services
from gongkai.apps.review.models import Edition, Opening, Step, Submission
from gongkai.apps.review.services.delegating import MayNotSetReview
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.editions import ChangeNoteMissing, EditionKind
from gongkai.domain.review.emergencies import (
    EmergencyGroundsMissing,
    EmergencyKind,
    EmergencyNotCleared,
)
from gongkai.domain.review.openings import NotOpened
from gongkai.domain.review.opinions import ReasonMissing
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, ReviewActionNotAllowed, State
from gongkai.domain.review.withdrawals import (
    NEUTRAL_SENTENCE,
    InternalReasonMissing,
    PublicReasonMissing,
    RedirectTargetMissing,
    RedirectToItself,
    WithdrawalKind,
)
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import PostFactory
from tests.factories.review import GOOD, pass_levels, publish, submit, take_down
from tests.factories.review_acts import AT, decide, refused
from tests.factories.websites import body_of, save_draft

DAY = date(2025, 3, 12)
OPEN = SecrecyConclusion.MAY_BE_DISCLOSED
LATER = AT + timedelta(hours=6)


def post_of(user, role):
    return Post.objects.get(user=user, role=role.value)


def state_of(submission):
    return State(Submission.objects.get(pk=submission.pk).state)


@pytest.fixture
def admin(organ):
    return PostFactory(organ=organ, role=Role.SYSTEM_ADMIN.value).user


# -- openings --------------------------------------------------------------------------


def blind(submission, actor):
    return services.decide(
        submission_id=submission.pk, action=Action.PASS, actor=actor, at=AT, opinion=GOOD["first"]
    )


def test_nobody_decides_on_what_he_has_not_opened(submission, staff):
    said = refused(NotOpened, lambda: blind(submission, staff.first))
    assert "《农村公路养护计划公布》" in said


def test_opening_counts_for_this_person_and_text_only(submission, staff):
    services.open_all(submission_ids=[submission.pk], actor=staff.second, at=AT)
    refused(NotOpened, lambda: blind(submission, staff.first))
    services.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    Submission.objects.filter(pk=submission.pk).update(text_hash="sm3:0")
    refused(NotOpened, lambda: blind(submission, staff.first))


def test_a_second_opening_adds_nothing(submission, staff):
    first = services.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    again = services.open_all(submission_ids=[submission.pk], actor=staff.first, at=LATER)
    assert (first, again) == (1, 0)
    assert Opening.objects.get().at == AT
    assert queries.has_opened(submission, staff.first)


def test_the_same_decision_twice_is_refused(submission, staff):
    decide(submission, staff.first, "first")
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


# -- chains ----------------------------------------------------------------------------


def test_an_organ_with_two_reviews_goes_without_the_second(draft, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    submission = submit(draft, staff, AT)
    passed = pass_levels(submission, staff, AT, ("first", "secrecy", "final"))
    assert State(passed.state) is State.PUBLISHED
    assert passed.second_reviewer_id is None


def test_some_kinds_of_pages_pass_the_legality_review(draft, staff, admin, organ):
    services.set_chain(
        organ_id=organ.pk, reviews=3, legality_kinds=["websites.articlepage"], actor=admin, at=AT
    )
    submission = submit(draft, staff, AT)
    pass_levels(submission, staff, AT, ("first", "second"))
    assert state_of(submission) is State.LEGALITY_REVIEW
    refused(PostMissing, lambda: decide(submission, staff.secrecy, "secrecy"))
    lawyer = PostFactory(organ=organ, role=Role.LEGALITY_REVIEWER.value).user
    decide(submission, lawyer, "second")
    assert state_of(submission) is State.SECRECY_REVIEW
    passed = pass_levels(submission, staff, AT, ("secrecy", "final"))
    assert (State(passed.state), passed.legality_reviewer_id) == (State.PUBLISHED, lawyer.pk)


def test_a_text_keeps_the_chain_it_was_submitted_with(submission, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    decide(submission, staff.first, "first")
    assert state_of(submission) is State.SECOND_REVIEW


def test_only_the_system_administrator_sets_a_chain(staff, organ):
    with pytest.raises(MayNotSetReview):
        services.set_chain(
            organ_id=organ.pk, reviews=2, legality_kinds=[], actor=staff.final, at=AT
        )


# -- delegates -------------------------------------------------------------------------


def delegate(holder, role, person, actor=None, **days):
    return services.delegate(
        post_id=post_of(holder, role).pk,
        delegate_id=person.pk,
        from_on=days.get("from_on", DAY),
        to_on=days.get("to_on", DAY + timedelta(days=7)),
        reason="出差",
        actor=actor or holder,
        at=AT,
    )


def test_a_delegate_of_another_organ_acts_for_the_holder(submission, staff, other_staff):
    delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    decide(submission, other_staff.first, "first")
    step = Step.objects.get()
    assert (step.actor, step.acting_for) == (other_staff.first, staff.first.name)
    assert step.actor_post == f"县交通局一审，代{staff.first.name}"
    assert Submission.objects.get().first_reviewer == other_staff.first


@pytest.mark.parametrize("days", [(-5, -1), (1, 5)])
def test_a_delegation_holds_on_its_days_only(submission, staff, other_staff, days):
    row = delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    first, last = (DAY + timedelta(days=number) for number in days)
    type(row).objects.filter(pk=row.pk).update(from_on=first, to_on=last)
    refused(PostMissing, lambda: decide(submission, other_staff.first, "first"))


def test_a_delegation_taken_back_ends_at_once(submission, staff, other_staff):
    row = delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    services.end_delegation(delegation_id=row.pk, actor=staff.first, at=AT)
    refused(PostMissing, lambda: decide(submission, other_staff.first, "first"))


def test_a_delegate_who_wrote_the_text_is_refused(submission, staff):
    delegate(staff.first, Role.FIRST_REVIEWER, staff.editor)
    refused(AuthorMayNotReview, lambda: decide(submission, staff.editor, "first"))


def test_delegating_lets_nobody_act_twice(submission, staff):
    delegate(staff.second, Role.SECOND_REVIEWER, staff.first)
    decide(submission, staff.first, "first")
    refused(SamePersonTwice, lambda: decide(submission, staff.first, "second"))


def test_delegated_texts_wait_for_the_delegate(submission, staff, other_staff):
    delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first)
    posts = queries.posts_for(other_staff.first.pk, DAY)
    assert list(queries.waiting_for(posts)) == [submission]
    assert list(queries.waiting_for(queries.posts_for(other_staff.second.pk, DAY))) == []


def test_only_holder_and_administrator_delegate(staff, other_staff, admin):
    with pytest.raises(MayNotSetReview):
        delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first, actor=staff.second)
    assert delegate(staff.first, Role.FIRST_REVIEWER, other_staff.first, actor=admin).pk


# -- recall ----------------------------------------------------------------------------


def test_whoever_submitted_recalls(submission, staff):
    decide(submission, staff.first, "first")
    services.recall(submission_id=submission.pk, actor=staff.editor, at=AT)
    assert state_of(submission) is State.DRAFT
    assert State(submit(submission.page, staff, AT).state) is State.FIRST_REVIEW


def test_nobody_else_recalls(submission, staff):
    refused(
        services.NotYourSubmission,
        lambda: services.recall(submission_id=submission.pk, actor=staff.first, at=AT),
    )


def test_what_is_public_is_not_recalled(draft, staff):
    done = publish(draft, staff, AT)
    refused(
        ReviewActionNotAllowed,
        lambda: services.recall(submission_id=done.pk, actor=staff.editor, at=AT),
    )


# -- timed release ---------------------------------------------------------------------


@pytest.fixture
def scheduled(submission, staff):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    return services.decide(
        submission_id=submission.pk,
        action=Action.PASS,
        actor=staff.final,
        at=AT,
        opinion=GOOD["final"],
        release_at=LATER,
    )


def test_a_text_waits_for_its_hour(scheduled, draft):
    assert State(scheduled.state) is State.SCHEDULED
    early = services.release_due(at=LATER - timedelta(seconds=1))
    assert early == services.Releases((), ())
    assert services.release_due(at=LATER) == services.Releases((scheduled.pk,), ())
    page = ArticlePage.objects.get(pk=draft.pk)
    assert (page.live, page.first_published_at) == (True, LATER)
    assert queries.published_without_record() == []
    assert services.release_due(at=LATER) == services.Releases((), ())


def test_an_hour_that_passed_is_refused(submission, staff):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    refused(
        services.ReleaseInThePast,
        lambda: services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.final,
            at=AT,
            opinion=GOOD["final"],
            release_at=AT,
        ),
    )


def test_only_the_final_review_sets_an_hour(submission, staff):
    refused(
        ReviewActionNotAllowed,
        lambda: services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.first,
            at=AT,
            opinion=GOOD["first"],
            release_at=LATER,
        ),
    )


def test_an_edit_voids_the_schedule(scheduled, draft, staff):
    services.void(page_id=draft.pk, actor=staff.editor, at=AT)
    assert state_of(scheduled) is State.DRAFT
    assert services.release_due(at=LATER) == services.Releases((), ())


def test_a_release_that_fails_stays_scheduled_and_is_loud(scheduled, draft, staff):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("没有人审过。")
    page.save_revision(user=staff.editor)
    late = LATER + timedelta(minutes=2)
    assert list(queries.releases_late(LATER + timedelta(minutes=1))) == []
    assert services.release_due(at=late) == services.Releases((), (scheduled.pk,))
    services.release_due(at=late)
    row = Submission.objects.get(pk=scheduled.pk)
    assert State(row.state) is State.SCHEDULED
    assert "被改动过" in row.release_error
    assert not ArticlePage.objects.get(pk=draft.pk).live
    assert list(queries.releases_failed()) == [row]
    assert list(queries.releases_late(late)) == [row]
    assert Entry.objects.filter(action="review.release_failed").count() == 1


def test_the_final_reviewer_calls_a_release_off(scheduled, staff):
    refused(
        ReasonMissing,
        lambda: services.cancel_release(
            submission_id=scheduled.pk, reason=" ", actor=staff.final, at=AT
        ),
    )
    refused(
        PostMissing,
        lambda: services.cancel_release(
            submission_id=scheduled.pk, reason="暂缓", actor=staff.second, at=AT
        ),
    )
    row = services.cancel_release(
        submission_id=scheduled.pk, reason="暂缓", actor=staff.final, at=AT
    )
    assert (State(row.state), row.release_at) == (State.FINAL_REVIEW, None)
    assert State(decide(row, staff.final, "final").state) is State.PUBLISHED


# -- emergencies -----------------------------------------------------------------------


def release(page, actor, **given):
    return services.release_in_emergency(
        page_id=page.pk,
        kind=EmergencyKind.FLOOD,
        grounds=given.get("grounds", "柳河水位超过警戒线"),
        actor=actor,
        at=AT,
        secrecy=given.get("secrecy", OPEN),
    )


def confirm(submission, actor, level, action=Action.CONFIRM, opinion=None):
    services.open_all(submission_ids=[submission.pk], actor=actor, at=AT)
    return services.confirm(
        submission_id=submission.pk,
        actor=actor,
        at=AT,
        opinion=opinion or GOOD[level],
        action=action,
    )


@pytest.mark.parametrize("stage", [0, 1, 3])
def test_an_emergency_is_public_at_once_and_confirmed_by_two(submission, draft, staff, stage):
    pass_levels(submission, staff, AT, ("first", "second", "secrecy")[:stage])
    row = release(draft, staff.final)
    assert ArticlePage.objects.get(pk=draft.pk).live
    assert (State(row.state), row.emergency_due_at) == (
        State.EMERGENCY,
        AT + timedelta(hours=24),
    )
    assert state_of(submission) is State.DRAFT
    assert queries.published_without_record() == []
    refused(PostMissing, lambda: confirm(row, staff.second, "second"))
    confirm(row, staff.first, "first")
    assert state_of(row) is State.EMERGENCY
    confirm(row, staff.second, "second")
    assert state_of(row) is State.PUBLISHED


def test_a_draft_is_released_with_its_writer_as_author(draft, staff):
    assert release(draft, staff.final).submitted_by == staff.editor


def test_an_organ_with_two_reviews_confirms_by_the_secrecy_reviewer(draft, staff, admin, organ):
    services.set_chain(organ_id=organ.pk, reviews=2, legality_kinds=[], actor=admin, at=AT)
    row = release(draft, staff.final)
    confirm(row, staff.first, "first")
    confirm(row, staff.secrecy, "secrecy")
    assert state_of(row) is State.PUBLISHED


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"grounds": " "}, EmergencyGroundsMissing),
        ({"secrecy": None}, EmergencyNotCleared),
        ({"secrecy": SecrecyConclusion.REFERRED}, EmergencyNotCleared),
    ],
)
def test_an_emergency_says_why_and_is_cleared(draft, staff, given, refusal):
    refused(refusal, lambda: release(draft, staff.final, **given))


def test_only_a_final_reviewer_who_did_not_write_it_releases(draft, staff, organ):
    refused(PostMissing, lambda: release(draft, staff.second))
    PostFactory(user=staff.editor, organ=organ, role=Role.FINAL_REVIEWER.value)
    refused(AuthorMayNotReview, lambda: release(draft, staff.editor))


def test_whoever_released_does_not_confirm(draft, staff, organ):
    PostFactory(user=staff.final, organ=organ, role=Role.FIRST_REVIEWER.value)
    row = release(draft, staff.final)
    refused(SamePersonTwice, lambda: confirm(row, staff.final, "first"))


def test_an_objection_is_decided_by_the_final_reviewer(draft, staff):
    row = release(draft, staff.final)
    objection = services.Opinion(text="水位数据有误")
    confirm(row, staff.first, "first", Action.OBJECT, objection)
    assert state_of(row) is State.EMERGENCY_DISPUTED
    refused(
        ReasonMissing,
        lambda: services.keep(submission_id=row.pk, reason="", actor=staff.final, at=AT),
    )
    services.keep(submission_id=row.pk, reason="数据已核对", actor=staff.final, at=AT)
    assert state_of(row) is State.EMERGENCY
    confirm(row, staff.first, "first")
    confirm(row, staff.second, "second", Action.OBJECT, objection)
    take_down(draft, staff.final, AT)
    assert state_of(row) is State.TAKEN_DOWN


def test_an_emergency_not_confirmed_in_a_day_is_overdue(draft, staff):
    row = release(draft, staff.final)
    assert list(queries.emergencies_overdue(AT + timedelta(hours=24))) == []
    assert list(queries.emergencies_overdue(AT + timedelta(hours=24, seconds=1))) == [row]


def test_confirmations_wait_for_whose_turn_it_is(draft, staff):
    row = release(draft, staff.final)
    assert list(queries.waiting_for(staff.first.posts.all())) == [row]
    assert list(queries.waiting_for(staff.second.posts.all())) == []
    confirm(row, staff.first, "first")
    assert list(queries.waiting_for(staff.first.posts.all())) == []
    assert list(queries.waiting_for(staff.second.posts.all())) == [row]


# -- editions --------------------------------------------------------------------------


def edit(draft, staff, text, **change):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of(text)
    page.save_revision(user=staff.editor)
    return publish(page, staff, AT, **change)


def test_editions_are_numbered(draft, staff):
    publish(draft, staff, AT)
    edit(draft, staff, "更正错字。", edition_kind=EditionKind.MINOR)
    edit(draft, staff, "今年养护130公里。", change_note="调整养护里程")
    edit(draft, staff, "再更正错字。", edition_kind=EditionKind.MINOR)
    views = queries.editions_of(draft.pk)
    assert [(view.number, view.note, view.is_major) for view in views] == [
        ("2.1", "", False),
        ("2.0", "调整养护里程", True),
        ("1.1", "", False),
        ("1.0", "", True),
    ]


def test_a_later_major_edition_needs_a_public_note(draft, staff):
    publish(draft, staff, AT)
    page = ArticlePage.objects.get(pk=draft.pk)
    page.save_revision(user=staff.editor)
    refused(ChangeNoteMissing, lambda: submit(page, staff, AT))


# -- withdrawals -----------------------------------------------------------------------


def withdraw(page, staff, kind, **given):
    return services.withdraw(
        page_id=page.pk,
        kind=kind,
        public_reason=given.pop("public_reason", ""),
        actor=staff.final,
        at=AT,
        **given,
    )


def test_a_leak_leaves_a_neutral_sentence(draft, staff):
    publish(draft, staff, AT)
    refused(InternalReasonMissing, lambda: withdraw(draft, staff, WithdrawalKind.GONE))
    withdraw(
        draft,
        staff,
        WithdrawalKind.GONE,
        public_reason="名单含身份证号",
        internal_reason="附件含个人信息",
    )
    view = queries.withdrawal_of(draft.pk)
    assert (view.kind, view.public_reason) == (WithdrawalKind.GONE, NEUTRAL_SENTENCE)
    assert queries.withdrawals() == {draft.pk: view}
    assert ArticlePage.objects.get(pk=draft.pk).taken_down_reason == NEUTRAL_SENTENCE


def test_a_banner_says_why(draft, staff):
    publish(draft, staff, AT)
    refused(PublicReasonMissing, lambda: withdraw(draft, staff, WithdrawalKind.BANNER))


def test_a_redirect_leads_to_a_live_page_and_in_no_circle(draft, staff, section):
    other = save_draft(section, staff.editor, title="新的计划")
    publish(draft, staff, AT)

    def lead(page, target):
        return withdraw(
            page,
            staff,
            WithdrawalKind.REDIRECT,
            public_reason="已由新计划代替",
            redirect_to=target,
        )

    refused(RedirectTargetMissing, lambda: lead(draft, None))
    refused(RedirectTargetMissing, lambda: lead(draft, other.pk))
    refused(RedirectToItself, lambda: lead(draft, draft.pk))
    publish(other, staff, AT)
    lead(draft, other.pk)
    assert queries.withdrawal_of(draft.pk).redirect_to_id == other.pk
    refused(RedirectToItself, lambda: lead(other, draft.pk))


def test_a_new_review_lifts_the_withdrawal(draft, staff):
    publish(draft, staff, AT)
    take_down(draft, staff.final, AT)
    edit(draft, staff, "改正后重新发布。", change_note="改正数据")
    assert queries.withdrawal_of(draft.pk) is None
    assert ArticlePage.objects.get(pk=draft.pk).taken_down_reason == ""


# -- events ----------------------------------------------------------------------------


def test_listeners_hear_every_change_of_what_is_public(draft, staff, monkeypatch):
    heard = []
    monkeypatch.setattr(events, "_listeners", [])
    events.register(heard.append)
    publish(draft, staff, AT)
    take_down(draft, staff.final, AT)
    edit(draft, staff, "改正后重新发布。", change_note="改正数据")
    assert [(row.kind, row.page_id) for row in heard] == [
        ("published", draft.pk),
        ("withdrawn", draft.pk),
        ("restored", draft.pk),
    ]
    assert heard[0].text_hash == Edition.objects.get(major=1).text_hash
    assert queries.approved_hashes() == {draft.pk: heard[2].text_hash}


# -- files -----------------------------------------------------------------------------


def test_a_file_exchanged_under_its_number_voids_the_approval(section, staff):
    document = get_document_model().objects.create(
        title="名单", file=ContentFile(b"old", name="list.txt")
    )
    link = f'<a linktype="document" id="{document.pk}">名单</a>'
    draft = save_draft(section, staff.editor, at=AT, body=body_of(link))
    before = queries.hash_of(draft.get_latest_revision().content)
    document.file.storage.delete(document.file.name)
    document.file.save(document.file.name, ContentFile(b"new"), save=False)
    get_document_model().objects.filter(pk=document.pk).update(file=document.file.name)
    assert queries.hash_of(draft.get_latest_revision().content) != before


def test_a_picture_exchanged_under_its_number_voids_the_approval(section, staff):
    import json

    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    image = get_image_model().objects.create(title="路", file=get_test_image_file())
    value = {"image": image.pk, "decorative": True, "alt_text": ""}
    body = json.dumps([{"type": "picture", "value": value, "id": "1"}])
    draft = save_draft(section, staff.editor, at=AT, body=body)
    submission = submit(draft, staff, AT)
    decide(submission, staff.first, "first")
    other = get_test_image_file(colour="red")
    image.file.save("other.png", other, save=False)
    get_image_model().objects.filter(pk=image.pk).update(file=image.file.name)
    from gongkai.domain.review.text_hash import TextChangedSinceApproval

    refused(TextChangedSinceApproval, lambda: decide(submission, staff.second, "second"))


def test_an_act_with_publication_costs_the_same_however_many_pages(
    section, staff, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(events, "_listeners", [])  # what others write is theirs to count
    for number in range(3):
        publish(save_draft(section, staff.editor, title=f"信息{number}"), staff, AT)
    submission = submit(save_draft(section, staff.editor, title="又一篇"), staff, AT)
    pass_levels(submission, staff, AT, ("first", "second", "secrecy"))
    services.open_all(submission_ids=[submission.pk], actor=staff.final, at=AT)
    with django_assert_max_num_queries(20):
        services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.final,
            at=AT,
            opinion=GOOD["final"],
        )
