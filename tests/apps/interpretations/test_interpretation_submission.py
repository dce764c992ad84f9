"""What may go to the reviewers: full interpretations, documents somebody explains."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.interpretations.checks import InterpretationIncomplete, InterpretationNotPrepared
from gongkai.apps.interpretations.content import draft_of
from gongkai.apps.review import services as review
from gongkai.apps.review.models import Submission
from gongkai.domain.interpretations.pairing import Form
from gongkai.foundation.refusals import sentence
from tests.factories import documents, interpretations
from tests.factories.interpretation_plans import draft_plan
from tests.factories.review import publish, submit

SIGNED = date(2025, 3, 3)
AT = datetime(2025, 3, 5, 8, tzinfo=UTC)
ANSWERED = {
    "who_is_affected": "农村公路沿线村民",
    "what_to_bring": "无需材料",
    "until_when": "长期有效",
    "whom_to_ask": "县交通局 0000-0000000",
}
LONG = [{"type": "paragraph", "value": f"<p>{'县道由县养护，乡道由乡镇养护。' * 6}</p>", "id": "1"}]


@pytest.fixture
def draft(site, staff):
    return partial(interpretations.draft, site.interpretations, staff.editor)


@pytest.fixture
def register(site, staff):
    return partial(documents.register, site.documents, staff.editor, SIGNED)


def said(page, staff):
    with pytest.raises((InterpretationIncomplete, InterpretationNotPrepared)) as refusal:
        submit(page, staff, AT)
    assert not Submission.objects.exists()
    return sentence(refusal.value)


def test_a_full_interpretation_goes_to_the_first_reviewer(draft, staff):
    assert submit(draft(**ANSWERED), staff, AT).title == "一图读懂农村公路养护"


def test_the_questions_left_open_are_named_in_one_sentence(draft, staff):
    page = draft(**{**ANSWERED, "what_to_bring": " ", "whom_to_ask": ""})
    assert said(page, staff) == (
        "《一图读懂农村公路养护》还不能送审：“带什么材料、找谁”没有回答"
        "（确实没有的也要写明，如“无需材料”“长期有效”）。"
    )


def test_a_picture_needs_words_beside_it(draft, staff):
    assert "文字说明只有0字" in said(draft(Form.PICTURE, **ANSWERED), staff)


@pytest.mark.parametrize("form", [Form.PICTURE, Form.H5, Form.ANIMATION, Form.AUDIO, Form.VIDEO])
def test_words_of_a_real_length_are_enough(draft, staff, form):
    assert submit(draft(form, **ANSWERED, body=LONG), staff, AT).pk


def test_the_county_sets_the_length(draft, staff, settings):
    settings.GONGKAI_INTERPRETATION_TEXT_CHARACTERS = 500
    assert "文字说明只有78字" in said(draft(Form.H5, **ANSWERED, body=LONG), staff)


@pytest.mark.parametrize(
    ("alt_text", "decorative", "refused"),
    [("", False, True), ("养护责任图", False, False), ("", True, False)],
)
def test_a_picture_is_described_or_mere_decoration(alt_text, decorative, refused, draft, staff):
    value = {"image": 7, "alt_text": alt_text, "decorative": decorative}
    page = draft(**ANSWERED)
    content = dict(page.latest_revision.content)
    content["body"] = [*LONG, {"type": "picture", "value": value, "id": "2"}]
    assert draft_of(content).descriptions == (() if decorative else (alt_text,))
    page.latest_revision.content = content
    page.latest_revision.save()
    if refused:
        assert "1张图片没有替代文字" in said(page, staff)
    else:
        assert submit(page, staff, AT).pk


def test_questions_and_answers_are_asked_for(draft, staff):
    assert "没有一问一答" in said(draft(Form.QA, **ANSWERED, body=LONG), staff)
    asked = [{"type": "heading", "value": "坑槽谁来修？", "id": "3"}, *LONG]
    assert submit(draft(Form.QA, **ANSWERED, body=asked), staff, AT).pk


def test_what_was_public_before_is_looked_at_when_it_is_changed(draft, staff):
    page = draft(**ANSWERED)
    publish(page, staff, AT)
    page.refresh_from_db()
    page.until_when = ""
    page.save_revision(user=staff.editor)
    with pytest.raises(InterpretationIncomplete):
        submit(page, staff, AT.replace(day=6), change_note="改期限")
    page.refresh_from_db()
    assert page.live  # nothing public is touched
    assert page.until_when == "长期有效"


def test_a_document_to_be_explained_waits_for_a_draft_or_a_plan(register, draft, staff, county):
    page = register(title="养护办法")
    assert said(page, staff) == (
        "《养护办法》标明“需要解读”，还没有解读稿，也没有解读方案。"
        "请先起草解读或者解读方案，与文件一并报批；确实不需要解读的，在文件里取消“需要解读”。"
    )
    draft(document=page)
    assert submit(page, staff, AT).pk
    planned = register()
    draft_plan(staff, county, planned)
    assert submit(planned, staff, AT).pk


def test_a_document_that_needs_none_waits_for_nothing(register, staff):
    assert submit(register(needs_interpretation=False), staff, AT).pk


def test_correcting_a_public_document_waits_for_nothing(register, staff):
    page = register(needs_interpretation=False)
    publish(page, staff, AT)
    page.refresh_from_db()
    page.needs_interpretation = True
    page.save_revision(user=staff.editor)
    assert submit(page, staff, AT.replace(day=6), change_note="标明需要解读").pk


def test_one_bad_text_stops_all_that_are_submitted_with_it(draft, staff):
    pages = [draft(**ANSWERED), draft()]
    with pytest.raises(InterpretationIncomplete):
        review.submit_all(page_ids=[page.pk for page in pages], actor=staff.editor, at=AT)
    assert not Submission.objects.exists()


def looks(pages, staff):
    """Return how often interpretations and plans are asked for."""
    with CaptureQueriesContext(connection) as asked:
        review.submit_all(page_ids=[page.pk for page in pages], actor=staff.editor, at=AT)
    texts = 1  # the texts themselves are read once, to be checked
    return sum('FROM "interpretations_' in query["sql"] for query in asked) - texts


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_two_queries_for_any_number(register, draft, staff, count):
    batch = []
    for _ in range(count):
        page = register()
        batch += [page, draft(document=page, **ANSWERED)]
    assert looks(batch, staff) == 2


def test_texts_of_other_kinds_cost_nothing(draft, staff):
    assert looks([draft(**ANSWERED)], staff) == 0
