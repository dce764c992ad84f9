"""The assessment: the report's figures, constraints, registers, and the steps of rectification."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.assessment import queries, services
from gongkai.apps.assessment.models import Rectification, RoundKind
from gongkai.apps.assessment.views import standing_in_words
from gongkai.domain.assessment.rectification import (
    RectificationAction,
    RectificationActionNotAllowed,
    RectificationState,
)
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.factories.administrative_acts import spreadsheet
from tests.factories.assessment import (
    AssessmentFactory,
    RectificationFactory,
    RoundFactory,
    ScoreFactory,
)
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2025, 4, 20, 2, tzinfo=UTC)
DAY = date(2025, 4, 20)


@pytest.fixture
def county_year():
    OrganFactory(code="qinghe", level=OrganLevel.COUNTY.value)
    town = OrganFactory(code="town", short_name="东镇")
    spring = RoundFactory(title="春季督查")
    RoundFactory(
        title="上年评议", kind=RoundKind.YEAR_END.value, held_on=date(2025, 1, 8),
        assessment__year=2024,
    )  # fmt: skip
    RoundFactory(title="本年评议", held_on=date(2026, 1, 8))
    RectificationFactory(round=spring, organ=town, problem="栏目两周没有更新")
    RectificationFactory(round=spring, organ=town, found_on=date(2025, 3, 12))
    RectificationFactory(
        round=spring, organ=town, found_on=date(2026, 1, 9), due_on=date(2026, 1, 20)
    )


def test_the_county_is_told_what_happened_within_the_year(county_year):
    found = queries.report_records(2025, frozenset({"qinghe", "town"}))
    assert [row.amount for row in found["assessment.weight_percent"]] == [Decimal(4)]
    assert [row.label for row in found["assessment.rounds"]] == ["上年评议", "春季督查"]
    assert len(found["assessment.rectifications"]) == 2
    assert found["assessment.rectifications"][0].label == "东镇：栏目两周没有更新"
    assert {row.organ for rows in found.values() for row in rows} == {"qinghe"}


def test_a_department_is_told_nothing_of_it(county_year):
    assert queries.report_records(2025, frozenset({"town"})) == {
        "assessment.weight_percent": (),
        "assessment.rounds": (),
        "assessment.rectifications": (),
    }
    assert queries.report_texts(2025, frozenset({"town"})) == {}


def test_the_records_open_their_rows(county_year):
    (record,) = queries.report_records(2025, frozenset({"qinghe"}))["assessment.weight_percent"]
    assert record.url == reverse("assessment:edit", args=[record.pk])


def test_open_problems_come_by_urgency():
    late = RectificationFactory()
    soon = RectificationFactory(due_on=date(2025, 4, 30))
    RectificationFactory(
        due_on=date(2025, 3, 20), state=RectificationState.CONFIRMED.value, done_on=DAY
    )
    assert queries.open_rectifications(DAY) == [(late, True), (soon, False)]


@pytest.fixture
def officer():
    return PostFactory(role=Role.OGI_OFFICER.value).user


def step(row, action, actor, *, on=DAY, measure=""):
    return services.perform(
        rectification_id=row.pk, action=action, on=on, actor=actor, at=AT, measure=measure
    )


def test_a_problem_is_reported_sent_back_reported_again_and_confirmed(officer):
    row = RectificationFactory()
    unit = UserFactory()
    step(row, RectificationAction.REPORT, unit, measure="补发了信息")
    step(row, RectificationAction.REJECT, officer, measure="还缺三月的信息")
    step(row, RectificationAction.REPORT, unit, measure="已补齐")
    done = step(row, RectificationAction.CONFIRM, officer)
    assert (done.state, done.done_on, done.measure) == (
        RectificationState.CONFIRMED.value,
        DAY,
        "已补齐",
    )
    assert Entry.objects.count() == 4


def test_confirming_what_was_not_reported_is_refused(officer):
    row = RectificationFactory()
    with pytest.raises(RectificationActionNotAllowed):
        step(row, RectificationAction.CONFIRM, officer)
    assert not Entry.objects.exists()


def test_a_unit_cannot_confirm_its_own_work():
    row = RectificationFactory(state=RectificationState.REPORTED.value)
    with pytest.raises(PostMissing):
        step(row, RectificationAction.CONFIRM, UserFactory())


def test_a_report_says_what_was_done():
    with pytest.raises(services.MeasureMissing):
        step(RectificationFactory(), RectificationAction.REPORT, UserFactory(), measure=" ")


@pytest.mark.parametrize("on", [date(2025, 3, 10), date(2025, 4, 21)])
def test_a_step_before_the_finding_or_in_the_future_is_refused(on):
    with pytest.raises(services.StepDayImpossible):
        step(
            RectificationFactory(), RectificationAction.REPORT, UserFactory(), on=on, measure="改了"
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "forgotten"},
        {"due_on": date(2025, 3, 10)},
        {"state": RectificationState.CONFIRMED.value},
        {"done_on": DAY},
    ],
)
def test_a_problem_that_contradicts_itself_is_kept_out(fields):
    with pytest.raises(IntegrityError):
        RectificationFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"points": None},
        {"points": Decimal(80), "vetoed_by": "内容不更新"},
        {"points": Decimal(-1)},
    ],
)
def test_a_score_is_points_or_a_veto(fields):
    with pytest.raises(IntegrityError):
        ScoreFactory(**fields)


def test_a_vetoed_organ_has_no_points():
    assert ScoreFactory(points=None, vetoed_by="内容不更新").points is None


def test_a_weight_above_a_hundred_is_kept_out():
    with pytest.raises(IntegrityError):
        AssessmentFactory(weight_percent=Decimal(101))


def test_the_list_says_how_late_a_problem_is(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    assert standing_in_words(RectificationFactory()) == "待整改，已超期20天"
    reported = RectificationFactory(state=RectificationState.REPORTED.value)
    assert standing_in_words(reported) == "已反馈"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("assessmentround", RoundFactory),
        ("rectification", RectificationFactory),
        ("score", ScoreFactory),
    ],
)
def test_a_list_costs_the_same_for_one_and_three_rows(admin_client, name, make):
    url = reverse(f"{name}:index")
    make()
    admin_client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get(url).status_code == 200
    make.create_batch(2)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


def test_assessments_are_listed(admin_client):
    AssessmentFactory()
    response = admin_client.get(reverse("assessment:index"))
    assert "2025" in response.content.decode()


HEADINGS = ("监督检查", "责任单位", "问题", "发现日期", "整改期限")


def test_problems_are_imported_by_round_and_organ(admin_client):
    RoundFactory(title="春季督查")
    OrganFactory(code="town")
    upload = spreadsheet(
        HEADINGS, ("春季督查", "town", "栏目空白", date(2025, 3, 1), date(2025, 3, 20))
    )
    assert admin_client.post(reverse("rectification:import"), {"file": upload}).status_code == 302
    assert Rectification.objects.get().state == RectificationState.OPEN.value


def test_a_deadline_before_the_finding_names_its_row(admin_client):
    RoundFactory(title="春季督查")
    OrganFactory(code="town")
    upload = spreadsheet(
        HEADINGS, ("春季督查", "town", "栏目空白", date(2025, 3, 20), date(2025, 3, 1))
    )
    response = admin_client.post(reverse("rectification:import"), {"file": upload})
    assert response.status_code == 422
    assert [fault.row for fault in response.context["report"].faults] == [2]


def test_a_step_is_taken_on_the_page(admin_client):
    row = RectificationFactory()
    url = reverse("rectification:steps", args=[row.pk])
    assert admin_client.get(url).status_code == 200
    answer = {"action": "report", "on": "2025-03-20", "measure": "已补发"}
    assert admin_client.post(url, answer).status_code == 302
    row.refresh_from_db()
    assert row.state == RectificationState.REPORTED.value


def test_the_page_says_why_a_step_is_refused(admin_client):
    row = RectificationFactory()
    url = reverse("rectification:steps", args=[row.pk])
    response = admin_client.post(url, {"action": "confirm", "on": "2025-03-20"})
    assert response.status_code == 422
    assert "这个问题现在是“待整改”" in response.content.decode()


@pytest.mark.parametrize("code", ["rectification_measure_missing", "post_missing"])
def test_every_refusal_of_a_step_has_a_sentence(code):
    assert code in refusals.known_codes()


def test_a_unit_opens_its_own_problems_only(client):
    user = PostFactory().user
    for codename in ("access_admin", "change_rectification"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    own = RectificationFactory(organ=user.posts.get().organ)
    other = RectificationFactory()
    assert client.get(reverse("rectification:steps", args=[own.pk])).status_code == 200
    assert client.get(reverse("rectification:steps", args=[other.pk])).status_code == 404
