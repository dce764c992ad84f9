"""The export writes all and nothing else; the verification finds every difference."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.static_site import services
from gongkai.apps.static_site.models import PublicFile, QueueItem, Run
from gongkai.foundation.pages.models import GovPage


def said(*command, **options):
    out = io.StringIO()
    try:
        call_command(*command, stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def differences(county):
    return [(d.subject, d.said) for d in services.verify(at=county.at)[1]]


@pytest.fixture
def page(county, make_public):
    return make_public("农村公路养护计划公布")


@pytest.fixture
def file(page, root):
    return root / page.url.strip("/") / "index.html"


def test_the_export_gives_the_same_tree_again(county, page, tree):
    before = tree()
    run = services.export_all(at=county.at)
    assert tree() == before
    assert (run.written, run.removed, run.differences) == (0, 0, [])


def test_the_export_restores_what_was_lost(county, page, tree, root):
    before = tree()
    for path in list(before)[::2]:
        (root / path).unlink()
    services.export_all(at=county.at)
    assert tree() == before


def test_the_export_removes_what_nobody_knows(county, page, tree, root):
    before = tree()
    stray = root / "old" / "page.html"
    stray.parent.mkdir()
    stray.write_text("old")
    (root / ".index.html.1.part").write_text("half")
    import os

    for file in (stray, root / ".index.html.1.part"):
        os.utime(file, (1, 1))
    assert services.export_all(at=county.at).removed == 2
    assert tree() == before


def test_the_export_leaves_a_file_alone_that_is_just_being_published(county, root):
    young = root / "young.html"
    young.write_text("a moment old")
    services.export_all(at=county.at)
    assert young.exists()


def test_the_export_removes_what_belongs_to_no_target(county, page, tree):
    before = tree()
    from gongkai.apps.static_site import writing

    writing.write("old.html", b"1")
    PublicFile.objects.create(
        path="old.html", target="feed:999999", digest="x", size=1, rendered_at=county.at
    )
    services.export_all(at=county.at)
    assert tree() == before
    assert not PublicFile.objects.filter(path="old.html").exists()


def test_only_changes_are_rendered_when_asked_for(county, page, monkeypatch, file):
    from gongkai.apps.static_site.services import exporting

    rendered = []
    real = exporting.write_target
    monkeypatch.setattr(
        exporting,
        "write_target",
        lambda target, *others: rendered.append(target) or real(target, *others),
    )
    services.export_all(at=county.at, changed_only=True)
    assert f"page:{page.pk}" not in rendered
    file.unlink()
    services.export_all(at=county.at, changed_only=True)
    assert f"page:{page.pk}" in rendered
    assert file.exists()


def test_a_broken_page_stops_nothing_and_is_told(county, page, monkeypatch, file):
    from gongkai.apps.static_site.services import exporting

    real = exporting.write_target

    def write(target, *others):
        if target == f"page:{county.notices.pk}":
            raise ValueError("broken")
        return real(target, *others)

    monkeypatch.setattr(exporting, "write_target", write)
    file.unlink()
    run = services.export_all(at=county.at)
    assert run.differences == [[f"page:{county.notices.pk}", "ValueError：broken"]]
    assert file.exists()


def test_what_is_asked_for_during_an_export_is_written_once_more(county, page, monkeypatch):
    from gongkai.apps.static_site.services import exporting

    real = exporting._write_chunk

    def meanwhile(targets, at):
        services.enqueue([f"page:{page.pk}"], "发布", at)
        services.drain(at=at)
        return real(targets, at)

    before = QueueItem.objects.filter(target=f"page:{page.pk}").count()
    monkeypatch.setattr(exporting, "_write_chunk", meanwhile)
    services.export_all(at=county.at)
    rows = QueueItem.objects.filter(target=f"page:{page.pk}")
    assert rows.count() == before + 2
    assert set(rows.values_list("state", flat=True)) == {"done"}


def waiting(target):
    return QueueItem.objects.filter(target=target, state="waiting").exists()


def test_what_waited_before_an_export_is_not_written_twice(county, page, monkeypatch):
    from gongkai.apps.static_site.services import exporting

    monkeypatch.setattr(exporting, "drain", lambda: None)
    target, around = f"page:{page.pk}", f"around:{page.pk}"
    services.enqueue([target, around, "page:999999"], "发布", county.at)
    services.export_all(at=county.at)
    assert not waiting(target)
    assert not waiting(around)
    assert waiting("page:999999")


def test_what_is_asked_for_again_during_an_export_still_waits(county, page, monkeypatch):
    from gongkai.apps.static_site.services import exporting

    real = exporting._write_chunk

    def meanwhile(targets, at):
        services.enqueue([f"page:{page.pk}"], "发布", at + timedelta(seconds=1))
        return real(targets, at)

    monkeypatch.setattr(exporting, "_write_chunk", meanwhile)
    monkeypatch.setattr(exporting, "drain", lambda: None)
    services.enqueue([f"page:{page.pk}"], "发布", county.at)
    services.export_all(at=county.at)
    assert waiting(f"page:{page.pk}")


def test_what_did_not_go_in_an_export_still_waits(county, page, monkeypatch):
    from gongkai.apps.static_site.services import exporting

    real = exporting.write_target

    def write(target, *others):
        if target == f"page:{page.pk}":
            raise ValueError("broken")
        return real(target, *others)

    monkeypatch.setattr(exporting, "write_target", write)
    monkeypatch.setattr(exporting, "drain", lambda: None)
    services.enqueue([f"page:{page.pk}", f"around:{page.pk}"], "发布", county.at)
    services.export_all(at=county.at)
    assert waiting(f"page:{page.pk}")
    assert waiting(f"around:{page.pk}")


def test_the_check_finds_differences_and_writes_nothing(county, page, tree, file):
    text = file.read_text(encoding="utf-8")
    assert services.check_all(at=county.at).differences == []
    file.write_text(text + "<!-- changed -->", encoding="utf-8")
    before = tree()
    run = services.check_all(at=county.at)
    path = f"{page.url.strip('/')}/index.html"
    assert run.differences == [[path, "内容与现在生成的不一致"]]
    file.unlink()
    assert services.check_all(at=county.at).differences == [[path, "缺少文件"]]
    assert tree() != before


def test_what_was_approved_is_what_the_public_reads(county, page):
    assert differences(county) == []
    assert Run.objects.first().targets == GovPage.objects.filter(live=True, depth__gt=1).count()


def test_a_changed_file_is_found(county, page, file):
    content = file.read_bytes()
    file.write_bytes(content.replace(b"120", b"210"))
    path = f"{page.url.strip('/')}/index.html"
    assert differences(county) == [(path, "文件内容被改动")]
    file.write_bytes(content + b" ")
    assert differences(county) == [(path, f"文件大小不对，应为{len(content)}字节")]
    file.unlink()
    assert differences(county) == [(path, "文件不存在")]


def test_a_text_changed_in_the_database_is_found(county, page):
    type(page).objects.filter(pk=page.pk).update(summary="没有审过的话")
    assert differences(county) == [
        (page.title, "页面内容与审定的内容不一致"),
        (page.title, "静态文件不是按现在的内容生成的"),
    ]


def test_a_live_text_without_a_review_is_found(county, page, monkeypatch):
    from gongkai.apps.review import queries as reviews

    monkeypatch.setattr(reviews, "approved_hashes", dict)  # the database lets none become live
    assert differences(county) == [(page.title, "没有完整的审核记录")]


def test_a_file_nobody_wrote_is_found(county, page, root):
    (root / "shell.php").write_text("<?php")
    assert differences(county) == [("shell.php", "来历不明的文件")]


def test_what_still_waits_is_no_difference(county, page, file):
    services.enqueue([f"page:{page.pk}"], "发布", county.at)
    file.unlink()
    assert differences(county) == []


def test_the_commands_say_what_they_did(county, page, file):
    out, error = said("static_verify")
    assert "公开内容与审定内容一致" in out
    assert error == ""
    assert said("static_export")[1].startswith("请写明做什么")
    out, error = said("static_export", all=True, jobs=1)
    assert "写出0个文件" in out
    file.unlink()
    out, error = said("static_verify")
    assert "文件不存在" in out
    assert "发现1处不一致" in error
    out, error = said("static_export", check=True, jobs=1)
    assert "缺少文件" in out
    assert error == "有没有成功或不一致的项目，见上。"
    assert said("static_export", changed=True, jobs=1)[1] == ""
    assert file.exists()


def test_the_queue_is_listed_and_drained(county, page):
    services.enqueue([f"page:{page.pk}"], "发布", county.at - timedelta(hours=1))
    out, _ = said("static_queue")
    assert f"等待  page:{page.pk}  发布  2025-03-12 09:00" in out
    assert "等待1项，正在生成0项，失败0项。" in out
    out, _ = said("static_queue", drain=True)
    assert "生成1项，写出0个文件，清除0个文件，失败0项。" in out
