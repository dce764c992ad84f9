"""Every admin screen that links lead to is Chinese, whoever signs in."""

import html as html_of_python
import re
from collections import Counter, deque
from functools import cache

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from gongkai.foundation.accounts.models import User
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.ui import urls as closed
from tests.journeys.admin_words import english

OFFICERS = ("xitong", "xinxiyuan", "shouli")
_ADDRESS = re.compile(r"""(?:href|action|data-[a-z\-]*url[a-z\-]*)="(/admin/[^"]*)\"""")
_IN_DATA = re.compile(
    r"""&quot;(?:url|href)&quot;: ?&quot;(/admin/[^&]*)&quot;|"url": ?"(/admin/[^"]*)\""""
)
_LEFT_OUT = ("logout", "format=", "export=", "/download/", "/sheet.", "/workbook/", "ordering=")


@cache
def _codes():
    """Return the codes by which addresses name organs."""
    return frozenset(Organ.objects.values_list("code", flat=True))


def _kind(address):
    """Return which screen an address is, whatever record or organ it shows."""
    try:
        match = resolve(address.split("?")[0])
    except Resolver404:
        return address
    shown = {name: str(value) for name, value in match.kwargs.items()}
    kwargs = [f"{k}={v}" for k, v in shown.items() if not v.isdigit() and v not in _codes()]
    asked = sorted(set(re.findall(r"[?&](\w+)=", address)))
    return " ".join([match.view_name or match.route, *kwargs, *asked])


def _links(page):
    for found in [*_ADDRESS.findall(page), *(a or b for a, b in _IN_DATA.findall(page))]:
        address = html_of_python.unescape(found).split("#")[0]
        if not any(part in address for part in _LEFT_OUT):
            yield address


def _walk(client, most=1):
    """Yield every kind of screen that links lead to, with what it answers."""
    todo, seen, counted = deque(["/admin/", "/admin/account/"]), set(), Counter()
    while todo:
        address = todo.popleft()
        if address in seen or counted[_kind(address)] >= most:
            continue
        seen.add(address)
        counted[_kind(address)] += 1
        answer = client.get(address, follow=True)
        if answer.streaming or "text/html" not in answer.get("Content-Type", ""):
            continue
        page = answer.content.decode()
        todo.extend(_links(page))
        yield address, answer.status_code, page


def _data():
    """Return the Latin words that records hold: sign-in names, codes, group names."""
    return frozenset(
        {
            *User.objects.values_list("username", flat=True),
            *Organ.objects.values_list("code", flat=True),
            *Group.objects.values_list("name", flat=True),
            "localhost",
            "GOV",
        }
    )


@pytest.mark.parametrize("username", OFFICERS)
def test_no_screen_says_anything_in_english(inside, username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    data, said, failed = _data(), {}, []
    for address, status, page in _walk(client):
        if status >= 500:
            failed.append(address)
        for text in english(page, data):
            said.setdefault(text, address)
    assert failed == []
    assert said == {}


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/pages/999999/", "/admin/nowhere/"])
def test_doors_and_dead_ends_are_chinese(inside, address):
    client = Client()
    if "login" not in address:
        client.force_login(User.objects.get(username="xitong"))
    assert list(english(client.get(address).content.decode(), _data())) == []


CLOSED = [
    "workflows/list/", "workflows/tasks/index/", "pages/3/workflow_history/", "pages/3/privacy/",
    "pages/3/unpublish/", "reports/workflow/", "reports/workflow_tasks/", "reports/locked/",
    "snippets/", "password_reset/", "failwhale/", "test404/",
]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_screens_the_office_does_not_use_are_closed(inside, path):
    client = Client()
    client.force_login(User.objects.get(username="xitong"))
    assert client.get(f"/admin/{path}").status_code == 404


def test_each_closed_address_closes_a_screen_of_wagtail():
    screens = {str(pattern.pattern) for pattern in get_resolver("wagtail.admin.urls").url_patterns}
    heads = {screen.split("/")[0] for screen in screens}
    assert {pattern.split("/")[0].lstrip("(") for pattern in closed.CLOSED} - heads <= {
        "snippets",  # registered by a hook
        "images",
        "test404|failwhale)",
    }


def test_permissions_are_named_in_chinese(inside):
    from django.contrib.auth.models import Permission

    shown = Permission.objects.filter(content_type__app_label__in=["pages", "foi", "organs"])
    assert [p.name for p in shown if re.match(r"[A-Z]", p.name)] == []
    assert Permission.objects.get(codename="access_admin").name == "进入工作平台"


def test_groups_of_wagtail_are_gone(inside):
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_addresses_of_closed_screens_still_reverse():
    try:
        assert reverse("wagtailadmin_workflows:index") == "/admin/workflows/list/"
    except NoReverseMatch:
        pytest.fail("Wagtail's own templates reverse this name")
