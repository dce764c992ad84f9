"""Keep the sentences of the report and when each of them is true.

Slots are ``{figure key|format}``, ``{text key|format}`` with a leading ``@``, and
``{year}``/``{organ}``. The words are our own; the law says only what must be reported.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.annual_report.form import Level

ROLL_UP = frozenset({Level.COUNTY})
EVERYONE = frozenset(Level)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the facts under which it may stand.

    Attributes:
        template: words with slots.
        above_zero: figures that must be more than nought.
        zero: figures that must be stated as nought.
        texts: text facts that must hold something.
        equal: two figures that must be the same, or nothing.
        unequal: two figures that must differ, or nothing.
        levels: whose report may hold it.
        joins: continues the sentence before it, when there is one.
    """

    template: str
    above_zero: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()
    unequal: tuple[str, ...] = ()
    levels: frozenset[Level] = EVERYONE
    joins: bool = False


PREAMBLE = Sentence(
    "本报告依照《中华人民共和国政府信息公开条例》和国务院办公厅规定的年度报告格式编制，"
    "统计期限为{year}年1月1日至{year}年12月31日。"
)

PROACTIVE = (
    Sentence("全年通过政府网站发布各类政府信息{site.published|more:100}条。", ("site.published",)),
    Sentence("本年度政府网站没有新发布政府信息。", zero=("site.published",)),
)

ON_REQUEST = (
    Sentence("全年收到政府信息公开申请{t3.new.total|n}件。", ("t3.new.total",)),
    Sentence("全年未收到政府信息公开申请。", zero=("t3.new.total",)),
    Sentence("上年结转{t3.carried_in.total|n}件。", ("t3.carried_in.total",), joins=True),
    Sentence(
        "办结{t3.done.total|n}件，均在法定期限内答复。",
        ("t3.done.total",),
        zero=("foi.late",),
        joins=True,
    ),
    Sentence(
        "办结{t3.done.total|n}件，其中超过法定期限答复{foi.late|n}件。",
        ("t3.done.total", "foi.late"),
        joins=True,
    ),
    Sentence(
        "结转下年度继续办理{t3.carried_out.total|n}件。", ("t3.carried_out.total",), joins=True
    ),
)

MANAGEMENT = (
    Sentence(
        "本年度公开行政规范性文件{documents.normative_made|n}件、"
        "政府文件{documents.government_made|n}件。",
        ("documents.normative_made", "documents.government_made"),
    ),
    Sentence(
        "本年度公开行政规范性文件{documents.normative_made|n}件。",
        ("documents.normative_made",),
        zero=("documents.government_made",),
    ),
    Sentence(
        "本年度没有制发行政规范性文件，公开政府文件{documents.government_made|n}件。",
        ("documents.government_made",),
        zero=("documents.normative_made",),
    ),
    Sentence(
        "本年度没有制发行政规范性文件。",
        zero=("documents.normative_made", "documents.government_made"),
    ),
    Sentence("现行有效的行政规范性文件共{t2.norm.valid|n}件，均在文件库列明。", ("t2.norm.valid",)),
)

PLATFORMS = (
    Sentence(
        "全年发布政策解读{interpretations.total|n}条，其中{*interpretations}。",
        ("interpretations.total",),
    ),
    Sentence(
        "正在运行的政务新媒体账号共{new_media.accounts|n}个，其中{*new_media}。",
        ("new_media.accounts",),
    ),
)

SUPERVISION = (
    Sentence(
        "政务公开工作纳入全县绩效考核，权重为{assessment.weight_percent|n}%。",
        ("assessment.weight_percent",),
        levels=ROLL_UP,
    ),
    Sentence(
        "全年开展监督检查{assessment.rounds|n}轮，督促整改问题{assessment.rectifications|n}个。",
        ("assessment.rounds", "assessment.rectifications"),
        joins=True,
    ),
    Sentence(
        "全年开展监督检查{assessment.rounds|n}轮，没有发现需要整改的问题。",
        ("assessment.rounds",),
        zero=("assessment.rectifications",),
        joins=True,
    ),
)

