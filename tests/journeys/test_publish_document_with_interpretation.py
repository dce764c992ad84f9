"""A clerk writes a document and what explains it; both become public, each leading to the other."""

import re

import pytest

from gongkai.foundation import clock
from tests.journeys.waiting import settles

pytestmark = pytest.mark.journey

DOCUMENT = "青禾县人民政府办公室关于推行便民服务中心周六延时服务的通知"
EXPLAINED = "《关于推行便民服务中心周六延时服务的通知》文字解读"
ANSWERS = {
    "谁受影响": "周一到周五没有时间办事的群众",
    "带什么材料": "身份证，以及所办事项要求的材料",
    "到什么时候": "长期有效",
    "找谁": "县便民服务中心 0000-0000000",
}
TEXT = (
    "自本周六起，县便民服务中心和各乡镇便民服务大厅周六上午照常受理，"
    "社保、医保、不动产登记等窗口轮流值班，来办事不用预约。"
)
LEVELS = (
    ("yishen", "通过，送下一步", ""),
    ("ershen", "通过，送下一步", ""),
    ("baomi", "通过，送下一步", "可以公开"),
    ("sanshen", "通过并发布", ""),
)


def keep_draft(page):
    page.get_by_role("button", name=re.compile("^(存草稿|保存草稿)")).first.click()


def submit(page):
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name=re.compile("^保存并送")).click()
    page.get_by_text("已送一审").first.wait_for()


def write_paragraph(page, text):
    """Add a paragraph to the body."""
    body = page.locator("section[id$=body-section]")
    body.get_by_role("button", name="插入内容块").last.click()
    page.get_by_role("option", name="段落", exact=True).click()
    body.locator("[role=textbox]").last.fill(text)


def write_document(page, today):
    """Register a document of the office, its text written in the form, and keep the draft."""
    page.goto("/admin/policy_documents/")
    page.get_by_role("link", name=re.compile("^添加")).first.click()
    page.get_by_role("textbox", name=re.compile("^标题")).first.fill(DOCUMENT)
    page.get_by_role("combobox", name="文件类别").select_option(label="政府文件")
    page.get_by_role("combobox", name="发布机关").select_option(label="青禾县人民政府办公室")
    page.get_by_role("textbox", name="机关代字").fill("青政办发")
    page.locator("#id_number_year").fill(str(today.year))
    page.locator("#id_number_serial").fill("91")
    page.get_by_role("textbox", name="发文机关").fill("青禾县人民政府办公室")
    page.get_by_role("textbox", name="成文日期").fill(today.isoformat())
    page.get_by_role("textbox", name="施行日期").fill(today.isoformat())
    write_paragraph(page, TEXT)
    keep_draft(page)
    page.wait_for_url(re.compile(r"/pages/\d+/edit/$"))


def write_interpretation(page):
    """Begin the interpretation from the document, answer what readers ask, and submit it."""
    page.locator("header [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("link", name="解读与方案").first.click()
    page.get_by_label(re.compile("的解读形式$")).select_option(label="文字")
    page.get_by_role("button", name="起草解读", exact=True).click()
    page.get_by_role("textbox", name=re.compile("^标题")).first.fill(EXPLAINED)
    for question, answer in ANSWERS.items():
        page.get_by_role("textbox", name=question).fill(answer)
    write_paragraph(page, TEXT)
    submit(page)


def passed_by_all(signed_in, title):
    for username, button, chosen in LEVELS:
        with signed_in(username, "/admin/review/") as page:
            page.get_by_role("link", name=title, exact=True).click()
            if chosen:
                page.get_by_label(chosen).check()
            page.get_by_role("button", name=button).click()
            page.get_by_text(f"《{title}》：").wait_for()


def test_a_document_and_its_interpretation_become_public_together(signed_in, visit):
    today = clock.today()
    with signed_in("xinxiyuan") as page:
        write_document(page, today)
        edit = page.url
        submit_too_early(page)
        page.goto(edit)
        write_interpretation(page)
        page.goto(edit)
        submit(page)
    passed_by_all(signed_in, DOCUMENT)
    passed_by_all(signed_in, EXPLAINED)

    reader = visit("/ogi/documents/")
    main = reader.get_by_role("main")
    assert settles(reader, main.get_by_role("link", name=DOCUMENT))
    main.get_by_role("link", name=DOCUMENT).first.click()
    assert main.get_by_text(f"青政办发〔{today.year}〕91号").first.is_visible()
    assert settles(reader, main.get_by_role("link", name=EXPLAINED))
    main.get_by_role("link", name=EXPLAINED).first.click()
    reader.get_by_role("heading", level=1, name=EXPLAINED).wait_for()
    for answer in ANSWERS.values():
        assert main.get_by_text(answer).first.is_visible()
    main.get_by_role("link", name=re.compile(DOCUMENT)).first.click()
    reader.get_by_role("heading", level=1, name=DOCUMENT).wait_for()

    home = visit("/")
    assert settles(home, home.get_by_role("main").get_by_role("link", name=DOCUMENT))
    assert settles(home, home.get_by_role("main").get_by_role("link", name=EXPLAINED))


def submit_too_early(page):
    """A document that needs an interpretation is not submitted before there is one."""
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name=re.compile("^保存并送")).click()
    page.get_by_text(re.compile("解读")).first.wait_for()
    assert page.get_by_text("已送一审").count() == 0
