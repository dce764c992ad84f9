"""List the items that articles 20 and 21 of the Regulations oblige organs to disclose.

Article 20 speaks to every administrative organ about its own information, so each of its
items stands on each platform: an organ that has nothing under an item says so and why.
Article 21 adds items by the kind of organ. What counties show besides, by practice, is
marked so and may be left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.domain.law import (
    OGI_REGULATIONS,
    OPEN_GOVERNMENT_RULES_2016,
    PLATFORM_NOTICE,
    Citation,
    Instrument,
)
from gongkai.domain.organs import OrganLevel

PLATFORM_SOURCE = PLATFORM_NOTICE
DISCLOSE_WITHIN_WORKING_DAYS = 20  # 形成或者变更之日起, Art. 26
DISCLOSE_SOURCE = OGI_REGULATIONS.article(26)
# No article says how often an item must be added to. One year is what the inspection
# indicators are commonly read to ask of other sections; not verified against their text.
USUAL_INTERVAL_MONTHS = 12

_EVERY_ORGAN = frozenset(OrganLevel)
_COUNTY_AND_DEPARTMENTS = frozenset({OrganLevel.COUNTY, OrganLevel.OFFICE, OrganLevel.DEPARTMENT})
_TOWNSHIPS = frozenset({OrganLevel.TOWNSHIP})


@dataclass(frozen=True, slots=True)
class StatutoryItem:
    """One item of the statutory content (法定主动公开内容).

    Attributes:
        code: stable code: article and number, ``20-07``.
        label: what the list calls it.
        content: what the article names.
        basis: article, paragraph and item; a whole instrument for items by practice.
        levels: kinds of organ whose platform has the item.
        interval_months: after how many months without anything new it is overdue; 0 for
            items that change when facts change, not by the calendar.
        is_practice: shown by custom, not named in articles 20 and 21.
    """

    code: str
    label: str
    content: str
    basis: Citation | Instrument
    levels: frozenset[OrganLevel] = _EVERY_ORGAN
    interval_months: int = USUAL_INTERVAL_MONTHS
    is_practice: bool = False

    def interval_in_words(self) -> str:
        """Return how often something new is expected, as the list says it."""
        if not self.interval_months:
            return "有变更即更新"
        if self.interval_months == USUAL_INTERVAL_MONTHS:
            return "每年至少一次"
        return f"每{self.interval_months}个月至少一次"


# label, what the article names, months
_ARTICLE_20 = (
    ("法规规章和规范性文件", "行政法规、规章和规范性文件", 12),
    ("机构职能", "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名", 0),
    ("规划信息", "国民经济和社会发展规划、专项规划、区域规划及相关政策", 12),
    ("统计信息", "国民经济和社会发展统计信息", 12),
    (
        "行政许可和对外管理服务",
        "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
        12,
    ),
    (
        "行政处罚和行政强制",
        "实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定",
        12,
    ),
    ("财政预算决算", "财政预算、决算信息", 12),
    ("行政事业性收费", "行政事业性收费项目及其依据、标准", 0),
    ("政府采购", "政府集中采购项目的目录、标准及实施情况", 12),
    ("重大建设项目", "重大建设项目的批准和实施情况", 12),
    ("民生政策", "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况", 12),
    ("应急管理", "突发公共事件的应急预案、预警信息及应对情况", 12),
    ("监督检查", "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况", 12),
    ("公务员招考", "公务员招考的职位、名额、报考条件等事项以及录用结果", 12),
    ("其他法定内容", "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息", 0),
)
_ARTICLE_21_COUNTY = (
    "市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助",
)  # fmt: skip
_ARTICLE_21_TOWNSHIP = (
    "贯彻落实农业农村政策", "农田水利工程建设运营", "农村土地承包经营权流转",
    "宅基地使用情况审核", "土地征收", "房屋征收", "筹资筹劳", "社会救助",
)  # fmt: skip


def _items() -> tuple[StatutoryItem, ...]:
    found = [
        StatutoryItem(
            f"20-{number:02d}",
            label,
            content,
            OGI_REGULATIONS.article(20, item=number),
            interval_months=months,
        )
        for number, (label, content, months) in enumerate(_ARTICLE_20, start=1)
    ]
    article_21 = OGI_REGULATIONS.article(21)
    for prefix, labels, levels in (
        ("21", _ARTICLE_21_COUNTY, _COUNTY_AND_DEPARTMENTS),
        ("21t", _ARTICLE_21_TOWNSHIP, _TOWNSHIPS),
    ):
        found += [
            StatutoryItem(
                f"{prefix}-{number:02d}", label, f"{label}方面的政府信息", article_21, levels
            )
            for number, label in enumerate(labels, start=1)
        ]
    found += [
        StatutoryItem(
            "x-01",
            "建议提案办理",
            "人大代表建议和政协提案的办理结果",
            OPEN_GOVERNMENT_RULES_2016,
            _COUNTY_AND_DEPARTMENTS,
            is_practice=True,
        ),
        StatutoryItem(
            "x-02",
            "重大行政决策",
            "重大行政决策事项、征求意见和结果",
            OPEN_GOVERNMENT_RULES_2016,
            _COUNTY_AND_DEPARTMENTS,
            is_practice=True,
        ),
    ]
    return tuple(found)


ITEMS = _items()
BY_CODE = MappingProxyType({item.code: item for item in ITEMS})


def items_for(level: OrganLevel, left_out: Collection[str] = ()) -> tuple[StatutoryItem, ...]:
    """Return the items that stand on the platform of a kind of organ, in statutory order.

    Args:
        level: kind of organ.
        left_out: codes of items the county has decided not to list for that kind.
    """
    return tuple(item for item in ITEMS if level in item.levels and item.code not in left_out)
