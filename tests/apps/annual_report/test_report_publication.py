from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from gongkai.apps.annual_report import compiling, freezing, queries, services
from gongkai.apps.annual_report.models import AnnualReport, Scope, Snapshot
from gongkai.domain.foi.outcomes import Outcome
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from tests.factories.foi import InformationRequestFactory
from tests.factories.review import make_live

YEAR = 2025
AT = datetime(2026, 1, 20, 2, tzinfo=UTC)
NEXT_AT = datetime(2027, 1, 20, 2, tzinfo=UTC)


def who(county, officers, **changes):
    return {
        "year": YEAR,
        "organ_id": county.government.pk,
        "scope": Scope.ROLL_UP,
        "actor": officers.editor,
        "at": AT,
    } | changes


def compiled(county, year=YEAR):
    return compiling.compile_report(year=year, organ=county.government, scope=Scope.ROLL_UP)


def test_report_is_published_by_its_reviews(county, portfolio, publish):
    page = publish()
    assert page.live
    assert page.snapshot_hash == page.snapshot.hash
    assert freezing.is_intact(page.snapshot)


def test_public_page_shows_the_frozen_numbers(client, county, portfolio, publish):
    page = publish()
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    answer = client.get(page.url)
    shown = answer.context["report"]
    assert answer.status_code == 200
    assert shown["figures"][0]["value"] == "7"
    assert shown["snapshot"]["hash_short"] == page.snapshot.hash[:12]
    assert [section["heading"] for section in shown["sections"]] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    html = answer.content.decode()
    assert "统计期限：2025年1月1日至2025年12月31日" in html
    assert "全年收取政府信息公开信息处理费120元。" in html


def test_public_page_holds_the_statutory_labels_as_real_cells(client, county, portfolio, publish):
    html = client.get(publish().url).content.decode()
    for label in (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "本年收费金额（单位：万元）",
        "未经复议直接起诉",
    ):
        assert f">{label}</th>" in html


def test_section_lists_the_report_under_its_year(client, county, portal, portfolio, publish):
    page = publish()
    answer = client.get(portal.section.url)
    assert answer.context["years"] == {2025: {"county": [page], "organs": []}}
    assert page.title in answer.content.decode()


def test_section_opens_the_reports_of_one_organ(client, county, portal, portfolio, publish):
    publish()
    assert client.get(f"/query{portal.section.url}", {"organ": "land"}).context["years"] == {}


def test_frozen_report_is_the_same_whenever_it_is_frozen(county, portfolio, portal, officers):
    first = services.prepare_publication(**who(county, officers)).snapshot
    second = services.prepare_publication(**who(county, officers)).snapshot
    assert first.pk != second.pk
    assert (first.text, first.hash) == (second.text, second.hash)


def test_database_refuses_to_change_a_snapshot(county, portfolio, portal, officers):
    snapshot = services.prepare_publication(**who(county, officers)).snapshot
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(text="{}")


def test_later_change_of_a_record_shows_as_a_difference(county, portfolio, publish):
    page = publish()
    late = InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    now = compiled(county)
    places = {one.place: (one.old, one.new) for one in queries.changes_since(page, now)}
    assert places["表三　一、本年新收政府信息公开申请数量　自然人"] == (5, 6)
    assert places["表三　一、本年新收政府信息公开申请数量　总计"] == (7, 8)
    changes = {one.figure.key: one for one in queries.record_changes(page, now)}
    added = [record.pk for record in changes["t3.new.person"].added]
    assert added == [late.pk]
    assert changes["t3.new.person"].removed == ()


def test_swapped_records_show_although_the_number_stays(county, portfolio, publish):
    page = publish()
    gone = portfolio.open_one
    gone_pk = gone.pk
    gone.delete()
    come = InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 25))
    now = compiled(county)
    assert queries.changes_since(page, now) == []
    change = next(c for c in queries.record_changes(page, now) if c.figure.key == "t3.new.person")
    assert [record.pk for record in change.added] == [come.pk]
    assert change.removed == (("foi.InformationRequest", gone_pk, "1"),)


def test_nothing_differs_right_after_publication(county, portfolio, publish):
    page = publish()
    now = compiled(county)
    assert queries.changes_since(page, now) == []
    assert queries.record_changes(page, now) == []


def test_tables_that_do_not_follow_last_year_s_are_refused(county, portfolio, publish, officers):
    publish()
    # Entered after the report of 2025 said that one request was carried out.
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    with pytest.raises(services.ReportHasHardIssues) as refused:
        services.prepare_publication(**who(county, officers, year=2026, at=NEXT_AT))
    assert refusals.sentence(refused.value) == (
        "有2处必须改正，不能送审："
        "表三“自然人”列：上年结转填的是2，上年报告的结转下年度是1，差1件。"
        "表三“总计”列：上年结转填的是2，上年报告的结转下年度是1，差1件。"
    )
    assert Snapshot.objects.filter(report__year=2026).count() == 0


