"""What the annual report says when it says no."""

REFUSALS = {
    "report_fact_missing": ("{organ}{year}年报告没有“{key}”这一项数据。请系统管理员核对数据来源。"),
    "report_fact_given_twice": "“{key}”有两个来源，无法确定以哪个为准。请系统管理员核对。",
    "report_figure_unknown": "台账提供了报告里没有的数据项“{key}”。请系统管理员核对。",
    "report_cell_unreadable": "“{cell}”的内容“{value}”不是数字。请改正后再导入。",
    "no_annual_report": "“{name}”里没有政府信息公开工作年度报告的表格或者标题。请核对文件。",
    "report_snapshot_unreadable": "这份定稿读不出来，可能已经损坏。请系统管理员从备份恢复。",
    "report_organ_unknown": "没有代码为“{code}”的机关。请核对机关代码。",
    "report_county_not_set_up": "系统里还没有县级人民政府。请先在“机关”中登记。",
    "report_only_county_rolls_up": "{organ}没有汇总报告，只有县级人民政府汇总。请改选本机关报告。",
    "report_year_ahead": "{year}年还没有开始，现在是{this_year}年。请选已经开始的年度。",
    "report_year_not_over": "{year}年还没有结束，数据仍在变动。{first_day}起可以送审。",
    "report_has_hard_issues": "有{count}处必须改正，不能送审：{sentences}",
    "report_under_review": "{title}正在审核，不能改动。需要修改的，请审核人员先退回。",
    "report_unchanged": "《{title}》与已经发布的内容一致，不需要重新送审。",
    "report_section_missing": "县门户没有“{section}”栏目，报告没有地方发布。请先建立栏目。",
    "may_not_compile_report": (
        "{name}不能编制{organ}的年度报告。县级报告由政务公开办编制，单位报告由本单位信息员编制。"
    ),
}
