"""The register of documents: number, kind, validity."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.websites.choosing import SectionPages
from gongkai.domain.websites import SectionKind


class DocumentListing(SectionPages):
    """All documents, drafts included."""

    model = PolicyDocument
    section_kind = SectionKind.DOCUMENTS
    icon = "doc-full"
    menu_label = "文件库"
    menu_order = 420
    add_to_admin_menu = True
    list_display: list[Any] = [
        PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
        Column("document_number", label="发文字号"),
        Column("get_document_kind_display", label="类别"),
        Column("signed_on", label="成文日期", sort_key="signed_on"),
        Column("validity_label", label="有效性"),
        PageStatusColumn("status", label="状态", sort_key="live"),
    ]


VIEWSETS = [DocumentListing("policy_documents")]
