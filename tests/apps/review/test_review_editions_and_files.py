"""Editions, withdrawals, events, exchanged files."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from gongkai.apps.review import events, queries, services
from gongkai.apps.review.models import Edition, Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.editions import ChangeNoteMissing, EditionKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State
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
    with django_assert_max_num_queries(25):
        services.decide(
            submission_id=submission.pk,
            action=Action.PASS,
            actor=staff.final,
            at=AT,
            opinion=GOOD["final"],
        )