SECTION_ONE = (PROACTIVE, ON_REQUEST, MANAGEMENT, PLATFORMS, SUPERVISION)

_CATALOGUE = ("catalogue.units_done", "catalogue.units_due")
_VIEWERS = ("open_day.stream_viewers",)

SECTION_SIX: tuple[tuple[str, tuple[Sentence, ...]], ...] = (
    (
        "主动公开事项目录编制情况",
        (
            Sentence(
                "县本级和{catalogue.units_done|n}个乡镇场（街道）已于"
                "{@catalogue.finished_on|date}前编完主动公开事项目录并上传目录平台。",
                _CATALOGUE,
                texts=("catalogue.finished_on",),
                equal=_CATALOGUE,
                levels=ROLL_UP,
            ),
            Sentence(
                "应编制主动公开事项目录的乡镇场（街道）{catalogue.units_due|n}个，"
                "年底前已完成{catalogue.units_done|n}个。",
                ("catalogue.units_due",),
                unequal=_CATALOGUE,
                levels=ROLL_UP,
            ),
        ),
    ),
    (
        "政务公开日活动情况",
        (
            Sentence(
                "以“{@open_day.theme|quote}”为主题，组织了第{open_day.edition|ordinal}届"
                "“5·15政务公开日”活动。",
                ("open_day.edition",),
                texts=("open_day.theme",),
            ),
            Sentence("活动内容包括{@open_day.activities|list}。", texts=("open_day.activities",)),
            Sentence(
                "{@open_day.stream_on|date}，在“{@open_day.stream_account|quote}”账号开展专题直播，"
                "观看人数{open_day.stream_viewers|wan:1000}人。",
                _VIEWERS,
                texts=("open_day.stream_on", "open_day.stream_account"),
            ),
            Sentence(
                "新增关注{open_day.stream_new_followers|n}人。",
                (*_VIEWERS, "open_day.stream_new_followers"),
                joins=True,
            ),
            Sentence(
                "收到评论{open_day.stream_comments|n}条。",
                (*_VIEWERS, "open_day.stream_comments"),
                joins=True,
            ),
        ),
    ),
    (
        "新闻发布会和在线访谈情况",
        (
            Sentence(
                "全年召开政府新闻发布会{press_conferences.total|n}场。",
                ("press_conferences.total",),
            ),
            Sentence(
                "以{@interviews.themes|themes}为主题开展在线访谈{interviews.total|n}期。",
                ("interviews.total",),
                texts=("interviews.themes",),
            ),
        ),
    ),
    (
        "政务新媒体运行情况",
        (
            Sentence("全年发布短视频作品{works.total|n}条。", ("works.total",)),
            Sentence("浏览{works.views|wan:10000}次。", ("works.total", "works.views"), joins=True),
            Sentence(
                "获点赞{works.likes|more:100}次。", ("works.total", "works.likes"), joins=True
            ),
            Sentence("开展直播{streams.total|n}场。", ("streams.total",)),
            Sentence(
                "累计观看{streams.viewers|wan:1000}人次，"
                "单场最高{streams.max_viewers|wan:1000}人次。",
                ("streams.total", "streams.viewers", "streams.max_viewers"),
                joins=True,
            ),
            Sentence(
                "直播中答复咨询{streams.answers|n}次。",
                ("streams.total", "streams.answers"),
                joins=True,
            ),
            Sentence("通过私信答复咨询{messages.answers|n}个。", ("messages.answers",)),
            Sentence("账号关注人数为{followers.latest|more:100}人。", ("followers.latest",)),
        ),
    ),
)

# The notice wants this sentence every year, also when nothing was collected.
FEE_HEADING = "信息处理费收取情况"
FEE = Sentence("全年收取政府信息公开信息处理费{fee.total_yuan|n}元。")
