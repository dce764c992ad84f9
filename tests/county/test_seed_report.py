"""The seed's own report comes out of the records, figure by figure, and only out of them."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from gongkai.apps.annual_report import compiling
from gongkai.apps.annual_report.coverage import reporting_organ
from gongkai.domain.annual_report.report import text_of
from gongkai.foundation.pages.models import GovPage

SEED = (Path(__file__).parent / "seed_sentences.txt").read_text(encoding="utf-8")
YEAR = 2025

# figure of the report → where the seed states it, and how
FIGURES = {
    "site.published": r"各类政府信息(\d+余)条",
    "t3.new.total": r"政府信息依申请公开(\d+)件",
    "documents.normative_made": r"行政规范性文件(\d+)件",
    "documents.government_made": r"政府文件(\d+)件",
    "interpretations.total": r"政策解读(\d+)条",
    "interpretations.text": r"文字解读(\d+)条",
    "interpretations.picture": r"图片解读(\d+)条",
    "interpretations.h5": r"“H5”解读(\d+)条",
    "interpretations.animation": r"动漫解读(\d+)条",
    "new_media.accounts": r"政务新媒体账号共(\d+)个",
    "new_media.accounts.wechat": r"微信公众号(\d+)个",
    "new_media.accounts.douyin": r"抖音短视频账号(\d+)个",
    "assessment.weight_percent": r"考核权重占比为(\d+)%",
    "catalogue.units_done": r"所辖(\d+)个乡镇场",
    "open_day.edition": r"第(十九)届",
    "open_day.stream_viewers": r"累计观看人数([\d.]+万)人",
    "open_day.stream_new_followers": r"新增关注(\d+)人",
    "open_day.stream_comments": r"直播评论(\d+)条",
    "press_conferences.total": r"政府新闻发布会(\d+)场",
    "interviews.total": r"在线访谈共(\d+)期",
    "streams.answers": r"直播过程中答复各类咨询(\d+)次",
    "messages.answers": r"群众后续疑问(\d+)个",
    "works.total": r"累计发布作品(\d+)条",
    "works.views": r"总浏览量强势突破(\d+万余)次",
    "works.likes": r"用户点赞超(\d+余)次",
    "streams.total": r"成功开展直播(\d+)场",
    "streams.viewers": r"累计吸引观看达([\d.]+万)人次",
    "streams.max_viewers": r"单场最高观看量达([\d.]+万)人次",
    "followers.latest": r"已有(\d+余)人关注",
    "fee.total_yuan": r"信息处理费(\d+)元",
}
# text of the report → its words in the seed
TEXTS = {
    "new_media.account_names.wechat": [
        "朝阳县医疗保障局", "朝阳县文旅", "朝阳县生态环境", "朝阳县数据局", "朝阳县警事",
    ],
    "new_media.account_names.douyin": ["朝阳县政务"],
    "open_day.theme": ["深化政务公开，助力决战决胜"],
    "open_day.stream_on": ["5月16日"],
    "open_day.stream_account": ["朝阳县政务"],
    "interviews.themes": [
        "聚焦群众热点关切、助推教育高质量发展", "优化婚姻登记服务、守护甜蜜与幸福",
    ],
    "catalogue.finished_on": ["5月31日"],
}  # fmt: skip


def stated_in_seed(key):
    found = re.search(FIGURES[key], SEED)
    assert found, f"the seed does not state {key}"
    return found[1]


def compiled():
    organ, scope = reporting_organ(None, own=False)
    return compiling.compile_report(year=YEAR, organ=organ, scope=scope)


def words_of(report, key):
    return [run.text for run in report.runs() if run.figure_key == key]


def remove(record):
    """Take one record away, the way its register would not have had it."""
    model = apps.get_model(record.source)
    if issubclass(model, GovPage):
        GovPage.objects.filter(pk=record.pk).update(live=False)
        return
    if record.source == "new_media.LiveStream":  # an open day may name the stream
        open_days = apps.get_model("engagement.OpenDay")
        open_days.objects.filter(live_stream_id=record.pk).update(live_stream=None)
    if record.source == "new_media.NewMediaAccount":  # its streams and works stay
        model.objects.filter(pk=record.pk).update(opened_on=date(YEAR + 1, 1, 1))
    else:
        rows = model._default_manager.filter(pk=record.pk)
        rows._raw_delete(rows.db)


def heaviest(records):
    return max(records, key=lambda record: record.amount)


def test_the_period_is_the_seeds(inside):
    preamble = "".join(text_of(paragraph) for paragraph in compiled().report.preamble)
    period = re.search(r"统计期限为(.+?)。", SEED)[1]
    assert period in preamble


@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_of_the_seed_is_in_the_report(inside, key):
    assert words_of(compiled().report, key) == [stated_in_seed(key)]


@pytest.mark.parametrize("key", TEXTS)
def test_every_name_theme_and_day_of_the_seed_is_in_the_report(inside, key):
    seed = SEED.replace(",", "，")
    text = "".join(text_of(p) for s in compiled().report.sections for p in s.paragraphs)
    for words in TEXTS[key]:
        assert words in seed
        assert words in text


def test_all_requests_were_answered_in_time(inside):
    text = "".join(text_of(p) for s in compiled().report.sections for p in s.paragraphs)
    assert "均在法定期限内" in SEED
    assert "均在法定期限内答复" in text


@pytest.mark.parametrize("key", [key for key in FIGURES if key != "fee.total_yuan"])
def test_a_figure_falls_with_its_record(inside, key):
    before = compiled()
    figure = before.facts.figures.get(key) or compiling.with_totals(before.facts).figure(key)
    was = words_of(before.report, key)
    assert figure.records
    remove(heaviest(figure.records))
    now = words_of(compiled().report, key)
    if now == was:  # a rounded figure stands until the round number is passed
        assert "余" in was[0]
        for record in figure.records:
            remove(record)
        now = words_of(compiled().report, key)
    assert now != was


@pytest.mark.parametrize("key", TEXTS)
def test_a_name_falls_with_its_record(inside, key):
    before = compiled().facts.text(key)
    assert before.records
    for record in before.records:
        remove(record)
    after = compiled().facts.texts.get(key)
    assert after is None or after.values != before.values


def test_the_fee_sentence_changes_with_a_paid_fee(inside):
    from gongkai.apps.foi.models import InformationRequest, ProcessingFee

    request = InformationRequest.objects.filter(received_on__year=YEAR).first()
    ProcessingFee.objects.bulk_create(
        [
            ProcessingFee(
                request=request,
                tariff=ProcessingFee._meta.get_field("tariff").choices[0][0],
                quantity=11,
                amount_yuan=100,
                notified_on=request.received_on,
                paid_on=request.concluded_on,
                receipt_number="TEST-1",
            )
        ]
    )
    assert words_of(compiled().report, "fee.total_yuan") == ["100"]


def test_one_changed_request_changes_sentence_and_table(inside):
    from gongkai.apps.foi.models import InformationRequest

    before = compiled()
    request = InformationRequest.objects.filter(received_on__year=YEAR).first()
    remove(_record(request))
    after = compiled()
    assert words_of(before.report, "t3.new.total") == ["9"]
    assert words_of(after.report, "t3.new.total") == ["8"]
    assert before.tables.value("t3.new.total") - after.tables.value("t3.new.total") == 1
    assert before.tables.value("t3.done.total") - after.tables.value("t3.done.total") == 1


def _record(row):
    return type("Row", (), {"source": row._meta.label, "pk": row.pk})


def test_every_source_of_the_report_is_open(inside):
    facts = compiled().facts
    without = [
        (key, record.label)
        for key, figure in facts.figures.items()
        for record in figure.records
        if not record.url.startswith("/admin/")
    ]
    assert without == []
