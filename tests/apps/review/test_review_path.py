import json
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from wagtail.documents import get_document_model

from gongkai.apps.review import queries, services
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.services import Opinion
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.secrecy import (
    SecrecyConclusion,
    SecrecyGround,
    SecrecyGroundMissing,
    SecretMayNotBeDisclosed,
)
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.domain.review.three_reviews import Action, State
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import PostFactory, UserFactory
from tests.factories.review import GOOD, LEVELS, ROLES, pass_levels, publish, submit
from tests.factories.websites import body_of, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
STATES = {
    "first": State.FIRST_REVIEW,
    "second": State.SECOND_REVIEW,
    "secrecy": State.SECRECY_REVIEW,
    "final": State.FINAL_REVIEW,
}
FIELDS = {level: f"{level}_reviewer_id" for level in LEVELS}


def decide(submission, actor, level, *, action=Action.PASS, opinion=None, at=AT):
    return services.decide(
        submission_id=submission.pk,
        action=action,
        actor=actor,
        at=at,
        opinion=GOOD[level] if opinion is None else opinion,
    )


def snapshot():
    """Return all that a refused step could have changed."""
    return (
        list(Submission.objects.order_by("pk").values()),
        list(Step.objects.order_by("pk").values()),
        list(ArticlePage.objects.order_by("pk").values()),
        Entry.objects.count(),
    )


def refused(refusal, act):
    """Run an act that must be refused inside its own savepoint; nothing may have changed."""
    before = snapshot()
    with pytest.raises(refusal) as caught:
        act()
    assert snapshot() == before
    sentence = refusals.sentence(caught.value)
    assert "请联系县政务公开办" not in sentence
    assert "…" not in sentence
    return sentence


def before(level):
    """Return the levels passed before one."""
    return LEVELS[: LEVELS.index(level)]


def test_four_people_publish_a_text(submission, staff, draft):
    done = pass_levels(submission, staff, AT + timedelta(hours=4))

    assert [getattr(done, FIELDS[level]) for level in LEVELS] == [
        getattr(staff, level).pk for level in LEVELS
    ]
    assert State(done.state) is State.PUBLISHED
    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.live
    assert page.first_published_at == page.last_published_at == AT + timedelta(hours=4)
    assert page.published_at == done.published_at == AT + timedelta(hours=4)
    assert not page.has_unpublished_changes


def test_the_states_follow_in_order(submission, staff):
    seen = [State(submission.state)]
    seen += [State(decide(submission, getattr(staff, level), level).state) for level in LEVELS]
    assert seen == [
        State.FIRST_REVIEW,
        State.SECOND_REVIEW,
        State.SECRECY_REVIEW,
        State.FINAL_REVIEW,
        State.PUBLISHED,
    ]


def test_every_step_is_kept_with_name_post_and_proofreading(submission, staff):
    pass_levels(submission, staff, AT)
    assert list(
        Step.objects.values_list(
            "level",
            "action",
            "actor_name",
            "errors_found",
            "errors_corrected",
            "secrecy_conclusion",
        )
    ) == [
        ("first_review", "pass", "trafficfirst", 2, 2, ""),
        ("second_review", "pass", "trafficsecond", 0, 0, ""),
        ("secrecy_review", "pass", "trafficsecrecy", None, None, "may_be_disclosed"),
        ("final_review", "pass", "trafficfinal", 0, 0, ""),
    ]
    assert {step.text_hash for step in Step.objects.all()} == {submission.text_hash}
    assert Step.objects.first().actor_post == "县交通局一审"


def test_every_step_leaves_an_audit_row(submission, staff):
    pass_levels(submission, staff, AT)
    rows = Entry.objects.filter(action__startswith="review.").order_by("sequence")
    assert [row.action for row in rows] == ["review.submit", *["review.pass"] * 4]
    assert [row.facts.get("after") for row in rows][1:] == [
        "second_review",
        "secrecy_review",
        "final_review",
        "published",
    ]


