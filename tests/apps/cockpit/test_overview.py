"""The first page an officer sees."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.cockpit import lanes, queries
from gongkai.apps.cockpit.person import person
from gongkai.apps.review import services
from gongkai.domain.review.three_reviews import Action
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ
from tests.factories import documents
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory
from tests.factories.review import publish, staff_of, submit
from tests.factories.websites import OPENED_AT, open_portal, open_section, save_draft

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def county():
    county = OrganFactory(level="county", code="county", name="某县人民政府", short_name="县政府")
    OrganFactory(level="office", code="gov", name="某县人民政府办公室", parent=county)
    return county


def officer(organ, role):
    user = UserFactory()
    PostFactory(user=user, organ=organ, role=role.value, from_on=date(2020, 1, 1))
    access = Permission.objects.get(codename="access_admin")
    group, _ = Group.objects.get_or_create(name="后台")
    group.permissions.add(access)
    user.groups.add(group)
    return user


def test_before_a_county_is_set_up_the_page_opens_without_figures(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home"))
    assert page.status_code == 200
    assert "今天没有等您办的事" in page.content.decode()


def test_the_county_sees_figures_that_open_their_lists(client, county):
    client.force_login(officer(county, Role.OGI_OFFICER))
    page = client.get(reverse("wagtailadmin_home"), {"year": "2025"}).content.decode()
    assert "网站发布信息" in page
    assert "/figure/?key=site.published" in page


@pytest.mark.parametrize("year", ["", "abc", "1999", "²"])
def test_a_year_that_is_not_offered_shows_the_usual_one(client, county, year):
    client.force_login(officer(county, Role.OGI_OFFICER))
    assert client.get(reverse("wagtailadmin_home"), {"year": year}).status_code == 200


def test_reports_that_nobody_began_are_asked_for(county):
    asked = queries.asks(officer(county, Role.OGI_OFFICER), TODAY)
    assert [ask.title for ask in asked] == ["2025年度报告还有2个机关没有编制"]
    assert asked[0].is_bad  # the county's date, 20 February, has passed


def test_an_officer_of_another_organ_is_not_asked_for_the_county(county):
    town = OrganFactory(level="township", code="town", parent=county, reports_annually=False)
    assert queries.asks(officer(town, Role.EDITOR), TODAY) == []


def test_months_without_anything_published_stay_in_the_chart(county):
    assert queries.published_by_month(2025) == [(f"{month}月", 0) for month in range(1, 13)]


def test_the_page_leads_nowhere_outside_the_office(client, county):
    client.force_login(officer(county, Role.OGI_OFFICER))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "wagtail.org" not in page
    assert "账号与密码" in page


def _home(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    ("role", "shown", "not_shown"),
    [
        (
            Role.EDITOR,
            ["我的草稿", "退回我修改"],
            ["等我审", "在办申请", "在用账号", "发布较多的机关"],
        ),
        (Role.FIRST_REVIEWER, ["等我审"], ["我的草稿", "在办申请", "静态页面未生成"]),
        (Role.FINAL_REVIEWER, ["等我审"], ["我的草稿", "在用账号"]),
        (Role.FOI_HANDLER, ["在办申请", "已超期申请"], ["我的草稿", "等我审"]),
        (
            Role.OGI_OFFICER,
            [
                "定时发布未成功",
                "应急发布超期未补审",
                "静态页面未生成",
                "超期未更新栏目",
                "在办申请",
            ],
            ["我的草稿", "在用账号"],
        ),
        (Role.SYSTEM_ADMIN, ["在用账号", "没有岗位的账号"], ["我的草稿", "等我审", "在办申请"]),
    ],
)
def test_each_post_sees_its_own_numbers(client, county, role, shown, not_shown):
    page = _home(client, officer(county, role))
    assert [words for words in shown if words not in page] == []
    assert [words for words in not_shown if words in page] == []


@pytest.mark.parametrize(
    "role", [Role.EDITOR, Role.FIRST_REVIEWER, Role.OGI_OFFICER, Role.SYSTEM_ADMIN]
)
def test_every_number_opens_a_list(client, county, role):
    user = officer(county, role)
    for lane in lanes.lanes(person(user, clock.now())):
        assert lane.url.startswith(("/admin/", "#asks"))


def test_editor_starts_writing_from_the_first_page(client, county):
    portal = open_portal(county)
    page = _home(client, officer(county, Role.EDITOR))
    assert f"写信息：{county.name}" in page
    assert f'href="/admin/pages/{portal.pk}/"' in page


def test_what_was_sent_back_is_shown_with_its_reason(county):
    staff = staff_of(county)
    draft = save_draft(open_section(open_portal(county)), staff.editor)
    submission = submit(draft, staff, OPENED_AT)
    services.open_all(submission_ids=[submission.pk], actor=staff.first, at=OPENED_AT)
    services.decide(
        submission_id=submission.pk,
        action=Action.RETURN,
        actor=staff.first,
        at=OPENED_AT,
        opinion=services.Opinion("补充养护里程的出处。"),
    )
    asked = [ask for ask in queries.asks(staff.editor, TODAY) if "退回修改" in ask.title]
    assert [ask.detail for ask in asked] == [f"{staff.first.name}：补充养护里程的出处。"]


def test_reviewer_reads_how_long_the_oldest_text_has_waited(county):
    staff = staff_of(county)
    section = open_section(open_portal(county))
    submit(save_draft(section, staff.editor), staff, datetime(2026, 2, 27, 2, tzinfo=UTC))
    asked = queries.asks(staff.first, TODAY)
    assert asked[0].title == "1篇稿件等您审核"
    assert "最久的已等2个工作日" in asked[0].detail


def test_documents_without_interpretation_are_asked_for(county):
    county.credit_code = documents.credit_code(1)
    county.save()
    staff = staff_of(county)
    platform = open_section(open_portal(county), SectionKind.PLATFORM, slug="ogi")
    section = open_section(platform, SectionKind.DOCUMENTS)
    # Friday; the Saturday after it is worked, so that the third working day is Tuesday.
    documents.issue(section, staff.editor, date(2026, 2, 27), title="关于公路养护的通知")
    documents.issue(
        section, staff.editor, date(2026, 2, 27), title="关于值班的通知", needs_interpretation=False
    )

    def asked(user, today):
        found = [ask for ask in queries.asks(user, today) if "等解读" in ask.title]
        return [(ask.title, ask.detail, ask.is_bad) for ask in found]

    assert asked(staff.editor, TODAY) == [
        ("1件文件等解读", "《关于公路养护的通知》，最早的3月3日到期", False)
    ]
    assert asked(staff.editor, date(2026, 3, 4)) == [
        ("1件文件等解读", "《关于公路养护的通知》，1件已超过期限", True)
    ]
    assert asked(officer(OrganFactory(), Role.EDITOR), TODAY) == []


def test_months_are_counted_where_the_county_is(county):
    office = Organ.objects.get(code="gov")
    staff = staff_of(office)
    section = open_section(open_portal(office))
    # 2025-02-28 16:30 UTC is the first of March in China
    publish(save_draft(section, staff.editor), staff, datetime(2025, 2, 28, 16, 30, tzinfo=UTC))
    months = dict(queries.published_by_month(2025))
    assert (months["2月"], months["3月"]) == (0, 1)
    assert queries.published_by_organ(2025) == [(office.short_name, 1)]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.FINAL_REVIEWER, Role.OGI_OFFICER])
def test_first_page_asks_at_most_forty_questions(client, county, role):
    user = officer(county, role)
    _home(client, user)
    with CaptureQueriesContext(connection) as asked:
        _home(client, user)
    assert len(asked) <= 40 + 6  # signing in again asks six
