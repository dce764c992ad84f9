"""A citizen asks for information and follows the request; officers handle one to its remedy."""

import re

import pytest

from gongkai.foundation import clock
from tests.journeys.accessible import violations

pytestmark = pytest.mark.journey

SCREENS = pytest.mark.parametrize(
    ("width", "javascript"), [(1280, True), (390, False)], ids=["desktop", "phone without scripts"]
)


def fill_in(page, wanted):
    """Go through the three screens."""
    page.get_by_label("姓名或者单位全称").fill("欧阳示例")
    page.get_by_label(re.compile("^证件号码")).fill("11010519491231002X")
    page.get_by_label(re.compile("^联系电话")).fill("000-00001234")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("您需要什么信息").fill(wanted)
    page.get_by_role("button", name="保存并继续").click()


@SCREENS
def test_a_citizen_asks_and_follows(visit, width, javascript):
    page = visit("/ogi/on-request/", width=width, javascript=javascript)
    page.get_by_role("link", name="在线申请").click()
    page.get_by_role("button", name="保存并继续").click()
    assert "处需要补充" in page.title()
    fill_in(page, "县城供热管网改造工程的竣工验收报告")
    page.get_by_text("县城供热管网改造工程的竣工验收报告").first.wait_for()
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", level=1, name="收件回执").wait_for()
    code = page.locator("dd b").first.inner_text()
    page.reload()
    assert page.locator("dd b").first.inner_text() == code, "the receipt can be read again"
    page.get_by_role("link", name="查询进度").first.click()
    page.get_by_label("查询码").fill(code.lower())
    page.get_by_label("联系电话后四位").fill("1234")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("heading", level=1, name="申请进度").wait_for()
    assert page.locator("td.is-due").count() == 1
    page.get_by_label("我要撤回这件申请，不用再答复").check()
    page.get_by_role("button", name="撤回申请").click()
    page.get_by_role("heading", name="申请已撤回").wait_for()


def test_no_screen_of_a_request_shuts_anybody_out(visit):
    page = visit("/request-information/gov/", width=390)
    found = {}

    def look(name):
        found[name] = violations(page)
        broad = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        found[name] += ["scrolls sideways"] if page.evaluate(broad) else []

    page.get_by_role("button", name="保存并继续").click()
    look("faults")
    fill_in(page, "1.征地批复\n2.补偿方案")
    look("check")
    page.get_by_role("link", name="先不提交，保存草稿").click()
    look("draft")
    page.get_by_role("link", name="接着填写").click()
    page.get_by_role("button", name="提交申请").click()
    look("receipt")
    code = page.locator("dd b").first.inner_text()
    page.goto("/request-information/status/")
    page.get_by_label("查询码").fill(code)
    page.get_by_label("联系电话后四位").fill("1234")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("heading", level=1, name="申请进度").wait_for()
    look("status")
    assert found == {name: [] for name in ("faults", "check", "draft", "receipt", "status")}


def test_a_request_is_made_with_the_keyboard_alone(visit):
    page = visit("/request-information/gov/")
    page.get_by_label("姓名或者单位全称").focus()
    keys = page.keyboard
    keys.type("欧阳示例")
    keys.press("Tab")
    keys.type("11010519491231002X")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("000-00001234")
    keys.press("Enter")
    page.get_by_label("您需要什么信息").wait_for()
    page.get_by_label("您需要什么信息").focus()
    keys.type("供热管网改造工程的竣工验收报告")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Enter")
    page.get_by_role("button", name="提交申请").focus()
    keys.press("Enter")
    page.get_by_role("heading", level=1, name="收件回执").wait_for()


def take(signed_in, username, request, label, **fields):
    """Take one step of a request as an officer."""
    with signed_in(username, request) as page:
        form = page.locator("form").filter(has=page.get_by_role("button", name=label, exact=True))
        if not form.first.is_visible():
            page.locator("summary", has_text=label).first.click()
        for name, value in fields.items():
            field = form.first.locator(f"[name$='-{name}']")
            kind = field.first.get_attribute("type")
            if kind == "checkbox":
                form.first.locator(f"[name$='-{name}'][value='{value}']").check()
            elif field.first.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.first.get_by_role("button", name=label, exact=True).click()
        page.get_by_text(f"已登记：{label}。").wait_for()


