"""Everybody can read and use every public page: by eye, ear and keyboard, on any screen."""

import gzip
import re
from itertools import product
from urllib.request import urlopen

import pytest
from django.template.loader import render_to_string

pytest.importorskip("axe_playwright_python")

from tests.foundation.test_public_furniture import article, withdrawal
from tests.html_checks import faults_of
from tests.journeys.accessible import ELDER, pages, source, violations

pytestmark = pytest.mark.journey

WIDTHS = (320, 390, 768, 1280)
# What axe looks at in the usual and in the large type: width of the screen, colours.
SCREENS = {False: ((1280, "light"), (390, "dark")), True: ((1280, "dark"), (390, "light"))}
ACCENTS = ("ink_blue", "pine", "ochre", "azurite", "tea", "plum")
MOST_BYTES_OF_AN_ARTICLE = 100 * 1024


@pytest.fixture(scope="session")
def kinds(served):
    """One page of every kind on the county's sites."""
    return pages(served)


@pytest.fixture
def reader(chromium, served):
    """A reader with a screen, a colour scheme and a mode."""
    contexts = []

    def open_window(*, width=1280, scheme="light", elder=False, javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=served, locale="zh-CN",
            color_scheme=scheme, java_script_enabled=javascript, reduced_motion="reduce",
        )  # fmt: skip
        if elder:
            context.add_cookies([{**ELDER, "url": served}])
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def _excess(page, width):
    """Return by how many pixels a page is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.fixture(scope="module", params=[False, True], ids=["普通版", "长辈版"])
def walked(request, chromium, served, kinds):
    """What axe said and how wide each page was, on every screen: one walk, two findings."""
    context = chromium.new_context(base_url=served, locale="zh-CN", reduced_motion="reduce")
    if request.param:
        context.add_cookies([{**ELDER, "url": served}])
    page = context.new_page()
    said, wide = {}, {}
    for name, address in kinds.items():
        page.goto(address)
        for width in WIDTHS:
            if (pixels := _excess(page, width)) > 0:
                wide[name, width] = pixels
        for width, scheme in SCREENS[request.param]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if against := violations(page):
                said[name, width, scheme] = against
    context.close()
    return said, wide


# Every page.


def test_axe_finds_nothing_on_any_page(walked):
    said, _ = walked
    assert said == {}


def test_no_page_scrolls_sideways_on_any_screen(walked):
    _, wide = walked
    assert wide == {}


def test_every_page_is_valid_and_every_reference_leads_somewhere(served, kinds):
    found = {}
    for name, address in kinds.items():
        if faults := faults_of(source(served, address)):
            found[f"{name} {address}"] = faults[:8]
    assert found == {}


def test_every_page_is_the_same_for_every_reader(served, kinds):
    for address in kinds.values():
        html = source(served, address)
        assert "csrfmiddlewaretoken" not in html
        assert "data-mode" not in html
        assert "星期" not in re.sub(r"<main.*</main>", "", html, flags=re.DOTALL)


# States that the county does not show at this moment.


@pytest.mark.parametrize(("accent", "scheme"), list(product(ACCENTS, ("light", "dark"))))
def test_axe_finds_nothing_in_any_accent(reader, served, accent, scheme):
    html = article(
        withdrawal=withdrawal(redirect_to="/news/"),
        error_report_url="https://example.gov.cn/",
        editions=[{"number": n, "published_at": withdrawal().at, "note": "改"} for n in ("2", "1")],
    ).replace('<html lang="zh-CN"', f'<html lang="zh-CN" data-accent="{accent}"')
    for elder in (False, True):
        page = reader(width=390, scheme=scheme, elder=elder)
        page.route("**/sample/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/sample/")
        assert violations(page) == []


@pytest.mark.parametrize("name", ["ui/gone.html", "ui/redirect.html", "403.html", "500.html"])
def test_axe_finds_nothing_on_what_stands_in_place_of_a_page(reader, name):
    html = render_to_string(name, {"redirect_to": "#", "withdrawal": withdrawal()})
    html = html.replace('http-equiv="refresh"', 'name="was-refresh"')
    page = reader(width=390)
    page.route("**/sample/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/sample/")
    assert violations(page) == []


# By keyboard alone.


def focused(page):
    """Return the words of what has the focus."""
    return page.evaluate(
        "(document.activeElement.innerText || document.activeElement.name || '').trim()"
    )


def test_the_first_stop_skips_to_the_text(reader, kinds):
    page = reader()
    page.goto(kinds["article"])
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    assert page.get_by_role("link", name="跳到正文").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_every_stop_once_and_leaves_again(reader, kinds, width):
    page = reader(width=width)
    page.goto(kinds["article"])
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return null;
                const box = one.getBoundingClientRect();
                const seen = one.matches('input[type=radio]') || box.width > 0;
                return [[...document.querySelectorAll('*')].indexOf(one), seen];
            }"""
        )
        if place is None:
            break
        stops.append(place)
    else:
        raise AssertionError("the focus never left the page")
    assert all(seen for _, seen in stops)
    order = [number for number, _ in stops]
    assert order == sorted(set(order))
    assert len(order) > 15


