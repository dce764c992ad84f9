"""The reader of pages finds each fault it is there to find."""

import pytest

from tests.html_checks import faults_of

SOUND = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>标题</title>
<meta name="SiteName" content="青禾县人民政府"><meta name="PubDate" content="2026-04-30 16:12">
</head><body><a href="#main">跳到正文</a><main id="main"><h1>标题</h1>
<label for="q">词</label><input id="q" name="q">
<table><caption>表</caption><tr><th scope="row">项</th><td>1</td></tr></table>
PLACE</main></body></html>"""


def page(addition="", **changes):
    html = SOUND.replace("PLACE", addition)
    for old, new in changes.values():
        html = html.replace(old, new)
    return html


def test_a_sound_page_has_no_faults():
    assert faults_of(page()) == []


@pytest.mark.parametrize(
    ("addition", "fault"),
    [
        ("<p>a<div>b</div></p>", "unexpected-end-tag"),
        ("<p id=main>x</p>", "id main stands 2 times"),
        ("<label for=none>x</label>", "label for=none leads nowhere"),
        ("<p aria-describedby='gone'>x</p>", "p aria-describedby=gone leads nowhere"),
        ("<a href='#c9'>x</a>", "a href=#c9 leads nowhere"),
        ("<button popovertarget=menu>x</button>", "button popovertarget=menu leads nowhere"),
        ("<h1>again</h1>", "not exactly one h1"),
        ("<h3>deep</h3>", "h3 “deep” follows h1"),
        ("<h2></h2>", "an h2 is empty"),
        ("<input name=x>", "input x has no label"),
        ("<img src=a.png>", "img a.png has no alt"),
        ("<a href=/x></a>", "a /x has no words"),
        ("<span aria-current=page></span>", "span is current and empty"),
        ("<svg></svg>", "neither hidden nor titled"),
        ("<table><tr><th scope=col>a</th></tr></table>", "no caption"),
        ("<table><caption>x</caption><tr><td>a</td></tr></table>", "no header cells"),
        ("<table><caption>x</caption><tr><th>a</th></tr></table>", "no scope"),
        ("<p style='color:red'>x</p>", "p carries a style"),
        ("<p onclick='x()'>x</p>", "p carries a script"),
        ("<script>1</script>", "a script stands in the page"),
        ("<style>p{}</style>", "a style sheet stands in the page"),
        ("<form><input type=hidden name=csrfmiddlewaretoken></form>", "carries a token"),
        ("<nav aria-label=a></nav><nav aria-label=a></nav>", "2 nav are called a"),
        ("<main>x</main>", "2 main elements"),
    ],
)
def test_a_fault_is_named(addition, fault):
    assert any(fault in found for found in faults_of(page(addition)))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name="SiteName"', 'name="sitename"', "meta sitename is written SiteName"),
        ('content="青禾县人民政府"', 'content=" "', "meta SiteName is empty"),
        ("2026-04-30 16:12", "2026-04-30", "PubDate is 2026-04-30"),
        ('name="PubDate" content="2026-04-30 16:12"', 'name="SiteName" content="x"', "2 times"),
        ('lang="zh-CN"', 'lang="en"', "the language is en"),
        ("<title>标题</title>", "", "0 title elements"),
    ],
)
def test_a_fault_of_the_head_is_named(old, new, fault):
    assert any(fault in found for found in faults_of(page(change=(old, new))))
