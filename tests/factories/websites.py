"""Sites, sections and drafts for tests, made by the services that make them for officers."""

import json
from datetime import UTC, datetime

from gongkai.apps.websites import services
from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage, WebsiteKind
from gongkai.domain.websites import SectionKind

OPENED_AT = datetime(2024, 1, 2, 2, tzinfo=UTC)


def open_portal(organ, **fields):
    home = HomePage(
        title=fields.pop("title", organ.name),
        slug="portal",
        kind=WebsiteKind.COUNTY.value,
        organ=organ,
        **fields,
    )
    return services.open_portal(portal=home, actor=None, at=OPENED_AT)


def open_site(parent, organ, kind=WebsiteKind.TOWNSHIP, **fields):
    home = HomePage(title=organ.name, slug=organ.code, kind=kind.value, organ=organ, **fields)
    return services.open_site(home=home, parent=parent, actor=None, at=OPENED_AT)


def open_section(parent, kind=SectionKind.NEWS, **fields):
    section = SectionPage(
        title=fields.pop("title", kind.label),
        slug=fields.pop("slug", kind.value.replace("_", "-")),
        kind=kind.value,
        organ=parent.organ,
        show_in_menus=fields.pop("show_in_menus", True),
        **fields,
    )
    return services.open_section(section=section, parent=parent, actor=None, at=OPENED_AT)


def body_of(*paragraphs):
    return json.dumps(
        [
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": f"{number:08d}"}
            for number, text in enumerate(paragraphs, start=1)
        ],
        ensure_ascii=False,
    )


def save_draft(section, editor, at=OPENED_AT, title="农村公路养护计划公布", **fields):
    page = ArticlePage(
        title=title,
        organ=fields.pop("organ", section.organ),
        body=fields.pop("body", body_of("今年养护农村公路120公里。")),
        **fields,
    )
    return services.save_draft(page=page, parent=section, actor=editor, at=at)
