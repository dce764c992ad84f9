"""Give the answers that stand above the hits of what readers ask most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search.models import BestBet
from gongkai.demo import timetable
from gongkai.demo.figures import YEAR
from gongkai.demo.world import Step, World
from gongkai.domain.roles import Role
from gongkai.foundation.records import services as records

_WRITTEN_ON = date(YEAR, 12, 10)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is answered to which words, and the document it stands in."""

    words: str
    answer: str
    series: str
    key: str


_ANSWERS = (
    _Answer(
        "居民医保缴费、医保缴费、医保缴费时间、新农合缴费、城乡居民医保",
        "2026年度居民医保集中缴费期为2025年9月25日至12月31日，可以通过手机、银行、便民服务站缴费。"
        "特困人员、低保对象由财政资助参保。（第一至三条）",
        "政办发",
        "2025-7",
    ),
    _Answer(
        "供热、采暖、暖气不热、供暖温度、采暖费",
        "采暖期内卧室、起居室不低于18℃，报修4小时内到场，温度不达标的按日退还采暖费。（第一至三条）",
        "政发",
        "2025-8",
    ),
    _Answer(
        "义务教育招生、小学报名、小学入学、学区划分、随迁子女入学",
        "公办学校划片就近入学，随迁子女凭居住证入学；报名、核验、录取都在网上办理，不收费。（第一至三条）",
        "政办发",
        "2025-3",
    ),
    _Answer(
        "以旧换新、家电补贴、消费品以旧换新",
        "家电、电动自行车、家装三类产品可以享受补贴，付款时直接抵扣。（第一、二条）",
        "政发",
        "2025-4",
    ),
    _Answer(
        "社区食堂、老年人就餐补助、居家养老、上门照护",
        "80周岁以上老年人在社区食堂就餐每人每餐补助3元；"
        "经济困难的失能老年人每月享受30小时上门照护。（第一、二条）",
        "政办发",
        "2025-6",
    ),
)


def steps(world: World) -> list[Step]:
    """Return the step that writes the answers."""
    del world
    return [Step("搜索最佳答案", len(_ANSWERS), _answers)]


def _answers(world: World) -> Iterator[None]:
    office = world.officer(Role.OGI_OFFICER)
    for one in _ANSWERS:
        document = world.documents[f"{world.county.initial}{one.series}", one.key]
        document.refresh_from_db(fields=["title", "url_path"])
        answer = BestBet(
            words=one.words,
            title=f"{document.title}（{document.document_number}）",
            answer=one.answer,
            url=document.url,
        )
        records.add(instance=answer, actor=office, at=timetable.at(_WRITTEN_ON, 10))
        yield
