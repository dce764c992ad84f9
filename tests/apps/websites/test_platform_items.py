"""Where a site keeps its statutory items, the self-check, the guide, the reports by year."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.apps.annual_report import public as annual_reports
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.websites import mirroring, platform_services, reports, self_check, statutory
from gongkai.apps.websites.models import StatutoryPlace
from gongkai.apps.websites.platform_services import (
    ItemUnknown,
    Placed,
    SectionOfAnotherSite,
)
from gongkai.domain.platform.checks import PlatformCheck
from gongkai.domain.platform.guide import GuideFault, GuideField
from gongkai.domain.platform.reports import ReportState
from gongkai.domain.platform.states import ItemState
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.notices.models import Notice
from gongkai.foundation.organs import queries as organs
from gongkai.foundation.organs import services as organ_services
from gongkai.project import reminders
from tests.factories.foundation import PostFactory, UserFactory
from tests.factories.websites import open_section

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
DAY = date(2025, 3, 12)


@pytest.fixture
def boss(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def platform(town_site):
    root = open_section(town_site, SectionKind.PLATFORM, slug="ogi")
    for kind in ("GUIDE", "RULES", "STATUTORY", "REPORTS", "ON_REQUEST"):
        open_section(root, SectionKind[kind])
    return root


@pytest.fixture
def village(town_site):
    return open_section(town_site, SectionKind.VILLAGE)


@pytest.fixture
def place(town_site):
    def put(actor=None, **items):
        chosen = {code.replace("_", "-"): placed for code, placed in items.items()}
        return platform_services.place_items(site_id=town_site.pk, items=chosen, actor=actor, at=AT)

    return put


def row_of(site, code, on=DAY):
    return next(
        row for row in statutory.rows_of_site(site, on) if row.item and row.item.code == code
    )


def test_a_township_has_twenty_three_items_all_blank_at_first(town_site):
    rows = statutory.rows_of_site(town_site, DAY)
    assert len(rows) == 23
    assert {row.state for row in rows} == {ItemState.BLANK}


def test_an_item_counts_the_texts_of_the_section_it_was_given(town_site, village, public, place):
    public("东村财务公开", section=village)
    public("西村财务公开", section=village, at=datetime(2025, 3, 14, 2, tzinfo=UTC))
    assert place(**{"21t_07": Placed(village.pk)}) == 1
    row = row_of(town_site, "21t-07")
    assert (row.entries, row.last_on, row.state) == (2, date(2025, 3, 14), ItemState.FILLED)
    assert row.url == village.url


def test_a_section_of_two_items_counts_once_in_the_total(town_site, village, public, place):
    public("东村财务公开", section=village)
    place(**{"21t_07": Placed(village.pk), "21t_08": Placed(village.pk)})
    assert statutory.total(statutory.rows_of_site(town_site, DAY)) == 1


def test_an_item_without_content_carries_its_reason(client, town_site, platform, place):
    place(**{"20_14": Placed(None, "招考由县人社局公开。")})
    row = row_of(town_site, "20-14")
    assert (row.state, row.statement) == (ItemState.NOTHING, "招考由县人社局公开。")
    section = platform.get_children().get(slug="statutory")
    assert "招考由县人社局公开。" in client.get(section.url).content.decode()


def test_a_section_below_the_statutory_one_is_its_item_by_name(town_site, platform, public):
    root = platform.get_children().get(slug="statutory").specific
    section = open_section(root, SectionKind.STATUTORY, slug="budget", title="财政预算决算")
    public("2025年预算", section=section)
    assert row_of(town_site, "20-07").section == section


def test_a_year_without_anything_new_makes_an_item_overdue(town_site, village, public, place):
    public(section=village)
    place(**{"21t_07": Placed(village.pk)})
    assert row_of(town_site, "21t-07", date(2026, 3, 12)).state is ItemState.FILLED
    assert row_of(town_site, "21t-07", date(2026, 3, 13)).state is ItemState.OVERDUE


def test_items_the_county_left_out_are_gone(town_site, settings):
    settings.GONGKAI_STATUTORY_ITEMS_LEFT_OUT = {"township": ["20-14"]}
    assert len(statutory.items_of_site(town_site)) == 22


def test_placing_items_leaves_a_trace_and_rewrites_the_platform(platform, place, town_site):
    QueueItem.objects.all().delete()
    assert place(**{"20_14": Placed(None, "没有招考。")}) == 1
    assert place(**{"20_14": Placed(None, "没有招考。")}) == 0
    entry = Entry.objects.filter(action="websites.place_items").get()
    assert entry.facts["changed"] == {"20-14": "没有招考。"}
    targets = set(QueueItem.objects.values_list("target", flat=True))
    assert f"page:{platform.pk}" in targets
    assert StatutoryPlace.objects.get().stated_on == DAY


def test_items_of_another_level_and_sections_of_another_site_are_refused(place, news):
    with pytest.raises(ItemUnknown):
        place(**{"21_01": Placed(None, "没有。")})
    with pytest.raises(SectionOfAnotherSite):
        place(**{"20_14": Placed(news.pk)})
    assert not StatutoryPlace.objects.exists()


def test_only_an_editor_of_the_organ_or_the_office_places_items(place, town):
    item = {"20_14": Placed(None, "没有招考。")}
    with pytest.raises(PostMissing):
        place(actor=PostFactory(role=Role.EDITOR.value).user, **item)
    assert place(actor=PostFactory(organ=town, role=Role.EDITOR.value).user, **item) == 1
    office = PostFactory(role=Role.OGI_OFFICER.value).user
    assert place(actor=office, **{"20_14": Placed(None, "由县里招考。")}) == 1


def test_entries_of_an_item_can_be_kept_as_a_spreadsheet(client, village, public, place):
    public("东村财务公开", section=village)
    assert client.get(f"{village.url}list.xlsx").status_code == 404
    place(**{"21t_07": Placed(village.pk)})
    content = client.get(f"{village.url}list.xlsx").content
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert rows[1][:2] == ("序号", "标题")
    assert rows[2][1] == "东村财务公开"
    assert rows[2][4] == datetime(2025, 3, 12)  # noqa: DTZ001 -- a cell's day
    assert client.get(f"{village.url}list.xlsx").content == content


def test_the_platform_is_searched_on_the_searching_address(
    client, platform, village, public, place
):
    public("东村财务公开", section=village)
    public("停水通知", section=village)
    place(**{"21t_07": Placed(village.pk)})
    text = client.get(f"/query{platform.url}", {"q": "财务"}).content.decode()
    assert "东村财务公开" in text
    assert "停水通知" not in text


def confirm(organ, actor=None, at=AT):
    return organ_services.confirm_guide(organ_id=organ.pk, actor=actor, at=at)


def faults_of(organ, on=DAY):
    return {
        one.field: one.fault for _, found in organs.guides_to_mend(on, [organ]) for one in found
    }


def test_a_confirmed_guide_has_only_what_is_missing(town):
    confirm(town)
    assert faults_of(town) == dict.fromkeys(
        (
            GuideField.OFFICE_NAME,
            GuideField.ADDRESS,
            GuideField.HOURS,
            GuideField.FAX,
            GuideField.INTERNET,
        ),
        GuideFault.MISSING,
    )


def test_a_number_changed_after_its_confirmation_is_flagged(town):
    confirm(town)
    town.phone = "0419-7654321"
    assert faults_of(town)[GuideField.PHONE] is GuideFault.CHANGED


def test_a_guide_goes_stale_after_the_days_of_the_setting(town, settings):
    confirm(town)
    settings.GONGKAI_GUIDE_CONFIRM_WITHIN_DAYS = 30
    assert GuideField.PHONE not in faults_of(town, date(2025, 4, 11))
    assert faults_of(town, date(2025, 4, 12))[GuideField.PHONE] is GuideFault.STALE


def test_strangers_do_not_confirm_a_guide(town):
    with pytest.raises(PostMissing):
        confirm(town, PostFactory(role=Role.EDITOR.value).user)


def test_an_organ_without_contacts_has_nothing_to_confirm(town):
    type(town).objects.filter(pk=town.pk).update(phone="")
    with pytest.raises(organ_services.NothingToConfirm):
        confirm(town)


def test_confirmation_rewrites_the_guide_and_shows_its_day(client, platform, town):
    QueueItem.objects.all().delete()
    confirm(town)
    guide = platform.get_children().get(slug="guide")
    assert QueueItem.objects.filter(target=f"page:{guide.pk}").exists()
    assert "核对更新于" in client.get(guide.url).content.decode()
    assert "2025年3月12日" in client.get(guide.url).content.decode()


def test_editors_and_the_office_are_reminded_of_stale_guides(town):
    editor = PostFactory(organ=town, role=Role.EDITOR.value).user
    office = PostFactory(organ=town, role=Role.OGI_OFFICER.value).user
    assert reminders.stale_guides(AT) == 2
    told = Notice.objects.filter(kind="websites.guide_stale")
    assert set(told.values_list("user_id", flat=True)) == {editor.pk, office.pk}
    assert told.get(user=editor).subject == "柳河镇的公开指南有6项需要核对"


def test_reports_of_earlier_years_are_found_by_their_title(town, platform, public):
    section = platform.get_children().get(slug="reports").specific
    page = public("柳河镇2023年政府信息公开工作年度报告", section=section)
    type(town).objects.filter(pk=town.pk).update(valid_from=date(2022, 5, 1))
    town.refresh_from_db()
    places = reports.of_organ(town, date(2026, 3, 31))
    assert [(place.year, place.state) for place in places] == [
        (2025, ReportState.NOT_DUE),
        (2024, ReportState.MISSING),
        (2023, ReportState.PUBLISHED),
        (2022, ReportState.MISSING),
    ]
    assert places[2].report.url == page.url


def test_the_matrix_has_every_organ_back_to_its_first_year(town, county, portal):
    type(town).objects.filter(pk=town.pk).update(valid_from=date(2023, 5, 1))
    matrix = reports.matrix(date(2026, 3, 31))
    assert matrix.years == list(range(2025, 2007, -1))
    assert [(label, [row.organ for row in rows]) for label, rows in matrix.groups] == [
        ("县政府", [county]),
        ("乡镇场（街道）", [town]),
    ]
    assert [place is None for place in matrix.groups[1][1][0].places[:4]] == [
        False,
        False,
        False,
        True,
    ]
    assert annual_reports.published_reports(None) == []


def test_the_self_check_finds_blocks_names_items_reports_and_news(town_site, platform, public):
    check = self_check.check_site(town_site, DAY)
    assert check.count(PlatformCheck.BLOCKS) == 0
    assert check.count(PlatformCheck.NAMES) == 0
    assert check.count(PlatformCheck.ITEMS) == 23
    assert check.count(PlatformCheck.GUIDE) == 6
    assert check.count(PlatformCheck.REPORTS) == 16  # 2008 to 2023: the last is due on 31 March
    platform.title = "信息公开"
    platform.save()
    open_section(platform, SectionKind.NEWS, slug="news")
    check = self_check.check_site(town_site, DAY)
    assert check.count(PlatformCheck.NAMES) == 1
    assert check.count(PlatformCheck.NEWS) == 1


def test_news_mirrored_into_the_platform_is_found(town_site, platform, public, boss):
    page = public("县领导调研")
    section = platform.get_children().get(slug="statutory")
    mirroring.Mirror.objects.create(page=page, section_id=section.pk, kind="pulled", by=boss, at=AT)
    assert self_check.check_site(town_site, DAY).count(PlatformCheck.NEWS) == 1


def test_the_screens_show_what_to_mend_and_where(client, boss, town_site, platform, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(boss)
    text = client.get(reverse("websites_platforms")).content.decode()
    assert "柳河镇人民政府" in text
    text = client.get(reverse("websites_platform", args=[town_site.pk])).content.decode()
    assert "没有内容，也没有说明原因" in text
    assert reverse("websites_items", args=[town_site.pk]) in text
    text = client.get(reverse("websites_guides")).content.decode()
    assert "传真号码：没有填写" in text


def test_the_self_check_goes_into_a_spreadsheet(client, boss, town_site, platform):
    client.force_login(boss)
    for address in (
        reverse("websites_platform", args=[town_site.pk]) + "?form=xlsx",
        reverse("websites_platforms_file"),
    ):
        rows = list(load_workbook(BytesIO(client.get(address).content)).active.values)
        assert rows[1] == ("机关", "检查内容", "事项", "问题", "怎样改")
        assert any(row[0] == "柳河镇人民政府" and row[4] == "登记项目" for row in rows[2:])


def test_an_officer_registers_the_items_on_one_page(client, boss, town_site, village):
    client.force_login(boss)
    address = reverse("websites_items", args=[town_site.pk])
    assert "《中华人民共和国政府信息公开条例》第二十一条" in client.get(address).content.decode()
    data = {"section_21t-07": str(village.pk), "statement_20-14": "没有招考。"}
    assert client.post(address, data).status_code == 302
    found = StatutoryPlace.objects.values_list("code", "section_id", "statement")
    assert sorted(found) == [("20-14", None, "没有招考。"), ("21t-07", village.pk, "")]


def test_an_officer_confirms_a_guide_on_the_list(client, boss, town):
    client.force_login(boss)
    address = reverse("websites_guide_confirm", args=[town.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert organs.guide_confirmed_on(town.pk) == clock.today()


def test_an_editor_sees_only_his_own_platform(client, town_site, portal, town):
    from gongkai.project import rights

    rights.grant()
    editor = PostFactory(organ=town, role=Role.EDITOR.value).user
    assert [one.site for one in self_check.check_sites(DAY, {town.pk})] == [town_site]
    assert platform_desk_ids(editor) == {town.pk}


def platform_desk_ids(user):
    from gongkai.apps.websites.platform_desk import organ_ids_of

    return organ_ids_of(user)
