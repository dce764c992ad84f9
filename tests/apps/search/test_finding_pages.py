"""Published pages are found by any fragment, at once, until they are withdrawn."""

import random
from datetime import UTC, date, datetime

import pytest

from gongkai.apps.documents import services as documents
from gongkai.apps.search import queries, services
from gongkai.apps.search.models import BestBet, IndexedText, ZeroResult
from gongkai.domain.documents.validity import Validity
from gongkai.domain.organs import OrganLevel
from gongkai.domain.review.withdrawals import WithdrawalKind
from gongkai.domain.search.folding import fold, fold_paragraphs
from gongkai.domain.websites import SectionKind
from tests.factories import documents as papers
from tests.factories.foundation import OrganFactory
from tests.factories.review import publish, staff_of, take_down
from tests.factories.websites import body_of, open_portal, open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
TODAY = date(2025, 7, 1)


@pytest.fixture
def county(db):
    return OrganFactory(
        code="county", name="青禾县人民政府", short_name="县政府",
        level=OrganLevel.COUNTY.value, credit_code=papers.credit_code(1),
    )  # fmt: skip


@pytest.fixture
def staff(county):
    return staff_of(county)


@pytest.fixture
def portal(county):
    return open_portal(county)


@pytest.fixture
def news(portal):
    return open_section(portal)


@pytest.fixture
def article(news, staff):
    def make(title, *paragraphs, at=AT):
        page = save_draft(news, staff.editor, title=title, body=body_of(*paragraphs))
        publish(page, staff, at)
        return page

    return make


@pytest.fixture
def paper(portal, staff):
    library = open_section(open_section(portal, SectionKind.PLATFORM, slug="ogi"),
                           SectionKind.DOCUMENTS)  # fmt: skip

    def make(title, serial, **fields):
        page = papers.register(library, staff.editor, date(2025, 3, 3), title=title,
                               number_serial=serial,
                               needs_interpretation=False, **fields)  # fmt: skip
        publish(page, staff, AT)
        return page

    return make


def found(words, today=TODAY, sort="", **filters):
    results = queries.search(words, queries.Filters(**filters), today, sort)
    hits = queries.shown(results, results.numbers)
    return ["".join(piece.text for piece in hit.title) for hit in hits]


def test_a_published_page_is_found_by_a_fragment_over_markup(article):
    article("养护计划公布", "今年养护<b>农村</b>公路120公里。", "县城道路另行安排。")
    for words in ("农村公路", "村公", "村", "120", "农村 安排", "“养护农村公路”"):
        assert found(words) == ["养护计划公布"], words
    assert found("公里县城") == []  # not over the end of a paragraph


def test_a_draft_is_not_found(news, staff):
    save_draft(news, staff.editor, title="农村草稿")
    assert found("农村草稿") == []


def test_random_fragments_are_found_just_where_they_stand(article):
    rng = random.Random(7)  # noqa: S311 -- no secret
    words = [
        "农村",
        "公路",
        "养护",
        "3.5%",
        "，",
        "青禾县",
        "低保",
        "2025年",
        "。",
        "ＡＢ",
        "〔1〕",
    ]
    texts = {f"信息{n}号": ["".join(rng.choices(words, k=30)) for _ in range(3)] for n in range(8)}
    for title, paragraphs in texts.items():
        article(title, *paragraphs)
    folded = {t: fold_paragraphs("\n".join([t, *p])) for t, p in texts.items()}
    for _ in range(60):
        paragraph = rng.choice(rng.choice(list(texts.values())))
        start = rng.randrange(len(paragraph) - 12)
        fragment = fold(paragraph[start : start + rng.randint(2, 12)])
        if len(fragment) < 2:
            continue
        truth = {t for t, parts in folded.items() if any(fragment in part for part in parts)}
        assert set(found(f"“{fragment}”")) == truth, fragment


@pytest.mark.parametrize("typed", ["青政发2025 3号", "青政发〔2025〕3号", "青政发[2025]3号"])
def test_a_document_is_found_by_its_number_first(paper, article, typed):
    article(
        "关于青政发〔2025〕3号的说明", "青政发〔2025〕3号已经印发，青政发〔2025〕3号全文见附件。"
    )
    paper("青禾县农村公路养护管理办法", 3)
    paper("青禾县城镇燃气管理办法", 13)
    assert found(typed)[0] == "青禾县农村公路养护管理办法"
    assert "青禾县城镇燃气管理办法" not in found(typed)


