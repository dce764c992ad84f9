"""Put one special topic together, and lead it through the reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random
from uuid import UUID

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.interpretations.queries import interpretations_of
from gongkai.apps.topics.models import TopicPage
from gongkai.apps.websites import queries as sites
from gongkai.apps.websites import services as websites
from gongkai.apps.websites.models import SectionPage
from gongkai.demo import timetable, work
from gongkai.demo.county import OFFICE_CODE
from gongkai.demo.figures import YEAR
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind

_WORD = "公路"
_MOST_NEWS = 5
_QUESTIONS = (
    ("农村公路归谁养护？", "县道由县交通运输部门养护，乡道、村道由乡镇人民政府组织养护。"),
    ("发现路面塌陷、边坡落石怎么办？", "请拨打所在乡镇人民政府值班电话，说明路线名称和位置。"),
)


def steps(_world: World) -> list[Step]:
    """Return the step that publishes the topic."""
    return [Step("专题", 1, _topic)]


def _topic(world: World) -> Iterator[None]:
    rng = world.rng("topic")
    section = websites.open_section(
        section=SectionPage(
            title="专题",
            slug="topics",
            organ=world.sites[PORTAL].organ,
            kind=SectionKind.TOPIC.value,
            intro="围绕一件事，把文件、解读、进展和问答放在一处。",
            keywords="专题,专栏",
        ),
        parent=world.sites[PORTAL],
        actor=world.officer(Role.SYSTEM_ADMIN),
        at=world.set_up_at,
    )
    page = TopicPage(
        title="四好农村路建设",
        purpose="农村公路怎么建、谁来养、进展如何，有关文件、解读和消息都放在这里，"
        "方便群众查找和监督。",
        summary="农村公路建设和养护的文件、解读、进展和常见问题。",
        starts_on=date(YEAR + 1, 3, 2),
        ends_on=date(YEAR + 1, 12, 31),
        blocks=_blocks(world, rng),
    )
    published = timetable.at(date(YEAR + 1, 3, 12), 15, 10)
    work.publish(world, page, section, OFFICE_CODE, published)
    yield


def _blocks(world: World, rng: Random) -> str:
    """Return what of the county's pages is about roads, and two answers."""
    policies = _about_roads(world.documents.values())
    readings = [row.pk for one in policies for row in interpretations_of(one.pk)]
    news = sites.rows_of(world.sections[PORTAL, "news"]).filter(title__contains=_WORD)
    progress = [row.pk for row in sites.newest_first(news)[:_MOST_NEWS]]
    questions = [
        {"question": question, "answer": f"<p>{answer}</p>"} for question, answer in _QUESTIONS
    ]
    parts: list[tuple[str, list[object]]] = [
        ("policies", [row.pk for row in policies]),
        ("readings", list(readings)),
        ("progress", list(progress)),
        ("questions", list(questions)),
    ]
    return work.stream(((kind, _items(rows, rng)) for kind, rows in parts if rows), rng)


def _about_roads(documents: Iterable[PolicyDocument]) -> list[PolicyDocument]:
    found = [row for row in documents if _WORD in row.title]
    return sorted(found, key=lambda row: row.signed_on, reverse=True)


def _items(rows: list[object], rng: Random) -> list[dict[str, object]]:
    """Return rows as the items of a list block."""
    return [
        {"type": "item", "value": row, "id": str(UUID(int=rng.getrandbits(128)))} for row in rows
    ]
