"""What the review says when it says no."""

REFUSALS = {
    "review_action_not_allowed": "稿件现在是“{state}”，不能做“{action}”。请刷新后看它走到了哪一步。",
    "review_reason_missing": "{action}时请写明理由，让拟稿人知道要改什么。",
    "proofreading_missing": "{state}的校对还没有记录。请填写发现几处差错、改正几处；没有差错填0。",
    "proofreading_impossible": "改正的差错（{corrected}处）不能多于发现的差错（{found}处）。请核对后再填。",
    "errors_left_uncorrected": "校对发现的差错还有{left}处没有改正，不能通过。请退回修改。",
    "secrecy_ground_missing": "保密审查结论为“{conclusion}”时，请选择依据。",
    "secrecy_conclusion_missing": "请选择保密审查结论：可以公开、不予公开或者报请确定。",
    "secret_may_not_be_disclosed": "发现{grounds}，不得公开。请改为“不予公开”或者“报请确定”。",
    "text_changed_since_approval": "《{title}》送审后被改动过，原来的审核作废。请拟稿人重新送审。",
    "already_under_review": "《{title}》已经在审，不能重复送审。",
    "page_not_published": "这条信息现在不在网站上，不用撤稿。请刷新后看它的状态。",
    "page_organ_missing": "《{title}》没有写明发布机关，无法确定由谁审核。请先补上发布机关。",
}
