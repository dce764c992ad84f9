"""The officers' pages of the annual report."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.apps.annual_report import content, desk, queries, services
from gongkai.apps.annual_report.builders import BUILDERS
from gongkai.apps.annual_report.forms import WordsForm
from gongkai.apps.annual_report.models import AnnualReportPage
from gongkai.apps.annual_report.views.places import Place, compiled_for, place_of, trail, user_of
from gongkai.apps.annual_report.views.public import file_response
from gongkai.domain.annual_report.deadlines import due_on
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals

RECORDS_PER_SHEET = 100
_FIRST_YEAR = FORM_2021.first_report_year
_TABLE_PART = 3


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List whose reports of a year exist and whose are missing."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and len(asked) == len("2025") else today.year - 1
    try:
        rows = queries.standings(year, today)
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        rows = []
    mine = queries.compilable(user_of(request), [row.organ for row in rows], today)
    visible = [row for row in rows if row.organ.pk in mine]
    return render(
        request,
        "annual_report/admin/index.html",
        {
            "title": f"{year}年度报告",
            "breadcrumbs_items": trail(),
            "header_icon": "doc-full",
            "year": year,
            "years": range(today.year, _FIRST_YEAR - 1, -1),
            "rows": visible,
            "published": sum(row.state is queries.ReportState.PUBLISHED for row in visible),
            "missing": sum(row.state is queries.ReportState.MISSING for row in visible),
            "late": sum(row.is_late for row in visible),
        },
    )


def _obstacle(place: Place, compiled: queries.Compiled, state: queries.ReportState) -> str:
    """Return why the report cannot go to review now, or nothing."""
    if state is queries.ReportState.UNDER_REVIEW:
        return "报告正在审核。需要修改的，请审核人员先退回。"
    if clock.today().year <= place.year:
        return f"{place.year}年还没有结束，数据仍在变动，{place.year + 1}年1月1日起可以送审。"
    if compiled.hard_issues:
        return f"{len(compiled.hard_issues)}处必须改正。"
    return ""


@require_GET
def compile_page(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Show one report as the records make it: parts, table, sources, equations, issues."""
    place = place_of(request, year, code)
    try:
        compiled = compiled_for(place)
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return redirect("annual_report_desk:index")
    return render(
        request, "annual_report/admin/compile.html", _compile_context(request, place, compiled)
    )


def _compile_context(
    request: HttpRequest, place: Place, compiled: queries.Compiled, form: WordsForm | None = None
) -> dict[str, Any]:
    asked = request.GET.get("part", "")
    chosen = int(asked) if asked in set("123456") else (5 if form else _TABLE_PART)
    picked = request.GET.get("figure", "")
    state = queries.state_of(compiled.row) if compiled.row else queries.ReportState.MISSING
    due = due_on(compiled.facts.level, place.year)

    def address(key: str) -> str:
        return f"{place.url()}?part={chosen}&figure={quote(key)}#source"

    page = queries.page_of(compiled.row) if compiled.row else None
    changed = len(queries.changes_since(page, compiled)) if page else 0
    section = compiled.report.sections[chosen - 1]
    first = compiled.report.sections[0]
    return {
        "title": compiled.report.title,
        "breadcrumbs_items": trail(place),
        "header_icon": "doc-full",
        "place": place,
        "compiled": compiled,
        "state": state,
        "due_on": due,
        "days_left": (due - clock.today()).days,
        "days_late": (clock.today() - due).days,
        "now": clock.now(),
        "obstacle": _obstacle(place, compiled, state),
        "parts": desk.parts(compiled, chosen, lambda number: f"{place.url()}?part={number}"),
        "chosen": chosen,
        "section": section,
        "rows": desk.stat_rows(compiled, section.table, address, picked) if section.table else [],
        "preamble": compiled.report.preamble if chosen == 1 else (),
        "paragraphs": desk.shown_section(compiled, section, address),
        "overview": (desk.shown_section(compiled, first, address) if chosen == _TABLE_PART else []),
        "characters": first.characters,
        "limit": FORM_2021.section_one_characters,
        "panel": desk.panel(compiled, picked) if picked else None,
        "panel_url": f"{place.url('figure')}?key={quote(picked)}",
        "equations": list(desk.equations(compiled)),
        "bars": desk.year_bars(compiled),
        "form": form or _words_form(compiled),
        "last_promises": desk.last_promises(compiled),
        "page": page,
        "changed": changed,
        "is_unchanged": state is queries.ReportState.PUBLISHED and not changed,
        "urls": _addresses(place),
    }


