"""Open the portal and the sites of departments and units, with their sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.apps.websites import services as websites
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, DemoOrgan
from gongkai.demo.people import village_names
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section of a site: its address part, title, kind, and where it stands."""

    key: str
    title: str
    kind: SectionKind
    under: str = ""
    in_menu: bool = False


PORTAL_SECTIONS = (
    SectionPlan("about", "走进{stem}", SectionKind.ABOUT, in_menu=True),
    SectionPlan("news", "政务要闻", SectionKind.NEWS, in_menu=True),
    SectionPlan("notices", "通知公告", SectionKind.NOTICES, in_menu=True),
    SectionPlan("ogi", "政府信息公开", SectionKind.PLATFORM, in_menu=True),
    SectionPlan("guide", "政府信息公开指南", SectionKind.GUIDE, "ogi"),
    SectionPlan("rules", "政府信息公开制度", SectionKind.RULES, "ogi"),
    SectionPlan("statutory", "法定主动公开内容", SectionKind.STATUTORY, "ogi"),
    SectionPlan("documents", "政策文件", SectionKind.DOCUMENTS, "ogi"),
    SectionPlan("interpretations", "政策解读", SectionKind.INTERPRETATIONS, "ogi"),
    SectionPlan("catalogue", "主动公开事项目录", SectionKind.CATALOGUE, "ogi"),
    SectionPlan("reports", "政府信息公开年报", SectionKind.REPORTS, "ogi"),
    SectionPlan("on-request", "依申请公开", SectionKind.ON_REQUEST, "ogi"),
    SectionPlan("press", "新闻发布会", SectionKind.PRESS, in_menu=True),
    SectionPlan("interviews", "在线访谈", SectionKind.INTERVIEWS, in_menu=True),
    SectionPlan("open-day", "政务公开日", SectionKind.OPEN_DAY, in_menu=True),
    SectionPlan("consultation", "征求意见", SectionKind.CONSULTATION),
    SectionPlan("meetings", "常务会议", SectionKind.MEETINGS, "ogi"),
)
# After the guide: the same frame on every platform.
_REST_OF_PLATFORM = (
    SectionPlan("rules", "政府信息公开制度", SectionKind.RULES, "ogi"),
    SectionPlan("statutory", "法定主动公开内容", SectionKind.STATUTORY, "ogi"),
    SectionPlan("reports", "政府信息公开年报", SectionKind.REPORTS, "ogi"),
    SectionPlan("on-request", "依申请公开", SectionKind.ON_REQUEST, "ogi"),
)
DEPARTMENT_SECTIONS = (
    SectionPlan("about", "机构概况", SectionKind.ABOUT, in_menu=True),
    SectionPlan("news", "工作动态", SectionKind.NEWS, in_menu=True),
    SectionPlan("notices", "通知公告", SectionKind.NOTICES, in_menu=True),
    SectionPlan("ogi", "政府信息公开", SectionKind.PLATFORM, in_menu=True),
    SectionPlan("guide", "政府信息公开指南", SectionKind.GUIDE, "ogi"),
    *_REST_OF_PLATFORM,
)
UNIT_SECTIONS = (
    SectionPlan("about", "概况与分工", SectionKind.ABOUT, in_menu=True),
    SectionPlan("news", "工作动态", SectionKind.NEWS, in_menu=True),
    SectionPlan("notices", "通知公告", SectionKind.NOTICES, in_menu=True),
    SectionPlan("ogi", "政府信息公开", SectionKind.PLATFORM, in_menu=True),
    SectionPlan("guide", "政府信息公开指南", SectionKind.GUIDE, "ogi"),
    *_REST_OF_PLATFORM,
    SectionPlan("village", "村务公示", SectionKind.VILLAGE, in_menu=True),
)
# What each section is for, and the words it is found by: both stand in its meta tags.
_ABOUT_SECTIONS = {
    "about": ("本地概况、机构职能和负责人分工。", "概况,机构职能,负责人"),
    "news": ("重要会议、重点工作和民生实事的进展。", "要闻,会议,重点工作,民生"),
    "notices": ("面向公众的通知、公告和公示。", "通知,公告,公示"),
    "ogi": ("政府信息公开的指南、制度、法定主动公开内容和年度报告。", "政府信息公开,主动公开"),
    "guide": ("信息的分类编排、获取方式和公开工作机构的联系办法。", "公开指南,获取方式,联系方式"),
    "rules": ("政府信息公开的法律法规和有关规定。", "公开制度,法律法规"),
    "statutory": ("依照条例第二十条、第二十一条列项公开的内容。", "主动公开,法定内容"),
    "documents": ("本县规范性文件和政府文件，每件标明是否有效。", "规范性文件,政府文件,有效性"),
    "interpretations": ("对政策文件的图解、问答和说明，与原文互相链接。", "政策解读,图解,问答"),
    "catalogue": ("各单位应当主动公开的事项，逐项列出内容和依据。", "主动公开目录,公开事项"),
    "reports": ("历年的政府信息公开工作年度报告。", "年度报告,政府信息公开"),
    "on-request": ("申请公开政府信息的办法、期限和费用。", "依申请公开,申请,答复"),
    "press": ("县政府新闻发布会的实录和答记者问。", "新闻发布会,答记者问"),
    "interviews": ("部门负责人在线答疑的实录。", "在线访谈,答疑"),
    "open-day": ("政务公开日的活动安排和活动情况。", "政务公开日,活动"),
    "consultation": ("重大决策向公众征求意见和采纳情况。", "征求意见,意见征集"),
    "meetings": ("县政府常务会议的议题、议定事项和有关文件。", "常务会议,议题,议定事项"),
    "village": ("村和社区的财务、项目、补贴发放公示。", "村务公示,补贴,项目"),
}
_PORTAL_DOMAIN = "www.example.gov.cn"  # of nobody, as example.gov.cn is
_HOT_WORDS = "高龄津贴 医保缴费 义务教育招生 农机补贴 不动产登记"
_TAGLINES = {
    OrganLevel.DEPARTMENT: "{short}，欢迎您监督",
    OrganLevel.TOWNSHIP: "{short}，有事您说话",
}


