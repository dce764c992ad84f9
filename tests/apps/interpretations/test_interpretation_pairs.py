"""Documents and what explains them: pairs, deadline, rate, the four questions."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.apps.interpretations import queries
from gongkai.apps.interpretations.models import Interpretation
from gongkai.domain.interpretations.pairing import Form, InterpretationRate, Question
from gongkai.domain.websites import SectionKind
from tests.factories.foundation import OrganFactory
from tests.factories.websites import open_site

SIGNED = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("_case", "published_on", "due_on"),
    [
        ("over a weekend", date(2025, 3, 7), date(2025, 3, 12)),
        ("over the May holiday, off from the 1st to the 5th", date(2025, 4, 30), date(2025, 5, 8)),
        ("the worked Sunday 28 September counts", date(2025, 9, 26), date(2025, 9, 30)),
        ("over the October holiday and the worked 11th", date(2025, 9, 30), date(2025, 10, 11)),
    ],
)
def test_interpretation_is_due_three_working_days_after_publication(
    issue, _case, published_on, due_on
):
    page = issue(SIGNED, published_on=published_on)
    found = [(row.document.pk, row.due_on, row.is_overdue) for row in queries.unpaired(due_on)]
    assert found == [(page.pk, due_on, False)]


def test_document_is_overdue_the_day_after_the_deadline(issue):
    issue(SIGNED, published_on=date(2025, 3, 7))
    assert [row.is_overdue for row in queries.unpaired(date(2025, 3, 13))] == [True]


def test_only_public_interpretations_count_and_only_where_one_is_needed(issue, interpret, draft):
    explained = issue(SIGNED, title="有解读")
    drafted = issue(SIGNED, title="解读未发布")
    issue(SIGNED, title="不用解读", needs_interpretation=False)
    interpret(SIGNED, document=explained)
    draft(document=drafted)
    interpret(SIGNED, meeting_title="县政府第9次常务会议")
    waiting = [row.document.title for row in queries.unpaired(date(2025, 4, 1))]
    assert waiting == ["解读未发布"]


def test_rate_counts_documents_not_interpretations(issue, interpret, bureau):
    twice = issue(SIGNED)
    issue(SIGNED)
    issue(SIGNED, needs_interpretation=False)
    of_last_year = issue(date(2024, 3, 4))
    elsewhere = issue(SIGNED, organ=bureau)
    for page in (twice, twice, of_last_year, elsewhere):
        interpret(SIGNED, document=page)
    assert queries.rate(2025, frozenset({"county"})) == InterpretationRate(due=2, interpreted=1)
    assert queries.rate(2025, frozenset({"county", "traffic"})) == InterpretationRate(3, 2)
    assert queries.rate(2023, frozenset({"county"})).percent is None


def test_interpretation_of_nothing_is_refused_by_the_database(draft):
    page = draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Interpretation.objects.filter(pk=page.pk).update(meeting_title="")


def test_questions_left_open_are_named_in_order(draft):
    page = draft(who_is_affected="农村公路沿线村民", until_when=" ")
    assert queries.unanswered(page) == (
        Question.MATERIALS,
        Question.UNTIL_WHEN,
        Question.CONTACT,
    )


def test_portal_shows_the_newest_four_documents_beside_their_interpretations(
    issue, interpret, site
):
    pages = [issue(date(2025, month, 6), title=f"{month}月") for month in range(1, 7)]
    first = interpret(date(2025, 6, 7), document=pages[5], title="早")
    second = interpret(date(2025, 6, 8), document=pages[5], title="晚")
    issue(date(2025, 7, 1), title="已废止", repealed_on=date(2025, 7, 2))
    assert queries.pairs(site.portal) == [
        (pages[5], [first, second]),
        (pages[4], []),
        (pages[3], []),
        (pages[2], []),
    ]


def test_unit_site_shows_two(issue, site):
    pages = [issue(date(2025, month, 6)) for month in (1, 2, 3)]
    township = open_site(site.portal, OrganFactory())
    assert [page for page, _ in queries.pairs(township)] == [pages[2], pages[1]]


@pytest.mark.parametrize("rows", [1, 3])
def test_pairs_ask_twice_for_any_number_of_documents(
    issue, interpret, site, django_assert_num_queries, rows
):
    for _ in range(rows):
        interpret(SIGNED, document=issue(SIGNED))
    with django_assert_num_queries(2):
        queries.pairs(site.portal)


def test_document_and_interpretation_lead_to_each_other(client, issue, interpret):
    page = issue(SIGNED, title="养护办法", number_serial=8)
    reading = interpret(
        date(2025, 3, 4),
        form=Form.PICTURE,
        document=page,
        title="一图读懂养护办法",
        whom_to_ask="县交通局 0000-0000000",
    )
    other = interpret(date(2025, 3, 5), document=page, title="养护办法问答", form=Form.QA)
    text = client.get(page.url).content.decode()
    assert text.index(reading.url) < text.index(other.url)
    text = client.get(reading.url).content.decode()
    assert page.url in text
    assert other.url in text
    for said in ("（青政发〔2025〕8号）", "图片", "县交通局 0000-0000000"):
        assert said in text


def test_interpretation_of_a_meeting_names_it(client, interpret):
    reading = interpret(SIGNED, meeting_title="县政府第9次常务会议")
    assert "县政府第9次常务会议" in client.get(reading.url).content.decode()


def test_section_lists_public_ones_with_their_form(client, site, interpret, draft):
    interpret(SIGNED, title="公开的", form=Form.ANIMATION)
    draft(title="草稿")
    response = client.get(site.interpretations.url)
    text = response.content.decode()
    assert site.interpretations.kind == SectionKind.INTERPRETATIONS.value
    assert "公开的" in text
    assert '<span class="g-tag">动漫</span>' in text
    assert "草稿" not in text
