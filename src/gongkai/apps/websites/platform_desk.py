"""Officers' pages about platforms: the self-check, the statutory items, the guides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.apps.websites import platform_services, self_check, statutory
from gongkai.apps.websites.forms import ItemsForm
from gongkai.apps.websites.models import HomePage
from gongkai.domain.errors import Refusal
from gongkai.domain.platform.checks import PlatformCheck, PlatformFinding
from gongkai.domain.roles import Role
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import officer_of, organs_of, roles_held
from gongkai.foundation.organs import services as organs
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.organs.queries import active_organs, confirmations, guides_to_mend
from gongkai.foundation.records.sheets import MEDIA_TYPE, sheet

_UNPROCESSABLE = 422
_SEES_ALL = frozenset({Role.OGI_OFFICER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN})
_COLUMNS = ("机关", "检查内容", "事项", "问题", "怎样改")


def organ_ids_of(user: User) -> set[int] | None:
    """Return the organs whose platforms a person looks after; None for the whole county."""
    today = clock.today()
    if user.is_superuser or _SEES_ALL & roles_held(user.pk, today):
        return None
    return organs_of(user.pk, today)


def _site(request: HttpRequest, site_id: int) -> HomePage:
    """Return a site the officer looks after.

    Raises:
        PermissionDenied: it is another organ's.
    """
    site = get_object_or_404(HomePage.objects.live().select_related("organ"), pk=site_id)
    ids = organ_ids_of(officer_of(request))
    if ids is not None and site.organ_id not in ids:
        raise PermissionDenied
    return site


def _frame(title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    crumbs = [("平台自查", reverse("websites_platforms")), *trail]
    return {
        "title": title,
        "header_icon": "glasses",
        "breadcrumbs_items": [
            {"label": label, "url": url if label != title else ""} for label, url in crumbs
        ],
    }


@require_GET
def platforms(request: HttpRequest) -> HttpResponse:
    """List the sites with how much is to be mended on each platform."""
    checks = self_check.check_sites(clock.today(), organ_ids_of(officer_of(request)))
    kinds = list(PlatformCheck)
    context = {
        **_frame("平台自查"),
        "kinds": [kind.label for kind in kinds],
        "rows": [(one, [one.count(kind) for kind in kinds]) for one in checks],
        "clean": sum(not one.findings for one in checks),
    }
    return render(request, "websites/admin/platforms.html", context)


def mend_url(site: HomePage, finding: PlatformFinding) -> tuple[str, str]:
    """Return where a finding is mended and what is done there."""
    if finding.check is PlatformCheck.GUIDE:
        return reverse("websites_guides"), "核对指南"
    if finding.check is PlatformCheck.ITEMS:
        return reverse("websites_items", args=[site.pk]), "登记项目"
    if finding.section_id:
        if finding.check is PlatformCheck.NAMES:
            return reverse("wagtailadmin_pages:edit", args=[finding.section_id]), "改栏目名称"
        return reverse("wagtailadmin_explore", args=[finding.section_id]), "打开栏目"
    return reverse("wagtailadmin_pages:add_subpage", args=[site.pk]), "开设栏目"


@require_GET
def platform(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show what is to be mended on one site's platform, or give it as a file."""
    site = _site(request, site_id)
    check = self_check.check_site(site, clock.today())
    rows = [(finding, *mend_url(site, finding)) for finding in check.findings]
    if request.GET.get("form") == "xlsx":
        return _file(
            f"{site.name}平台自查表",
            [(site.name, one.check.label, one.subject, one.said, what) for one, _, what in rows],
        )
    title = f"{site.short_name}平台自查"
    return render(
        request,
        "websites/admin/platform.html",
        {**_frame(title, (title, "")), "site": site, "rows": rows, "today": clock.today()},
    )


@require_GET
def platforms_file(request: HttpRequest) -> HttpResponse:
    """Give all findings of all sites the officer looks after as a file."""
    checks = self_check.check_sites(clock.today(), organ_ids_of(officer_of(request)))
    rows = [
        (check.site.name, one.check.label, one.subject, one.said, mend_url(check.site, one)[1])
        for check in checks
        for one in check.findings
    ]
    return _file("政府信息公开平台自查表", rows)


def _file(title: str, rows: Sequence[tuple[str, ...]]) -> HttpResponse:
    response = HttpResponse(sheet(title, _COLUMNS, rows, (26, 18, 26, 48, 14)), MEDIA_TYPE)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{title}.xlsx"))  # noqa: FBT003 -- Django's signature
    return response


@require_http_methods(["GET", "POST"])
def items(request: HttpRequest, site_id: int) -> HttpResponse:
    """Say where a site keeps each statutory item, or why it has none."""
    site = _site(request, site_id)
    form = ItemsForm(request.POST if request.method == "POST" else None, site=site)
    if request.method == "POST" and form.is_valid():
        try:
            count = platform_services.place_items(
                site_id=site.pk, items=form.placed(), actor=officer_of(request), at=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"已登记，{count}项有变动，公开页面随即更新。")
        return redirect("websites_items", site.pk)
    rows = {row.item.code: row for row in statutory.rows_of_site(site, clock.today()) if row.item}
    title = "登记法定公开项目"
    check = (f"{site.short_name}平台自查", reverse("websites_platform", args=[site.pk]))
    context = {
        **_frame(title, check, (title, "")),
        "site": site,
        "lines": [(rows[code], section, said) for code, section, said in form.lines()],
    }
    status = _UNPROCESSABLE if form.is_bound else 200
    return render(request, "websites/admin/items.html", context, status=status)


@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    """List the organs whose guides are stale, missing something or wrong in shape."""
    ids = organ_ids_of(officer_of(request))
    rows = [organ for organ in active_organs() if ids is None or organ.pk in ids]
    seen = confirmations(organ.pk for organ in rows)
    faults = {organ.pk: found for organ, found in guides_to_mend(clock.today(), rows)}
    context = {
        **_frame("指南过期提醒", ("指南过期提醒", "")),
        "rows": [
            (
                organ,
                faults.get(organ.pk, []),
                max((one.on for one in seen.get(organ.pk, {}).values()), default=None),
            )
            for organ in sorted(rows, key=lambda organ: organ.pk not in faults)
        ],
        "stale": len(faults),
        "may_edit": request.user.has_perm("organs.change_organ"),
    }
    return render(request, "websites/admin/guides.html", context)


@require_POST
def confirm_guide(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Confirm that an organ's guide is right."""
    organ = get_object_or_404(Organ, pk=organ_id)
    try:
        organs.confirm_guide(organ_id=organ.pk, actor=officer_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, f"{organ.short_name}的指南已核对，公开页面随即更新。")
    return redirect("websites_guides")
