"""Suspended documents, exact numbers among many hits, own organs, sections, long texts."""

import random
from datetime import UTC, date, datetime

import pytest

from gongkai.apps.documents import services as documents
from gongkai.apps.search import ordering, queries, services
from gongkai.apps.search.engines.choice import engine
from gongkai.apps.search.models import BestBet, Combination, IndexedText, Synonym
from gongkai.domain.documents.validity import Validity
from gongkai.domain.organs import OrganLevel
from gongkai.domain.search.facets import pack
from gongkai.domain.search.folding import fold
from gongkai.domain.search.queries import parse
from gongkai.domain.websites import SectionKind
from tests.factories import documents as papers
from tests.factories.foundation import OrganFactory
from tests.factories.review import publish, staff_of
from tests.factories.websites import body_of, open_portal, open_section, open_site, save_draft

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


@pytest.fixture
def township(portal):
    organ = OrganFactory(code="liuhe", name="柳河镇人民政府", short_name="柳河镇",
                         level=OrganLevel.TOWNSHIP.value)  # fmt: skip
    return open_site(portal, organ)


def write(section, staff, title, *paragraphs, at=AT):
    page = save_draft(section, staff.editor, title=title, body=body_of(*paragraphs or ("正文。",)))
    publish(page, staff, at)
    return page


def found(words, today=TODAY, own_organ_id=0, **filters):
    results = queries.search(words, queries.Filters(**filters), today, "", own_organ_id)
    return queries.shown(results, results.numbers)


def titles(hits):
    return ["".join(piece.text for piece in hit.title) for hit in hits]


def test_a_suspension_shows_in_the_hit_until_the_document_is_applied_again(paper, staff):
    page = paper("高龄津贴发放办法", 4)
    acts = {"document_id": page.pk, "basis": "清理", "actor": staff.final, "at": AT}
    documents.suspend(on=date(2025, 5, 1), **acts)
    documents.resume(on=date(2025, 6, 1), **acts)
    days = (date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 31), date(2025, 6, 1))
    shown = [found("高龄津贴", day)[0].validity for day in days]
    suspended = Validity.SUSPENDED
    assert shown == [Validity.IN_FORCE, suspended, suspended, Validity.IN_FORCE]
    assert titles(found("高龄津贴", days[1], validities=frozenset({"suspended"}))) == [page.title]
    assert found("高龄津贴", days[3], validities=frozenset({"suspended"})) == []


def test_a_suspended_document_stands_behind_one_in_force(paper, staff):
    first, second = paper("高龄津贴办法", 5), paper("关于高龄津贴标准的通知", 6)
    documents.suspend(
        document_id=first.pk, on=date(2025, 5, 1), basis="清理", actor=staff.final, at=AT
    )
    assert titles(found("高龄津贴", date(2025, 4, 30)))[0] == first.title
    assert titles(found("高龄津贴"))[0] == second.title


@pytest.mark.parametrize("scored", [0, 200])
def test_the_typed_number_comes_first_however_many_hits_there_are(
    paper, portal, staff, scored, monkeypatch
):
    monkeypatch.setattr(ordering, "_SCORED", scored)
    document = paper("农村公路养护管理办法", 3)
    news = open_section(portal)
    for n in range(3):
        write(news, staff, f"关于青政发〔2025〕3号的说明{n}", at=AT.replace(month=5, day=n + 1))
    assert titles(found("青政发[2025]3号"))[0] == document.title
    assert len(found("青政发[2025]3号")) == 4


@pytest.mark.parametrize("scored", [0, 200])
def test_the_typed_title_comes_first(portal, staff, scored, monkeypatch):
    monkeypatch.setattr(ordering, "_SCORED", scored)
    news = open_section(portal)
    write(news, staff, "防汛预案", "正文很长。" * 50, at=AT.replace(year=2020))
    write(news, staff, "防汛预案演练、防汛预案修订", "防汛预案")
    assert titles(found("防汛预案"))[0] == "防汛预案"


@pytest.mark.parametrize("scored", [0, 200])
def test_the_county_stands_before_a_township_and_the_own_site_before_both(
    portal, township, staff, scored, monkeypatch
):
    monkeypatch.setattr(ordering, "_SCORED", scored)
    write(open_section(portal), staff, "防汛值班安排一")
    local = write(open_section(township), staff_of(township.organ), "防汛值班安排二")
    assert titles(found("防汛值班")) == ["防汛值班安排一", "防汛值班安排二"]
    assert titles(found("防汛值班", own_organ_id=local.organ_id)) == [
        "防汛值班安排二", "防汛值班安排一"]  # fmt: skip


def test_a_form_on_a_units_site_says_from_where_one_searches(client, portal, township, staff):
    write(open_section(portal), staff, "防汛值班安排一")
    write(open_section(township), staff_of(township.organ), "防汛值班安排二")
    field = f'name="from" value="{township.pk}"'
    assert field in client.get(township.url).content.decode()
    assert 'name="from"' not in client.get(portal.url).content.decode()
    page = client.get("/search/", {"q": "防汛值班", "from": township.pk}).content.decode()
    assert field in page
    assert "柳河镇的、现行有效的排在前面" in page
    assert page.index("安排二") < page.index("安排一")
    for number in ("x", "999999", "²", str(portal.pk)):
        plain = client.get("/search/", {"q": "防汛值班", "from": number}).content.decode()
        assert 'name="from"' not in plain


