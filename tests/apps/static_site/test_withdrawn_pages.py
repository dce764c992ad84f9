"""A withdrawn page never vanishes in silence: banner, redirect or 410."""

from datetime import timedelta

import pytest

from gongkai.apps.static_site import services
from gongkai.apps.static_site.models import PublicFile
from gongkai.apps.static_site.serving import PublicFiles
from gongkai.domain.review.withdrawals import WithdrawalKind
from tests.factories.review import publish, take_down

TITLE = "关于张某某等三人补贴的公示"


@pytest.fixture
def withdraw(county, django_capture_on_commit_callbacks):
    def act(page, kind, reason="内容有误，更正后另行公布", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            take_down(
                page, county.staff.final, county.at + timedelta(days=1), reason, kind, **fields
            )

    return act


def read(root, page):
    folder = root / page.url.strip("/")
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def answer(root, page):
    status, _ = PublicFiles(None, root).find(page.url)
    return status


def test_a_page_with_a_banner_stays_readable(county, make_public, withdraw, root):
    page = make_public(TITLE)
    withdraw(page, WithdrawalKind.BANNER)
    [(name, text)] = read(root, page).items()
    assert name == "index.html"
    assert "撤下" in text
    assert "内容有误，更正后另行公布" in text
    assert TITLE in text
    assert answer(root, page) == 200


def test_a_redirect_leads_to_the_other_page(county, make_public, withdraw, root):
    page, other = make_public(TITLE), make_public("更正后的公示")
    withdraw(page, WithdrawalKind.REDIRECT, redirect_to=other.pk)
    [(name, text)] = read(root, page).items()
    assert name == "index.html"
    assert f'<link rel="canonical" href="{other.url}">' in text
    assert f'content="0; url={other.url}"' in text
    assert TITLE not in text


def test_what_leaked_leaves_nothing_of_itself(county, make_public, withdraw, root):
    page = make_public(TITLE, summary="含三人身份证号")
    withdraw(page, WithdrawalKind.GONE, "", internal_reason="泄露张某某的身份证号")
    [(name, text)] = read(root, page).items()
    assert name == "gone.html"
    for word in (TITLE, "张某某", "身份证", "公示"):
        assert word not in text.replace("通知公告", "")
    assert answer(root, page) == 410
    assert PublicFile.objects.get(page_id=page.pk).text_hash == ""


@pytest.mark.parametrize("kind", [WithdrawalKind.BANNER, WithdrawalKind.GONE])
def test_no_list_names_a_withdrawn_page(county, make_public, withdraw, root, tree, kind):
    page = make_public(TITLE)
    withdraw(page, kind, internal_reason="有误")
    naming = [path for path, content in tree().items() if TITLE.encode() in content]
    own = f"{page.url.strip('/')}/index.html"
    assert naming == ([own] if kind is WithdrawalKind.BANNER else [])


def test_a_page_that_comes_back_is_whole_again(
    county, make_public, withdraw, root, django_capture_on_commit_callbacks
):
    page = make_public(TITLE)
    withdraw(page, WithdrawalKind.GONE, "", internal_reason="有误")
    page = page.specific_class.objects.get(pk=page.pk)
    page.title = "更正后的公示"
    page.save_revision(user=county.staff.editor)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, county.staff, county.at + timedelta(days=2), change_note="更正")
    [(name, text)] = read(root, page).items()
    assert name == "index.html"
    assert "更正后的公示" in text
    assert "撤下" not in text
    assert services.verify(at=county.at)[1] == []


def test_a_page_whose_life_ended_without_record_answers_410(county, make_public, root):
    from gongkai.apps.static_site.frame import RenderFrame
    from gongkai.foundation.pages.models import GovPage

    page = make_public(TITLE)
    GovPage.objects.filter(pk=page.pk).update(live=False)
    services.write_target(f"page:{page.pk}", RenderFrame())
    assert list(read(root, page)) == ["gone.html"]
