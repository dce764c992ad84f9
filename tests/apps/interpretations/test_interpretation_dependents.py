"""What is written anew when an interpretation appears or goes."""

from datetime import date

from gongkai.apps.interpretations.dependents import of_page
from gongkai.apps.interpretations.models import Interpretation

ON = date(2025, 6, 20)


def page(one):
    return f"page:{one.pk}"


def again(one):
    return Interpretation.objects.get(pk=one.pk)


def test_its_document_and_the_others_of_the_same_document_lead_to_it(issue, interpret, site):
    document = issue(date(2025, 3, 3))
    first, second = interpret(ON, document=document), interpret(ON, document=document)
    found = list(of_page(again(first)))
    assert found[:2] == [page(document), page(second)]


def test_homes_that_pair_it_with_its_document_are_rewritten(issue, interpret, site):
    documents = [issue(date(2025, month, 3)) for month in range(1, 7)]
    newest, oldest = (
        interpret(ON, document=documents[-1]),
        interpret(ON, document=documents[0]),
    )
    assert page(site.portal) in list(of_page(again(newest)))
    assert page(site.portal) not in list(of_page(again(oldest)))


def test_an_interpretation_of_a_meeting_hangs_on_no_document(interpret):
    alone = interpret(ON, meeting_title="县政府常务会议")
    assert [target for target in of_page(again(alone)) if target.startswith("page:")] == []


def test_other_pages_are_none_of_its_business(site):
    assert list(of_page(site.portal)) == []


def test_the_section_says_the_form_of_each(client, issue, interpret, site):
    shown = interpret(ON, document=issue(date(2025, 3, 3)))
    html = client.get(site.interpretations.url).content.decode()
    assert again(shown).form.label in html