def test_the_focus_is_seen_on_every_stop(reader, kinds):
    page = reader()
    page.goto(kinds["county"])
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert float(outline.removesuffix("px")) >= 2, focused(page)


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(reader):
    page = reader(width=390)
    page.goto("/")
    button = page.get_by_role("button", name="菜单", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="主导航")
    assert menu.get_by_role("link", name="政务要闻").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#nav').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert focused(page) == "菜单"


def test_a_search_is_made_by_keyboard(reader):
    page = reader()
    page.goto("/search/")
    page.get_by_role("main").locator("input[name=q]").focus()
    page.keyboard.type("通知")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    assert page.get_by_role("status").inner_text().strip()


def test_the_size_of_type_is_chosen_by_keyboard_without_scripts(reader, kinds):
    page = reader(javascript=False)
    page.goto(kinds["article"])
    text = page.locator(".g-prose").first
    before = text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.get_by_role("radio", name="标准").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    after = text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert after >= before * 1.4


# Without scripts, in large type, on paper.


def test_the_print_button_stands_only_where_it_works(reader, kinds):
    for javascript in (True, False):
        page = reader(javascript=javascript)
        page.goto(kinds["article"])
        assert page.get_by_role("button", name="打印").is_visible() is javascript


def test_the_code_to_scan_opens_without_scripts(reader, kinds):
    page = reader(javascript=False)
    page.goto(kinds["article"])
    code = page.get_by_role("img", name="本页网址的二维码")
    assert not code.is_visible()
    page.get_by_text("手机看、分享").click()
    assert code.is_visible()
    assert code.bounding_box()["width"] >= 120


def test_the_menu_of_a_phone_opens_without_scripts(reader):
    page = reader(width=390, javascript=False)
    page.goto("/")
    page.get_by_role("button", name="菜单", exact=True).click()
    assert page.get_by_role("navigation", name="主导航").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_large_type_is_large_and_easy_to_hit(reader, kinds, width):
    page = reader(width=width, elder=True)
    page.goto(kinds["article"])
    assert (
        page.locator(".g-prose").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        >= 24
    )
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one =>
            one.checkVisibility() && [...one.childNodes].some(
                child => child.nodeType === 3 && child.textContent.trim()) &&
            !one.closest('.g-vh, svg') && parseFloat(getComputedStyle(one).fontSize) < 18
        ).map(one => one.textContent.trim().slice(0, 20))"""
    )
    assert small == []
    narrow = page.evaluate(
        """() => [...document.querySelectorAll('button, .g-util a, .g-nav a, .g-foot li a')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map(one => one.textContent.trim())"""
    )
    assert narrow == []


def test_the_large_type_leads_back_to_the_usual_page(reader, kinds):
    page = reader(javascript=False)
    page.goto(kinds["article"])
    assert page.get_by_role("button", name="长辈版").is_visible()
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("button", name="返回普通版").wait_for()
    assert page.url.endswith(kinds["article"])
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 21
    page.get_by_role("button", name="返回普通版").click()
    page.get_by_role("button", name="长辈版").wait_for()
    assert page.evaluate(size) == 16


@pytest.mark.parametrize("name", ["article", "report", "document 现行有效"])
def test_on_paper_the_text_stands_without_its_tools(reader, kinds, name):
    page = reader()
    page.goto(kinds[name])
    page.emulate_media(media="print")
    for hidden in (".g-tools", ".g-nav", ".g-util", ".g-crumb", ".g-head .g-search"):
        assert not page.locator(hidden).first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("网址：").first.is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"


# Light.


def test_an_article_weighs_at_most_a_hundred_kilobytes(served, kinds):
    html = source(served, kinds["article"])
    linked = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)
    assert linked
    sizes = {"html": len(html.encode())}
    for address in [*linked, "/mode.css"]:
        sizes[address] = len(urlopen(served + address, timeout=30).read())
    assert sum(sizes.values()) <= MOST_BYTES_OF_AN_ARTICLE, sizes
    assert len(gzip.compress(html.encode())) <= 8 * 1024
