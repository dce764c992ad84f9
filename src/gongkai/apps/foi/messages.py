"""What handling of requests says when it says no."""

REFUSALS = {
    "foi_action_not_allowed": "这件申请现在不能办“{event}”。请刷新页面，按当前状态办理。",
    "foi_occurred_in_future": "{on}还没有到。请填写实际发生的日期。",
    "foi_occurred_before_last": ("{on}早于上一步的日期{last_on}。办理记录按先后登记，请核对日期。"),
    "foi_outcome_missing": "送审前请选择办理结果，年度报告表三按它统计。",
    "foi_withheld_ground_missing": (
        "部分公开须写明其余内容不予公开的理由。请选择第（三）项中的情形。"
    ),
    "foi_on_spot_only_granted": "当场答复只用于予以公开。其他结果请交办后送审。",
    "foi_corrected_already": (
        "这件申请已经告知过一次补正。《条例》第三十条规定一次性告知，请按现有内容办理。"
    ),
    "foi_correction_notice_too_late": (
        "告知补正应在收到申请之日起7个工作日内，这件申请的最后一天是{due_on}。请按现有内容办理。"
    ),
    "foi_period_not_over": "期限到{until}才满。期满之后再登记这一步。",
    "foi_consultation_unnamed": "请写明征求谁的意见；同时征求几家的，收到意见时写明是哪一家。",
    "foi_consultation_open": "{names}的意见还没有收到。请先登记收到意见或者征求意见期满，再送审。",
    "foi_reason_missing": "办“{event}”时请写明理由，卷宗和申请人都要看到。",
    "foi_extension_too_long": (
        "延长期限最长{limit}个工作日，申请了{asked}个。请填1到{limit}之间的数。"
    ),
    "foi_already_extended": "这件申请已经延期{granted}个工作日。《条例》第三十三条只允许延期一次。",
    "foi_reply_period_over": "{on}已经超过答复期限{due_on}，期限届满后不能再办这一步。请尽快答复。",
    "foi_clock_not_running": "答复期限现在没有在走，不能办这一步。请先登记收到补正或者已缴费。",
    "foi_ledger_incoherent": "这一步与已登记的办理记录接不上。请核对日期和前面的步骤。",
    "foi_receipt_not_confirmed": (
        "这种渠道以与申请人确认之日为收到日期。请联系申请人，填写确认日期后再登记。"
    ),
    "foi_confirmed_before_arrival": (
        "确认日期{confirmed_on}早于申请到达的{arrived_on}。请核对后再填。"
    ),
    "foi_fee_by_its_own_act": "通知缴费和登记缴费请在“信息处理费”一栏办理，系统据此计算金额。",
    "foi_fee_not_due": "{tariff}{quantity}，在免费范围内，不收信息处理费。",
    "foi_receipt_number_missing": "请填写财政票据号。登记缴费后，答复期限从缴费次日起重新计算。",
    "foi_remedy_pending": "这件申请还有复议或者诉讼没有审结，不能归档。",
    "foi_remedy_open": "申请人在{until}之前仍可复议或者起诉，期满后再归档。",
    "foi_remedy_result_missing": "审结时请选择结果：维持、纠正或者其他结果。",
    "foi_remedy_dates_reversed": "审结日期早于受理日期{filed_on}。请核对后再填。",
    "foi_told_wrongly": "“{field}”应为{wanted}，现为{found}。",
    "foi_told_out_of_order": "{on}早于它所依据的{after}。事件按先后排列，请核对日期。",
    "foi_letter_incomplete": "文书还缺：{missing}。请补填后再生成。",
    "foi_application_incomplete": "申请还缺：{missing}。《条例》第二十九条要求写明，请补填后再提交。",
    "foi_request_sent_already": "这份申请已经提交，不能再改。需要补充的，请在申请进度页面办理。",
    "foi_paper_not_taken": (
        "“{name}”没有收下。请上传照片（JPG、PNG）或者PDF，每个不超过{megabytes} MB。"
    ),
    "foi_papers_too_many": "一件申请最多保存{most}份材料。请合并成一个PDF再上传。",
    "foi_correction_empty": "请写明补正的内容再提交。",
    "foi_request_of_other_organ": "这件申请不是向{organ}提出的。请选择本机关的申请。",
    "foi_search_missing": (
        "答复“{outcome}”前须有检索记录，本轮办理还没有“未检索到”的记录。请检索后登记，再送审。"
    ),
    "foi_search_not_open": "申请现在是“{state}”，不在办理中，不能登记检索记录。",
    "foi_searched_before_round": (
        "检索日期{on}早于本轮办理开始的{since}。以前的检索不能证明这一次，请重新检索后登记。"
    ),
    "foi_search_incomplete": "请写明检索人、检索范围、检索词和资料时间，答复信息不存在时以此为据。",
    "foi_imported_not_corrected": (
        "这一条是历史数据录入的，办理经过以纸质卷宗为准，不能在这里更正。"
    ),
    "foi_ledger_correction_pending": "这一条已有待审批的更正。请先审批，再提出新的更正。",
    "foi_ledger_correction_empty": "更正后的内容与现在的记录相同。请核对要更正的日期或者工作日。",
    "foi_ledger_correction_unexplained": "请写明理由，更正前后的内容和理由都留在卷宗里。",
    "foi_ledger_order_reversed": (
        "更正后“{later}”（{later_on}）会早于它前面的“{earlier}”（{earlier_on}）。请核对日期。"
    ),
    "foi_ledger_correction_decided": "这项更正已经审批：{decision}。请刷新页面查看。",
    "foi_answer_not_disclosable": (
        "只有已答复、结果为予以公开或者部分公开的申请，才能把答复列入公开目录。"
    ),
    "foi_answer_published": "这件答复已经公开。要修改的，请先撤下，改好后重新审批。",
    "foi_answer_not_public": "这件答复现在没有公开，不用撤下。",
    "foi_answer_incomplete": "还没有填写{missing}。请补齐后再办。",
    "foi_answer_leaks": "内容涉及个人信息：{places}。请删去或者概括后再保存。",
    "foi_letter_head_missing": "本机关还没有文书设置。请负责人在“文书设置”里填写文书代字、复议机关和法院。",
    "foi_letter_act_refused": "这份文书现在是“{state}”，不能办“{act}”。请刷新页面再看。",
    "foi_letter_not_now": "申请现在是“{state}”，不能拟、改《{kind}》。",
    "foi_letter_faulty": "文书有{count}处问题，不能签发：{faults}。请改正后再办。",
    "foi_letter_text_wrong": "有一段是空的，或者段数变了。请保留每一段，不需要的内容请改选情形重新拟稿。",
    "foi_letter_takes_no_step": "发出《{kind}》不对应办理步骤。请取消勾选，只登记发出。",
    "foi_letter_template_unfit": "这个样板不能用：{reason}。请在下载的样板上修改，保留花括号里的内容。",
    "foi_reply_by_its_step": "告知书随办理步骤签发、发出和送达，请在“办理”一栏办。",
    "foi_reply_drafted": "这件申请已经有一份告知书在办。请在那一份上修改。",
    "foi_reply_missing": "还没有告知书。请先在“文书”一栏拟好告知书，检查合格后再送审、签发。",
    "foi_reply_differs": "告知书写的是“{letter}”，这里选的是“{step}”，或者不予公开部分的理由不同。请改成一致。",
    "foi_tracking_missing": "邮寄的请填写邮件号，没有邮件号证明不了送达。",
    "foi_sent_before_signing": "发出日期{on}早于成文日期{dated_on}。请核对后再填。",
    "foi_served_before_sending": "{on}早于发出日期{sent_on}。请核对后再填。",
    "foi_answer_files_closed": "答复已经发出，提供的文件不能再改。",
    "foi_answer_file_too_large": "每个文件不超过{megabytes} MB，一件申请不超过{files}个。请压缩或者分开上传。",
    "foi_answer_file_not_redacted": "还没有生成提供的文件，或者已经复核过。请先生成，再复核。",
    "foi_answer_file_unchecked": "附件还没有复核：{titles}。请复核后再签发。",
    "foi_redaction_reason_missing": "请写明遮盖的理由：遮盖的是什么，依据哪一条不予公开。",
    "foi_boxes_wrong": "遮盖框第{line}行不对：{reason}。",
    "file_not_redactable": "这个文件不能处理：{reason}。",
    "foi_split_too_late": "申请现在是“{state}”，不能再分开。请在交办以前分开登记。",
    "foi_split_wrong": "请每行写一件事，至少两件，最多{most}件。",
    "foi_join_wrong": "不能与{number}一并办理。请填本机关没有办结、自己没有并到别件的申请编号。",
    "foi_not_proposed": "没有别的申请人申请相同的信息，或者已经决定过。请刷新页面再看。",
}
