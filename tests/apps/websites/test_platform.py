"""The sections of the 政府信息公开 platform as a reader meets them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories.documents import make_public
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.websites import open_portal, open_section, open_site, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
DAY = AT.date()


@pytest.fixture
def editor(db):
    return UserFactory()


@pytest.fixture
def portal(db):
    organ = OrganFactory(
        name="青禾县人民政府",
        level=OrganLevel.COUNTY.value,
        address="青禾县新华街道人民路1号",
        postal_code="000000",
        phone="0000-0000000",
        hours="工作日8:30至17:30",
    )
    return open_portal(organ)


@pytest.fixture
def platform(portal):
    root = open_section(portal, SectionKind.PLATFORM, slug="ogi", title="政府信息公开")
    kinds = ("GUIDE", "RULES", "STATUTORY", "REPORTS", "ON_REQUEST")
    return SimpleNamespace(
        root=root, **{name.lower(): open_section(root, SectionKind[name]) for name in kinds}
    )


@pytest.fixture
def budgets(platform):
    """Return the statutory items: one with two pages, one empty."""
    full = open_section(platform.statutory, SectionKind.STATUTORY, slug="s1", title="财政预算决算")
    open_section(platform.statutory, SectionKind.STATUTORY, slug="s2", title="应急预案")
    return full


def public(section, editor, title, on=DAY):
    return make_public(save_draft(section, editor, at=AT, title=title), on)


def text_of(client, page, **query):
    response = client.get(page.url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_blocks_stand_in_the_order_of_the_notice(client, platform):
    text = text_of(client, platform.root)
    sections = [platform.guide, platform.rules, platform.statutory, platform.reports]
    blocks = [f'href="{section.url}"><b>{section.title}</b>' for section in sections]
    assert sorted(blocks, key=text.index) == blocks
    assert f'href="{platform.on_request.url}">申请公开' in text
    assert '<h1 class="g-pagetitle">政府信息公开</h1>' in text


def test_the_front_page_leads_to_the_answers_given_on_request(client, platform):
    link = '<a href="/disclosed-answers/">依申请公开答复公开目录</a>'
    assert link in text_of(client, platform.root)


def test_front_page_counts_each_statutory_item(client, platform, budgets, editor):
    public(budgets, editor, "2024年决算")
    public(budgets, editor, "2025年预算", on=DAY.replace(day=14))
    save_draft(budgets, editor, at=AT, title="草稿")
    text = text_of(client, platform.root)
    row = text[text.index(">财政预算决算<") :].partition("</tr>")[0]
    assert '<td class="r">2</td>' in row
    assert "2025-03-14" in row
    row = text[text.index(">应急预案<") :].partition("</tr>")[0]
    assert "尚未公开" in row


def test_front_page_lists_reports_and_organs(client, portal, platform, editor):
    report = public(platform.reports, editor, "2024年政府信息公开工作年度报告")
    township = open_site(portal, OrganFactory(code="liuhe", name="柳河镇人民政府"))
    text = text_of(client, platform.root)
    assert f'href="{report.url}">2024年政府信息公开工作年度报告' in text
    assert township.url == "/liuhe/"


def test_platform_without_anything_yet_says_so(client, portal):
    root = open_section(portal, SectionKind.PLATFORM, slug="ogi")
    text = text_of(client, root)
    assert text.count("栏目还没有开设") == 4
    assert text.count("尚未公开") == 24


def test_statutory_section_is_an_index_of_its_items(client, platform, budgets, editor):
    public(budgets, editor, "2024年决算")
    text = text_of(client, platform.statutory)
    assert "第二十条" in text
    assert f'href="{budgets.url}"' in text


def test_statutory_item_lists_its_pages_and_can_be_searched(client, platform, budgets, editor):
    public(budgets, editor, "2024年决算")
    public(budgets, editor, "2025年预算")
    response = client.get(f"/query{budgets.url}", {"q": "决算"})
    text = response.content.decode()
    assert "2024年决算" in text
    assert "2025年预算" not in text


def test_guide_says_what_article_12_asks_for(client, platform):
    text = text_of(client, platform.guide)
    for said in (
        "青禾县人民政府",
        "青禾县新华街道人民路1号",
        "工作日8:30至17:30",
        "0000-0000000",
        platform.on_request.url,
        platform.statutory.url,
    ):
        assert said in text


def test_on_request_page_states_periods_fee_rule_and_remedies(client, platform):
    text = text_of(client, platform.on_request)
    for said in (
        "20个工作日内答复",
        "最多延长20个工作日",
        "7个工作日内一次告知",
        "国办函〔2020〕109号",
        "20个工作日内未缴纳",
        "行政复议",
        "行政诉讼",
        "信封注明“政府信息公开申请”",
    ):
        assert said in text


@pytest.mark.parametrize("rows", [1, 3])
def test_statutory_index_costs_the_same_for_any_number_of_items(
    client, platform, django_assert_num_queries, rows
):
    for number in range(rows):
        open_section(platform.statutory, SectionKind.STATUTORY, slug=f"s{number}")
    client.get(platform.statutory.url)
    with django_assert_num_queries(26):
        client.get(platform.statutory.url)
