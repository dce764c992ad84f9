import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.validity import Validity
from gongkai.foundation.ui import charts
from gongkai.foundation.ui.templatetags import gk

UI = Path(charts.__file__).parent
PUBLIC_SHEETS = ("tokens", "base", "layout", "components", "statutory-tables")

PUBLIC_TEMPLATES = (
    "403.html",
    "404.html",
    "500.html",
    "websites/home_page.html",
    "websites/home_page_unit.html",
    "websites/section_page.html",
    "websites/article_page.html",
    "websites/ogi_platform.html",
    "websites/search.html",
    "websites/sitemap.html",
    "websites/text_page.html",
    "documents/policy_document.html",
    "documents/library.html",
    "documents/legend.html",
    "interpretations/interpretation.html",
    "engagement/press_conference.html",
    "engagement/online_interview.html",
    "annual_report/public/report_page.html",
)

amounts = st.integers(min_value=0, max_value=1_000_000)


def parsed(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - our own text


def widths(html: str) -> list[str]:
    return [
        rect.attrib["width"] for rect in parsed(html).iter("rect") if rect.attrib["class"] != "f0"
    ]


def test_the_longest_bar_fills_the_track_and_the_others_keep_their_share():
    html = charts.horizontal_bars([("予以公开", 4), ("部分公开", 1), ("无法提供", 2)])
    assert widths(html) == ["100.0", "25.0", "50.0"]


def test_a_zero_keeps_its_row_and_its_number():
    html = charts.horizontal_bars([("予以公开", 4), ("其他处理", 0)], unit="件")
    assert [node.text for node in parsed(html).iter("dt")] == ["予以公开", "其他处理"]
    assert "0 件" in html
    assert widths(html)[1] == "0.0"


def test_bars_of_nothing_but_zeros_are_empty_tracks():
    assert widths(charts.horizontal_bars([("甲", 0), ("乙", 0)])) == ["0.0", "0.0"]


def test_no_bars_is_an_empty_list():
    assert charts.horizontal_bars([]) == '<dl class="g-bars"></dl>'


def test_a_number_with_an_address_opens_its_list():
    html = charts.horizontal_bars([("解读", 50, "/list/?a=1&b=2")], unit="条")
    link = next(parsed(html).iter("a"))
    assert (link.attrib["href"], link.text) == ("/list/?a=1&b=2", "50 条")


def test_labels_are_escaped():
    html = charts.horizontal_bars([("<script>", 1)]) + charts.columns([("<b>", 1)], title="<i>")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html


@given(value=amounts, largest=amounts)
def test_a_bar_is_never_longer_than_its_track(value, largest):
    assert 0 <= float(charts.share_of_width(value, largest)) <= 100


@pytest.mark.parametrize(
    ("largest", "step"), [(0, 1), (1, 1), (4, 1), (9, 5), (16, 5), (168, 50), (1700, 500)]
)
def test_grid_lines_stand_on_round_numbers(largest, step):
    assert charts.axis_step(largest) == step


@given(largest=st.integers(min_value=1, max_value=10_000_000))
def test_at_most_four_grid_lines_stand_above_the_base(largest):
    assert charts.axis_step(largest) * 4 >= largest


def test_more_than_twelve_columns_are_refused():
    with pytest.raises(charts.TooManyColumnsError):
        charts.columns([(str(month), month) for month in range(13)], title="逐月")


def test_phones_are_drawn_the_last_six_columns():
    html = charts.columns([(f"{month}月", month) for month in range(1, 13)], title="逐月")
    wide, narrow = parsed(html).iter("svg")
    assert len(list(wide.iter("rect"))) == 12
    assert len(list(narrow.iter("rect"))) == 6
    assert "7月" in [node.text for node in narrow.iter("text")]
    assert "6月" not in [node.text for node in narrow.iter("text")]


def test_a_short_series_is_drawn_once():
    html = charts.columns([("2024", 11), ("2025", 9)], title="新收申请")
    assert len(list(parsed(html).iter("svg"))) == 1


def test_a_chart_carries_its_title_and_a_table_of_its_numbers():
    root = parsed(charts.columns([("2024", 11), ("2025", 9)], title="新收申请", unit="件"))
    assert next(root.iter("title")).text == "新收申请"
    assert [cell.text for cell in root.iter("td")] == ["11 件", "9 件"]


def test_the_unfinished_period_has_a_colour_of_its_own():
    html = charts.columns([("3月", 156), ("4月", 71)], title="逐月", partial_last=True)
    assert [rect.attrib["class"] for rect in parsed(html).iter("rect")] == ["f1", "f3"]


def test_column_heights_follow_the_figures():
    html = charts.columns([("甲", 10), ("乙", 5)], title="对比")
    tall, short = (float(rect.attrib["height"]) for rect in parsed(html).iter("rect"))
    assert tall == pytest.approx(2 * short, abs=0.1)


def test_decimals_and_written_numbers_are_drawn():
    assert widths(charts.horizontal_bars([("费", Decimal("12.5")), ("半", "6.25")])) == [
        "100.0",
        "50.0",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(date(2026, 4, 30), "2026年4月30日"), (None, ""), (date(2026, 12, 1), "2026年12月1日")],
)
def test_dates_in_sentences_are_written_out(value, expected):
    assert gk.cn_date(value) == expected


