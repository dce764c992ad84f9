"""Set up the 政府信息公开 platforms: where each item is kept, who confirmed the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.apps.websites import platform_services, statutory
from gongkai.apps.websites.platform_services import Placed
from gongkai.demo import timetable
from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE
from gongkai.demo.figures import YEAR
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.foundation.organs import services as organs

_CONFIRMED_ON = date(YEAR + 1, 4, 20)
# One organ in so many has let its guide lie, one item in so many waits for an explanation.
_FORGETS = 13
_LEFT_BLANK = 11
# item → section of the site; every other item has a reason.
_PORTAL_PLACES = {
    "20-01": "documents",
    "20-02": "about",
    "20-15": "statutory",
    "20-11": "interpretations",
    "x-02": "consultation",
}
_DEPARTMENT_PLACES = {"20-02": "about", "20-15": "statutory", "21-02": "notices"}
_UNIT_PLACES = {
    "20-02": "about",
    "20-11": "notices",
    "21t-07": "village",
}
_BY_OTHERS = {
    "20-14": "human-resources",
    "21-06": "public-security",
    "21-07": "civil-affairs",
}
# The demonstration keeps these in one section, so the reason says where they are.
_TOGETHER = {
    OrganLevel.COUNTY: ("20-04", "20-07", "20-08", "20-09", "20-10", "20-12", "20-13"),
    OrganLevel.DEPARTMENT: ("20-05", "20-06", "20-07", "20-13", "x-01"),
    OrganLevel.TOWNSHIP: (),
}
_NO_DUTY = "本机关没有这方面的职责，没有制作或者保存这类信息。"


def steps(world: World) -> list[Step]:
    """Return the step that sets the platforms up."""
    return [Step("信息公开平台", len(world.sites), _platforms)]


def _platforms(world: World) -> Iterator[None]:
    at = timetable.at(_CONFIRMED_ON, 10)
    office = world.officer(Role.OGI_OFFICER)
    for number, (code, site) in enumerate(world.sites.items()):
        site = type(site).objects.select_related("organ").get(pk=site.pk)  # noqa: PLW2901 -- the row as it is now
        platform_services.place_items(
            site_id=site.pk, items=_items(world, code, site, number), actor=office, at=at
        )
        organ_code = COUNTY_CODE if code == PORTAL else code
        if number % _FORGETS != _FORGETS - 1:
            organs.confirm_guide(organ_id=world.organs[organ_code].pk, actor=office, at=at)
        yield
    organs.confirm_guide(organ_id=world.organs[OFFICE_CODE].pk, actor=office, at=at)


def _items(world: World, code: str, site: object, number: int) -> Mapping[str, Placed]:
    """Return where a site keeps its items and why it lacks the others."""
    level = statutory.level_of(site)  # type: ignore[arg-type]
    places = {
        OrganLevel.COUNTY: _PORTAL_PLACES,
        OrganLevel.DEPARTMENT: _DEPARTMENT_PLACES,
        OrganLevel.TOWNSHIP: _UNIT_PLACES,
    }[level]
    found: dict[str, Placed] = {}
    for place, item in enumerate(statutory.items_of_site(site)):  # type: ignore[arg-type]
        section = world.sections.get((code, places.get(item.code, "")))
        if section is not None:
            found[item.code] = Placed(section.pk)
        elif (place + number) % _LEFT_BLANK or level is not OrganLevel.TOWNSHIP:
            found[item.code] = Placed(None, _reason(world, item.code, level))
    return found


def _reason(world: World, item_code: str, level: OrganLevel) -> str:
    """Return why a site has nothing under an item."""
    if item_code in _TOGETHER[level]:
        return "集中列在“其他法定内容”中，可以按标题检索。"
    if level is OrganLevel.COUNTY:
        other = _organ_for(world, item_code)
        if other:
            return f"由{other}公开，见该机关的信息公开平台。"
        return "由主管部门分别公开，见各部门的信息公开平台。"
    if level is OrganLevel.TOWNSHIP:
        return "报告期内本地没有发生这类事项，发生后20个工作日内在这里公开。"
    return _NO_DUTY


def _organ_for(world: World, item_code: str) -> str:
    wanted = _BY_OTHERS.get(item_code, "")
    return next((organ.name for organ in world.county.departments if organ.code == wanted), "")
