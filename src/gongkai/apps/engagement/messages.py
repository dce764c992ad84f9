"""The sentences people read when a rule about exchanges with the public says no."""

from __future__ import annotations

REFUSALS = {
    "call_ends_before_it_begins": "截止日期{closes_on}早于开始日期{opens_on}。请核对两个日期。",
    "call_too_short": (
        "{kind}征求意见至少{least}日，现在是{days}日（开始当日不计）。"
        "请延后截止日期；因情况紧急等缩短的，填写“期限缩短的说明”向公众说明。"
    ),
    "call_not_open": "现在不能提交意见：这次征集的状态是“{state}”。可以联系页面上的承办单位。",
    "call_still_open": "征集到{closes_on}结束，结束后再汇总结果。",
    "adoption_incomplete": (
        "采纳情况表还不完整：{faults}。表中合计{told}条，收到意见{received}条，请逐行核对。"
    ),
    "question_action_not_allowed": "提问的状态是“{state}”，不能办理“{action}”。",
    "rejection_unexplained": "不采用提问要选择理由。请选择一项理由再办理。",
    "questions_not_taken": "现在不在征集提问的时间内。征集时间见访谈预告。",
    "figure_without_evidence": (
        "没有网上提问的登记记录，填写提问、答复数量的，请在“数字依据”中写明数字从哪里来。"
    ),
    "figure_against_records": (
        "登记的提问是{questions}个、答复{answers}个，与填写的数量不一致。请按登记记录填写。"
    ),
    "too_many_submissions": "{minutes}分钟内从同一网络提交的次数较多。请过一会儿再提交。",
    "nothing_written": "还没有填写内容。请写好以后再提交。",
    "text_too_long": "内容超过{most}个字。请精简后再提交，较长的材料可以用信函、邮件寄送。",
    "survey_answer_missing": "“{question}”还没有回答。",
    "survey_answer_not_offered": "“{question}”的回答不在选项之内，请重新选择。",
    "engagement_page_not_public": "这个页面现在没有公开，不能提交。",
    "nothing_answered": "还没有已答复的提问，没有可以汇总的内容。",
    "treatment_unexplained": "部分采纳、未采纳的意见要说明理由。请填写理由。",
    "opinions_unsettled": "还有{count}条意见没有填写采纳情况。请逐条办理后再汇总。",
}
