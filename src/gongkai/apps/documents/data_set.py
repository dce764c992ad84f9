"""Offer the documents as open data; their validity is that of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.http import QueryDict

from gongkai.apps.documents import queries
from gongkai.apps.documents.making import description, exporting
from gongkai.apps.documents.making.text import lines_of, made_day
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.open_data import addresses
from gongkai.apps.open_data import exporting as open_data
from gongkai.apps.open_data.registry import (
    Column,
    DataSet,
    Found,
    Parameter,
    Row,
    address,
    day,
    register,
)
from gongkai.apps.static_site.registry import Target
from gongkai.apps.websites.queries import absolute
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.validity import Validity
from gongkai.foundation import clock

NAME = "documents"
COLUMNS = (
    Column("document_number", "发文字号"),
    Column("title", "标题"),
    Column("issuers", "发文机关", note="联合发文的，牵头机关在最前。"),
    Column("kind", "文件类别", choices=tuple(kind.label for kind in DocumentKind)),
    Column("theme", "主题分类", note="大类＼小类；没有分类的为空。"),
    Column("index_number", "索引号"),
    day("signed_on", "成文日期"),
    day("published_on", "发布日期", may_be_null=True),
    day("effective_from", "施行日期"),
    day("expires_on", "有效期至", "最后一个有效日；长期有效的没有。", may_be_null=True),
    Column("validity", "有效性代码", choices=tuple(Validity.values())),
    Column("validity_label", "有效性", choices=tuple(one.label for one in Validity)),
    day("validity_since", "有效性起始日", "现在的有效性从这一天起。"),
    day("repealed_on", "废止日期", "不再有效的第一天。", may_be_null=True),
    Column("repealed_by", "替代文件的发文字号", may_be_null=True),
    address("url", "网页"),
    address("data", "全文和效力沿革（JSON）"),
)


def offer() -> None:
    """Register the set; called when the app is ready."""
    register(
        DataSet(
            name=NAME,
            label="政策文件",
            about="全县公开的行政规范性文件和其他政策文件，带有效性、施行废止日期和替代文件。"
            "年度按成文日期分。",
            columns=COLUMNS,
            years=years,
            rows=rows,
            updated=updated,
            items=items,
            item=item,
            item_about="一份文件的全文、附件、解读和效力沿革，编号是索引号（“/”换成“-”）",
            search=search,
            parameters=(
                Parameter("q", "标题或者发文字号"),
                Parameter("kind", "文件类别", choices=tuple(DocumentKind.values())),
                Parameter("validity", "有效性", choices=tuple(Validity.values())),
                Parameter("year", "成文年份", "integer"),
                Parameter("on", "在哪一天有效", form="date"),
                Parameter("theme", "主题大类"),
            ),
        )
    )


def public() -> QuerySet[PolicyDocument]:
    """Return the documents that anybody may read, newest first."""
    documents: Any = queries.published()
    found: QuerySet[PolicyDocument] = documents.public().select_related("repealed_by")
    return found


def years() -> list[int]:
    """Return the years in which public documents were signed, the newest first."""
    return [one.year for one in public().dates("signed_on", "year", order="DESC")]


def rows(year: int | None, on: date) -> list[Row]:
    """Return the rows of the documents signed in a year, or of all."""
    documents = public()
    if year is not None:
        documents = documents.filter(signed_on__year=year)
    return [row_of(document, on) for document in documents]


def row_of(document: PolicyDocument, on: date) -> Row:
    """Return one document as a row of the set."""
    life = document.lifespan()
    validity = life.validity_on(on)
    successor = document.repealed_by
    return {
        "document_number": document.document_number,
        "title": document.title.replace("｜", ""),
        "issuers": document.issuer_names,
        "kind": document.get_document_kind_display(),
        "theme": document.theme_label,
        "index_number": document.index_number,
        "signed_on": document.signed_on.isoformat(),
        "published_on": _day_of(document),
        "effective_from": document.effective_from.isoformat(),
        "expires_on": _iso(document.last_day),
        "validity": validity.value,
        "validity_label": validity.label,
        "validity_since": life.since(on).isoformat(),
        "repealed_on": _iso(document.repealed_on),
        "repealed_by": successor.document_number if successor and successor.live else None,
        "url": absolute(document.url or ""),
        "data": absolute(addresses.of_item(NAME, reference_of(document))),
    }


def _iso(one: date | None) -> str | None:
    return one.isoformat() if one else None


def _day_of(document: PolicyDocument) -> str | None:
    return _iso(clock.day_of(document.published_at) if document.published_at else None)


def reference_of(document: PolicyDocument) -> str:
    """Return the name of a document's file: its index number, which is never given again."""
    return _reference(document.pk, document.index_number)


def _reference(pk: int, index_number: str) -> str:
    return index_number.replace("/", "-") or f"page-{pk}"


def items() -> Iterator[str]:
    """Yield the names of the files of all public documents."""
    for pk, number in public().values_list("pk", "index_number"):
        yield _reference(pk, number)


def item(reference: str, on: date) -> Mapping[str, Any] | None:
    """Return a document with its text and its life; None when it is not public."""
    documents: Any = PolicyDocument.objects.live()
    documents = documents.public().select_related("organ", "repealed_by")
    number = reference.removeprefix("page-")
    if number != reference:
        wanted = documents.filter(pk=int(number), index_number="") if number.isdigit() else None
    else:
        wanted = documents.filter(index_number=reference.replace("-", "/", 1))
    document = wanted.first() if wanted is not None else None
    if document is None:
        return None
    names = [f"{document.url}{one}" for one in exporting.names() if one != exporting.JSON]
    full = description.describe(document, made_day(document, on), names)
    return {
        **full,
        **row_of(document, on),
        "validity": full["validity"],
        "text": [
            {"kind": line.kind, "text": line.text}
            | ({"rows": [list(cells) for cells in line.rows]} if line.rows else {})
            for line in lines_of(document.body)
        ],
    }


def updated(on: date) -> date | None:
    """Return the last day up to a day on which a document, or its validity, changed."""
    last = public().aggregate(at=Max("last_published_at"))["at"]
    acts = ValidityAct.objects.filter(document__live=True)
    recorded = acts.aggregate(at=Max("recorded_at"))["at"]
    days = [clock.day_of(at) for at in (last, recorded) if at is not None]
    turned = [document.lifespan().since(on) for document in public()]
    return max((one for one in (*days, *turned) if one <= on), default=None)


def search(query: QueryDict, on: date) -> Found:
    """Answer a question about documents, asked as the library's own page is."""
    found = queries.library(query, public())
    sheet = found["items"]
    return Found(
        rows=[row_of(document, on) for document in sheet],
        count=found["count"],
        page=sheet.number,
        pages=sheet.paginator.num_pages,
        asked=found["query"],
    )


def of_document(document: PolicyDocument) -> Iterator[Target]:
    """Yield what shows a document among the open data.

    A later edition may carry another day of signing, so all years are written then.
    """
    changed = [document.signed_on.year]
    if document.first_published_at != document.last_published_at:
        changed += years()
    yield from open_data.targets_of(NAME, changed, [reference_of(document)])


def of_ids(document_ids: Sequence[int]) -> Iterator[Target]:
    """Yield the files of documents that name another which changed."""
    named = PolicyDocument.objects.filter(pk__in=document_ids).only("index_number", "signed_on")
    for document in named.order_by("pk"):
        yield exporting.target_of(document.pk)
        yield open_data.item_target(NAME, reference_of(document))
        yield open_data.year_target(NAME, document.signed_on.year)
