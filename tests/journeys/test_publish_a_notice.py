"""A 信息员 writes a notice; four colleagues pass it; a citizen reads it."""

import re
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest

from tests.county.conftest import County
from tests.journeys.waiting import settles

pytestmark = pytest.mark.journey

TITLE = "关于便民服务中心周六延时服务的通知"


def section_id(page):
    """Return the id of the portal's 通知公告 in the page explorer."""
    page.get_by_role("link", name=re.compile("^通知公告$")).first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
    return re.search(r"/pages/(\d+)/", page.url)[1]


def pass_level(signed_in, username, button, *, choose=None):
    with signed_in(username, "/admin/review/") as page:
        page.get_by_role("link", name=TITLE).click()
        if choose:
            page.get_by_label(choose).check()
        page.get_by_role("button", name=button).click()
        page.get_by_text(f"《{TITLE}》：").wait_for()


def test_a_notice_goes_through_three_reviews_to_the_public(signed_in, visit, home):
    assert visit("/notices/").get_by_role("link", name=TITLE).count() == 0
    with signed_in("xinxiyuan", "/admin/pages/") as page:
        parent = section_id(page)
        page.goto(f"/admin/pages/add/websites/articlepage/{parent}/")
        page.get_by_role("textbox", name=re.compile("标题")).first.fill(TITLE)
        page.get_by_role("combobox", name="发布机关").select_option(label="青禾县人民政府办公室")
        page.get_by_role("textbox", name="概述").fill("自本周六起，中心周六上午照常办事。")
        page.get_by_role("button", name="更多操作").or_(
            page.locator("[data-w-dropdown-target=toggle]").last
        ).first.click()
        page.get_by_role("button", name="保存并送审").click()
        page.get_by_text(f"《{TITLE}》已送一审").wait_for()
    pass_level(signed_in, "yishen", "通过，送下一步")
    pass_level(signed_in, "ershen", "通过，送下一步")
    pass_level(signed_in, "baomi", "通过，送下一步", choose="可以公开")
    assert visit("/notices/").get_by_role("link", name=TITLE).count() == 0
    pass_level(signed_in, "sanshen", "通过并发布")
    public = visit("/notices/")
    assert settles(public, public.get_by_role("link", name=TITLE))
    public.get_by_role("link", name=TITLE).click()
    assert public.get_by_role("heading", level=1).inner_text() == TITLE
    file = file_of(home, public.url)
    assert TITLE in file.read_text("utf-8")
    assert file.read_bytes() == urlopen(public.url).read(), "the reader gets the file itself"
    assert run(home, "static", "verify").returncode == 0


def file_of(home, url):
    """Return the public file behind an address."""
    return home / "public" / urlsplit(url).path.strip("/") / "index.html"


def run(home, *words):
    """Run a command in the served county."""
    return County(home, "青禾县").run(*words)


def submitted(signed_in, title):
    """Write a notice, submit it, and return the address of its page in the review."""
    with signed_in("xinxiyuan", "/admin/pages/") as page:
        page.goto(f"/admin/pages/add/websites/articlepage/{section_id(page)}/")
        page.get_by_role("textbox", name=re.compile("标题")).first.fill(title)
        page.get_by_role("combobox", name="发布机关").select_option(label="青禾县人民政府办公室")
        page.locator("[data-w-dropdown-target=toggle]").last.click()
        page.get_by_role("button", name="保存并送审").click()
        page.wait_for_url(re.compile(r"/admin/review/\d+/"))
        return urlsplit(page.url).path


def token(page):
    """Return the token that forms of this session carry."""
    return page.locator("input[name=csrfmiddlewaretoken]").first.input_value()


def state(signed_in, review):
    """Return what the page of a text says of its state."""
    with signed_in("yishen", review) as page:
        return page.locator(".g-work__head .g-meta").inner_text()


def test_the_author_is_offered_no_opinion(signed_in):
    review = submitted(signed_in, "拟稿人审自己的稿件")
    with signed_in("xinxiyuan", review) as page:
        assert page.get_by_role("button", name="通过，送下一步").count() == 0
        page.request.post(review, form={"csrfmiddlewaretoken": token(page), "pass": ""})
    assert "待一审" in state(signed_in, review)


def test_a_replayed_form_passes_no_second_level(signed_in):
    review = submitted(signed_in, "同一份表单交两次")
    with signed_in("yishen", review) as page:
        form = {"csrfmiddlewaretoken": token(page), "pass": "", "errors_found": "0",
                "errors_corrected": "0", "text": "同意"}  # fmt: skip
        page.request.post(review, form=form)
        page.request.post(review, form=form)
    assert "待二审" in state(signed_in, review)


