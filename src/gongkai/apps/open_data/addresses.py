"""Say where the data sets lie; these addresses stay when the program changes."""

from __future__ import annotations

VERSION = "v1"
ROOT = "/api/"
BASE = f"{ROOT}{VERSION}/"
OPENAPI = f"{ROOT}openapi.json"
INDEX = f"{BASE}index.json"
PAGE = "/open-data/"
QUERY_ROOT = "/query/api/"
QUERY_BASE = f"{QUERY_ROOT}{VERSION}/"
FORMATS = ("json", "csv", "xlsx")
TABLES = ("csv", "xlsx")


def of_set(name: str) -> str:
    """Return where a data set is described."""
    return f"{BASE}{name}/index.json"


def of_year(name: str, year: int | str, form: str) -> str:
    """Return where the records of a year lie in a format."""
    return f"{BASE}{name}/{year}.{form}"


def of_whole(name: str, form: str) -> str:
    """Return where the records of all years lie in one table."""
    return f"{BASE}{name}/all.{form}"


def of_item(name: str, reference: str) -> str:
    """Return where one record lies."""
    return f"{BASE}{name}/items/{reference}.json"


def of_query(name: str) -> str:
    """Return where a data set is asked."""
    return f"{QUERY_BASE}{name}"
