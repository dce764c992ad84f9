"""Public addresses of the data sets that are no pages of the tree."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gongkai.apps.open_data import addresses, exporting, registry
from gongkai.apps.open_data.registry import Column, DataSet
from gongkai.apps.static_site.registry import RenderFrame, frame_of
from gongkai.foundation import clock

_MEDIA = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KINDS = {"string": "文字", "integer": "整数", "number": "数字"}
_FORMS = {"date": "日期", "date-time": "时间", "uri": "网址"}
_FRESH_SECONDS = 60


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Describe each data set to people: what it holds, its columns, where it lies."""
    frame = frame_of(request)
    today = frame.day if frame is not None else clock.today()
    context = {
        "sets": [_shown(one, today) for one in registry.data_sets()],
        "openapi_url": addresses.OPENAPI,
        "index_url": addresses.INDEX,
    }
    return render(request, "open_data/open_data.html", context)


def _shown(one: DataSet, today: date) -> dict[str, Any]:
    """Return what the page says of one data set."""
    return {
        "name": one.name,
        "label": one.label,
        "about": one.about,
        "updated_on": one.updated(today),
        "columns": [
            {"name": column.name, "label": column.label, "kind": _kind(column), "note": column.note}
            for column in one.columns
        ],
        "index_url": addresses.of_set(one.name),
        "files": [
            {"url": addresses.of_whole(one.name, form), "form": _name(form)}
            for form in (addresses.TABLES if one.has_whole else ())
        ],
        "years": [
            {
                "year": year,
                "files": [
                    {"url": addresses.of_year(one.name, year, form), "form": _name(form)}
                    for form in addresses.FORMATS
                ],
            }
            for year in one.years()
        ],
        "item_url": addresses.of_item(one.name, "{编号}") if one.item else "",
        "item_about": one.item_about,
        "query_url": addresses.of_query(one.name) if one.search else "",
        "parameters": one.parameters,
    }


def _name(form: str) -> str:
    return "Excel" if form == "xlsx" else form.upper()


def _kind(column: Column) -> str:
    return _FORMS.get(column.form) or _KINDS[column.kind]


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponse:
    """Give a file of a data set, where no file server does."""
    del path
    frame = RenderFrame()
    target = exporting.target_at(request.path)
    with frame.entered():
        outputs = list(exporting.produce(target.partition(":")[2], frame)) if target else []
    for output in outputs:
        if f"/{output.path}" == request.path:
            media = _MEDIA[output.path.rpartition(".")[2]]
            answer = HttpResponse(output.content, content_type=media)
            answer["Access-Control-Allow-Origin"] = "*"
            return answer
    raise Http404("没有这份数据")


@require_safe
def query(request: HttpRequest, name: str) -> HttpResponse:
    """Answer what somebody asks of a data set, one sheet at a time."""
    one = registry.find(name)
    if one is None or one.search is None:
        raise Http404("这个数据集不能按条件查")
    found = one.search(request.GET, clock.today())
    content = exporting.as_bytes(
        {
            "data_set": one.name,
            "query": {key: value for key, value in found.asked.items() if value},
            "count": found.count,
            "page": found.page,
            "pages": found.pages,
            "rows": list(found.rows),
        }
    )
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type=_MEDIA["json"])
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={_FRESH_SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    shown = get_conditional_response(request, etag, response=answer) or answer
    shown["Access-Control-Allow-Origin"] = "*"
    return shown
