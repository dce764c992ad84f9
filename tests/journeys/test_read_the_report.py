"""A citizen finds the annual report; an officer opens a figure to its records."""

import pytest

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("path", ["/", "/unit-01/", "/ogi/documents/", "/ogi/reports/"])
def test_no_page_scrolls_sideways(visit, path, width):
    page = visit(path, width=width)
    excess = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert excess <= 0


def test_a_citizen_reads_the_report_without_scripts(visit):
    page = visit("/", javascript=False)
    page.get_by_role("link", name="看年报").first.click()
    page.get_by_role("link", name="青禾县人民政府2025年政府信息公开工作年度报告").first.click()
    assert page.get_by_text("全年收取政府信息公开信息处理费0元").is_visible()
    table = page.get_by_role("table").filter(has_text="本年新收政府信息公开申请数量")
    assert table.get_by_role("row", name="一、本年新收政府信息公开申请数量").is_visible()


def test_the_elder_mode_stays_from_page_to_page(visit):
    page = visit("/", javascript=False)
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("button", name="返回普通版").wait_for()
    page.goto("/news/")
    page.get_by_role("button", name="返回普通版").click()
    page.get_by_role("button", name="长辈版").wait_for()


def test_a_figure_opens_the_records_behind_it(signed_in):
    with signed_in("gongkaiban", "/admin/annual-reports/2025/county/?part=3") as page:
        row = page.get_by_role("row", name="一、本年新收政府信息公开申请数量")
        row.get_by_role("link", name="9").click()
        page.get_by_text("GOV-2025-0001").first.wait_for()
        assert page.get_by_text("GOV-2025-0009").count() >= 1
