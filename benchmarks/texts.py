"""Texts of a county's kind, and what is sought in them; the same ones at every run."""

from __future__ import annotations

import random
from collections.abc import Sequence

CHARACTERS = 2000
FRAGMENTS = 200
EVERYDAY = [
    "医保", "低保", "农村公路", "延迟退休", "高龄津贴",
    "招聘公告", "危房改造", "森林防火", "义务教育", "招生入学",
    "不动产登记", "营业执照", "养老保险", "耕地补贴", "征地补偿",
    "预算公开", "行政处罚", "安全生产", "饮水安全", "青禾县",
]  # fmt: skip
_MATTERS = (*EVERYDAY, "最低生活保障", "公共租赁住房", "残疾人补贴", "垃圾分类", "防汛抗旱")
_PLACES = [
    "新华街道",
    "柳河镇",
    "东岭镇",
    "南川镇",
    "西坡乡",
    "北塬乡",
    "石桥村",
    "水磨村",
    "双河村",
    "白杨村",
]
_ACTS = [
    "安排部署",
    "检查督导",
    "组织实施",
    "公开公示",
    "审核确认",
    "统筹推进",
    "调查核实",
    "落实整改",
    "宣传讲解",
]
_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"  # noqa: E501


def texts(size: int) -> list[tuple[str, str]]:
    """Return titles and texts, a paragraph a line; every title names the county."""
    rng = random.Random(size)
    stock = [
        "".join(
            rng.choice(_PLACES) + rng.choice(_ACTS)
            if rng.random() < 0.25
            else "".join(rng.choices(_CHARACTERS, k=rng.randint(6, 18)))
            for _ in range(8)
        )
        for _ in range(4000)
    ]
    found = []
    for number in range(size):
        matter = rng.choice(_MATTERS)
        title = f"青禾县{rng.choice(_PLACES)}{matter}{rng.choice(_ACTS)}情况（第{number}期）"
        paragraphs, length = [f"现将{matter}有关情况公布。"], 0
        while length < CHARACTERS:
            paragraphs.append(rng.choice(stock) + "。")
            length += len(paragraphs[-1])
        found.append((title, "\n".join(paragraphs)))
    return found


def questions(made: Sequence[tuple[str, str]]) -> list[str]:
    """Return the everyday words and random fragments of two to eight characters, folded."""
    from gongkai.domain.search.folding import fold

    rng = random.Random(len(made))
    found = list(EVERYDAY)
    while len(found) < len(EVERYDAY) + FRAGMENTS:
        part = rng.choice(rng.choice(made)[1].split("\n"))
        start = rng.randrange(max(1, len(part) - 8))
        fragment = fold(part[start : start + rng.randint(2, 8)])
        if len(fragment) >= 2:
            found.append(fragment)
    return found


def holding(wordings: Sequence[str], folded: dict[int, tuple[str, ...]]) -> set[int]:
    """Return the texts whose folded paragraphs hold one of folded words: the truth."""
    return {
        number
        for number, parts in folded.items()
        if any(word in part for part in parts for word in wordings)
    }
