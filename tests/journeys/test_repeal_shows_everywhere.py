"""A rule is repealed on the screen of the library; whatever shows it says so at once."""

import re
import time

import pytest

from gongkai.foundation import clock
from tests.journeys.waiting import MOST_SECONDS, settles

pytestmark = pytest.mark.journey

RULE = "青禾县人民政府关于印发《青禾县城镇燃气安全管理规定》的通知"
NUMBER = "青政规〔2025〕1号"
READING = "青禾县城镇燃气安全管理规定文字解读"
WORDS = "城镇燃气安全管理规定"
BASIS = "青政发〔2026〕9号"


@pytest.fixture
def today():
    return clock.today()


def cn(day):
    return f"{day.year}年{day.month}月{day.day}日"


def titles_found(visit):
    """Return the titles of the hits on the words of the rule."""
    page = visit(f"/search/?q={WORDS}")
    return page.get_by_role("main").locator("li h3").all_inner_texts()


def settled_data(page, validity):
    """Return the open data of the document on screen once it tells a validity."""
    latest = time.monotonic() + MOST_SECONDS
    while time.monotonic() < latest:
        told = page.request.get(f"{page.url}document.json").json()
        if told["validity"]["value"] == validity:
            return told
    raise AssertionError(told["validity"])


def figures(signed_in, year):
    """Return made, repealed and valid rules as the preview of a report shows them now."""
    with signed_in("gongkaiban", f"/admin/annual-reports/{year}/county/?part=2") as page:
        row = page.get_by_role("row").filter(
            has=page.get_by_role("rowheader", name="行政规范性文件", exact=True)
        )
        return [int(text) for text in row.get_by_role("cell").all_inner_texts()]


def repeal(signed_in):
    """Register the repeal as the office's final reviewer; return what he was told."""
    with signed_in("sanshen", "/admin/library/ledger/") as page:
        page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link").first.click()
        page.get_by_label("事项").select_option(label="废止")
        page.get_by_label(re.compile("^依据")).fill(BASIS)
        page.get_by_role("button", name="登记", exact=True).click()
        return page.get_by_text("已登记“废止”").first.inner_text()


def test_whoever_does_not_answer_for_a_rule_is_offered_no_repeal(signed_in):
    with signed_in("xinxiyuan", "/admin/library/ledger/") as page:
        page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link").first.click()
        page.get_by_text("效力变动由发布机关的三审人员登记").wait_for()
        assert page.get_by_role("button", name="登记", exact=True).count() == 0


def test_a_repeal_shows_everywhere_at_once(signed_in, visit, today):
    before = titles_found(visit).index(RULE)
    made, repealed, valid = figures(signed_in, today.year)

    assert "随即更新" in repeal(signed_in)

    library = visit(f"/query/ogi/documents/?q={WORDS}")
    row = library.get_by_role("main").get_by_role("listitem").filter(has_text=RULE)
    assert row.get_by_text("废止", exact=True).is_visible()

    library.get_by_role("link", name=RULE).click()
    main = library.get_by_role("main")
    assert settles(library, main.get_by_text(f"自{cn(today)}起废止"))
    assert main.get_by_text(BASIS).first.is_visible()
    told = settled_data(library, "repealed")
    assert [(act["label"], act["on"]) for act in told["acts"]] == [("废止", today.isoformat())]

    main.get_by_role("link", name=READING).click()
    library.get_by_role("heading", level=1, name=READING).wait_for()
    explained = library.get_by_role("main").get_by_text("解读的文件")
    assert settles(library, explained.get_by_text("废止", exact=True))

    found = visit(f"/search/?q={WORDS}")
    hit = found.get_by_role("main").get_by_role("listitem").filter(has_text=NUMBER)
    assert hit.get_by_text("废止", exact=True).is_visible()
    assert titles_found(visit).index(RULE) > before

    assert figures(signed_in, today.year) == [made, repealed + 1, valid - 1]


def test_the_section_of_the_month_says_so_too(visit):
    month = visit("/ogi/documents/2025-11/")
    row = month.get_by_role("main").get_by_role("listitem").filter(has_text=NUMBER)
    assert settles(month, row.get_by_text("废止", exact=True))
