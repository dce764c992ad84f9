"""Register the figures and texts that the sentences of the report use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.annual_report.facts import Fold
from gongkai.domain.interpretations.pairing import Form as InterpretationForm
from gongkai.domain.new_media.accounts import Platform


@dataclass(frozen=True, slots=True)
class FigureForm:
    """What a figure is called, counted in, and how its records become a number."""

    key: str
    title: str
    unit: str
    fold: Fold = Fold.COUNT


INTERPRETATION_FORMATS: Mapping[str, str] = MappingProxyType(
    {form.value: f"{form.label.removesuffix('解读')}解读" for form in InterpretationForm}
)
# A platform that is not listed here is called by the title of its figure.
PLATFORM_LABELS: Mapping[str, str] = MappingProxyType(
    {platform.value: platform.label for platform in Platform if platform is not Platform.OTHER}
)

_FORMS = (
    FigureForm("site.published", "政府网站发布信息", "条"),
    FigureForm("t3.new.total", "本年新收政府信息公开申请", "件"),
    FigureForm("foi.late", "超过法定期限答复的申请", "件"),
    FigureForm("documents.normative_made", "公开行政规范性文件", "件"),
    FigureForm("documents.government_made", "公开政府文件", "件"),
    FigureForm("interpretations.total", "政策解读", "条"),
    *(
        FigureForm(f"interpretations.{key}", label, "条")
        for key, label in INTERPRETATION_FORMATS.items()
    ),
    FigureForm("new_media.accounts", "正在运行的政务新媒体账号", "个"),
    *(
        FigureForm(f"new_media.accounts.{key}", label, "个")
        for key, label in PLATFORM_LABELS.items()
    ),
    FigureForm("assessment.weight_percent", "政务公开考核权重", "%", Fold.LATEST),
    FigureForm("assessment.rounds", "监督检查", "轮"),
    FigureForm("assessment.rectifications", "督促整改问题", "个"),
    FigureForm("catalogue.units_done", "完成目录编制的乡镇场（街道）", "个"),
    FigureForm("catalogue.units_due", "应编制目录的乡镇场（街道）", "个"),
    FigureForm("open_day.edition", "政务公开日届次", "届", Fold.LATEST),
    FigureForm("open_day.stream_viewers", "政务公开日直播观看人数", "人", Fold.SUM),
    FigureForm("open_day.stream_new_followers", "政务公开日直播新增关注", "人", Fold.SUM),
    FigureForm("open_day.stream_comments", "政务公开日直播评论", "条", Fold.SUM),
    FigureForm("press_conferences.total", "新闻发布会", "场"),
    FigureForm("interviews.total", "在线访谈", "期"),
    FigureForm("streams.total", "政务直播", "场"),
    FigureForm("streams.viewers", "直播累计观看", "人次", Fold.SUM),
    FigureForm("streams.max_viewers", "直播单场最高观看", "人次", Fold.MAX),
    FigureForm("streams.answers", "直播中答复咨询", "次", Fold.SUM),
    FigureForm("messages.answers", "私信答复咨询", "个", Fold.SUM),
    FigureForm("works.total", "短视频作品", "条"),
    FigureForm("works.views", "作品浏览", "次", Fold.SUM),
    FigureForm("works.likes", "作品点赞", "次", Fold.SUM),
    FigureForm("followers.latest", "账号关注人数", "人", Fold.SUM),
    FigureForm("fee.total_yuan", "信息处理费", "元", Fold.SUM),
)
FIGURES: Mapping[str, FigureForm] = MappingProxyType({form.key: form for form in _FORMS})

# A report cannot be written without these, whatever the organ.
REQUIRED_FIGURES = ("t3.new.total", "foi.late", "fee.total_yuan")

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        **{
            f"new_media.account_names.{key}": f"{label}名称"
            for key, label in PLATFORM_LABELS.items()
        },
        "catalogue.finished_on": "目录编制完成日期",
        "open_day.theme": "政务公开日主题",
        "open_day.activities": "政务公开日活动",
        "open_day.stream_on": "政务公开日直播日期",
        "open_day.stream_account": "政务公开日直播账号",
        "interviews.themes": "在线访谈主题",
        "problems": "存在的主要问题",
        "improvements": "改进情况",
        "promises": "上年提出的改进措施",
        "promises_kept": "上年改进措施的落实情况",
    }
)
