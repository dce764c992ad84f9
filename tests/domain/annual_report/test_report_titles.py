from gongkai.domain.annual_report.titles import report_title


def test_the_title_names_organ_year_and_kind():
    assert report_title("朝阳县人民政府", 2025) == "朝阳县人民政府2025年政府信息公开工作年度报告"
