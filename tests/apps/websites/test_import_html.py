# ruff: noqa: E501 -- what programs put on the clipboard
"""Pasted Word and WeChat texts become clean drafts; nothing is fetched, nothing is lost."""

import base64
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps.websites.importing import words
from gongkai.apps.websites.importing.markup import shown_again
from gongkai.apps.websites.importing.reading import from_html, from_text, summary_of
from tests.foundation import file_samples as samples

PHOTO = "data:image/jpeg;base64," + base64.b64encode(samples.photo()).decode()

WORD = f"""
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Word">
<style>p.MsoNormal {{mso-style-parent:"";}}</style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center;line-height:36.0pt'><b><span
style='font-size:22.0pt;font-family:方正小标宋简体'>青禾县人民政府办公室<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal align=center style='text-align:center'><span style='mso-bidi-font-size:22pt'>关于做好春季
农村公路养护工作的通知</span></p>
<p class=MsoNormal align=center style='text-align:center'>青政办〔2025〕3号</p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal>各乡镇人民政府：</p>
<p class=MsoNormal style='text-indent:32.0pt'>　　为保障春运后农村公路畅通，现就养护工作通知如下。
请各单位于<b>3月20日</b>前完成排查。</p>
<p class=MsoNormal style='text-indent:32.0pt'><b>一、排查范围</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>县道</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>乡道</p>
<table class=MsoTableGrid border=1><tr><td colspan=2 style='mso-x:y'>养护里程表</td></tr>
<tr><td rowspan=2>东村</td><td>12公里</td></tr><tr><td>3公里</td></tr></table>
<p class=MsoNormal>　　<a href="https://example.gov.cn/a?id=3&amp;utm_source=x">查看标准</a>
<a href="javascript:alert(1)">点这里</a></p>
<p class=MsoNormal><img width=40 src="{PHOTO}" alt="养护现场"></p>
<p class=MsoNormal><img src="file:///D:/tu/image002.png"></p>
<p class=MsoNormal>附件：1.养护任务表</p><p class=MsoNormal>2.联系人名单</p>
<p class=MsoNormal align=right>青禾县人民政府办公室</p><p class=MsoNormal align=right>2025年3月5日</p>
<script>alert(1)</script><!--EndFragment--></body></html>
"""

WECHAT = """
<div id="js_content"><section style="text-align: center;"><span>点击上方蓝字关注我们</span></section>
<h1 class="rich_media_title">图书馆暑期开放时间公告</h1>
<section data-tools="editor"><section><section style="margin:0"><p style="text-indent:2em">
<span style="color:#333">7月1日起，县图书馆每周<strong>二至日</strong>开放。<br>周一闭馆。</span></p></section></section>
<section><strong>开放安排</strong></section>
<table><tr><td><p>一个框里的话</p></td></tr></table>
<p><img data-src="https://mmbiz.example/640?wx_fmt=png"></p>
<p><img width="1" height="1" src="https://count.example/x.gif"></p>
<ul><li>成人阅览室</li><li>少儿阅览室</li></ul><p style="display:none">隐藏的广告</p></section>
<p>来源：青禾县文化馆</p><p>责任编辑：张三</p><p>长按识别二维码关注</p><mp-common-profile></mp-common-profile></div>
"""


def kinds(draft):
    return [block.kind for block in draft.blocks]


def codes(draft):
    return [str(hint.what.value) for hint in draft.warnings]


def test_a_notice_from_word_becomes_a_clean_draft():
    draft = from_html(WORD)
    assert draft.title == "青禾县人民政府办公室｜关于做好春季农村公路养护工作的通知"
    assert kinds(draft) == [
        "paragraph", "heading", "paragraph", "table", "paragraph", "picture", "paragraph",
    ]  # fmt: skip
    assert draft.blocks[0].value == (
        "<p>青政办〔2025〕3号</p><p>各乡镇人民政府：</p>"
        "<p>为保障春运后农村公路畅通，现就养护工作通知如下。"
        "请各单位于<b>3月20日</b>前完成排查。</p>"
    )
    assert draft.blocks[1].value == "一、排查范围"
    assert draft.blocks[2].value == "<ol><li>县道</li><li>乡道</li></ol>"
    assert draft.blocks[4].value == (
        '<p><a href="https://example.gov.cn/a?id=3">查看标准</a> 点这里</p>'
    )
    assert draft.source_name == "青禾县人民政府办公室"
    assert draft.formed_on == date(2025, 3, 5)
    assert draft.attachments == ("养护任务表", "联系人名单")
    assert [picture.alt for picture in draft.pictures] == ["养护现场"]
    assert draft.pictures[0].content == samples.photo()
    assert codes(draft) == ["remote_pictures"]
    assert summary_of(draft) == "为保障春运后农村公路畅通，现就养护工作通知如下。"


def test_a_table_keeps_its_caption_its_cells_and_what_is_merged():
    value = from_html(WORD).blocks[3].value
    assert value["table_caption"] == "养护里程表"
    assert value["data"] == [["东村", "12公里"], ["", "3公里"]]
    assert value["mergeCells"] == [{"row": 0, "col": 0, "rowspan": 2, "colspan": 1}]
    assert value["cell"] == [{"row": 1, "col": 0, "hidden": True}]
    assert value["first_row_is_table_header"] is True


