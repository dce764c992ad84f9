"""Sample facts of a fictional county and a quiet township, and ways to read a report."""

from report_builders import facts, figure

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.narrative import narrate
from gongkai.domain.annual_report.report import text_of

CELLS = {
    "t3.new.person": 7,
    "t3.new.business": 2,
    "t3.open.person": 5,
    "t3.open.business": 2,
    "t3.u1.person": 1,
    "t3.carried_out.person": 1,
    "t2.norm.made": 1,
    "t2.norm.valid": 12,
}
COUNTY_FIGURES = {
    "site.published": 1723,
    "foi.late": 0,
    "documents.normative_made": 1,
    "documents.government_made": 15,
    "interpretations.total": figure("interpretations.total", 50, unit="条"),
    "interpretations.text": figure("interpretations.text", 12, unit="条"),
    "interpretations.picture": figure("interpretations.picture", 34, unit="条"),
    "interpretations.h5": figure("interpretations.h5", 2, unit="条"),
    "interpretations.animation": figure("interpretations.animation", 2, unit="条"),
    "interpretations.audio": 0,
    "new_media.accounts": figure("new_media.accounts", 6, unit="个"),
    "new_media.accounts.wechat": figure("new_media.accounts.wechat", 5, unit="个"),
    "new_media.accounts.douyin": figure("new_media.accounts.douyin", 1, unit="个"),
    "assessment.weight_percent": 4,
    "assessment.rounds": 4,
    "assessment.rectifications": 23,
    "catalogue.units_done": 28,
    "catalogue.units_due": 28,
    "open_day.edition": 19,
    "open_day.stream_viewers": 58000,
    "open_day.stream_new_followers": 243,
    "open_day.stream_comments": 740,
    "press_conferences.total": 9,
    "interviews.total": 2,
    "streams.total": 67,
    "streams.viewers": 1074000,
    "streams.max_viewers": 80000,
    "streams.answers": 10297,
    "messages.answers": 12790,
    "works.total": 87,
    "works.views": 483112,
    "works.likes": 2043,
    "followers.latest": 12743,
    "fee.total_yuan": 0,
}
COUNTY_TEXTS = {
    "new_media.account_names.wechat": ("青禾发布", "青禾文旅"),
    "new_media.account_names.douyin": ("青禾政务",),
    "catalogue.finished_on": ("2025-05-20", "2025-05-31"),
    "open_day.theme": ("公开惠民",),
    "open_day.activities": ("专题直播", "政策进社区"),
    "open_day.stream_on": ("2025-05-16",),
    "open_day.stream_account": ("青禾政务",),
    "interviews.themes": ("教育入学", "婚姻登记"),
    "problems": ("解读材料不够通俗。", "部分渠道更新不同步。"),
    "improvements": ("增加图表和问答。", "统一稿件源头。"),
}


def county(changes=None, texts=None, *, cells=CELLS, level=Level.COUNTY):
    return narrate(
        facts(COUNTY_FIGURES | (changes or {}), COUNTY_TEXTS | (texts or {}), cells=cells,
              level=level)
    )  # fmt: skip


TOWNSHIP = {
    "site.published": 37,
    "foi.late": 0,
    "documents.normative_made": 0,
    "documents.government_made": 0,
    "interpretations.total": 0,
    "new_media.accounts": 0,
    "streams.total": 0,
    "streams.viewers": 0,
    "works.total": 0,
    "messages.answers": 0,
    "followers.latest": 0,
    "press_conferences.total": 0,
    "interviews.total": 0,
    "fee.total_yuan": 0,
}


def words(report):
    return [[text_of(paragraph) for paragraph in section.paragraphs] for section in report.sections]


def overview(report):
    return "".join(text_of(paragraph) for paragraph in report.sections[0].paragraphs)


def other_matters(report):
    return [text_of(paragraph) for paragraph in report.sections[5].paragraphs]
