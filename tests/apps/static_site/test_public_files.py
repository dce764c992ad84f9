"""A publication writes its page and what hangs on it, whole or not at all."""

import os
from datetime import timedelta

import pytest
from django.http import HttpResponse

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site import conf, rendering, services, writing
from gongkai.apps.static_site.frame import NotRenderable, RenderFrame
from gongkai.apps.static_site.models import PublicFile, QueueItem
from gongkai.apps.static_site.services import queueing
from gongkai.foundation.pages.models import GovPage
from tests.factories.review import publish
from tests.factories.websites import save_draft


def row_of(page):
    return PublicFile.objects.get(page_id=page.pk)


def test_a_published_article_lies_at_its_address(county, make_public, root):
    page = make_public("今年养护农村公路120公里")
    file = root / page.url.strip("/") / "index.html"
    assert "今年养护农村公路120公里" in file.read_text(encoding="utf-8")


def test_the_manifest_knows_the_approved_text_and_the_bytes(county, make_public, root):
    page = make_public()
    row = row_of(page)
    content = (root / row.path).read_bytes()
    assert row.text_hash == reviews.approved_hashes()[page.pk]
    assert (row.digest, row.size) == (writing.digest_of(content), len(content))
    assert row.target == f"page:{page.pk}"


def test_the_section_and_the_home_page_follow(county, make_public, root):
    make_public("县城南路今日通车")
    for folder in ("", county.news.url.strip("/")):
        assert "县城南路今日通车" in (root / folder / "index.html").read_text(encoding="utf-8")


def test_another_section_is_left_alone(county, make_public, root):
    file = root / county.notices.url.strip("/") / "index.html"
    before = file.stat().st_mtime_ns
    make_public()
    assert file.stat().st_mtime_ns == before


def test_nothing_is_left_waiting(county, make_public):
    make_public()
    assert set(QueueItem.objects.values_list("state", flat=True)) == {"done"}


def test_a_draft_has_no_file(county, root, tree):
    before = tree()
    page = save_draft(county.news, county.staff.editor)
    services.write_target(f"page:{page.pk}", RenderFrame())
    assert tree() == before


def test_a_publication_that_is_rolled_back_leaves_no_request(county):
    page = save_draft(county.news, county.staff.editor, at=county.at)
    from django.db import transaction

    done = QueueItem.objects.count()
    with transaction.atomic():
        publish(page, county.staff, county.at)
        transaction.set_rollback(True)
    assert QueueItem.objects.count() == done


def test_an_edition_replaces_the_file(
    county, make_public, root, django_capture_on_commit_callbacks
):
    page = make_public("第一版")
    page = page.specific_class.objects.get(pk=page.pk)
    page.title = "第二版"
    page.save_revision(user=county.staff.editor)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, county.staff, county.at, change_note="更正标题")
    text = (root / page.url.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "第二版" in text
    assert "第一版" not in text
    assert row_of(page).text_hash == reviews.approved_hashes()[page.pk]


def test_a_page_is_the_same_for_whoever_is_signed_in(county, make_public, client, root):
    page = make_public()
    written = (root / row_of(page).path).read_bytes()
    client.force_login(county.staff.editor)
    client.cookies["elder"] = "1"
    assert b"csrf" not in written
    assert written == rendering.make_page(page.pk, RenderFrame()).outputs[0].content


def test_writing_twice_changes_nothing(county, make_public, root):
    page = make_public()
    file, row = root / row_of(page).path, row_of(page)
    before = file.stat().st_mtime_ns
    written = services.write_target(f"page:{page.pk}", RenderFrame())
    assert (written.changed, written.removed) == ([], [])
    assert file.stat().st_mtime_ns == before
    assert row_of(page).rendered_at == row.rendered_at


def test_a_view_that_does_not_answer_is_not_kept(db, county):
    frame = RenderFrame()
    with pytest.raises(NotRenderable) as caught:
        frame.answer(lambda _request: HttpResponse(status=500), "/broken/")
    assert caught.value.facts == {"path": "/broken/", "status": 500}
    assert frame.answer(lambda _request: HttpResponse(b"fine"), "/fine/") == b"fine"


def test_one_article_asks_the_database_few_times(
    county, make_public, django_assert_max_num_queries
):
    pages = [make_public(f"第{number}条") for number in range(3)]
    frame = RenderFrame()
    rendering.make_page(pages[0].pk, frame)
    with django_assert_max_num_queries(14):
        rendering.make_page(pages[1].pk, frame)


def test_a_reader_never_meets_half_a_file(root, monkeypatch):
    writing.write("a/index.html", b"old")

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        writing.write("a/index.html", b"new text")
    assert [file.name for file in (root / "a").iterdir()] == ["index.html"]
    assert (root / "a/index.html").read_bytes() == b"old"


def test_what_reads_back_differently_is_an_error(root, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda _part, file: file.write_bytes(b"torn"))
    with pytest.raises(writing.WrittenDifferently):
        writing.write("a/index.html", b"whole")


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a\x00b", "a/"]
)
def test_no_file_is_written_outside_the_public_directory(root, path):
    with pytest.raises(writing.OutsidePublicRoot):
        writing.write(path, b"")


def test_removing_the_last_file_removes_its_folders(root):
    writing.write("a/b/index.html", b"1")
    writing.write("a/index.html", b"2")
    assert writing.remove("a/b/index.html")
    assert not writing.remove("a/b/index.html")
    assert [file.name for file in (root / "a").iterdir()] == ["index.html"]


def test_forcing_files_to_the_disk_can_be_asked_for(root, settings, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    writing.write("a.html", b"1")
    settings.GONGKAI_STATIC_FSYNC = True
    writing.write("b.html", b"1")
    assert len(synced) == 1


def test_a_page_with_a_password_stays_out(county, make_public, tree):
    from wagtail.models import PageViewRestriction

    page = make_public()
    PageViewRestriction.objects.create(
        page=GovPage.objects.get(pk=county.news.pk), restriction_type="login"
    )
    written = services.write_target(f"page:{page.pk}", RenderFrame())
    assert written.removed == [f"{page.url.strip('/')}/index.html"]


def test_the_last_approval_waits_for_the_page_itself_only(county, make_public, root, settings):
    settings.GONGKAI_STATIC_DRAIN = "off"
    page = make_public(title="通知一")
    asked = set(QueueItem.objects.filter(state="waiting").values_list("target", flat=True))
    assert asked == {f"page:{page.pk}", f"around:{page.pk}"}
    services.publish_now(f"page:{page.pk}")
    assert "通知一" not in (root / county.news.url.strip("/") / "index.html").read_text("utf-8")
    services.drain()
    assert "通知一" in (root / county.news.url.strip("/") / "index.html").read_text("utf-8")


def test_what_hangs_on_a_page_is_found_again_after_a_death(county, make_public, root, settings):
    settings.GONGKAI_STATIC_DRAIN = "off"
    page = make_public(title="通知二")
    around = QueueItem.objects.filter(target=f"around:{page.pk}")
    queueing._claim(around, county.at, 1)  # and its process dies
    services.drain(at=county.at + timedelta(seconds=conf.TAKE_OVER_AFTER_SECONDS + 1))
    assert "通知二" in (root / county.news.url.strip("/") / "index.html").read_text("utf-8")