def test_a_repealed_document_shows_so_at_once_and_stands_last(paper, article, staff):
    old = paper("高龄津贴发放办法", 4)
    article("高龄津贴怎么领", "带身份证。")
    documents.repeal(
        document_id=old.pk, on=date(2025, 6, 1), basis="清理", actor=staff.final, at=AT
    )
    results = queries.search("高龄津贴", queries.Filters(), TODAY)
    hits = queries.shown(results, results.numbers)
    assert [hit.validity for hit in hits] == [None, Validity.REPEALED]
    assert found("高龄津贴", validities=frozenset({"repealed"})) == ["高龄津贴发放办法"]
    before = date(2025, 5, 31)
    assert found("高龄津贴", before, validities=frozenset({"in_force"})) == ["高龄津贴发放办法"]


def test_a_page_that_is_gone_is_never_found(article, staff):
    page = article("公示名单", "农村危房改造。")
    take_down(page, staff.final, AT, kind=WithdrawalKind.GONE, internal_reason="含个人信息")
    assert found("危房改造") == []
    assert not IndexedText.objects.exists()


def test_a_page_withdrawn_with_a_banner_is_marked(article, staff):
    page = article("公示名单", "农村危房改造。")
    take_down(page, staff.final, AT, kind=WithdrawalKind.BANNER)
    results = queries.search("公示名单", queries.Filters(), TODAY)
    assert [hit.is_withdrawn for hit in queries.shown(results, results.numbers)] == [True]


def test_facets_count_what_the_other_filters_leave(article, paper):
    article("农村公路一")
    article("农村公路二", at=AT.replace(year=2024))
    paper("农村公路养护办法", 5)
    results = queries.search("农村公路", queries.Filters(kinds=frozenset({"article"})), TODAY)
    assert results.counts["year"] == {"2025": 1, "2024": 1}
    assert sum(results.counts["kind"].values()) == 3
    assert found("农村公路", kinds=frozenset({"article"}), sort="newest") == [
        "农村公路一", "农村公路二"]  # fmt: skip


def test_plain_words_find_official_ones(article):
    article("最低生活保障标准提高", "每月760元。")
    assert found("低保") == ["最低生活保障标准提高"]
    assert found("低保标准怎么") == ["最低生活保障标准提高"]


def test_a_title_with_a_typo_is_offered(paper):
    paper("青禾县农村公路养护管理办法", 6)
    results = queries.search("农村公路养户管理办法", queries.Filters(), TODAY)
    assert [title for title, _ in results.near] == ["青禾县农村公路养护管理办法"]


def test_a_rebuilt_index_finds_the_same(article, paper):
    article("农村公路一", "沥青")
    paper("农村公路养护办法", 7)
    before = found("农村公路")
    assert services.rebuild() == 2
    assert found("农村公路") == before


def test_the_page_marks_escapes_and_offers(client, article):
    article("农村公路<script>", "农村“公路”养护")
    BestBet.objects.create(words="农村公路、村道", title="养护办法", answer="每年两次。", url="/x/")
    text = client.get("/search/", {"q": "农村公路"}).content.decode()
    assert "<mark>农村公路</mark>&lt;script&gt;" in text
    assert "<mark>农村“公路</mark>”养护" in text
    assert "每年两次。" in text
    answer = client.get("/search/suggest/", {"q": "村公"}).json()
    assert answer == {"suggestions": ["农村公路<script>"]}


def test_words_that_find_nothing_are_counted_without_numbers(client, article):
    article("农村公路")
    for _ in range(2):
        text = client.get("/search/", {"q": "王某 13912345678"}).content.decode()
    assert "没有找到" in text
    assert list(ZeroResult.objects.values_list("words", "times")) == [("王某 ***", 2)]


@pytest.mark.parametrize(
    "query", ["", "。。", "%", '"', "' OR 1", "村", "*", "AND", "\x00", "(" * 50, "a" * 300]
)
def test_whatever_is_typed_gets_an_answer(client, article, query):
    article("农村公路")
    assert client.get("/search/", {"q": query, "page": "x", "year": "abc", "organ": "x"}).status_code == 200  # noqa: E501  # fmt: skip
    assert client.get("/search/suggest/", {"q": query}).status_code == 200
