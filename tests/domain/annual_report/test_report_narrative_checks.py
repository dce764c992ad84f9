import re

import pytest
from report_builders import county_tables, facts, figure, record
from report_samples import (
    CELLS,
    COUNTY_FIGURES,
    COUNTY_TEXTS,
    county,
    other_matters,
    overview,
    words,
)

from gongkai.domain.annual_report.facts import FactMissing, Facts, Figure, Fold
from gongkai.domain.annual_report.figures import TEXTS
from gongkai.domain.annual_report.form import FORM_2021, Level
from gongkai.domain.annual_report.narrative import FIGURES, narrate
from gongkai.domain.annual_report.narrative_checks import narrative_issues
from gongkai.domain.annual_report.report import Report, Run, Section, text_of
from gongkai.domain.annual_report.sentences import SECTION_ONE, SECTION_SIX
from gongkai.domain.annual_report.tables import KEYS


@pytest.mark.parametrize("key", ["t3.new.total", "foi.late", "fee.total_yuan"])
def test_a_report_is_not_written_without_its_necessary_figures(key):
    figures = {name: value for name, value in COUNTY_FIGURES.items() if name != key}
    if key == "t3.new.total":
        bare = Facts.of(
            year=2025,
            level=Level.COUNTY,
            organ_name="青禾县",
            figures=[figure("foi.late", 0), figure("fee.total_yuan", 0)],
        )
    else:
        bare = facts(figures, COUNTY_TEXTS)
    with pytest.raises(FactMissing) as refusal:
        narrate(bare)
    assert refusal.value.facts["key"] == key


def test_a_figure_nobody_stated_is_left_out_and_named():
    figures = {key: value for key, value in COUNTY_FIGURES.items() if key != "works.likes"}
    report = narrate(facts(figures, COUNTY_TEXTS, cells=CELLS))
    assert "点赞" not in "".join(other_matters(report))
    assert [issue.sentence for issue in report.issues] == ["“作品点赞”没有数据，相关语句没有写入。"]


def test_parts_of_a_breakdown_make_its_total():
    report = county({"interpretations.h5": figure("interpretations.h5", 3, unit="条")})
    (issue,) = report.issues
    assert issue.is_hard
    assert issue.sentence == "政策解读：各项相加是51，总数是50，差1。"


def test_a_platform_nobody_foresaw_is_called_by_its_title():
    accounts = {
        "new_media.accounts": figure("new_media.accounts", 7, unit="个"),
        "new_media.accounts.lemon": figure("new_media.accounts.lemon", 1, title="柠檬", unit="个"),
    }
    report = county(accounts)
    assert "抖音1个（“青禾政务”），柠檬1个。" in overview(report)
    assert report.issues == ()


def test_an_unfinished_catalogue_is_told_as_unfinished():
    report = county({"catalogue.units_done": 26})
    assert other_matters(report)[1] == (
        "应编制主动公开事项目录的乡镇场（街道）28个，年底前已完成26个。"
    )


def test_more_finished_than_due_is_an_issue():
    report = county({"catalogue.units_done": 29})
    assert [issue.sentence for issue in report.issues] == [
        "目录编制填报的完成单位29个，多于应编制单位28个。"
    ]


@pytest.mark.parametrize(
    ("normative", "government", "sentence"),
    [
        (1, 0, "本年度公开行政规范性文件1件。"),
        (0, 15, "本年度没有制发行政规范性文件，公开政府文件15件。"),
        (0, 0, "本年度没有制发行政规范性文件。"),
    ],
)
def test_documents_are_told_as_they_are(normative, government, sentence):
    report = county(
        {"documents.normative_made": normative, "documents.government_made": government}
    )
    assert text_of(report.sections[0].paragraphs[5]).startswith(sentence)


