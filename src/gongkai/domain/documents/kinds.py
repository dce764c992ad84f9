"""Class documents by kind, publicity and theme."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class DocumentKind(Term):
    """What a document is; only normative documents enter table two of the report."""

    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    GOVERNMENT_DOCUMENT = "government_document", "政府文件"


class Disclosure(Term):
    """The publicity (公开属性) fixed when a document is drafted."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    NONE = "none", "不予公开"


class DisclosureReasonMissing(Refusal):
    """A document is kept from proactive disclosure without a reason."""

    code = "disclosure_reason_missing"


def check_disclosure(disclosure: Disclosure, reason: str) -> None:
    """Accept a publicity with its reason, or refuse.

    Raises:
        DisclosureReasonMissing: only proactive disclosure needs no reason.
    """
    if disclosure is not Disclosure.PROACTIVE and not reason.strip():
        raise DisclosureReasonMissing(disclosure=disclosure.label)


@dataclass(frozen=True, slots=True)
class Theme:
    """A top-level theme (主题分类) of the national site.

    Attributes:
        name: the theme as printed.
        is_verified: False when the name was not read on a page of the national site;
            ask the county's archive before relying on it.
    """

    name: str
    is_verified: bool = True


THEMES = (
    Theme("国务院组织机构"),
    Theme("综合政务"),
    Theme("国民经济管理、国有资产监管", is_verified=False),
    Theme("财政、金融、审计"),
    Theme("国土资源、能源", is_verified=False),
    Theme("农业、林业、水利"),
    Theme("工业、交通"),
    Theme("商贸、海关、旅游"),
    Theme("市场监管、安全生产监管"),
    Theme("城乡建设、环境保护"),
    Theme("科技、教育"),
    Theme("文化、广电、新闻出版"),
    Theme("卫生、体育"),
    Theme("人口与计划生育、妇女儿童工作", is_verified=False),
    Theme("劳动、人事、监察"),
    Theme("公安、安全、司法"),
    Theme("民政、扶贫、救灾"),
    Theme("民族、宗教", is_verified=False),
    Theme("对外事务", is_verified=False),
    Theme("港澳台侨工作"),
    Theme("国防"),
    Theme("其他"),
)
