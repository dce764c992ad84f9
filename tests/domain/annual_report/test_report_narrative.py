from decimal import Decimal

from report_builders import facts
from report_samples import (
    TOWNSHIP,
    county,
    other_matters,
    overview,
    words,
)

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.narrative import narrate
from gongkai.domain.annual_report.report import Run, text_of


def test_the_county_report_reads_from_beginning_to_end():
    report = county()
    assert report.title == "青禾县人民政府2025年政府信息公开工作年度报告"
    assert [text_of(paragraph) for paragraph in report.preamble] == [
        (
            "本报告依照《中华人民共和国政府信息公开条例》和国务院办公厅规定的年度报告格式编制，"
            "统计期限为2025年1月1日至2025年12月31日。"
        )
    ]
    assert words(report) == [
        [
            "（一）主动公开",
            "全年通过政府网站发布各类政府信息1700余条。",
            "（二）依申请公开",
            ("全年收到政府信息公开申请9件，办结8件，均在法定期限内答复，结转下年度继续办理1件。"),
            "（三）政府信息管理",
            (
                "本年度公开行政规范性文件1件、政府文件15件。"
                "现行有效的行政规范性文件共12件，均在文件库列明。"
            ),
            "（四）政府信息公开平台建设",
            (
                "全年发布政策解读50条，其中文字解读12条，图片解读34条，H5解读2条，动漫解读2条。"
                "正在运行的政务新媒体账号共6个，其中微信公众号5个（“青禾发布”、“青禾文旅”），"
                "抖音1个（“青禾政务”）。"
            ),
            "（五）监督保障",
            "政务公开工作纳入全县绩效考核，权重为4%，全年开展监督检查4轮，督促整改问题23个。",
        ],
        [],
        [],
        [],
        [
            "（一）存在的主要问题",
            "一是解读材料不够通俗。",
            "二是部分渠道更新不同步。",
            "（二）改进情况",
            "一是增加图表和问答。",
            "二是统一稿件源头。",
        ],
        [
            "（一）主动公开事项目录编制情况",
            "县本级和28个乡镇场（街道）已于5月31日前编完主动公开事项目录并上传目录平台。",
            "（二）政务公开日活动情况",
            (
                "以“公开惠民”为主题，组织了第十九届“5·15政务公开日”活动。"
                "活动内容包括专题直播、政策进社区。"
                "5月16日，在“青禾政务”账号开展专题直播，观看人数5.8万人，"
                "新增关注243人，收到评论740条。"
            ),
            "（三）新闻发布会和在线访谈情况",
            "全年召开政府新闻发布会9场。以“教育入学”和“婚姻登记”为主题开展在线访谈2期。",
            "（四）政务新媒体运行情况",
            (
                "全年发布短视频作品87条，浏览48万余次，获点赞2000余次。开展直播67场，"
                "累计观看107.4万人次，单场最高8万人次，直播中答复咨询10297次。"
                "通过私信答复咨询12790个。账号关注人数为12700余人。"
            ),
            "（五）信息处理费收取情况",
            "全年收取政府信息公开信息处理费0元。",
        ],
    ]
    assert [issue.sentence for issue in report.issues] == []


def test_the_headings_are_those_of_the_form():
    assert [section.heading for section in county().sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [section.table for section in county().sections] == ["", "t2", "t3", "t4", "", ""]
    assert county().sections[0].subheadings == (0, 2, 4, 6, 8)


def test_every_number_of_a_sentence_can_be_opened():
    stated = [
        (run.text, run.figure_key)
        for run in county().runs()
        if any(sign.isdigit() for sign in run.text) and run.figure_key is None
    ]
    # What is left are the dates of the period and fixed names, not figures.
    assert [text for text, _ in stated] == [
        "2025",
        "年1月1日至",
        "2025",
        "年12月31日。",
        "H5解读",
        "届“5·15政务公开日”活动。",
    ]


def test_runs_name_the_figure_they_state():
    runs = list(county().runs())
    assert Run("1700余", "site.published") in runs
    assert Run("48万余", "works.views") in runs
    assert Run("十九", "open_day.edition") in runs
    assert Run("5月31日", "catalogue.finished_on") in runs
    assert Run("0", "fee.total_yuan") in runs
    assert "t3.carried_out.total" in county().figure_keys()


def test_late_answers_are_counted_instead_of_denied():
    text = overview(county({"foi.late": 2}))
    assert "办结8件，其中超过法定期限答复2件，" in text
    assert "均在法定期限内" not in text


def test_nothing_is_said_about_time_when_nothing_was_answered():
    cells = {"t3.new.person": 1, "t3.carried_out.person": 1}
    text = overview(county(cells=cells))
    assert "全年收到政府信息公开申请1件，结转下年度继续办理1件。" in text
    assert "法定期限" not in text


def test_requests_carried_in_are_told():
    cells = {"t3.carried_in.person": 2, "t3.open.person": 2}
    text = overview(county(cells=cells))
    assert "全年未收到政府信息公开申请，上年结转2件，办结2件，均在法定期限内答复。" in text


def test_a_quiet_township_says_only_what_is_true():
    report = narrate(facts(TOWNSHIP, level=Level.TOWNSHIP, organ_name="青禾县平川镇人民政府"))
    assert report.title == "青禾县平川镇人民政府2025年政府信息公开工作年度报告"
    assert words(report)[0] == [
        "（一）主动公开",
        "全年通过政府网站发布各类政府信息37条。",
        "（二）依申请公开",
        "全年未收到政府信息公开申请。",
        "（三）政府信息管理",
        "本年度没有制发行政规范性文件。",
    ]
    assert other_matters(report) == [
        "（一）信息处理费收取情况",
        "全年收取政府信息公开信息处理费0元。",
    ]


def test_a_department_tells_its_own_work_and_no_county_matters():
    changes = {"site.published": 128, "fee.total_yuan": Decimal("400.00")}
    report = county(changes, level=Level.DEPARTMENT)
    text = overview(report)
    assert "发布各类政府信息120余条" in text
    assert "绩效考核" not in text
    assert "目录" not in "".join(other_matters(report))
    assert other_matters(report)[-1] == "全年收取政府信息公开信息处理费400元。"
    assert [issue.code for issue in report.issues] == []


def test_the_office_reports_its_own_work_without_the_roll_up():
    report = county(level=Level.OFFICE)
    assert "权重" not in overview(report)
    assert "监督检查4轮" in overview(report)
    assert other_matters(report)[0] == "（一）政务公开日活动情况"
