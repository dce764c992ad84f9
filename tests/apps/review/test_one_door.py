"""Nobody publishes, unpublishes or deletes past the review, by whatever way Wagtail offers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.actions.publish_revision import PublishPermissionError

from gongkai.apps.review.models import Submission
from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.review import publish, submit
from tests.factories.websites import save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def form_of(page, **more):
    """Return what the editor posts for an article."""
    return {
        "title": page.title,
        "organ": page.organ_id or "",
        "disclosure": "proactive",
        "formed_on": "",
        "source_name": "",
        "editor_name": "",
        "summary": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-id": "",
        "body-0-value": "改过的小标题",
        "attachment_files-count": "0",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }


@pytest.fixture
def edit(draft):
    return reverse("wagtailadmin_pages:edit", args=[draft.pk])


def is_live(page):
    return ArticlePage.objects.get(pk=page.pk).live


def test_a_superuser_does_not_publish_from_the_editor(signed_in, superuser, draft, edit):
    response = signed_in(superuser).post(edit, form_of(draft, **{"action-publish": "1"}))
    assert response.status_code == 302
    assert not is_live(draft)
    assert ArticlePage.objects.get(pk=draft.pk).latest_revision.content["title"] == draft.title


def test_an_editor_does_not_publish_from_the_editor(signed_in, staff, draft, edit):
    signed_in(staff.editor).post(edit, form_of(draft, **{"action-publish": "1"}))
    assert not is_live(draft)


def test_nobody_publishes_while_creating(signed_in, superuser, section):
    address = reverse("wagtailadmin_pages:add", args=["websites", "articlepage", section.pk])
    page = ArticlePage(title="新信息", organ=section.organ)
    signed_in(superuser).post(address, form_of(page, **{"action-publish": "1"}))
    created = ArticlePage.objects.get()
    assert (created.title, created.live) == ("新信息", False)
    assert created.slug.isdigit()
    assert len(created.slug) == 12


def test_the_editor_offers_saving_and_submitting_only(signed_in, superuser, edit):
    page = signed_in(superuser).get(edit).content.decode()
    assert 'name="action-gongkai-submit"' in page
    for name in ("action-publish", "action-unpublish", "action-submit"):
        assert f'name="{name}"' not in page
    for field in ("go_live_at", "expire_at"):
        assert f'name="{field}"' not in page


def test_a_day_of_going_live_slipped_into_the_form_is_ignored(signed_in, staff, draft, edit):
    signed_in(staff.editor).post(
        edit, form_of(draft, go_live_at="2020-01-01 00:00", expire_at="2030-01-01 00:00")
    )
    content = ArticlePage.objects.get(pk=draft.pk).latest_revision.content
    assert (content["go_live_at"], content["expire_at"]) == (None, None)
    call_command("publish_scheduled")
    assert not is_live(draft)


def test_a_page_that_would_go_live_later_is_not_recorded_as_published(draft, staff):
    page = ArticlePage.objects.get(pk=draft.pk)
    page.go_live_at = datetime(2099, 1, 1, tzinfo=UTC)
    page.save_revision(user=staff.editor)
    from gongkai.domain.review.text_hash import TextChangedSinceApproval

    with pytest.raises(TextChangedSinceApproval):
        publish(page, staff, AT)


def test_a_superuser_does_not_publish_a_revision(superuser, draft):
    with pytest.raises(PublishPermissionError):
        draft.latest_revision.publish(user=superuser)
    assert not is_live(draft)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_bulk_actions_change_nothing_public(signed_in, superuser, section, staff, action):
    public = save_draft(section, staff.editor, title="公开的")
    publish(public, staff, AT)
    draft = save_draft(section, staff.editor, title="在审的")
    submit(draft, staff, AT)
    address = reverse("wagtail_bulk_action", args=["pages", "govpage", action])
    signed_in(superuser).post(f"{address}?id={public.pk}&id={draft.pk}", {"next": "/admin/"})
    rows = dict(ArticlePage.objects.values_list("title", "live"))
    assert rows == {"公开的": True, "在审的": False}


def test_deleting_a_submitted_draft_in_bulk_is_explained(signed_in, superuser, submission, draft):
    address = reverse("wagtail_bulk_action", args=["pages", "govpage", "delete"])
    response = signed_in(superuser).post(f"{address}?id={draft.pk}")
    assert "不能删除" in said(response)[0]
    assert ArticlePage.objects.filter(pk=draft.pk).exists()


def test_unpublishing_is_refused(signed_in, superuser, draft, staff):
    publish(draft, staff, AT)
    address = reverse("wagtailadmin_pages:unpublish", args=[draft.pk])
    assert signed_in(superuser).post(address).status_code == 404, "there is no such screen"
    assert is_live(draft)


@pytest.mark.parametrize("stage", ["under review", "published", "taken down"])
def test_what_was_submitted_is_not_deleted(signed_in, superuser, draft, staff, stage):
    from tests.factories.review import take_down

    if stage == "under review":
        submit(draft, staff, AT)
    else:
        publish(draft, staff, AT)
    if stage == "taken down":
        take_down(draft, staff.final, AT, "有误")
    signed_in(superuser).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert ArticlePage.objects.filter(pk=draft.pk).exists()


def test_a_draft_that_nobody_saw_may_be_deleted(signed_in, superuser, draft):
    signed_in(superuser).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ArticlePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("model", [HomePage, SectionPage])
def test_the_frame_of_the_site_is_not_deleted(signed_in, superuser, draft, staff, model):
    publish(draft, staff, AT)
    signed_in(superuser).post(reverse("wagtailadmin_pages:delete", args=[model.objects.get().pk]))
    assert model.objects.exists()
    assert is_live(draft)


@pytest.mark.parametrize("wish", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_a_copy_of_a_public_page_is_never_public(signed_in, superuser, draft, staff, section, wish):
    publish(draft, staff, AT)
    original = ArticlePage.objects.get()
    signed_in(superuser).post(
        reverse("wagtailadmin_pages:copy", args=[draft.pk]),
        {
            "new_title": "副本",
            "new_slug": f"{original.slug}-2",
            "new_parent_page": section.pk,
            **wish,
        },
    )
    assert not ArticlePage.objects.exclude(pk=draft.pk).filter(live=True).exists()


def test_no_interface_for_programs_is_open(client, draft):
    addresses = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    assert not [address for address in addresses if "api" in address]
    for address in ("/api/", "/api/v2/pages/", f"/api/v2/pages/{draft.pk}/publish/"):
        assert client.post(address).status_code in {403, 404, 405}


def test_an_edit_in_the_editor_voids_the_review(signed_in, submission, staff, draft, edit):
    response = signed_in(staff.editor).post(edit, form_of(draft))
    submission.refresh_from_db()
    assert submission.state == "draft"
    assert "稿件改动后，原来的审核作废，请重新送审。" in said(response)


def test_save_and_submit_makes_a_new_submission(signed_in, submission, staff, draft, edit):
    response = signed_in(staff.editor).post(edit, form_of(draft, **{"action-gongkai-submit": "1"}))
    newest = Submission.objects.latest("pk")
    assert newest.pk != submission.pk
    assert newest.state == "first_review"
    assert newest.revision.content["title"] == draft.title
    assert response["Location"] == reverse("review:detail", args=[newest.pk])


def test_a_refused_submission_returns_to_the_editor(signed_in, superuser, draft, edit):
    response = signed_in(superuser).post(edit, form_of(draft, **{"action-gongkai-submit": "1"}))
    assert response["Location"] == edit
    assert any("没有县交通局的“信息员”岗位" in text for text in said(response))
    assert not Submission.objects.exists()


def test_the_desk_is_in_the_menu_of_post_holders(signed_in, staff, submission):
    OrganFactory(level="county")
    assert "/admin/review/" in signed_in(staff.first).get("/admin/").content.decode()
    outsider = UserFactory()
    outsider.groups.set(staff.first.groups.all())
    client = Client()
    client.force_login(outsider)
    assert "/admin/review/" not in client.get("/admin/").content.decode()


def test_a_published_page_edited_later_stays_as_it_was(signed_in, staff, draft, edit):
    publish(draft, staff, AT)
    signed_in(staff.editor).post(edit, form_of(draft, title="改过的标题"))
    page = ArticlePage.objects.get(pk=draft.pk)
    assert (page.live, page.title) == (True, "农村公路养护计划公布")
    assert page.has_unpublished_changes
    assert page.last_published_at == AT
    assert page.first_published_at <= AT + timedelta(0)
