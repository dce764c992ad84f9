"""What the checks say when they say no."""

REFUSALS = {
    "finding_reason_missing": "按“{answer}”保留原文，请写明理由，签认的人要据此判断。",
    "finding_not_open": "这一处现在是“{state}”，不用再答复。请刷新后再看。",
    "nothing_to_sign": "这一处现在是“{state}”，不用签认。请刷新后再看。",
    "signer_answered_himself": "您是拟稿人或者答复人，签认须由另一人办理。",
    "findings_must_be_put_right": (
        "《{title}》有{count}处必须处理，第一处是：{first}请改正后再送审；确实无误的，"
        "在“检查发现”中写明理由，由另一人签认。"
    ),
    "findings_unanswered": (
        "《{title}》还有{count}处检查发现没有答复，第一处是：{first}请逐处答复，或者退回修改。"
    ),
    "finding_signature_missing": (
        "《{title}》有{count}处必须处理的写法按误报保留，还没有签认，第一处是：{first}"
        "请核对理由后签认，或者退回修改。"
    ),
    "may_not_answer": "这是{organ}的稿件，答复和签认由该机关的信息员、审核和校对人员或者政务公开办办理。",
}
