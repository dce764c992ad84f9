"""What the rules find in a draft is answered before the reviews pass it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongkai.apps.content_checks import queries, services
from gongkai.apps.content_checks.models import FoundPlace
from gongkai.apps.review import services as review
from gongkai.apps.review.models import Submission
from gongkai.apps.review.services import Opinion
from gongkai.domain.content_checks.answers import (
    FindingAnswer,
    FindingNotOpen,
    FindingReasonMissing,
    FindingsMustBePutRight,
    FindingState,
    FindingsUnanswered,
    NothingToSign,
    SignatureMissing,
    SignerAnsweredHimself,
)
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action
from gongkai.foundation.audit.models import Entry
from tests.factories.review import pass_levels, submit
from tests.factories.websites import body_of, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
# the textbook number of GB 11643—1999
BLOCKING = "联系人王某某，身份证号11010519491231002X。"
LOOK = "会议布署了春季造林工作。"
CLEAN = "今年养护农村公路120公里。"


@pytest.fixture
def write(section, staff):
    def written(*paragraphs, **fields):
        return save_draft(section, staff.editor, at=AT, body=body_of(*paragraphs), **fields)

    return written


def edit(page, editor, *paragraphs):
    """Save another version of a page."""
    from gongkai.apps.websites.models import ArticlePage

    page = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.body = json.loads(body_of(*paragraphs))
    page.save_revision(user=editor)
    return page


def places(page):
    return list(FoundPlace.objects.filter(page_id=page.pk).order_by("pk"))


def answer(place, actor, kind=FindingAnswer.RIGHT_HERE, reason="核对过原件", at=AT):
    return services.answer(place_id=place.pk, kind=kind, reason=reason, actor=actor, at=at)


def passed(submission, actor):
    review.open_all(submission_ids=[submission.pk], actor=actor, at=AT)
    return review.decide(
        submission_id=submission.pk,
        action=Action.PASS,
        actor=actor,
        at=AT,
        opinion=Opinion("同意。", Proofreading()),
    )


def test_a_clean_text_is_submitted_and_leaves_no_row(write, staff):
    page = write(CLEAN)
    submit(page, staff, AT)
    assert not places(page)


def test_a_blocking_place_keeps_a_draft_with_its_author(write, staff):
    page = write(CLEAN, BLOCKING)
    with pytest.raises(FindingsMustBePutRight) as refused:
        submit(page, staff, AT)
    assert refused.value.facts["count"] == 1
    assert "11010519491231002X" not in str(refused.value.facts)
    assert not Submission.objects.exists()


def test_no_row_holds_a_whole_identity_number(write):
    page = write(BLOCKING)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    kept = json.dumps(FoundPlace.objects.values().get(), default=str, ensure_ascii=False)
    assert "11010519491231002X" not in kept
    assert place.quote == "110*************2X"
    assert (place.rule, place.tier, place.place) == ("core.identity-number", "A", "正文")


def test_an_answer_with_a_reason_lets_it_go_and_a_second_person_signs(write, staff):
    page = write(BLOCKING)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    with pytest.raises(FindingReasonMissing):
        answer(place, staff.editor, reason=" ")
    answer(place, staff.editor, reason="国家标准公布的示例号码")
    submission = submit(page, staff, AT)
    with pytest.raises(SignatureMissing):
        passed(submission, staff.first)
    for himself in (staff.editor,):
        with pytest.raises((SignerAnsweredHimself, services.MayNotAnswer)):
            services.sign(place_id=place.pk, actor=himself, at=AT)
    services.sign(place_id=place.pk, actor=staff.first, at=AT)
    assert places(page)[0].state is FindingState.SETTLED
    assert passed(submission, staff.first).state == "second_review"
    with pytest.raises(NothingToSign):
        services.sign(place_id=place.pk, actor=staff.second, at=AT)


def test_who_answered_does_not_sign(write, staff):
    page = write(BLOCKING)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    answer(place, staff.first)
    with pytest.raises(SignerAnsweredHimself):
        services.sign(place_id=place.pk, actor=staff.first, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundPlace.objects.filter(pk=place.pk).update(signed_by=staff.first, signed_at=AT)


def test_a_place_to_be_looked_at_waits_for_the_first_proofreading(write, staff):
    page = write(LOOK)
    submission = submit(page, staff, AT)
    (place,) = places(page)
    assert (place.quote, place.suggestion, place.tier) == ("布署", "部署", "B")
    with pytest.raises(FindingsUnanswered) as refused:
        passed(submission, staff.first)
    assert refused.value.facts["count"] == 1
    answer(place, staff.first, reason="")
    assert passed(submission, staff.first).state == "second_review"


def test_a_return_needs_no_answer(write, staff):
    submission = submit(write(LOOK), staff, AT)
    review.open_all(submission_ids=[submission.pk], actor=staff.first, at=AT)
    returned = review.decide(
        submission_id=submission.pk,
        action=Action.RETURN,
        actor=staff.first,
        at=AT,
        opinion=Opinion("“布署”应为“部署”。"),
    )
    assert returned.state == "returned"


def test_what_is_corrected_is_gone_and_what_was_answered_stays_answered(write, staff):
    page = write("首先，" + LOOK, "安全帐号须实名登记。")
    services.check_latest(page_id=page.pk, at=AT)
    first, second = places(page)
    answer(second, staff.editor, reason="系统原名")
    later = AT + timedelta(hours=1)
    edit(page, staff.editor, "首先，会议部署了春季造林工作。", "安全帐号须实名登记。")
    services.check_latest(page_id=page.pk, at=later)
    first, second = places(page)
    assert (first.state, first.gone_at) == (FindingState.GONE, later)
    assert (second.state, second.reason) == (FindingState.SETTLED, "系统原名")
    with pytest.raises(FindingNotOpen):
        answer(first, staff.editor)


def test_a_mistake_that_comes_back_is_open_again(write, staff):
    page = write(LOOK)
    services.check_latest(page_id=page.pk, at=AT)
    edit(page, staff.editor, CLEAN)
    services.check_latest(page_id=page.pk, at=AT)
    edit(page, staff.editor, LOOK)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    assert (place.state, place.gone_at) == (FindingState.OPEN, None)


def test_the_same_words_are_answered_together(write, staff):
    page = write("上午布署造林，下午检查；", "晚上布署防火工作。")
    services.check_latest(page_id=page.pk, at=AT)
    one, _ = places(page)
    assert len(answer(one, staff.editor)) == 2
    assert {place.state for place in places(page)} == {FindingState.SETTLED}


def test_officers_of_another_organ_say_nothing(write, other_staff):
    page = write(LOOK)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    for act in (
        lambda: answer(place, other_staff.first),
        lambda: services.sign(place_id=place.pk, actor=other_staff.first, at=AT),
    ):
        with pytest.raises(services.MayNotAnswer):
            act()


def test_acts_leave_audit_rows_without_the_number(write, staff):
    page = write(BLOCKING)
    services.check_latest(page_id=page.pk, at=AT)
    (place,) = places(page)
    answer(place, staff.editor)
    services.sign(place_id=place.pk, actor=staff.first, at=AT)
    rows = Entry.objects.filter(action__startswith="content_checks.").order_by("sequence")
    assert list(rows.values_list("action", flat=True)) == [
        "content_checks.answer",
        "content_checks.sign",
    ]
    assert all("11010519491231002X" not in str(row) for row in rows.values())


def test_an_emergency_is_no_reason_to_publish_an_identity_number(write, staff):
    page = write("柳河水位超警戒。", BLOCKING)

    def release():
        return review.release_in_emergency(
            page_id=page.pk,
            kind=EmergencyKind.FLOOD,
            grounds="柳河水位超警戒。",
            secrecy=SecrecyConclusion.MAY_BE_DISCLOSED,
            actor=staff.final,
            at=AT,
        )

    with pytest.raises(FindingsMustBePutRight):
        release()
    services.check_latest(page_id=page.pk, at=AT)
    answer(places(page)[0], staff.editor)
    with pytest.raises(SignatureMissing):
        release()
    services.sign(place_id=places(page)[0].pk, actor=staff.final, at=AT)
    assert release().state == "emergency"


def test_rules_that_came_since_stop_a_text_before_the_public(write, staff, settings, tmp_path):
    page = write("造林任务由林场承担。")
    submission = pass_levels(submit(page, staff, AT), staff, AT, ("first", "second", "secrecy"))
    (tmp_path / "ours.toml").write_text(
        'id = "county"\nversion = "2025.03"\ntitle = "本县"\n[[rules]]\nid = "renamed"\n'
        'kind = "literal"\ntier = "A"\nlevel = "error"\nmatch = ["林场"]\n'
        'message = "林场已经更名"\nwhy = "机构改革方案"\nbad = ["林场"]\ngood = ["林草局"]\n',
        encoding="utf-8",
    )
    settings.GONGKAI_WORDING_FOLDER = str(tmp_path)
    with pytest.raises(FindingsUnanswered):
        passed(submission, staff.final)
    settings.GONGKAI_WORDING_FOLDER = ""
    assert passed(submission, staff.final).state == "published"


def test_tables_pictures_summaries_and_files_are_read(section, staff):
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    file = get_document_model().objects.create(
        title="名单.txt", file=ContentFile("王某某 13812345678".encode(), name="list.txt")
    )
    table = {
        "data": [["姓名", "身份证号"], ["王某某", "11010519491231002X"]],
        "first_row_is_table_header": True,
    }
    body = [{"type": "table", "value": table, "id": "1"}]
    page = save_draft(
        section,
        staff.editor,
        at=AT,
        summary="公示布署情况。",
        body=json.dumps(body),
        attachment_files=json.dumps([{"type": "file", "value": file.pk, "id": "2"}]),
    )
    services.check_latest(page_id=page.pk, at=AT)
    assert {(place.rule.rpartition(".")[2], place.place) for place in places(page)} == {
        ("identity-number", "正文"),
        ("布署", "概述"),
        ("mobile-number", "附件：名单.txt"),
    }


# -- the screens ---------------------------------------------------------------------------


def test_the_author_is_led_to_what_keeps_his_draft_back(signed_in, write, staff):
    page = write(BLOCKING, LOOK)
    client = signed_in(staff.editor)
    response = client.post(reverse("review:submit", args=[page.pk]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("content_checks:page", args=[page.pk])
    html = response.content.decode()
    assert "有1处必须处理" in html
    assert 'class="g-f g-f--1">11010519491231002X<sup>' in html
    assert "<del>布署</del>" in html


def test_answering_and_signing_on_the_screens(signed_in, write, staff):
    page = write(BLOCKING)
    client = signed_in(staff.editor)
    client.get(reverse("content_checks:page", args=[page.pk]))
    (place,) = places(page)
    at = reverse("content_checks:answer", args=[place.pk])
    client.post(at, {"kind": "right_here", "reason": ""})
    assert places(page)[0].answer == ""
    client.post(at, {"kind": "corrected", "reason": "改了"})
    assert places(page)[0].answer == ""
    client.post(
        at, {"kind": "right_here", "reason": "示例号码", "next": "https://elsewhere.example/"}
    )
    assert places(page)[0].answer == "right_here"
    submission = submit(page, staff, AT)
    client = signed_in(staff.first)
    screen = reverse("review:detail", args=[submission.pk])
    assert "核对无误，签认" in client.get(screen).content.decode()
    response = client.post(
        reverse("content_checks:sign", args=[place.pk]), {"next": screen}, follow=True
    )
    assert response.redirect_chain[-1][0] == screen
    assert "trafficfirst" in response.content.decode()
    assert places(page)[0].signed_by == staff.first


def test_the_reviewer_sees_marks_in_the_text_and_a_note(signed_in, write, staff):
    submission = submit(write(LOOK), staff, AT)
    html = signed_in(staff.first).get(reverse("review:detail", args=[submission.pk])).content
    html = html.decode()
    assert 'class="g-f g-f--2">布署<sup><a href="#f1"' in html
    assert 'id="f1"' in html
    assert "检查发现1处没有答复" in html


def test_others_do_not_see_the_findings_of_an_organ(signed_in, write, other_staff):
    page = write(LOOK)
    address = reverse("content_checks:page", args=[page.pk])
    response = signed_in(other_staff.first).get(address)
    assert response.status_code in {302, 403}
    assert not places(page)


def test_one_question_for_however_many_texts(write, django_assert_num_queries):
    pages = [write(LOOK, title=f"信息{number}") for number in range(3)]
    for page in pages:
        services.check_latest(page_id=page.pk, at=AT)
    with django_assert_num_queries(1):
        assert len(queries.standing([page.pk for page in pages])) == 3
