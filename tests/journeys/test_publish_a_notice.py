"""A 信息员 writes a notice; four colleagues pass it; a citizen reads it."""

import re

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

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


def test_a_notice_goes_through_three_reviews_to_the_public(signed_in, visit):
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
    public.get_by_role("link", name=TITLE).click()
    assert public.get_by_role("heading", level=1).inner_text() == TITLE
