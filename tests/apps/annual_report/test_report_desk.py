from datetime import date

import pytest
from django.contrib.auth.models import Permission

from gongkai.apps.annual_report import desk, queries
from gongkai.apps.annual_report.models import AnnualReport, PointKind, ReportPoint, Scope
from gongkai.apps.annual_report.queries import ReportState
from gongkai.domain.annual_report.form import Level
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import PostFactory

COUNTY = "/admin/annual-reports/2025/county/"
LAND = "/admin/annual-reports/2025/land/"


@pytest.fixture
def signed_in(client, officers):
    """Sign an officer in; every officer may enter the working platform."""

    def entered(name):
        user = getattr(officers, name)
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        return client

    return entered


def test_list_names_who_has_not_begun(county, portfolio, officers):
    rows = queries.standings(2025, date(2026, 2, 1))
    assert [(row.organ.code, row.level, row.state, row.is_late) for row in rows] == [
        ("county", Level.COUNTY, ReportState.MISSING, False),
        ("office", Level.OFFICE, ReportState.MISSING, True),
        ("land", Level.DEPARTMENT, ReportState.MISSING, True),
        ("housing", Level.DEPARTMENT, ReportState.MISSING, True),
        ("liuhe", Level.TOWNSHIP, ReportState.MISSING, True),
    ]


def test_county_s_roll_up_is_due_on_20_february(county):
    assert queries.standings(2025, date(2026, 2, 1))[0].due_on == date(2026, 2, 20)


def test_states_follow_the_report(county, portfolio, portal, officers, publish):
    AnnualReport.objects.create(organ=county.land, year=2025, scope=Scope.OWN.value)
    publish()
    states = {row.organ.code: row.state for row in queries.standings(2025, date(2026, 2, 1))}
    assert states["county"] is ReportState.PUBLISHED
    assert states["land"] is ReportState.DRAFT
    assert states["housing"] is ReportState.MISSING


@pytest.mark.parametrize("departments", [1, 3])
def test_list_asks_the_database_equally_often(
    county, officers, departments, django_assert_num_queries
):
    for place in range(departments):
        organ = [county.land, county.housing, county.town][place]
        AnnualReport.objects.create(organ=organ, year=2025, scope=Scope.OWN.value)
    with django_assert_num_queries(6):
        queries.standings(2025, date(2026, 2, 1))


def test_ogi_office_sees_all_reports(county, portfolio, signed_in):
    page = signed_in("editor").get("/admin/annual-reports/?year=2025")
    assert len(page.context["rows"]) == 5


def test_department_editor_sees_his_own_report(county, portfolio, signed_in):
    page = signed_in("land_editor").get("/admin/annual-reports/?year=2025")
    assert [row.organ.code for row in page.context["rows"]] == ["land"]


def test_department_editor_does_not_open_the_county_s_report(county, portfolio, signed_in):
    # Wagtail answers a refused page of its admin by leading back to its start.
    assert signed_in("land_editor").get(COUNTY).status_code in {302, 403}


def test_compiler_links_every_number_that_is_not_nought(county, portfolio, signed_in):
    html = signed_in("editor").get(COUNTY).content.decode()
    assert f'href="{COUNTY}?part=3&amp;figure=t3.new.person#source">5</a>' in html
    assert "figure=t3.d1.person" not in html


def test_picked_figure_lists_its_records(county, portfolio, signed_in):
    page = signed_in("editor").get(COUNTY, {"figure": "t3.u1.total"})
    panel = page.context["panel"]
    assert (panel.value, panel.unit, panel.more) == ("2", "件", 0)
    assert [record.pk for record in panel.records] == [
        portfolio.requests[3].pk,
        portfolio.requests[4].pk,
    ]
    assert "这个“2”是怎么来的" in page.content.decode()


@pytest.mark.parametrize("part", range(1, 7))
def test_each_part_opens(county, portfolio, signed_in, part):
    page = signed_in("editor").get(COUNTY, {"part": part})
    assert page.status_code == 200
    assert page.context["section"].heading in page.content.decode()


def test_text_slots_open_their_records(county, portfolio, signed_in):
    html = signed_in("editor").get(COUNTY, {"part": 1}).content.decode()
    assert f'<a class="g-slot" href="{COUNTY}?part=1&amp;figure=t3.new.total#source">7</a>' in html


def test_equations_are_said_in_words(county, portfolio):
    compiled = queries.compile_report(year=2025, organ=county.government, scope=Scope.ROLL_UP)
    assert [(one.text, one.remark, one.holds) for one in desk.equations(compiled)] == [
        ("一 7 ＋ 二 2 ＝ 三 8 ＋ 四 1", "七列全部成立", True),
        ("总计 ＝ 各类申请人之和", "25行全部成立", True),
        ("表四三处总计 ＝ 四种结果之和", "三处全部成立", True),
        ("上年结转 2 ＝ 2024年表三第四项 2", "七列全部衔接", True),
    ]


def test_new_requests_stand_beside_last_year_s(county, portfolio):
    compiled = queries.compile_report(year=2025, organ=county.government, scope=Scope.ROLL_UP)
    assert desk.year_bars(compiled) == [("2024", 3), ("2025", 7)]


