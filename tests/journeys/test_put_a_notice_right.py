"""A 信息员 is shown what must be put right; his reviewer answers what is left."""

import re

import pytest

from tests.journeys.accessible import violations
from tests.journeys.test_publish_a_notice import section_id

pytestmark = pytest.mark.journey

TITLE = "关于临时救助对象公示的通知"
NUMBER = "11010519491231002X"  # the textbook number of GB 11643—1999


def submit(page):
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="保存并送审").click()


def test_a_bad_notice_is_put_right_and_what_is_left_is_answered(signed_in):
    with signed_in("xinxiyuan", "/admin/pages/") as page:
        page.goto(f"/admin/pages/add/websites/articlepage/{section_id(page)}/")
        page.get_by_role("textbox", name=re.compile("标题")).first.fill(TITLE)
        page.get_by_role("combobox", name="发布机关").select_option(label="青禾县人民政府办公室")
        page.get_by_role("textbox", name="概述").fill(f"会议布署救助工作，王某某，{NUMBER}。")
        submit(page)
        page.get_by_text("有1处必须处理：").wait_for()
        assert page.locator(".g-f--1").inner_text().startswith(NUMBER)
        page.get_by_role("link", name="到第2处").click()
        assert page.locator("#f2").get_by_text("公民身份号码没有遮盖").is_visible()
        assert violations(page) == []
        page.get_by_role("link", name="打开编辑").click()
        page.get_by_role("textbox", name="概述").fill("会议布署救助工作，王某某。")
        submit(page)
        page.get_by_text(f"《{TITLE}》已送一审").wait_for()
    with signed_in("yishen", "/admin/review/") as page:
        page.get_by_role("link", name=TITLE).click()
        page.get_by_role("button", name="通过，送下一步").click()
        page.get_by_text("还有1处检查发现没有答复").wait_for()
        page.get_by_text("原文无误，保留").click()
        page.get_by_role("button", name="保留原文").click()
        page.get_by_text("已答复“布署”").wait_for()
        page.get_by_role("button", name="通过，送下一步").click()
        page.get_by_text(f"《{TITLE}》：待二审").wait_for()