def _addresses(place: Place) -> dict[str, str]:
    """Return where the page's buttons lead."""
    return {
        **{name: place.url(name) for name in ("submit", "words", "differences")},
        **{form_name: place.url("download", form=form_name) for form_name in BUILDERS},
    }


def _words_form(compiled: queries.Compiled) -> WordsForm:
    points = desk.points(compiled)
    return WordsForm(
        initial={
            **{kind.value: "\n".join(texts) for kind, texts in points.items()},
            "stock_note": compiled.row.stock_note if compiled.row else "",
        }
    )


@require_http_methods(["POST"])
def words(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Keep what the officer wrote in section five."""
    place = place_of(request, year, code)
    form = WordsForm(request.POST)
    if not form.is_valid():
        context = _compile_context(request, place, compiled_for(place), form)
        return render(request, "annual_report/admin/compile.html", context, status=422)
    try:
        services.write_points(
            year=year,
            organ_id=place.organ.pk,
            scope=place.scope,
            points=form.points(),
            stock_note=form.cleaned_data["stock_note"],
            actor=user_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, "第五部分已保存。")
    return redirect(f"{place.url()}?part=5")


@require_POST
def submit(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Freeze the report and hand it to the reviewers."""
    place = place_of(request, year, code)
    try:
        page = services.submit(
            year=year,
            organ_id=place.organ.pk,
            scope=place.scope,
            actor=user_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, f"《{page.title}》已定稿并送一审，校验码{page.snapshot}。")
    return redirect(place.url())


@require_GET
def download(request: HttpRequest, year: int, code: str, form: str) -> HttpResponse:
    """Give the report as the records make it now, as a file."""
    compiled = compiled_for(place_of(request, year, code))
    return file_response(content.of_report(compiled.report, compiled.tables), form)


@require_GET
def figure(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """List the records behind one figure, with what each organ adds."""
    place = place_of(request, year, code)
    compiled = compiled_for(place)
    key = request.GET.get("key", "")
    try:
        shown = desk.drill_down(compiled, key)
    except Refusal as refusal:
        raise Http404(refusals.sentence(refusal)) from refusal
    portions = desk.portions(shown)
    organ_code = request.GET.get("organ", "")
    records = desk.in_order(shown.of_organ(organ_code).records if organ_code else shown.records)
    if request.GET.get("format") == "csv":
        return _list_file(shown.title, records)
    address = f"{place.url('figure')}?key={quote(key)}"
    return render(
        request,
        "annual_report/admin/figure.html",
        {
            "title": shown.title,
            "breadcrumbs_items": trail(place, {"url": address, "label": "数据来历"}),
            "header_icon": "doc-full",
            "place": place,
            "figure": shown,
            "portions": portions,
            "largest": max((portion.figure.value for portion in portions), default=0),
            "names": {portion.code: portion.name for portion in portions},
            "chosen": organ_code,
            "items": Paginator(records, RECORDS_PER_SHEET).get_page(request.GET.get("page")),
            "address": address,
        },
    )


def _list_file(title: str, records: tuple[Any, ...]) -> HttpResponse:
    """Return the records as a spreadsheet any office program opens."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["日期", "内容", "机关代码", "计入", "备注"])
    for record in records:
        writer.writerow([record.on or "", record.label, record.organ, record.amount, record.note])
    response = HttpResponse(
        buffer.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.csv"
    return response


@require_GET
def changes(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Show where the records now differ from what was frozen."""
    place = place_of(request, year, code)
    compiled = compiled_for(place)
    page: AnnualReportPage | None = queries.page_of(compiled.row) if compiled.row else None
    if page is None:
        raise Http404
    return render(
        request,
        "annual_report/admin/differences.html",
        {
            "title": "定稿以后的变化",
            "breadcrumbs_items": trail(
                place, {"url": place.url("differences"), "label": "定稿以后的变化"}
            ),
            "header_icon": "doc-full",
            "place": place,
            "page": page,
            "is_intact": queries.is_intact(page.snapshot),
            "differences": queries.changes_since(page, compiled),
            "records": queries.record_changes(page, compiled),
        },
    )