def test_soft_findings_do_not_hold_the_report_back(county, portfolio, portal, officers):
    InformationRequestFactory(
        organ=county.land,
        received_on=date(2025, 8, 1),
        concluded_on=date(2025, 8, 20),
        outcome=Outcome.OTHER.value,
    )
    codes = [issue.code for issue in compiled(county).issues]
    assert "S7" in codes
    assert services.prepare_publication(**who(county, officers)).snapshot.pk


def test_published_part_that_changed_since_is_named_in_the_sum(county, portfolio, publish):
    from gongkai.apps.annual_report.models import AnnualReportPage

    page = publish()
    land = AnnualReport.objects.create(organ=county.land, year=YEAR, scope=Scope.OWN.value)
    part = compiling.compile_report(year=YEAR, organ=county.land, scope=Scope.OWN)
    from gongkai.domain.annual_report.snapshot import freeze

    frozen = freeze(part.report, part.tables)
    snapshot = Snapshot.objects.create(
        report=land,
        frozen_at=AT,
        frozen_by=page.snapshot.frozen_by,
        text=frozen.text,
        algorithm=frozen.algorithm,
        hash=frozen.digest,
    )
    part = AnnualReportPage(
        title="部门年报", slug="land", organ=county.land, year=YEAR, report=land,
        snapshot=snapshot, snapshot_hash=snapshot.hash, live=False,
    )  # fmt: skip
    page.get_parent().add_child(instance=part)
    make_live([part], AT)
    assert [issue for issue in compiled(county).issues if issue.code == "S3"] == []
    InformationRequestFactory(organ=county.land, received_on=date(2025, 11, 3))
    sentences = [issue.sentence for issue in compiled(county).issues if issue.code == "S3"]
    assert (
        "表三“一、本年新收政府信息公开申请数量”行“总计”列：县级汇总是8，各单位相加是7，差1。"
        in sentences
    )


def test_report_of_a_running_year_is_not_submitted(county, portfolio, portal, officers):
    running = datetime(2025, 12, 30, 2, tzinfo=UTC)
    with pytest.raises(services.ReportYearNotOver) as refused:
        services.submit(**who(county, officers, at=running))
    assert refusals.sentence(refused.value) == (
        "2025年还没有结束，数据仍在变动。2026年1月1日起可以送审。"
    )


def test_report_is_not_submitted_twice(county, portfolio, portal, officers):
    services.submit(**who(county, officers))
    with pytest.raises(services.ReportUnderReview):
        services.submit(**who(county, officers))


def test_unchanged_report_is_not_submitted_again(county, portfolio, publish, officers):
    publish()
    with pytest.raises(services.ReportUnchanged):
        services.submit(**who(county, officers))


def test_corrected_report_shows_only_after_its_own_reviews(
    client, county, portfolio, publish, officers
):
    page = publish()
    first = page.snapshot
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    services.submit(**who(county, officers))
    page.refresh_from_db()
    assert page.snapshot == first
    assert client.get(page.url).context["report"]["figures"][0]["value"] == "7"


def test_correction_replaces_the_page_when_reviewed(county, portfolio, publish):
    page = publish()
    first = page.snapshot
    InformationRequestFactory(organ=county.land, received_on=date(2025, 12, 30))
    again = publish(at=datetime(2026, 2, 2, 2, tzinfo=UTC))
    assert again.pk == page.pk
    assert again.snapshot != first
    assert freezing.tables_of(again.snapshot).value("t3.new.total") == 8


def test_section_missing_is_said(county, portfolio, officers):
    with pytest.raises(services.ReportSectionMissing) as refused:
        services.prepare_publication(**who(county, officers))
    assert "政府信息公开年报" in refusals.sentence(refused.value)


def test_stranger_compiles_nothing(county, portfolio, portal, officers):
    with pytest.raises(services.MayNotCompile):
        services.prepare_publication(**who(county, officers, actor=officers.stranger))


def test_department_editor_does_not_compile_the_county_s_report(county, portal, officers):
    with pytest.raises(services.MayNotCompile):
        services.prepare_publication(**who(county, officers, actor=officers.land_editor))


def test_submitting_needs_the_editor_s_post_of_the_organ(county, portal, officers):
    own = who(county, officers, organ_id=county.land.pk, scope=Scope.OWN)
    with pytest.raises(PostMissing):
        services.submit(**own)
    assert not AnnualReport.objects.filter(organ=county.land).exists()


def test_freezing_leaves_a_trace(county, portfolio, portal, officers):
    from gongkai.foundation.audit.models import Entry

    page = services.prepare_publication(**who(county, officers))
    entry = Entry.objects.get(action="annual_report.freeze")
    assert entry.facts == {"algorithm": page.snapshot.algorithm, "hash": page.snapshot.hash}


def test_snapshot_keeps_which_records_stood_behind_a_cell(county, portfolio, portal, officers):
    snapshot = services.prepare_publication(**who(county, officers)).snapshot
    assert connection.vendor in {"sqlite", "postgresql"}
    assert snapshot.evidence["t3.carried_out.person"] == [
        ["foi.InformationRequest", portfolio.open_one.pk, "1"]
    ]