def test_hits_are_narrowed_to_a_section(client, portal, township, staff):
    news, notices = open_section(portal), open_section(portal, SectionKind.NOTICES, slug="notices")
    local = open_section(township)
    write(news, staff, "防汛一")
    write(notices, staff, "防汛二")
    write(local, staff_of(township.organ), "防汛三")
    assert titles(found("防汛", sections=frozenset({str(notices.pk)}))) == ["防汛二"]
    results = queries.search("防汛", queries.Filters(sections=frozenset({str(news.pk)})), TODAY)
    assert results.counts["section"] == {str(pk): 1 for pk in (news.pk, notices.pk, local.pk)}
    page = client.get("/search/", {"q": "防汛"}).content.decode()
    assert f'name="section" value="{notices.pk}"' in page
    assert f"{news.title}（县政府）" in page  # both sites have one of this title
    assert f"{local.title}（柳河镇）" in page


def long_text(rng):
    """Two megabytes of text with more different pairs than any index entry of PostgreSQL takes."""
    letters = [chr(code) for code in range(0x4E00, 0x9000)]
    return "\n".join("".join(rng.choices(letters, k=1000)) for _ in range(700))


def test_a_text_of_two_megabytes_is_found_by_any_fragment(db):
    rng = random.Random(3)  # noqa: S311 -- no secret
    text = long_text(rng)
    assert len(text.encode()) > 2_000_000
    combination = Combination.objects.create(kind="article")
    numbers = []
    for n, body in enumerate([text, "短文公示。"], start=1):
        number = pack(date(2025, 1, n), combination.pk, n)
        row = IndexedText.objects.create(key=f"page:{n}", row_number=number, kind="article",
                                         title=f"公示{n}", text=body, url=f"/{n}/",
                                         published_on=date(2025, 1, n))  # fmt: skip
        engine().put(number, (row.title, "", "", row.text))
        numbers.append(number)
    paragraphs = text.split("\n")
    for part in (paragraphs[0][:2], paragraphs[350][500:506], paragraphs[-1][-2:]):
        assert engine().numbers(parse(part).terms) == [numbers[0]], part
    assert engine().numbers(parse(f"公示 {paragraphs[400][:4]}").terms) == [numbers[0]]
    assert engine().numbers(parse("公示").terms) == numbers
    assert engine().newest_titled(parse("公示").terms, 9) == numbers[::-1]
    assert engine().relevances(parse("短文").terms).keys() == {numbers[1]}
    hit = found(paragraphs[500][400:408])[0]
    assert any(piece.is_marked for piece in hit.excerpt)
    engine().remove(numbers[0], ("公示1", "", "", text))
    assert engine().numbers(parse("公示").terms) == [numbers[1]]


def test_shipped_words_lead_from_plain_ones_to_official_ones(db):
    known = queries.synonyms()
    assert known["低保"] == ("最低生活保障",)
    assert known["最低生活保障"] == ("低保",)  # a name in general use, both ways
    assert "农村公路" not in known
    assert "学前教育" not in known
    rows = Synonym.objects.values_list("word", "official")
    assert [w for w, said in rows if any(fold(w) in fold(one) for one in said.split("、"))] == []


def test_a_changed_word_counts_at_once(portal, staff):
    write(open_section(portal), staff, "新能源汽车充电")
    assert found("电车") == []
    row = Synonym.objects.create(word="电车", official="新能源汽车")
    assert titles(found("电车")) == ["新能源汽车充电"]
    row.delete()
    assert found("电车") == []


def test_an_answer_on_top_tells_when_its_document_no_longer_binds(client, paper, staff):
    page = paper("高龄津贴发放办法", 7)
    BestBet.objects.create(words="高龄津贴", title=page.title, answer="每月100元。", url=page.url)
    assert queries.best_bets("高龄津贴", TODAY)[0][1] is Validity.IN_FORCE
    documents.repeal(
        document_id=page.pk, on=date(2025, 6, 1), basis="清理", actor=staff.final, at=AT
    )
    assert queries.best_bets("高龄津贴", TODAY)[0][1] is Validity.REPEALED


def test_suggestions_are_the_newest_titles_each_once(portal, staff):
    news = open_section(portal)
    for n in range(4):
        write(news, staff, f"防汛通知{n % 3}", at=AT.replace(day=n + 1))
    assert queries.suggestions("防汛") == ["防汛通知0", "防汛通知2", "防汛通知1"]


def test_a_search_asks_the_database_as_often_for_few_hits_as_for_many(
    portal, staff, django_assert_num_queries, monkeypatch
):
    news = open_section(portal)
    for n in range(3):
        write(news, staff, f"防汛通知{n}", "抗旱" if n else "抗旱救灾")
    for words in ("救灾", "抗旱"):
        with django_assert_num_queries(7):
            found(words)
    monkeypatch.setattr(ordering, "_SCORED", 0)
    with django_assert_num_queries(6):
        found("抗旱")


def test_a_rebuilt_index_keeps_the_suspension(paper, staff):
    page = paper("高龄津贴发放办法", 8)
    documents.suspend(
        document_id=page.pk, on=date(2025, 5, 1), basis="清理", actor=staff.final, at=AT
    )
    services.rebuild()
    assert found("高龄津贴")[0].validity is Validity.SUSPENDED