def test_problems_without_improvement_and_promises_without_answer_are_named():
    texts = {
        "improvements": ("增加图表和问答。", " "),
        "promises": ("开展培训。", "修订目录。"),
        "promises_kept": ("培训2次。",),
    }
    report = county(texts=texts)
    assert [issue.sentence for issue in report.issues] == [
        "第2个问题没有写改进情况。",
        "第2项上年提出的改进措施没有写落实情况。",
    ]
    assert words(report)[4][:2] == ["（一）上年问题的改进情况", "培训2次。"]


def test_an_empty_section_five_is_named():
    report = county(texts={"problems": (), "improvements": ()})
    assert [issue.sentence for issue in report.issues] == [
        "“五、存在的主要问题及改进情况”还没有内容。"
    ]


def test_a_long_first_section_is_noticed_beyond_a_thousand_characters():
    def report(length):
        names = ("青" * length,)
        return county(texts={"new_media.account_names.douyin": names})

    room = 1000 - county().sections[0].characters + len("青禾政务")
    assert report(room).issues == ()
    assert [issue.sentence for issue in report(room + 1).issues] == [
        "第一部分有1001字，篇幅原则上不超过1000字。"
    ]


def test_numbers_of_the_text_equal_those_of_the_tables():
    tables = county_tables()
    assert narrative_issues(county(), tables) == []
    edited = Report(
        title="",
        organ_name="",
        year=2025,
        level=Level.COUNTY,
        preamble=(),
        sections=(
            Section(
                FORM_2021.sections[0].heading,
                (
                    [
                        Run("收到"),
                        Run("10", "t3.new.total"),
                        Run("2", "documents.normative_made"),
                        Run("1700余", "site.published"),
                    ],
                ),
            ),
        ),
    )
    assert [issue.sentence for issue in narrative_issues(edited, tables)] == [
        "正文写的“10”与表三“一、本年新收政府信息公开申请数量”行“总计”列的9不一致。",
        "正文写的“2”与表二“行政规范性文件”本年制发件数的1不一致。",
    ]


def test_a_date_that_is_no_day_stays_as_it_was_given():
    report = county(texts={"catalogue.finished_on": ("五月底",)})
    assert "已于五月底前" in other_matters(report)[1]


def test_small_audiences_are_told_exactly():
    report = county({"open_day.stream_viewers": 243, "streams.viewers": 9999})
    assert "观看人数243人，" in other_matters(report)[3]
    assert "累计观看9999人次" in other_matters(report)[7]


def test_a_roll_up_opens_into_its_organs():
    records = (record(1, "公安局"), record(2, "公安局"), record(3, "平川镇"))
    late = Figure("foi.late", "逾期", "件", records, Fold.COUNT)
    assert late.by_organ() == {"公安局": 2, "平川镇": 1}
    assert "超过法定期限答复3件" in overview(county({"foi.late": late}))


def test_no_template_exaggerates():
    templates = [sentence.template for group in SECTION_ONE for sentence in group]
    templates += [sentence.template for _, group in SECTION_SIX for sentence in group]
    for template in templates:
        assert "超{" not in template
        assert "余" not in template  # 余 comes from the number only
        assert template.endswith("。")


def test_every_slot_of_a_sentence_names_a_registered_fact():
    slots = set()
    for group in (*SECTION_ONE, *(group for _, group in SECTION_SIX)):
        for sentence in group:
            slots |= {slot.split("|")[0] for slot in re.findall(r"\{([^}]+)\}", sentence.template)}
            slots |= {*sentence.above_zero, *sentence.zero, *(f"@{key}" for key in sentence.texts)}
    lists = {"*interpretations", "*new_media"}
    texts = {f"@{key}" for key in TEXTS}
    assert slots - lists - texts - set(KEYS) - set(FIGURES) == set()


def test_every_registered_figure_is_named_and_counted_in_a_unit():
    for key, form in FIGURES.items():
        assert form.key == key
        assert form.title
        assert form.unit
    assert FIGURES["followers.latest"].fold is Fold.SUM  # one record per account
    assert FIGURES["streams.max_viewers"].fold is Fold.MAX
