"""Say in words what an audit entry keeps as stable English names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.apps import apps

from gongkai.domain.assessment.rectification import RectificationAction
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.new_media.accounts import AccountAction
from gongkai.domain.review.three_reviews import Action
from gongkai.domain.terms import Term

_OF_LIFECYCLES: Mapping[str, type[Term]] = MappingProxyType(
    {
        "assessment": RectificationAction,
        "foi": Event,
        "new_media": AccountAction,
        "review": Action,
    }
)
_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "accounts.appoint": "任命",
        "accounts.deactivate": "停用账号",
        "accounts.end_post": "离任",
        "accounts.open": "开通账号",
        "annual_report.begin": "开始编制年度报告",
        "annual_report.freeze": "固定年度报告数据",
        "annual_report.redraft": "重新起草年度报告",
        "annual_report.write_points": "填写年度报告要点",
        "content_checks.answer": "答复检查发现",
        "content_checks.sign": "签认检查发现",
        "documents.number": "编索引号",
        "documents.amend": "修改文件",
        "documents.clean_up": "办结文件清理",
        "documents.clean_up_begin": "开始文件清理",
        "documents.clean_up_decide": "填写清理意见",
        "documents.extend": "延长文件有效期",
        "documents.import": "导入文件库",
        "documents.lapse": "宣布文件失效",
        "documents.repeal": "废止文件",
        "documents.resume": "恢复施行文件",
        "documents.steps": "登记文件办理情况",
        "documents.suspend": "中止施行文件",
        "engagement.ask": "收到网友提问",
        "engagement.draw_up_outcome": "汇总征集结果",
        "engagement.forget": "删除公众联系方式",
        "engagement.gather_answers": "汇总访谈问答",
        "engagement.question_accept": "采用网友提问",
        "engagement.question_answer": "登记访谈答复",
        "engagement.question_reject": "不采用网友提问",
        "engagement.reveal": "查看提交人信息",
        "engagement.settle_opinion": "办理公众意见",
        "engagement.submit_opinion": "收到公众意见",
        "engagement.void_opinion": "意见列为无效",
        "files.clean": "清理文件隐藏信息",
        "files.upload": "上传文件",
        "foi.add_answer_file": "上传提供的文件",
        "foi.add_paper": "上传申请材料",
        "foi.anonymise": "按期限匿名化",
        "foi.bundle": "导出证据卷宗",
        "foi.check_answer_file": "复核提供的文件",
        "foi.clear_papers": "按期限删除身份证明",
        "foi.conclude_remedy": "复议诉讼办结",
        "foi.decide_correction": "审批办理记录更正",
        "foi.decide_proactive": "决定是否转为主动公开",
        "foi.discard_drafts": "删除未提交的申请草稿",
        "foi.draft_answer": "拟定公开的答复",
        "foi.draft_letter": "拟文书",
        "foi.edit_letter": "修改文书",
        "foi.file_remedy": "登记复议诉讼",
        "foi.import_concluded": "导入已办结申请",
        "foi.join_request": "一并办理申请",
        "foi.keep_letter_head": "填写文书设置",
        "foi.open_answer_file": "查看提供的文件",
        "foi.open_letter": "查看文书",
        "foi.open_paper": "查看申请材料",
        "foi.print_form": "打印证明表单",
        "foi.propose_correction": "提出更正办理记录",
        "foi.publish_answer": "公开答复",
        "foi.recompute_due": "重算答复期限",
        "foi.record_search": "登记检索",
        "foi.redact_answer_file": "遮盖提供的文件",
        "foi.remove_answer_file": "移除提供的文件",
        "foi.return_letter": "登记文书退回",
        "foi.reveal": "查看申请人信息",
        "foi.send_letter": "发出文书",
        "foi.serve_letter": "确认文书送达",
        "foi.sign_letter": "签发文书",
        "foi.split_request": "分开申请",
        "foi.take_answer_down": "撤下公开的答复",
        "foi.take_letter": "申请人下载文书",
        "foi.void_letter": "作废文书",
        "interpretations.draw": "做图解",
        "interpretations.plan_approve": "审签解读方案",
        "interpretations.plan_draft": "起草解读方案",
        "interpretations.plan_finish": "完成解读方案",
        "interpretations.plan_return": "退回解读方案",
        "interpretations.plan_revise": "修改解读方案",
        "interpretations.plan_submit": "报请审签解读方案",
        "organs.confirm_guide": "核对公开指南",
        "personal_data.rotate_begun": "开始更换加密密钥",
        "personal_data.rotate_done": "更换加密密钥完成",
        "records.add": "新增",
        "records.change": "修改",
        "records.delete": "删除",
        "review.delegate": "委托代审",
        "review.end_delegation": "收回委托",
        "review.open": "查阅送审稿",
        "review.release_failed": "定时发布未成功",
        "review.restore": "恢复发布",
        "review.set_chain": "设置审核流程",
        "review.void": "审核作废",
        "review.withdraw": "撤稿",
        "static_site.retry": "重新生成静态页面",
        "websites.draft": "起草",
        "websites.place_items": "登记法定公开项目",
        "websites.open_portal": "开设门户网站",
        "websites.open_section": "开设栏目",
        "websites.open_site": "开设网站",
    }
)


def act_label(action: str) -> str:
    """Return an act in words; the stable name itself when nobody has worded it."""
    if action in _OTHERS:
        return _OTHERS[action]
    app, _, verb = action.partition(".")
    terms = _OF_LIFECYCLES.get(app)
    if terms is not None and verb in terms.values():
        return terms(verb).label
    return action


def known_acts() -> list[tuple[str, str]]:
    """Return every worded act with its words, ordered by app."""
    acts = {
        f"{app}.{value}": terms(value).label
        for app, terms in _OF_LIFECYCLES.items()
        for value in terms.values()
    }
    return sorted((acts | dict(_OTHERS)).items())


def subject_kind(label: str) -> str:
    """Return the official name of a kind of record, given as ``app.Model``."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
