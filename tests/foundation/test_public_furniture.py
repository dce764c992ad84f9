"""What stands around the text of every public page."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import segno
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from gongkai.domain.websites import Accent
from gongkai.foundation.ui import furniture
from tests.html_checks import faults_of

STATIC = Path(furniture.__file__).parent / "static" / "gongkai"
ADDRESS = "https://www.example.gov.cn/news/202604300017/"
AT = datetime(2026, 4, 30, 8, 12, tzinfo=UTC)  # 16:12 where the county is
SITE = SimpleNamespace(
    name="青禾县人民政府", url="/", kind="county", accent="ink_blue", subtitle="门户网站",
    operator="青禾县数据局", address="青禾县中心街1号", postal_code="000000",
    phone="0000-0000000", hours="工作日8:30—17:00", email="office@example.gov.cn",
    identification_code="2113210001", icp_number="演ICP备00000001号-1",
    police_number="演公网安备 00000000000001号",
)  # fmt: skip
META = [
    ("SiteName", "青禾县人民政府"), ("SiteDomain", "www.example.gov.cn"),
    ("SiteIDCode", "2113210001"), ("ColumnName", "政务要闻"), ("ColumnDescription", "县里的大事"),
    ("ColumnKeywords", "政务,要闻"), ("ColumnType", "工作动态"), ("ArticleTitle", "春耕进度"),
    ("PubDate", "2026-04-30 16:12"), ("ContentSource", "县政府办公室"), ("Author", ""),
]  # fmt: skip
PAGE = SimpleNamespace(
    title="春耕进度", source_name="县政府办公室", editor_name="苏素云", published_at=AT, body=[],
    attachments=[], get_ancestors=[],
)  # fmt: skip


def rendered(name, **facts):
    given = {"website": SITE, "portal": SITE, "page": PAGE, "canonical_url": ADDRESS}
    return render_to_string(name, {**given, **facts})


def article(**facts):
    given = {"page_meta": META, "trail": [("首页", "/"), ("政务要闻", "/news/"), ("春耕进度", "")]}
    return rendered("websites/article_page.html", **{**given, **facts})


def withdrawal(kind="banner", **facts):
    given = {"public_reason": "数据有误", "at": AT, "redirect_to": ""}
    return SimpleNamespace(kind=kind, **{**given, **facts})


# The head.


def test_the_tags_of_the_annex_stand_in_exact_case_and_none_is_empty():
    html = article()
    assert '<meta name="PubDate" content="2026-04-30 16:12">' in html
    assert '<meta name="ColumnType" content="工作动态">' in html
    assert 'name="Author"' not in html


def test_the_title_is_that_of_article_column_and_site():
    assert "<title>春耕进度_政务要闻_青禾县人民政府</title>" in article()


def test_a_page_outside_the_columns_is_titled_by_itself_and_the_site():
    html = rendered(
        "websites/accessibility.html", title="无障碍说明", page=None, page_meta=META[:3]
    )
    assert "<title>无障碍说明_青禾县人民政府</title>" in html


def test_the_head_names_the_lasting_address_and_the_feed():
    html = article(feed_url="/news/feed.xml")
    assert f'<link rel="canonical" href="{ADDRESS}">' in html
    assert '<link rel="alternate" type="application/rss+xml"' in html
    assert 'rel="alternate"' not in article()


def test_without_a_given_address_the_one_asked_under_stands_without_its_query():
    request = RequestFactory().get("/news/", {"q": "a"})
    address = furniture.absolute_address({"request": request})
    assert address == "http://testserver/news/"


def test_no_address_is_known_where_nobody_asked():
    assert furniture.absolute_address({}) == ""


@pytest.mark.parametrize("accent", list(Accent))
def test_the_browser_s_frame_has_the_colour_of_the_bar(accent):
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, dark = furniture.theme_colours(accent.value)
    chosen = f'[data-accent="{accent.value}"]' if accent is not Accent.INK_BLUE else ""
    pinned = '[data-theme="light"]' if chosen else '[data-theme="light"], .w-theme-light'
    places = (chosen or ":root", f":root:not({pinned}){chosen}")
    bars = [
        re.search(
            r"^\s*" + re.escape(place) + r" \{[^}]*?--bar: (#[0-9a-f]{6})", css, re.MULTILINE
        )[1]
        for place in places
    ]
    assert bars == [light, dark]


def test_an_unknown_accent_has_the_colour_of_the_first():
    assert furniture.theme_colours("") == furniture.theme_colours("ink_blue")


# The same for everybody.


@pytest.mark.parametrize("name", ["websites/article_page.html", "404.html", "ui/gone.html"])
def test_a_page_says_nothing_of_today_or_of_its_reader(name):
    html = rendered(name, page_meta=META, today=AT.date(), elder_mode=True)
    assert "csrf" not in html
    assert "星期" not in html
    assert "data-mode" not in html


def test_both_names_of_the_switch_stand_on_the_page_and_it_leads_back_to_it():
    request = RequestFactory().get("/news/202604300017/")
    html = article(request=request)
    assert "长辈版" in html
    assert "返回普通版" in html
    assert '<input type="hidden" name="next" value="/news/202604300017/">' in html


def test_the_mode_is_a_sheet_that_comes_after_all_others():
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', article())
    assert sheets[-2:] == ["/mode.css", "/static/gongkai/print.css"]


def test_a_preview_may_ask_for_the_large_type():
    assert "gongkai/elder.css" in article(elder_preview=True)
    assert "gongkai/elder.css" not in article()


def test_the_large_type_needs_no_mark_on_the_page():
    css = (STATIC / "elder.css").read_text(encoding="utf-8")
    assert "data-mode" not in css
    assert "@media screen" in css


# The footer.


@pytest.mark.parametrize(
    "words",
    [
        "党政机关网站标识", "网站标识码：2113210001", "演ICP备00000001号-1",
        'href="https://beian.miit.gov.cn/"', "演公网安备 00000000000001号",
        "webSearch?code=00000000000001", "主办：青禾县人民政府", "承办：青禾县数据局",
        "地址：青禾县中心街1号", "邮编：000000", "电话：0000-0000000",
        "mailto:office@example.gov.cn", "网站地图", "我为政府网站找错",
        "site_code=2113210001", "本站支持 IPv6",
    ],
)  # fmt: skip
def test_the_footer_says_what_the_guideline_asks(words):
    html = article(
        error_report_url="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2113210001"
    )
    assert words in html[html.index("<footer") :]


def test_a_filing_number_without_digits_leads_to_the_register_itself():
    site = SimpleNamespace(**{**vars(SITE), "police_number": "公安机关备案号（演示）"})
    html = article(website=site)
    assert 'href="https://beian.mps.gov.cn/"' in html


def test_the_footer_of_a_site_without_filings_has_no_empty_links():
    html = rendered("404.html", website=None, portal=None)
    assert "beian" not in html
    assert "mailto" not in html


# Beside and below the text.


def test_a_text_says_when_to_the_minute_from_where_and_who_edited_it():
    html = article()
    assert "2026-04-30 16:12" in html
    assert "来源：县政府办公室" in html
    assert "责任编辑：苏素云" in html


def test_the_print_button_waits_for_its_script():
    html = article()
    assert re.search(r"<button[^>]* data-print hidden>", html)
    assert '<script src="/static/gongkai/page.js" defer></script>' in html


def test_the_page_is_shared_by_a_code_that_says_its_address():
    svg = furniture.qr_svg(ADDRESS, "本页网址的二维码")
    assert svg.startswith('<svg role="img" ')
    assert "<title>本页网址的二维码</title>" in svg
    assert 'stroke="#000"' in svg
    assert 'fill="#fff"' in svg
    assert len(svg) <= 3072


def test_the_code_draws_what_the_standard_draws():
    svg = furniture.qr_svg(ADDRESS, "码")
    path = re.search(r'stroke="#000" d="M4 4\.5h7', svg)
    assert path, "the finder pattern stands in its corner"
    modules = segno.make(ADDRESS, error="l", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {modules} {modules}"' in svg


@pytest.mark.parametrize("length", [10, 100, 200])
def test_the_code_of_a_long_address_stays_light(length):
    assert len(furniture.qr_svg(f"https://www.example.gov.cn/{'a' * length}/", "码")) <= 6144


def test_no_code_is_drawn_where_no_address_is_known():
    html = Template("{% load gk %}{% qr_code '' %}").render(Context())
    assert html == ""


def test_neighbours_in_the_section_are_named():
    before = SimpleNamespace(title="春灌开始", url="/news/1/")
    html = article(previous_page=before)
    assert '<a href="/news/1/" rel="prev">春灌开始</a>' in html
    assert "下一篇</span>" not in html
    assert "g-turn" not in article()


def test_the_record_of_changes_is_shown_from_the_second_edition_on():
    first = {"number": "1.0", "published_at": AT, "note": ""}
    second = {"number": "2.0", "published_at": AT, "note": "更正面积"}
    assert "修改记录" not in article(editions=[first])
    html = article(editions=[second, first])
    assert "修改记录" in html
    assert "更正面积" in html


def test_a_withdrawn_text_says_so_before_its_title():
    html = article(withdrawal=withdrawal(redirect_to="/news/2/"))
    assert html.index("本页已于2026年4月30日撤下") < html.index("<h1")
    assert "原因：数据有误。" in html
    assert '<a href="/news/2/">看现在的内容</a>' in html


@pytest.mark.parametrize(("given", "said"), [("有误", "有误。"), ("有误。 ", "有误。"), ("", "")])
def test_a_reason_ends_with_one_full_stop(given, said):
    html = Template("{% load gk %}{{ reason|full_stop }}").render(Context({"reason": given}))
    assert html == said


# In place of a page.


def test_in_place_of_a_page_taken_away_stands_why_but_not_what():
    html = rendered(
        "ui/gone.html", page=None, withdrawal=withdrawal(), public_reason="涉及个人信息"
    )
    assert "涉及个人信息" in html
    assert "春耕进度" not in html
    assert "noindex" in html
    assert "canonical" not in html


def test_a_moved_page_leads_to_its_new_address():
    html = rendered("ui/redirect.html", redirect_to="/news/2/")
    assert '<meta http-equiv="refresh" content="0; url=/news/2/">' in html
    assert '<link rel="canonical" href="/news/2/">' in html
    assert '<a href="/news/2/">新地址</a>' in html


def test_an_unknown_address_offers_the_search_and_the_main_columns():
    html = rendered("404.html", page=None, navigation=[{"title": "政务要闻", "url": "/news/"}])
    assert 'role="search"' in html
    assert html.count('href="/news/"') == 2
    assert "网站地图" in html


# Valid.


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"previous_page": SimpleNamespace(title="一", url="/1/"), "next_page": None},
        {"withdrawal": withdrawal()},
        {"withdrawal": withdrawal(redirect_to="/news/2/")},
        {"editions": [{"number": n, "published_at": AT, "note": "改"} for n in ("2.0", "1.0")]},
        {"error_report_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2113210001"},
        {"feed_url": "/news/feed.xml"},
        {"is_demo": True, "elder_preview": True},
    ],
    ids=lambda facts: "+".join(facts) or "plain",
)
def test_a_text_is_sound_in_every_state(facts):
    assert faults_of(article(**facts)) == []


@pytest.mark.parametrize(
    "name", ["404.html", "403.html", "500.html", "ui/gone.html", "ui/redirect.html"]
)
def test_what_stands_in_place_of_a_page_is_sound(name):
    html = rendered(name, page=None, page_meta=META[:3], redirect_to="/", withdrawal=withdrawal())
    assert faults_of(html) == []
