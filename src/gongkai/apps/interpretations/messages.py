"""What people read about interpretations and their plans."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.interpretations.faults import Fault, FaultKind

REFUSALS = {
    "sheet_points_missing": "还没有要点，做不成图解。请先在编辑页的“要点”里填写，保存后再来。",
    "sheet_too_many_points": "现在有{count}个要点，一张图最多放{limit}个。请合并或者删去一些。",
    "sheet_point_empty": "第{place}个要点“{heading}”只有标题。请补上说明、数字或者步骤。",
    "sheet_part_too_long": "第{place}个要点的{part}有{length}个字，最多{limit}个。请写短一些，或者分成两个要点。",
    "sheet_too_many_parts": "第{place}个要点有{count}个{part}，最多{limit}个。请分成两个要点。",
    "sheet_title_too_long": "标题有{length}个字，图上最多放{limit}个。请写短一些。",
    "sheet_answer_too_long": "“{question}”的回答有{length}个字，图上最多放{limit}个。请写短一些，详细的写进正文。",
    "picture_characters_missing": "图解的字库里没有“{characters}”，画出来会是空白。请换成别的字，或者在正文里写这些字。",
    "interpretation_incomplete": "《{title}》还不能送审：{faults}。",
    "interpretation_not_prepared": (
        "《{title}》标明“需要解读”，还没有解读稿，也没有解读方案。"
        "请先起草解读或者解读方案，与文件一并报批；确实不需要解读的，在文件里取消“需要解读”。"
    ),
    "plan_action_not_allowed": "解读方案现在是“{state}”，不能办理“{action}”。请刷新后看它走到了哪一步。",
    "plan_incomplete": "解读方案还不能报请审签，缺少：{missing}。请补充后再报。",
    "first_reader_not_head": (
        "第一解读人应当是部门主要负责人，“{post}”是副职。请改为主要负责人；"
        "副职主持工作的，在职务后注明“主持工作”。"
    ),
    "plan_writer_may_not_sign": "审签由他人完成。这份方案是您起草、修改或者报送的，不能由您审签。",
    "plan_return_unexplained": "退回修改时请写明理由，让起草人知道要改什么。",
}
_FAULTS: Mapping[FaultKind, str] = MappingProxyType(
    {
        FaultKind.UNANSWERED: ("“{missing}”没有回答（确实没有的也要写明，如“无需材料”“长期有效”）"),
        FaultKind.TEXT_SHORT: (
            "图片、音视频之外的文字说明只有{number}字，请把要点写成文字，方便看不到、听不到的人"
        ),
        FaultKind.PICTURE_UNDESCRIBED: "{number}张图片没有替代文字",
        FaultKind.NO_QUESTIONS: (
            "政策问答里没有一问一答，请用以问号结尾的小标题提问，下面写答复；或者以“问：”“答：”开头"
        ),
        FaultKind.COPIED: (
            "正文约{number}%与文件原文逐字相同，解读不是摘抄，请用通俗的话说明背景和办法"
        ),
    }
)


def fault_sentence(fault: Fault) -> str:
    """Return what to tell the editor about a fault."""
    missing = "、".join(question.label for question in fault.missing)
    return _FAULTS[fault.kind].format(missing=missing, number=fault.number)