def test_figure_page_adds_up_by_organ(county, portfolio, signed_in):
    page = signed_in("editor").get(f"{COUNTY}figure/", {"key": "t3.done.total"})
    portions = [(one.name, one.figure.value) for one in page.context["portions"]]
    assert portions == [
        ("县政府", 1),
        (county.office.short_name, 1),
        ("县自然资源局", 3),
        (county.housing.short_name, 2),
        (county.town.short_name, 1),
    ]
    assert page.context["items"].paginator.count == 8


def test_figure_page_opens_one_organ(county, portfolio, signed_in):
    page = signed_in("editor").get(f"{COUNTY}figure/", {"key": "t3.done.total", "organ": "land"})
    assert page.context["items"].paginator.count == 3


def test_figure_list_leaves_as_a_spreadsheet(county, portfolio, signed_in):
    answer = signed_in("editor").get(f"{COUNTY}figure/", {"key": "t3.u1.total", "format": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "日期,内容,机关代码,计入,备注"
    assert [line.split(",")[0] for line in lines[1:]] == ["2025-05-20", "2025-06-20"]


def test_figure_nobody_knows_is_not_found(county, portfolio, signed_in):
    answer = signed_in("editor").get(f"{COUNTY}figure/", {"key": "t9.nothing"})
    assert answer.status_code == 404


def test_section_five_is_written_line_by_line(county, signed_in):
    signed_in("land_editor").post(
        f"{LAND}words/",
        {"problem": "解读形式单一。\n\n更新不及时。", "improvement": "增加图片解读。"},
    )
    points = ReportPoint.objects.filter(kind=PointKind.PROBLEM.value)
    assert [(point.position, point.text) for point in points] == [
        (1, "解读形式单一。"),
        (2, "更新不及时。"),
    ]


def test_point_that_is_too_long_is_named(county, signed_in):
    page = signed_in("land_editor").post(f"{LAND}words/", {"problem": "一" * 501})
    assert page.status_code == 422
    assert "第1条有501字，每条不超过500字。请分成几条写。" in page.content.decode()


def test_submit_freezes_and_leads_back(county, portfolio, portal, signed_in):
    answer = signed_in("editor").post(f"{COUNTY}submit/", follow=True)
    assert "已定稿并送一审" in answer.content.decode()
    assert answer.context["state"] is ReportState.UNDER_REVIEW


def test_refusal_is_shown_as_a_sentence(county, portfolio, signed_in):
    answer = signed_in("editor").post(f"{COUNTY}submit/", follow=True)
    assert "县门户没有“政府信息公开年报”栏目" in answer.content.decode()


def test_button_says_why_it_is_closed(county, portfolio, publish, signed_in):
    publish()
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    page = signed_in("editor").get("/admin/annual-reports/2026/county/")
    assert page.context["compiled"].hard_issues
    assert 'aria-disabled="true" aria-describedby="why"' in page.content.decode()


def test_differences_page_names_what_changed(county, portfolio, publish, signed_in):
    publish()
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    html = signed_in("editor").get(f"{COUNTY}differences/").content.decode()
    assert "表三　一、本年新收政府信息公开申请数量　自然人" in html
    assert "<del>5</del>" in html
    assert "<ins>6</ins>" in html
    assert "定稿内容与校验码相符" in html


def test_differences_before_the_first_freezing_are_not_found(county, signed_in):
    assert signed_in("editor").get(f"{COUNTY}differences/").status_code == 404


@pytest.mark.parametrize("form", ["html", "docx", "json"])
def test_officer_downloads_the_report_as_it_stands(county, portfolio, signed_in, form):
    answer = signed_in("editor").get(f"{COUNTY}download/{form}/")
    assert answer.status_code == 200
    assert len(answer.content) > 1000


def test_year_that_has_not_begun_is_not_found(county, signed_in):
    assert signed_in("editor").get("/admin/annual-reports/2999/county/").status_code == 404


def test_menu_shows_the_report_to_those_who_compile(county, rf, officers):
    from gongkai.apps.annual_report.wagtail_hooks import register_menu
    from gongkai.domain.roles import Role

    reviewer = PostFactory(organ=county.land, role=Role.FIRST_REVIEWER.value).user
    shown = {}
    for name, user in (("editor", officers.editor), ("reviewer", reviewer)):
        request = rf.get("/admin/")
        request.user = user
        shown[name] = register_menu().is_shown(request)
    assert shown == {"editor": True, "reviewer": False}


def test_compiler_says_how_much_changed_since_publication(county, portfolio, publish, signed_in):
    publish()
    page = signed_in("editor").get(COUNTY)
    assert page.context["is_unchanged"]
    assert "台账与定稿一致。" in page.content.decode()
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    # 表三 new and carried out, one column and the total each, and the sentence on requests.
    assert "定稿以后台账有5处变化" in signed_in("editor").get(COUNTY).content.decode()


def test_officer_s_own_words_open_nothing(county, portfolio, officers, signed_in):
    signed_in("land_editor").post(f"{LAND}words/", {"problem": "解读形式单一。"})
    html = signed_in("land_editor").get(LAND, {"part": 5}).content.decode()
    assert "<p>解读形式单一。</p>" in html
