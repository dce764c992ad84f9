"""List what each level looks at when it reviews and when it proofreads.

Four local rules agree in substance; a county may put its own list in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.review.three_reviews import State


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one level answers for.

    Attributes:
        usual_reviewer: who holds the level in most counties.
        review_focus: what the review (审) judges.
        proofreading_focus: what the proofreading (校) reads for; empty when none belongs to it.
    """

    usual_reviewer: str
    review_focus: tuple[str, ...]
    proofreading_focus: tuple[str, ...] = ()


CHECKLISTS: Mapping[State, Checklist] = MappingProxyType(
    {
        State.FIRST_REVIEW: Checklist(
            "拟稿科室负责人",
            ("事实是否属实", "要素是否完整", "有无错敏词", "保密自查是否完成"),
            ("错别字", "人名", "地名", "数字"),
        ),
        State.SECOND_REVIEW: Checklist(
            "办公室负责人或分管领导",
            ("政策依据是否准确", "表述是否规范、严肃、准确", "公开属性是否恰当"),
            ("语言", "格式", "附件"),
        ),
        State.LEGALITY_REVIEW: Checklist(
            "合法性审核机构人员",
            ("制定主体和权限是否合法", "内容有无上位法依据", "程序是否完备"),
        ),
        State.SECRECY_REVIEW: Checklist(
            "保密审查员",
            ("是否涉及国家秘密、工作秘密", "是否涉及商业秘密、个人隐私", "附件是否一并审查"),
        ),
        State.FINAL_REVIEW: Checklist(
            "主要负责人或其委托的分管领导",
            ("政治关", "法律关", "政策关", "保密关", "文字关", "是否同意发布"),
            ("发布页面通读",),
        ),
    }
)
