"""Find one page of every kind on the served county, and ask axe about what stands on screen."""

import re
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe

# Level A and AA of WCAG 2.0, 2.1 and 2.2, with what axe holds to be good practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
ELDER = {"name": "elder", "value": "1"}
# Listings that lead to one page of their kind.
_LISTINGS = {
    "article": "/news/",
    "interpretation": "/ogi/interpretations/",
    "press conference": "/press/",
    "interview": "/interviews/",
    "report": "/ogi/reports/",
    "township article": "/unit-01/news/",
    "meeting": "/ogi/meetings/",
    "call for opinions": "/consultation/",
    "open day programme": "/open-day/",
    "topic": "/topics/",
}
FIXED = {
    "county": "/",
    "township": "/unit-01/",
    "department": "/justice/",
    "search": "/search/",
    "search with results": "/search/?q=通知",
    "search without results": "/search/?q=zzzz",
    "sitemap": "/sitemap/",
    "accessibility": "/accessibility/",
    "unknown address": "/nothing-here/",
    "section of articles": "/news/",
    "month of a section": "/news/2025-12/",
    "section asked": "/query/news/?q=调研",
    "section asked in vain": "/query/news/?q=zzzz",
    "documents asked": "/query/ogi/documents/?q=通知",
    "documents of a day": "/query/ogi/documents/?on=2025-06-30",
    "month of documents": "/ogi/documents/2025-11/",
    "meaning of validity": "/documents-legend/",
    "open data": "/open-data/",
    "disclosed answers": "/disclosed-answers/",
    "topics": "/topics/",
    "platform of a department": "/justice/ogi/",
    "guide of a township": "/unit-01/ogi/guide/",
    "platform": "/ogi/",
    "guide": "/ogi/guide/",
    "on request": "/ogi/on-request/",
    "whom to ask": "/request-information/",
    "asking": "/request-information/gov/",
    "finding a request": "/request-information/status/",
    "statutory": "/ogi/statutory/",
    "catalogue": "/ogi/catalogue/",
    "documents": "/ogi/documents/",
    "interpretations": "/ogi/interpretations/",
    "reports": "/ogi/reports/",
    "press": "/press/",
    "interviews": "/interviews/",
    "about": "/about/",
    "consultation": "/consultation/",
    "meetings": "/ogi/meetings/",
    "document number sought": "/search/?q=青政发",
    "open day": "/open-day/",
    "rules": "/ogi/rules/",
    "village": "/unit-01/village/",
    "township platform": "/unit-01/ogi/",
}


def source(served, path):
    """Return the HTML of a page, of an error page too."""
    try:
        answer = urlopen(served + quote(path, safe="/?=&#"), timeout=60)
    except HTTPError as error:
        answer = error
    return answer.read().decode()


def pages(served):
    """Return the address of one page of every kind, by what it is."""
    found = dict(FIXED)
    for name, listing in _LISTINGS.items():
        match = re.search(r'href="([^"]*/\d{12}/)"', source(served, listing))
        assert match, f"no page in {listing}"
        found[name] = match[1]
    return {**found, **_documents(served)}


def _documents(served):
    """Return one document of every validity that the library can be asked for."""
    asked = source(served, "/ogi/documents/")
    choices = re.search(r'<select[^>]*name="validity".*?</select>', asked, re.DOTALL)[0]
    found = {}
    for value, label in re.findall(r'<option value="(\w+)"[^>]*>([^<]+)', choices):
        listed = source(served, f"/query/ogi/documents/?validity={value}")
        if match := re.search(r'<li class="g-docrow">\s*<h3><a href="([^"]+)"', listed):
            found[f"document {label}"] = match[1]
    assert found
    return found


# A message that is still fading in has, for a moment, colours nobody reads it in.
_SETTLED = """() => Promise.all(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
    .map(one => one.finished.catch(() => null)))"""


def violations(page):
    """Return what axe has to say against a page, one sentence for each rule and place."""
    page.evaluate(_SETTLED)
    answer = Axe().run(page, options=RULES).response
    return [
        f"{one['id']}: {node['html'][:120]} {_message(node)}"
        for one in answer["violations"]
        for node in one["nodes"][:3]
    ]


def _message(node):
    checks = [*node["any"], *node["all"], *node["none"]]
    return checks[0]["message"][:160] if checks else ""