def test_the_published_text_is_the_approved_one(submission, staff, draft):
    pass_levels(submission, staff, AT)
    live = ArticlePage.objects.get(pk=draft.pk)
    assert str(queries.hash_of(live.serializable_data())) == submission.text_hash


# -- who may do what -------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_the_author_reviews_at_no_level(submission, staff, organ, level):
    PostFactory(user=staff.editor, organ=organ, role=ROLES[level].value)
    pass_levels(submission, staff, AT, before(level))
    sentence = refused(AuthorMayNotReview, lambda: decide(submission, staff.editor, level))
    assert "拟稿人" in sentence


@pytest.mark.parametrize(("earlier", "later"), list(combinations(LEVELS, 2)))
def test_nobody_passes_two_levels(submission, staff, organ, earlier, later):
    person = getattr(staff, earlier)
    PostFactory(user=person, organ=organ, role=ROLES[later].value)
    pass_levels(submission, staff, AT, before(later))
    refused(SamePersonTwice, lambda: decide(submission, person, later))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", list(ROLES))
@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_only_the_post_of_the_level_decides(submission, staff, level, name, action):
    pass_levels(submission, staff, AT, before(level))
    person = getattr(staff, name)
    if name == level:
        assert decide(submission, person, level, action=action).state != STATES[level].value
    else:
        sentence = refused(PostMissing, lambda: decide(submission, person, level, action=action))
        assert ROLES[level].label in sentence


@pytest.mark.parametrize("level", LEVELS)
def test_the_post_of_another_organ_does_not_count(submission, staff, other_staff, level):
    pass_levels(submission, staff, AT, before(level))
    refused(PostMissing, lambda: decide(submission, getattr(other_staff, level), level))


@pytest.mark.parametrize("level", LEVELS)
def test_a_superuser_without_post_decides_nothing(submission, staff, superuser, level):
    pass_levels(submission, staff, AT, before(level))
    refused(PostMissing, lambda: decide(submission, superuser, level))


def test_an_ended_post_does_not_count(submission, staff):
    staff.first.posts.update(to_on=date(2025, 3, 11))
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))
    staff.first.posts.update(to_on=date(2025, 3, 12))  # the last day counts
    assert decide(submission, staff.first, "first").state == "second_review"


def test_a_post_counts_from_its_first_day(submission, staff):
    staff.first.posts.update(from_on=date(2025, 3, 13))
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


def test_a_deactivated_reviewer_decides_nothing(submission, staff):
    staff.first.is_active = False
    staff.first.save()
    refused(PostMissing, lambda: decide(submission, staff.first, "first"))


def test_whoever_edited_the_draft_is_an_author_too(draft, staff):
    edited = ArticlePage.objects.get(pk=draft.pk)
    edited.body = body_of("今年养护农村公路130公里。")
    edited.save_revision(user=staff.second)
    submission = submit(draft, staff, AT)
    decide(submission, staff.first, "first")
    refused(AuthorMayNotReview, lambda: decide(submission, staff.second, "second"))


def test_only_an_editor_of_the_organ_submits(draft, staff, other_staff):
    for person in (staff.first, other_staff.editor):
        refused(PostMissing, lambda who=person: services.submit(page_id=draft.pk, actor=who, at=AT))


def test_a_page_without_organ_is_not_submitted(section, staff):
    page = save_draft(section, staff.editor, organ=None)
    refused(services.OrganMissing, lambda: submit(page, staff, AT))


def test_a_text_is_not_submitted_twice(submission, draft, staff):
    refused(services.AlreadyUnderReview, lambda: submit(draft, staff, AT))


# -- what must be said -----------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(submission, staff, level, reason):
    pass_levels(submission, staff, AT, before(level))
    sentence = refused(
        services.Refusal,
        lambda: decide(
            submission,
            getattr(staff, level),
            level,
            action=Action.RETURN,
            opinion=Opinion(text=reason),
        ),
    )
    assert sentence.startswith("退回修改时请写明理由")


