"""Print how to try the demonstration."""

from __future__ import annotations

from django.conf import settings

from gongkai.demo.county import County
from gongkai.demo.people import PASSWORD, demo_accounts


def overview(county: County, seed: int) -> str:
    """Return addresses, accounts and the password, as printed after the building."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    lines = [
        f"{county.name}（演示数据，人名和内容均为虚构）",
        f"  公众网站  {base}/",
        f"  工作平台  {base}/admin/",
        "",
        f"演示账号（密码都是 {PASSWORD}）",
    ]
    for officer in demo_accounts(county, seed):
        organ = county.by_code(officer.organ_code)
        roles = "、".join(role.label for role in officer.roles)
        lines.append(f"  {officer.username:<12}{roles}（{organ.short_name} {officer.name}）")
    return "\n".join(lines)
