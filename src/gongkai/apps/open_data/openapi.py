"""Describe the files of the data sets as OpenAPI 3.1 does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.apps.open_data import addresses, registry
from gongkai.apps.open_data.registry import Column, DataSet, Parameter
from gongkai.apps.websites.meta import base_url

_JSON = "application/json"
_MEDIA = {
    "json": _JSON,
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_FOUND = {"404": {"description": "没有这份数据，或者它不再公开。"}}


def describe() -> dict[str, Any]:
    """Return the description of the whole interface."""
    sets = registry.data_sets()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "政府信息公开开放数据",
            "version": "1.0.0",
            "description": "只读，不用注册。文件随网站发布即时更新；日期一律为 YYYY-MM-DD。"
            f"使用说明见 {addresses.PAGE} 。",
        },
        "servers": [{"url": base_url()}],
        "tags": [{"name": one.name, "description": f"{one.label}：{one.about}"} for one in sets],
        "paths": {
            addresses.INDEX: {"get": _list_operation()},
            **{path: {"get": get} for one in sets for path, get in _paths(one)},
        },
        "components": {"schemas": {_schema_name(one): _schema(one) for one in sets}},
    }


def _list_operation() -> dict[str, Any]:
    return {
        "operationId": "list_data_sets",
        "summary": "列出全部数据集",
        "responses": {"200": _answer("数据集的名称和地址。", "json", {"type": "object"})},
    }


def _paths(one: DataSet) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the addresses of a data set with what they answer."""
    row = {"$ref": f"#/components/schemas/{_schema_name(one)}"}
    about = {"type": "object", "required": ["data_set", "years", "columns"]}
    yield addresses.of_set(one.name), _get(one, "index", "说明和文件清单", "json", about)
    year = [_in_path("year", "年度", {"type": "integer"})]
    for form in addresses.FORMATS:
        schema = _year_schema(row) if form == "json" else {"type": "string"}
        yield (
            addresses.of_year(one.name, "{year}", form),
            _get(one, f"year_{form}", f"一年的{one.label}（{form.upper()}）", form, schema, year),
        )
    words = {"type": "string"}
    for form in addresses.TABLES if one.has_whole else ():
        summary = f"全部{one.label}（{form.upper()}）"
        yield addresses.of_whole(one.name, form), _get(one, f"all_{form}", summary, form, words)
    if one.item is not None:
        reference = [_in_path("reference", "编号，见 data 列", {"type": "string"})]
        yield (
            addresses.of_item(one.name, "{reference}"),
            _get(one, "item", one.item_about, "json", {"type": "object"}, reference),
        )
    if one.search is not None:
        asked = [*map(_in_query, one.parameters), _in_query(Parameter("page", "第几页", "integer"))]
        yield (
            addresses.of_query(one.name),
            _get(one, "query", f"按条件查{one.label}", "json", _found_schema(row), asked),
        )


def _get(
    one: DataSet,
    act: str,
    summary: str,
    form: str,
    schema: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{one.name.replace('-', '_')}_{act}",
        "tags": [one.name],
        "summary": summary,
        "responses": {"200": _answer(summary, form, schema), **_NOT_FOUND},
    }
    if parameters:
        operation["parameters"] = parameters
    return operation


def _answer(description: str, form: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {_MEDIA[form]: {"schema": schema}}}


def _in_path(name: str, label: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": label, "schema": schema}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": parameter.kind}
    if parameter.form:
        schema["format"] = parameter.form
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.label,
        "schema": schema,
    }


def _year_schema(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["data_set", "year", "count", "rows"],
        "properties": {
            "data_set": {"type": "string"},
            "label": {"type": "string"},
            "year": {"type": "integer"},
            "count": {"type": "integer"},
            "rows": {"type": "array", "items": row},
        },
    }


def _found_schema(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["count", "page", "pages", "rows"],
        "properties": {
            "query": {"type": "object"},
            "count": {"type": "integer"},
            "page": {"type": "integer"},
            "pages": {"type": "integer"},
            "rows": {"type": "array", "items": row},
        },
    }


def _schema_name(one: DataSet) -> str:
    return "".join(part.capitalize() for part in one.name.split("-")) + "Row"


def _schema(one: DataSet) -> dict[str, Any]:
    """Return the schema of one row."""
    return {
        "type": "object",
        "title": one.label,
        "required": [column.name for column in one.columns],
        "properties": {column.name: _property(column) for column in one.columns},
    }


def _property(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": column.label,
        "type": [column.kind, "null"] if column.may_be_null else column.kind,
    }
    if column.form:
        found["format"] = column.form
    if column.choices:
        found["enum"] = list(column.choices)
    if column.note:
        found["description"] = column.note
    return found
