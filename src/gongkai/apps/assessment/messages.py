"""What people read when a step of the assessment is refused."""

REFUSALS = {
    "rectification_action_not_allowed": (
        "这个问题现在是“{state}”，不能办理“{action}”。责任单位先反馈整改情况，县政务公开办再确认或者退回。"
    ),
    "rectification_measure_missing": "请写明采取了什么整改措施，再反馈。",
    "rectification_step_day_impossible": (
        "办理日期{on}不对：不能早于发现问题的{found_on}，也不能晚于今天。请改正日期。"
    ),
    "unknown_indicator": "指标表里没有编号为{indicator_code}的指标，请先维护指标表。",
    "negative_points": "指标{indicator_code}的分值{points}小于0。扣分、加分都填正数。",
}
