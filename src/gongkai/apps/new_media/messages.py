"""What people read when a step with an account is refused."""

REFUSALS = {
    "account_action_not_allowed": (
        "账号现在的状态是“{state}”，不能办理“{action}”。关停按先发停更公告、再在平台注销、"
        "最后在全国系统报送的次序办理；变更中的账号先完成变更。"
    ),
    "account_step_day_impossible": (
        "办理日期{on}不对：不能早于{earliest}（开设或者上一步的日期），也不能晚于今天。请改正日期。"
    ),
}