def letter(signed_in, request, label, sender, **fields):
    """Write a notice, let the head of the office sign it, and send it with its step."""
    with signed_in("chengban", request) as page:
        page.get_by_role("link", name=label, exact=True).click()
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("button", name="生成文书").click()
        page.get_by_text("没有发现问题").wait_for()
        where = "/admin" + page.url.split("/admin")[1]
    act(signed_in, "fuzeren", where, "签发")
    act(signed_in, sender, where, "发出")


def act(signed_in, username, where, label):
    """Do one act with a letter."""
    with signed_in(username, where) as page:
        page.locator("summary", has_text=label).first.click()
        page.get_by_role("button", name=label, exact=True).click()
        page.get_by_text(f"已办：{label}。").wait_for()


def reply(signed_in, request):
    """Write the reply in part, and see that nobody can lose its remedy on the way."""
    with signed_in("chengban", request) as page:
        page.get_by_role("link", name="拟政府信息公开告知书", exact=True).click()
        page.locator("[name=outcome]").select_option("partial")
        page.locator("[name=withheld_under][value=d4]").check()
        page.get_by_role("button", name="下一步").click()
        page.locator("[name=documents]").fill("《柳河镇污水处理站检测报告》")
        page.locator("[name=withheld_part]").fill("运营合同的价格条款")
        assert "柳河镇某水务公司" in page.locator("[name=third_party_result]").input_value()
        page.get_by_role("button", name="生成文书").click()
        page.get_by_text("没有发现问题").wait_for()
        page.get_by_text("先向青禾县人民政府申请行政复议").first.wait_for()
        assert violations(page) == []


def test_officers_carry_a_letter_from_the_counter_to_its_remedy(signed_in):
    today = clock.today().isoformat()
    with signed_in("shouli", "/admin/foi_requests/new/") as page:
        page.locator("[name=organ]").select_option(label="青禾县人民政府办公室")
        page.locator("[name=applicant_kind]").select_option(label="自然人")
        page.locator("[name=applicant_name]").fill("欧阳示例")
        page.locator("[name=applicant_contact]").fill("000-00001234")
        page.locator("[name=wanted]").fill("柳河镇污水处理站的检测报告和运营合同")
        page.locator("[name=intake_channel]").select_option(label="当面提交")
        page.locator("[name=submitted_at]").fill(f"{today} 00:10")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="创建").click()
        page.get_by_role("heading", level=1).first.wait_for()
        page.wait_for_url(re.compile(r"/admin/foi_requests/\d+/"))
        request = "/admin" + page.url.split("/admin")[1]
    take(signed_in, "shouli", request, "开始审查")
    letter(signed_in, request, "拟补正告知书", "chengban",
           matter="请写明检测报告的年度")  # fmt: skip
    take(signed_in, "shouli", request, "收到补正")
    take(signed_in, "shouli", request, "交办")
    letter(signed_in, request, "拟征求意见书", "chengban",
           addressee="柳河镇某水务公司", information="污水处理站运营合同")  # fmt: skip
    take(signed_in, "chengban", request, "收到意见", note="不同意公开合同价格。")
    letter(signed_in, request, "拟延期答复告知书", "fuzeren",
           reason="需要核对多年的检测数据", period="10")  # fmt: skip
    reply(signed_in, request)
    take(signed_in, "chengban", request, "送审")
    take(signed_in, "fuhe", request, "一审通过")
    take(signed_in, "baomi", request, "二审通过")
    take(signed_in, "fuzeren", request, "签发")
    take(signed_in, "chengban", request, "发出答复", way="mail", tracking_number="示例0000001")
    take(signed_in, "chengban", request, "确认送达")
    with signed_in("fuzeren", request) as page:
        number = re.search(r"GOV-\d{4}-\d{4}", page.title())[0]
        assert page.get_by_text("部分公开").first.is_visible()
        assert page.locator("section", has=page.locator("#letters")).get_by_text("已送达").count()
        page.goto("/admin/foi_remedies/new/")
        page.locator("[name=organ]").select_option(label="青禾县人民政府办公室")
        page.locator("[name=request]").fill(number)
        page.locator("[name=kind]").select_option(index=1)
        page.locator("[name=number]").fill("演示复〔2026〕1号")
        page.locator("[name=filed_on]").fill(today)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="创建").click()
        page.goto(request)
        assert page.get_by_text("演示复〔2026〕1号").first.is_visible()