def steps(world: World) -> list[Step]:
    """Return the step that opens all sites."""
    return [Step("网站", 1 + len(_site_organs(world)), _sites)]


def _site_organs(world: World) -> list[DemoOrgan]:
    return [organ for organ in world.county.organs if organ.has_site]


def _sites(world: World) -> Iterator[None]:
    admin = world.officer(Role.SYSTEM_ADMIN)
    portal = websites.open_portal(portal=_portal(world), actor=admin, at=world.set_up_at)
    world.sites[PORTAL] = portal
    _sections(world, PORTAL, OFFICE_CODE, PORTAL_SECTIONS)
    yield
    for organ in _site_organs(world):
        world.sites[organ.code] = websites.open_site(
            home=_home(world, organ), parent=portal, actor=admin, at=world.set_up_at
        )
        is_unit = organ.level is OrganLevel.TOWNSHIP
        plans = UNIT_SECTIONS if is_unit else DEPARTMENT_SECTIONS
        _sections(world, organ.code, organ.code, plans)
        yield


def _portal(world: World) -> HomePage:
    county = world.county
    return HomePage(
        title=f"{county.name}人民政府",
        slug="home",
        organ=world.organs[COUNTY_CODE],
        kind=WebsiteKind.COUNTY.value,
        subtitle="门户网站",
        operator=county.by_code("data").name,
        email=f"zwgk@{_PORTAL_DOMAIN.removeprefix('www.')}",
        domain=_PORTAL_DOMAIN,
        identification_code="0000000000",
        icp_number="ICP备案号（演示）",
        police_number="公安机关备案号（演示）",
        hot_words_text=_HOT_WORDS,
    )


def _home(world: World, organ: DemoOrgan) -> HomePage:
    is_unit = organ.level is OrganLevel.TOWNSHIP
    villages = village_names(organ.code, organ.township_kind) if is_unit else ()
    return HomePage(
        title=organ.name.removeprefix(world.county.name) if is_unit else organ.name,
        slug=organ.code,
        organ=world.organs[organ.code],
        kind=(WebsiteKind.TOWNSHIP if is_unit else WebsiteKind.DEPARTMENT).value,
        accent=organ.accent,
        subtitle=f"{world.county.name}政府网站群",
        tagline=_TAGLINES[organ.level].format(short=organ.short_name),
        operator=world.county.by_code("data").name,
        email=f"{organ.code}@{_PORTAL_DOMAIN.removeprefix('www.')}",
        identification_code="0000000000",
        icp_number="ICP备案号（演示）",
        police_number="公安机关备案号（演示）",
        village_names="\n".join(villages),
    )


def _sections(world: World, site: str, organ_code: str, plans: tuple[SectionPlan, ...]) -> None:
    for plan in plans:
        parent = world.sections[site, plan.under] if plan.under else world.sites[site]
        intro, keywords = _ABOUT_SECTIONS[plan.key]
        section = SectionPage(
            title=plan.title.format(stem=world.county.stem),
            slug=plan.key,
            organ=world.organs[organ_code],
            kind=plan.kind.value,
            intro=intro,
            keywords=keywords,
            show_in_menus=plan.in_menu,
        )
        world.sections[site, plan.key] = websites.open_section(
            section=section,
            parent=parent,
            actor=world.officer(Role.SYSTEM_ADMIN),
            at=world.set_up_at,
        )