def test_a_wechat_article_loses_its_wrapping():
    draft = from_html(WECHAT)
    assert draft.title == "图书馆暑期开放时间公告"
    assert (draft.source_name, draft.editor_name) == ("青禾县文化馆", "张三")
    assert kinds(draft) == ["paragraph", "heading", "paragraph", "paragraph"] or kinds(draft) == [
        "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    whole = "".join(str(block.value) for block in draft.blocks)
    assert "<p>7月1日起，县图书馆每周<b>二至日</b>开放。</p><p>周一闭馆。</p>" in whole
    assert "<ul><li>成人阅览室</li><li>少儿阅览室</li></ul>" in whole
    assert "<p>一个框里的话</p>" in whole
    assert "隐藏" not in whole
    assert codes(draft) == ["dropped", "remote_pictures"]
    assert "1张" in draft.warnings[1].sentence


def test_numbers_that_a_list_would_count_anew_stay_in_the_words():
    item = "<p class=MsoListParagraph><span style='mso-list:Ignore'>{}</span>{}</p>"
    draft = from_html(item.format("（三）", "加强巡查") + item.format("4.", "报送总结"))
    assert draft.blocks[0].value == "<p>（三）加强巡查</p><p>4.报送总结</p>"
    dots = from_html(item.format("·", "一项") + item.format("·", "二项"))
    assert dots.blocks[0].value == "<ul><li>一项</li><li>二项</li></ul>"


def test_a_picture_without_words_asks_for_them():
    assert codes(from_html(f"<h1>公告</h1><img src='{PHOTO}' alt='image003.png'>")) == [
        "pictures_without_words"
    ]


def test_a_text_without_a_title_says_so():
    draft = from_html("<p>今天开放。</p>")
    assert (draft.title, codes(draft)) == ("", ["no_title"])


def test_a_huge_table_goes_to_the_attachments():
    row = "<tr>" + "<td>1</td>" * 60 + "</tr>"
    draft = from_html(f"<h1>公告</h1><table>{row * 90}</table>")
    assert (kinds(draft), codes(draft)) == ([], ["large_table"])


def test_plain_text_makes_paragraphs():
    draft = from_text("关于停水的通知\n\n　　明天8时至12时停水。\n请做好储水 <准备>。")
    assert draft.title == "关于停水的通知"
    assert draft.blocks[0].value == "<p>明天8时至12时停水。</p><p>请做好储水 &lt;准备&gt;。</p>"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2025年3月5日", date(2025, 3, 5)),
        (" 2025 年 12 月 31 日", date(2025, 12, 31)),
        ("二〇二五年三月五日", date(2025, 3, 5)),
        ("二〇二五年十二月三十一日", date(2025, 12, 31)),
        ("二○二四年十月二十日", date(2024, 10, 20)),
        ("2025年2月30日", None),
        ("自2025年3月5日起施行", None),
    ],
)
def test_a_line_that_is_a_day_is_read(line, day):
    assert words.day_of(line) == day


@pytest.mark.parametrize(
    ("line", "bold", "answer"),
    [
        ("一、总体要求", False, True),
        ("第二章 职责", False, True),
        ("开放安排", True, True),
        ("开放安排", False, False),
        ("联系人：张三", True, False),
        ("一、各乡镇要加强领导。", False, False),
        ("2025年3月5日", True, False),
    ],
)
def test_a_heading_is_told_from_a_sentence(line, bold, answer):
    assert words.is_heading(line, bold=bold) is answer


def test_the_signature_is_the_organ_before_the_last_day():
    assert words.signature(["正文。", "青禾县水利局", "2025年3月5日", "附件：1.表"]) == (
        "青禾县水利局",
        date(2025, 3, 5),
    )
    assert words.signature(["正文。", "此复。", "2025年3月5日"]) == ("", date(2025, 3, 5))
    assert words.signature(["正文。"]) == ("", None)


def test_one_attachment_without_a_number_counts():
    assert words.attachments(["正文。", "附件：任务表"]) == ["任务表"]
    assert words.attachments(["正文。", "附件：", "1．甲表；", "2．乙表", "落款"]) == [
        "甲表",
        "乙表",
    ]


@pytest.mark.parametrize(
    "harmful",
    [
        "<p onclick='x()'>字</p>",
        "<a href='javascript:x()'>字</a>",
        "<a href='data:text/html,x'>字</a>",
        "<img src='https://example.com/a.png'>",
        "<img src='data:image/svg+xml;base64,AAAA'>",
        "<iframe src='x'></iframe>",
        "<script>x()</script>",
    ],
)
def test_what_is_shown_again_in_the_box_is_harmless(harmful):
    shown = shown_again(harmful)
    assert not re.search(r"onclick|javascript|data:|https?:|iframe|script", shown)


def test_pictures_that_came_along_are_shown_again():
    assert PHOTO in shown_again(f"<p>字<img src='{PHOTO}'></p>")


PIECES = ["<p>", "</p>", "<b>", "</b>", "<li>", "<table>", "<tr>", "<td rowspan=9>", "</table>",
          "<img src=x>", "字", "<br>", "<h1>", "<!--", "-->", "<o:p>", "&nbsp;", "<td>",
          "<a href=javascript:x>", "<script>", "</script>", "<section>", "\u3000"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_markup_brings_the_reading_down_or_gets_through(pieces):
    draft = from_html("".join(pieces))
    whole = "".join(str(block.value) for block in draft.blocks if block.kind == "paragraph")
    assert set(re.findall(r"<(\w+)", whole)) <= {"p", "b", "a", "ul", "ol", "li", "br"}
    assert "javascript" not in whole
