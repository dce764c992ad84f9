"""Words are read in order and marked where they stand."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.content_checks.prose import Mark, Prose


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一是公开。</p><p>二是解读。</p>", "一是公开。\n二是解读。"),
        ("<p>见<a href='/x'>通知</a>全文</p>", "见通知全文"),
        ("<table><tr><th>项目</th><td>3</td></tr><tr><th>合计</th><td>4</td></tr></table>",
         "项目\t3\t\n合计\t4"),
        ("\n  <div>\n <p>有<b>粗</b>字</p>\n</div>\n", "有粗字"),
        ("<p>前</p><script>alert('x')</script><p>后</p>", "前\n后"),
        ("<p>一行<br>二行</p>", "一行\n二行"),
        ("只有文字", "只有文字"),
        ("", ""),
        ("<p>甲&amp;乙 &lt;丙&gt;</p>", "甲&乙 <丙>"),
    ],
)  # fmt: skip
def test_words_are_read_in_order(html, text):
    assert Prose(html).text == text


def marked(html, words, number=1):
    prose = Prose(html)
    start = prose.text.index(words)
    return prose.marked([Mark(start, start + len(words), number, "g-f")])


def test_a_mark_stands_around_its_words_only():
    assert marked("<p>点赞超2000余次。</p>", "超2000余次") == (
        '<p>点赞<span class="g-f">超2000余次<sup><a href="#f1" aria-label="第1处发现">1</a></sup>'
        "</span>。</p>"
    )


def test_a_mark_in_what_follows_an_element():
    assert marked("<p><b>按照</b>布署要求</p>", "布署", 7) == (
        '<p><b>按照</b><span class="g-f">布署<sup><a href="#f7" aria-label="第7处发现">7</a></sup>'
        "</span>要求</p>"
    )


def test_a_mark_over_two_elements_is_numbered_once():
    html = marked("<p>工作布<b>署</b>会</p>", "布署")
    assert html.count("<span") == 2
    assert html.count("<sup>") == 1
    assert Prose(html.replace("<sup>", "<svg>").replace("</sup>", "</svg>")).text == "工作布署会"


def test_words_before_the_first_element_stay_words():
    assert marked("甲&lt;乙", "乙").startswith("甲&lt;<span")


def test_two_marks_in_one_run_keep_their_order():
    prose = Prose("<p>甲错乙误丙</p>")
    html = prose.marked([Mark(3, 4, 2, "b"), Mark(1, 2, 1, "a")])
    assert html.index("错") < html.index("乙") < html.index("误") < html.index("丙")
    assert html.index('class="a"') < html.index('class="b"')


def test_words_of_the_text_never_become_markup():
    html = marked("<p>写成&lt;script&gt;的</p>", "<script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@given(
    st.lists(st.text("甲乙丙丁<&\"'1 ", min_size=1), min_size=1, max_size=5),
    st.integers(0, 30),
    st.integers(1, 9),
)
def test_marking_changes_no_word(paragraphs, start, length):
    prose = Prose("".join(f"<p>{escape(words)}</p>" for words in paragraphs))
    before = prose.text
    html = prose.marked([Mark(start, start + length, 1, "m")])
    after = Prose(html.replace("<sup>", "<svg>").replace("</sup>", "</svg>")).text
    # a gap that stands alone between two marks is no word
    assert after.replace(" ", "") == before.replace(" ", "")