@pytest.fixture
def second_first_reviewer(home):
    """Give the 保密审查 of the office the 一审 as well, for as long as one test takes."""
    post = (
        "from gongkai.foundation.accounts.models import Post\n"
        "mine = Post.objects.get(user__username='yishen', role='first_reviewer', "
        "organ__name='青禾县人民政府办公室')\n"
        "theirs = {'user__username': 'baomi', 'role': 'first_reviewer', 'organ': mine.organ}\n"
    )
    add = (
        "from gongkai.foundation.accounts.models import User\n"
        "Post.objects.create(user=User.objects.get(username='baomi'), organ=mine.organ, "
        "role='first_reviewer', from_on=mine.from_on)"
    )
    done = run(home, "shell", "-c", post + add)
    assert done.returncode == 0, done.stderr[-2000:]
    yield "baomi"
    run(home, "shell", "-c", post + "Post.objects.filter(**theirs).delete()")


def test_of_two_reviewers_at_the_same_moment_one_decides(signed_in, home, second_first_reviewer):
    review = submitted(signed_in, "两人同时审核")
    with signed_in("yishen", review) as one, signed_in(second_first_reviewer, review) as other:
        pages = [(one, "pass"), (other, "return")]
        waiting = threading.Barrier(len(pages))
        posts = [_post(page, review, act, waiting) for page, act in pages]
        with ThreadPoolExecutor() as people:
            said = [answer.result() for answer in [people.submit(post) for post in posts]]
    done, told = sorted(said, key=lambda text: "《两人同时审核》：" not in text)
    assert "《两人同时审核》：" in done
    assert "《两人同时审核》：" not in told
    refusals = ("不等审核意见", "“二审”岗位", "，不能做“")  # by how far the other one was
    assert any(sentence in told for sentence in refusals)
    number = int(review.strip("/").split("/")[-1])
    with sqlite3.connect(home / "gongkai.sqlite3") as rows:
        steps = rows.execute("SELECT action FROM review_step WHERE submission_id = ?", [number])
        assert len(steps.fetchall()) == 1


def _post(page, review, act, waiting):
    """Return an act that sends one person's opinion when everybody is ready."""
    form = {"csrfmiddlewaretoken": token(page), act: "", "errors_found": "0",
            "errors_corrected": "0", "text": "请补充办理时间。"}  # fmt: skip
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    asked = Request(origin + review, urlencode(form).encode(), {"Referer": page.url})
    opened = build_opener(HTTPCookieProcessor(_cookies_of(page)))

    def send():
        waiting.wait()
        return opened.open(asked).read().decode()

    return send


def _cookies_of(page):
    """Return a jar with the session of a page, which also keeps what an answer sets."""
    jar = CookieJar()
    for one in page.context.cookies():
        jar.set_cookie(
            Cookie(0, one["name"], one["value"], None, False, one["domain"], False, False,
                   one["path"], True, False, None, False, None, None, {})
        )  # fmt: skip
    return jar


def test_a_form_without_the_session_s_token_is_refused(signed_in):
    review = submitted(signed_in, "伪造的表单")
    with signed_in("yishen", review) as page:
        answer = page.request.post(review, form={"pass": "", "errors_found": "0"})
        assert answer.status == 403
    assert "待一审" in state(signed_in, review)


def test_an_edit_after_an_approval_starts_again(signed_in):
    review = submitted(signed_in, "审核后又改动")
    with signed_in("yishen", review) as page:
        page.get_by_role("button", name="通过，送下一步").click()
        page.get_by_text("：待二审").wait_for()
    with signed_in("xinxiyuan", review) as page:
        page.get_by_role("link", name="打开编辑").click()
        page.get_by_role("textbox", name="概述").fill("改了一句。")
        page.get_by_role("button", name="存草稿").or_(
            page.get_by_role("button", name=re.compile("^保存草稿"))
        ).first.click()
        page.get_by_text("原来的审核作废").first.wait_for()
    assert "拟稿" in state(signed_in, review)


def test_a_superuser_finds_no_way_to_publish(signed_in, home):
    review = submitted(signed_in, "管理员直接发布")
    with signed_in("xitong", review) as page:
        assert page.get_by_role("button", name=re.compile("发布$")).count() == 0
        for way in ("/api/v2/pages/", "/api/v3/pages/"):
            assert page.request.get(way).status == 404
    assert not [path for path in (home / "public").rglob("index.html")
                if "管理员直接发布" in path.read_text("utf-8")]  # fmt: skip
