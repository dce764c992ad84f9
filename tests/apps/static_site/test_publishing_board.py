"""The board shows what is public and what is not, to those who look after it."""

import pytest
from django.urls import reverse

from gongkai.apps.static_site import conf, naming, services
from gongkai.apps.static_site.models import QueueItem
from gongkai.domain.roles import Role
from tests.factories.foundation import PostFactory


@pytest.fixture
def office(county, client):
    from gongkai.project import rights

    rights.grant()
    post = PostFactory(organ=county.organ, role=Role.OGI_OFFICER.value)
    from django.contrib.auth.models import Group

    post.user.groups.add(Group.objects.get(name=Role.OGI_OFFICER.label))
    client.force_login(post.user)
    return client


def test_the_board_shows_counts_queue_and_runs(office, county, make_public, root):
    page = make_public()
    services.enqueue([f"page:{page.pk}"], "发布", county.at)
    (root / "shell.php").write_text("<?php")
    services.verify(at=county.at)
    text = office.get(reverse("static_site:board")).content.decode()
    for words in (f"《{page.title}》", "1项", "最近全站生成", "发现1处不一致", "shell.php"):
        assert words in text


def test_targets_are_named_as_officers_know_them(make_public, django_assert_num_queries):
    page = make_public(title="关于养护｜工作的通知")
    section = page.get_parent()
    targets = {
        f"page:{page.pk}": "《关于养护工作的通知》",
        f"around:{page.pk}": "显示《关于养护工作的通知》的页面",
        f"archive:{section.pk}:2026-11": f"{section.title}2026-11的目录",
        f"feed:{section.pk}": f"{section.title}的订阅",
        "sitemap:index": "全站的网站地图",
        "view:sitemap": "公共页面",
        "page:999999": "page:999999",  # gone: nothing better is known
        "nonsense:1": "nonsense:1",
    }
    with django_assert_num_queries(1):
        assert naming.names_of(targets) == targets


def test_the_board_asks_the_database_the_same_for_one_and_for_many(
    office, county, django_assert_max_num_queries
):
    services.enqueue([f"page:{n}" for n in range(1, 40)], "发布", county.at)
    with django_assert_max_num_queries(40):
        office.get(reverse("static_site:board"))


def test_a_failed_request_is_retried_from_the_board(office, county, monkeypatch):
    monkeypatch.setattr(conf, "MOST_TRIES", 1)
    services.enqueue(["nonsense:1"], "发布", county.at)
    services.drain(at=county.at)
    item = QueueItem.objects.get(target="nonsense:1")
    assert "重试" in office.get(reverse("static_site:board")).content.decode()
    response = office.post(reverse("static_site:retry", args=[item.pk]), follow=True)
    assert "nonsense:1已重新排队。" in response.content.decode()
    response = office.post(reverse("static_site:retry", args=[item.pk]), follow=True)
    assert "这一项没有失败" in response.content.decode()


def test_others_do_not_see_the_board(county, client):
    from gongkai.project import rights

    rights.grant()
    county.staff.editor.groups.add(*__import__("django").contrib.auth.models.Group.objects.all())
    client.force_login(county.staff.editor)
    assert client.get(reverse("static_site:board")).status_code in {302, 403}


def test_django_answers_readers_only_where_it_is_allowed(county, make_public, client, settings):
    page = make_public()
    assert client.get(page.url).status_code == 200
    settings.GONGKAI_STATIC_FALLBACK = False
    assert client.get(page.url).status_code == 404
    client.force_login(county.staff.editor)
    assert client.get(page.url).status_code == 200
