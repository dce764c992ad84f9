"""Give Wagtail's admin our colours and our name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.permissions import register_permission_policy
from wagtail.sites.views import IndexView as SitesIndexView

from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.ui.explorer import GovPageViewSet, LeanPagePolicy, Siblings

register_permission_policy(GovPage, LeanPagePolicy(GovPage))

# Wagtail makes these three headings of attribute names, past any catalogue.
_SITE_HEADINGS: Mapping[str, str] = MappingProxyType(
    {"port": "端口", "site_name": "网站名称", "root_page": "首页"}
)
for _column in SitesIndexView.columns:
    _column.label = _SITE_HEADINGS.get(_column.name, _column.label)

# Menu items that the office does not use: everything goes through registers and reviews.
_HIDDEN = frozenset({"help", "reports"})
_FEWEST = 2  # one register needs no entry above it


@hooks.register("insert_global_admin_css")
def theme() -> SafeString:
    """Load the colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("gongkai/admin-theme.css"))


# Registers that belong together stand under one entry: its label → their labels.
_TOGETHER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "申请与救济": ("依申请公开", "信息处理费", "复议诉讼", "文书设置"),
        "解读工作": ("政策解读", "解读情况", "解读方案"),
        "政务新媒体": ("新媒体账号", "账号作品", "政务直播", "私信答复", "关注人数"),
        "公开日": ("政务公开日", "公开日活动"),
        "公开目录": ("公开事项目录", "公开事项"),
        "搜索": ("搜索同义词", "搜索最佳答案", "搜索无结果"),
        "考核": ("年度考核", "监督检查", "整改事项", "考核得分"),
        "机关与人员": ("机关", "岗位"),
    }
)


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what no post uses and put together what belongs together."""
    shown = [item for item in items if item.name not in _HIDDEN]
    for label, members in _TOGETHER.items():
        found = [item for item in shown if str(item.label) in members]
        if len(found) < _FEWEST:
            continue
        first = min(found, key=lambda item: item.order)
        shown = [item for item in shown if item not in found]
        members_menu = Menu(items=sorted(found, key=lambda item: item.order))
        looks = {"icon_name": first.icon_name, "order": first.order}
        shown.append(SubmenuMenuItem(label, members_menu, name=f"group-{first.name}", **looks))
    items[:] = shown


@hooks.register("register_admin_viewset", order=100)  # after Wagtail's own of all pages
def register_page_viewset() -> GovPageViewSet:
    """Show pages in our lists."""
    return GovPageViewSet()


@hooks.register("construct_page_chooser_queryset")
def know_parent(pages: Any, request: HttpRequest) -> Any:
    """Let the pages offered below one page not look it up one by one."""
    match = request.resolver_match
    if match is not None and match.url_name == "wagtailadmin_choose_page_child":
        pages = pages.specific()
        pages._iterable_class = Siblings  # noqa: SLF001 -- as Wagtail's specific() does
    return pages


@hooks.register("construct_settings_menu")
def close_groups(_request: HttpRequest, items: list[Any]) -> None:
    """Offer no screen of groups: what a post may do is decided by the post."""
    items[:] = [item for item in items if item.name != "groups"]