@pytest.mark.parametrize("level", LEVELS)
def test_a_return_with_a_reason_ends_the_review(submission, staff, level):
    pass_levels(submission, staff, AT, before(level))
    back = decide(
        submission,
        getattr(staff, level),
        level,
        action=Action.RETURN,
        opinion=Opinion(text="数字与附件不一致"),
    )
    assert State(back.state) is State.RETURNED
    assert getattr(back, FIELDS[level]) is None
    assert Step.objects.last().action == "return"


@pytest.mark.parametrize("level", ["first", "second", "final"])
def test_each_review_records_its_proofreading(submission, staff, level):
    pass_levels(submission, staff, AT, before(level))
    person = getattr(staff, level)
    sentence = refused(
        services.Refusal, lambda: decide(submission, person, level, opinion=Opinion("同意"))
    )
    assert "校对还没有记录" in sentence
    sentence = refused(
        services.Refusal,
        lambda: decide(submission, person, level, opinion=Opinion("同意", Proofreading(3, 1))),
    )
    assert "2处没有改正" in sentence


def test_the_secrecy_review_needs_a_conclusion(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    sentence = refused(
        services.SecrecyConclusionMissing,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=Opinion("看过")),
    )
    assert "报请确定" in sentence


def test_a_negative_secrecy_conclusion_returns_the_text(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    back = decide(
        submission,
        staff.secrecy,
        "secrecy",
        opinion=Opinion(
            secrecy=SecrecyConclusion.NOT_TO_BE_DISCLOSED,
            secrecy_grounds=[SecrecyGround.PERSONAL_PRIVACY, SecrecyGround.TRADE_SECRET],
        ),
    )
    step = Step.objects.last()
    assert State(back.state) is State.RETURNED
    assert back.secrecy_reviewer_id is None
    assert (step.action, step.secrecy_conclusion) == ("return", "not_to_be_disclosed")
    assert step.opinion == "不予公开：个人隐私、商业秘密"
    assert step.secrecy_grounds == ["personal_privacy", "trade_secret"]


def test_a_referred_text_waits_and_is_decided_later(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    waiting = decide(
        submission,
        staff.secrecy,
        "secrecy",
        opinion=Opinion(
            text="报县保密局确定",
            secrecy=SecrecyConclusion.REFERRED,
            secrecy_grounds=[SecrecyGround.STATE_SECRET],
        ),
    )
    assert State(waiting.state) is State.SECRECY_REVIEW
    assert waiting.secrecy_reviewer_id is None
    after = decide(submission, staff.secrecy, "secrecy")
    assert State(after.state) is State.FINAL_REVIEW


@pytest.mark.parametrize(
    "conclusion", [SecrecyConclusion.NOT_TO_BE_DISCLOSED, SecrecyConclusion.REFERRED]
)
def test_a_denial_names_its_ground(submission, staff, conclusion):
    pass_levels(submission, staff, AT, before("secrecy"))
    refused(
        SecrecyGroundMissing,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=Opinion(secrecy=conclusion)),
    )


def test_a_state_secret_is_never_cleared(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    opinion = Opinion(
        secrecy=SecrecyConclusion.MAY_BE_DISCLOSED, secrecy_grounds=[SecrecyGround.STATE_SECRET]
    )
    sentence = refused(
        SecretMayNotBeDisclosed,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=opinion),
    )
    assert "国家秘密" in sentence


@pytest.mark.parametrize(
    "opinion",
    [
        Opinion("格式不对"),
        Opinion("格式不对", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED),
        Opinion("格式不对", secrecy=SecrecyConclusion.REFERRED),
    ],
)
def test_a_return_at_the_secrecy_level_never_moves_forward(submission, staff, opinion):
    pass_levels(submission, staff, AT, before("secrecy"))
    back = decide(submission, staff.secrecy, "secrecy", action=Action.RETURN, opinion=opinion)
    assert State(back.state) is State.RETURNED


@pytest.mark.parametrize("action", [Action.SUBMIT, Action.REVISE, Action.TAKE_DOWN])
@pytest.mark.parametrize("passed", [(), LEVELS])
def test_a_decision_is_a_pass_or_a_return(submission, staff, action, passed):
    pass_levels(submission, staff, AT, passed)
    for person in vars(staff).values():
        refused(
            services.ReviewActionNotAllowed,
            lambda who=person: decide(submission, who, "first", action=action),
        )


@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_a_published_text_is_not_decided_again(submission, staff, action):
    pass_levels(submission, staff, AT)
    for person in vars(staff).values():
        refused(
            services.ReviewActionNotAllowed,
            lambda who=person: decide(submission, who, "final", action=action),
        )


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

    monkeypatch.setattr(ArticlePage, "save", cut_off)
    with pytest.raises(ConnectionError):
        decide(submission, staff.final, "final")
    assert snapshot() == earlier


def test_an_interruption_after_publishing_takes_the_page_back(submission, staff, monkeypatch):
    pass_levels(submission, staff, AT, before("final"))
    earlier = snapshot()

    def cut_off(**_facts):
        raise ConnectionError

    monkeypatch.setattr(services.audit, "record", cut_off)
    with pytest.raises(ConnectionError):
        decide(submission, staff.final, "final")
    assert snapshot() == earlier
    assert not ArticlePage.objects.filter(live=True).exists()


# -- later editions and taking down ----------------------------------------------------


def second_edition(draft, staff, at):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("更正：今年养护农村公路121公里。")
    page.save_revision(user=staff.editor)
    return publish(page, staff, at)


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
    submit(page, staff, AT)
    live = ArticlePage.objects.get(pk=draft.pk)
    assert live.live
    assert "120公里" in str(live.body)


def test_a_reviewer_of_the_first_edition_may_review_the_second(draft, staff):
    publish(draft, staff, AT)
    assert State(second_edition(draft, staff, AT).state) is State.PUBLISHED


def take_down(draft, actor, reason="数据有误"):
    return services.take_down(page_id=draft.pk, reason=reason, actor=actor, at=AT)


def test_taking_down_keeps_row_reason_and_record(draft, staff, client):
    publish(draft, staff, AT)
    url = ArticlePage.objects.get(pk=draft.pk).url
    assert client.get(url).status_code == 200

    done = take_down(draft, staff.final)

    page = ArticlePage.objects.get(pk=draft.pk)
    assert State(done.state) is State.TAKEN_DOWN
    assert (page.live, page.taken_down_reason) == (False, "数据有误")
    assert page.first_published_at == AT
    assert client.get(url).status_code == 404
    assert Entry.objects.latest("sequence").facts == {"reason": "数据有误"}


@pytest.mark.parametrize("name", ["editor", "first", "second", "secrecy"])
def test_only_the_final_reviewer_takes_down(draft, staff, name):
    publish(draft, staff, AT)
    refused(PostMissing, lambda: take_down(draft, getattr(staff, name)))


def test_taking_down_needs_a_reason(draft, staff):
    publish(draft, staff, AT)
    refused(services.Refusal, lambda: take_down(draft, staff.final, reason=" "))


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


def test_a_page_forced_live_is_found(draft, staff, section):
    reviewed = save_draft(section, staff.editor, title="审过的信息")
    publish(reviewed, staff, AT)
    assert queries.published_without_record() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_govpage SET live = 1 WHERE id = %s", [draft.pk])
    assert queries.published_without_record() == [draft.pk]


def test_a_page_under_review_forced_live_is_found(submission, staff, draft):
    pass_levels(submission, staff, AT, before("final"))
    ArticlePage.objects.filter(pk=draft.pk).update(live=True)
    assert queries.published_without_record() == [draft.pk]


def test_a_page_forced_live_after_taking_down_is_found(draft, staff):
    publish(draft, staff, AT)
    take_down(draft, staff.final)
    ArticlePage.objects.filter(pk=draft.pk).update(live=True)
    assert queries.published_without_record() == [draft.pk]


def test_a_person_with_records_cannot_be_deleted(submission, staff):
    from django.db.models import ProtectedError

    for person in (staff.editor, UserFactory(name="新人")):
        if person == staff.editor:
            with pytest.raises(ProtectedError):
                person.delete()
