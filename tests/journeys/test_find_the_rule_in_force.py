"""A citizen types a plain word, finds the rule in force, and takes it home."""

import io

import pytest

pytestmark = pytest.mark.journey

WORD = "烟花爆竹"
IN_FORCE = "青禾县人民政府关于废止《青禾县烟花爆竹燃放管理办法》的决定"
REPEALED = "青禾县人民政府关于印发《青禾县烟花爆竹燃放管理办法》的通知"
READING = "青禾县烟花爆竹燃放管理办法文字解读"
FIGURES = "青政发〔2025〕7号"

SCREENS = pytest.mark.parametrize(
    ("width", "javascript"), [(1280, True), (390, False)], ids=["desktop", "phone without scripts"]
)


def search(page, words):
    """Ask the search of the home page as a citizen does."""
    box = page.get_by_role("search", name="首页搜索")
    box.get_by_label("输入您要找的内容").fill(words)
    box.get_by_role("button", name="搜索").click()
    page.get_by_role("heading", level=1, name=f"搜索“{words}”").wait_for()


def titles(page):
    """Return the titles of all hits, page after page."""
    found = []
    while True:
        found += page.get_by_role("main").locator("li h3").all_inner_texts()
        onward = page.get_by_role("link", name="下一页")
        if not onward.count():
            return found
        onward.click()


def taken_home(page, label):
    """Return the bytes of a file that a link downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    return waiting.value.path().read_bytes()


def words_of_docx(content):
    docx = pytest.importorskip("docx")
    return "".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def words_of_pdf(content):
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@SCREENS
def test_the_rule_in_force_stands_before_the_repealed_one(visit, width, javascript):
    page = visit("/", width=width, javascript=javascript)
    search(page, WORD)
    found = titles(page)
    assert found.index(IN_FORCE) < found.index(REPEALED)


@SCREENS
def test_the_hit_leads_to_the_rule_and_its_interpretation_and_back(visit, width, javascript):
    page = visit("/", width=width, javascript=javascript)
    search(page, WORD)
    page.get_by_role("link", name=IN_FORCE, exact=True).click()
    main = page.get_by_role("main")
    assert main.get_by_text("现行有效").first.is_visible()
    main.get_by_role("link", name=READING).click()
    page.get_by_role("heading", level=1, name=READING).wait_for()
    main.get_by_role("link", name=IN_FORCE).first.click()
    page.get_by_role("heading", level=1, name=IN_FORCE).wait_for()
    assert main.get_by_text(FIGURES).first.is_visible()


@SCREENS
def test_the_repealed_rule_says_so_and_leads_to_what_took_its_place(visit, width, javascript):
    page = visit("/", width=width, javascript=javascript)
    search(page, REPEALED)
    page.get_by_role("link", name=REPEALED, exact=True).click()
    main = page.get_by_role("main")
    assert main.get_by_text("自2025年9月1日起废止").first.is_visible()
    history = main.get_by_role("listitem").filter(
        has=page.get_by_role("heading", level=3, name="废止", exact=True)
    )
    assert history.get_by_text("2025年9月1日").is_visible()
    main.get_by_role("link", name=IN_FORCE).first.click()
    page.get_by_role("heading", level=1, name=IN_FORCE).wait_for()


@SCREENS
def test_the_rule_is_taken_home_as_word_and_pdf(visit, width, javascript):
    page = visit("/", width=width, javascript=javascript)
    search(page, WORD)
    page.get_by_role("link", name=IN_FORCE, exact=True).click()
    for label, words in (("Word 文本", words_of_docx), ("PDF 文本", words_of_pdf)):
        text = words(taken_home(page, label))
        assert FIGURES in text
        assert "废止" in text


@pytest.mark.parametrize(
    ("day", "found"), [("2025-08-31", True), ("2025-09-01", False)], ids=["day before", "day of it"]
)
@SCREENS
def test_the_library_says_what_was_in_force_on_a_day(visit, width, javascript, day, found):
    page = visit("/ogi/documents/", width=width, javascript=javascript)
    page.get_by_label("标题或文号").fill(WORD)
    page.get_by_label("某一天有效的").fill(day)
    page.get_by_role("button", name="查找").click()
    page.get_by_text(f"只列出{day}这一天有效的文件").wait_for()
    assert bool(page.get_by_role("link", name=REPEALED).count()) is found