def test_an_instant_is_written_in_local_time():
    late = datetime(2026, 4, 29, 17, 0, tzinfo=UTC)  # 30 April, 1:00 in Beijing
    written = Template("{% load gk %}{{ at|cn_date }}").render(Context({"at": late}))
    assert written == "2026年4月30日"


def test_the_day_of_the_week_is_named():
    assert gk.cn_weekday(date(2026, 4, 30)) == "星期四"


def test_rows_leave_out_the_year_that_is_running():
    today = date(2026, 4, 15)
    assert gk.row_date(date(2026, 4, 14), today) == "04-14"
    assert gk.row_date(date(2025, 11, 6), today) == "2025-11-06"


def test_soft_break_points_become_places_to_break():
    assert gk.soft_title("关于印发｜《甲<乙》") == "关于印发<wbr>《甲&lt;乙》"
    assert gk.plain_title("关于印发｜《办法》") == "关于印发《办法》"


@pytest.mark.parametrize(
    ("validity", "tone"),
    [
        (Validity.IN_FORCE, "ok"),
        (Validity.AMENDED, "warn"),
        (Validity.NOT_YET, "warn"),
        (Validity.EXPIRED, "void"),
        (Validity.REPEALED, "void"),
    ],
)
def test_every_state_of_validity_has_a_tone_and_its_official_word(validity, tone):
    mark = gk.validity_tag(validity)
    assert f"g-tag--{tone}" in mark
    assert validity.label in mark


def test_no_validity_shows_no_mark():
    assert gk.validity_tag(None) == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [(400, "1 KB"), (43_008, "42 KB"), (1_363_149, "1.3 MB"), ("18 KB", "18 KB"), (None, "")],
)
def test_sizes_are_written_for_readers(size, words):
    assert gk.file_size(size) == words


def test_display_figures_carry_thousands_marks():
    assert gk.thousands(1700) == "1,700"
    assert gk.thousands("98%") == "98%"


def test_the_number_of_an_article_is_set_in_bold():
    text = mark_safe('<p data-block-key="a">第十二条　为了公开，制定本办法。</p><p>见第三条。</p>')
    assert gk.mark_articles(text) == (
        '<p data-block-key="a"><span class="g-prose__art">第十二条</span>'
        "为了公开，制定本办法。</p><p>见第三条。</p>"
    )


def test_plain_text_is_escaped_before_its_articles_are_marked():
    assert gk.mark_articles("<p>第一条 甲") == "&lt;p&gt;第一条 甲"


def test_chapters_are_told_from_other_headings():
    assert gk.is_chapter("第二章　标准与申领")
    assert not gk.is_chapter("为什么要改")


def test_the_table_of_contents_points_at_the_headings_of_the_body():
    body = [
        SimpleNamespace(block_type="heading", value="第一章　总则"),
        SimpleNamespace(block_type="paragraph", value="<p>甲</p>"),
        SimpleNamespace(block_type="heading", value="第二章　附则"),
    ]
    entries = gk.headings(body)
    assert entries == [("c1", "第一章　总则"), ("c3", "第二章　附则")]
    html = get_template("ui/_body.html").render({"body": body})
    assert all(f'id="{anchor}"' in html for anchor, _ in entries)


def test_every_icon_is_drawn_once():
    sprite = (UI / "templates/ui/icons.html").read_text(encoding="utf-8")
    drawn = [symbol.attrib["id"] for symbol in ET.fromstring(sprite)]  # noqa: S314 - our own text
    assert sorted(drawn) == sorted(f"i-{name}" for name in gk.ICONS)
    assert len(drawn) <= 30


def test_an_unknown_icon_falls_back_to_a_sheet_of_paper():
    assert "#i-document" in gk.icon("unknown")
    assert "#i-search" in gk.icon("search")


def test_the_sheets_of_a_public_page_are_light_and_ask_nobody_else():
    texts = [
        (UI / f"static/gongkai/{name}.css").read_text(encoding="utf-8") for name in PUBLIC_SHEETS
    ]
    assert sum(len(text.encode()) for text in texts) <= 60_000
    assert not any("//" in text.replace("/*", "").replace("*/", "") for text in texts)


def test_no_template_carries_inline_styles_or_scripts():
    root = UI.parents[1]
    for path in [*UI.rglob("*.html"), *(root / "apps").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path
        # A script comes as a file of its own, and only to add to what works without it.
        assert not re.search(r"<script(?! src=\"\{% static )", text), path


@pytest.mark.parametrize("name", PUBLIC_TEMPLATES)
def test_a_public_page_can_be_read_before_anything_is_published(name):
    html = get_template(name).render({})
    assert html.count("<h1") == 1
    assert '<html lang="zh-CN">' in html
    assert 'href="#main"' in html
