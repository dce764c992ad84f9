"""Read the library of documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict

from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.websites import queries as websites
from gongkai.domain.documents.kinds import THEMES, DocumentKind
from gongkai.domain.documents.numbers import DocumentNumber, duplicates, gaps
from gongkai.domain.documents.upkeep import ASSESS_MONTHS_AHEAD, expires_soon
from gongkai.domain.documents.validity import Validity
from gongkai.domain.documents.validity_acts import ActKind
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock

ROWS_PER_SHEET = 20


def published() -> QuerySet[PolicyDocument]:
    """Return the documents that are public, newest first."""
    return (
        PolicyDocument.objects.live()
        .select_related("organ")
        .defer("body", "attachment_files")
        .order_by("-signed_on", "-pk")
    )


def with_validity(
    documents: QuerySet[PolicyDocument], validity: Validity, day: date
) -> QuerySet[PolicyDocument]:
    """Return the documents that have a validity on a day; the same rule as the domain's."""
    documents = documents.annotate(ends_after=Coalesce("term_ends_on", "expires_on"))
    # Of repeal and expiry the first that comes is the one; on the same day the repeal.
    expired_first = Q(pk__in=_expired_before_repeal())
    alive = (Q(repealed_on__isnull=True) | Q(repealed_on__gt=day)) & (
        Q(ends_after__isnull=True) | Q(ends_after__gte=day)
    )
    repealed = Q(repealed_on__isnull=False, repealed_on__lte=day)
    suspended = Q(was_suspended=True, pk__in=_suspended_on(day))
    running = alive & Q(effective_from__lte=day)
    amended = Q(amended_on__isnull=False, amended_on__lte=day)
    conditions = {
        Validity.REPEALED: repealed & ~expired_first,
        Validity.EXPIRED: Q(ends_after__lt=day) & (~repealed | expired_first),
        Validity.NOT_YET: alive & Q(effective_from__gt=day),
        Validity.SUSPENDED: running & suspended,
        Validity.AMENDED: running & ~suspended & amended,
        Validity.IN_FORCE: running & ~suspended & ~amended,
    }
    return documents.filter(conditions[validity])


def _suspended_on(day: date) -> QuerySet[Any]:
    """Return the ids of the documents whose last such act up to a day suspended them."""
    turns = ValidityAct.objects.filter(kind__in=[ActKind.SUSPEND, ActKind.RESUME], on__lte=day)
    last = turns.filter(document_id=OuterRef("document_id")).order_by("-on", "-pk")
    of_suspensions = turns.filter(kind=ActKind.SUSPEND, pk=Subquery(last.values("pk")[:1]))
    return of_suspensions.values("document_id")


def _expired_before_repeal() -> list[int]:
    """Return documents whose term ran out before they were repealed."""
    rows = (
        PolicyDocument.objects.annotate(ends_after=Coalesce("term_ends_on", "expires_on"))
        .filter(repealed_on__isnull=False, ends_after__isnull=False)
        .values_list("pk", "repealed_on", "ends_after")
    )
    return [pk for pk, repealed, last in rows if last + timedelta(days=1) < repealed]


def binding_on(documents: QuerySet[PolicyDocument], day: date) -> QuerySet[PolicyDocument]:
    """Return the documents that bind on a day, amended ones included; as table two counts."""
    in_force = with_validity(documents, Validity.IN_FORCE, day).values("pk")
    amended = with_validity(documents, Validity.AMENDED, day).values("pk")
    return documents.filter(Q(pk__in=in_force) | Q(pk__in=amended))


def in_force_on(day: date) -> list[PolicyDocument]:
    """Return the published documents that bind on a day, amended ones included."""
    return list(binding_on(published(), day))


def of_section(section: Any) -> QuerySet[PolicyDocument]:
    """Return what a section's library holds: the documents of its site and the sites below.

    So the portal's library is the whole county's, wherever a document was filed.
    """
    site = websites.website_of(section)
    return published().filter(path__startswith=site.path) if site else published()


def library(query: QueryDict, documents: QuerySet[PolicyDocument] | None = None) -> dict[str, Any]:
    """Return one sheet of the library, or of a site's part of it, after the reader's query."""
    documents = published() if documents is None else documents
    words = websites.plain_words(query.get("q", ""))
    kind = query.get("kind", "")
    validity = query.get("validity", "")
    years = _years(documents)
    year = query.get("year", "")
    on = _day(query.get("on", ""))
    documents, organ, theme = _narrowed(documents, query)
    if on is not None:
        documents = binding_on(documents, on)
    if words:
        documents = documents.filter(Q(title__icontains=words) | _number_filter(words))
    if kind in DocumentKind.values():
        documents = documents.filter(document_kind=kind)
    else:
        kind = ""
    if validity in Validity.values():
        documents = with_validity(documents, Validity(validity), clock.today())
    else:
        validity = ""
    if year in {str(number) for number in years}:
        documents = documents.filter(signed_on__year=int(year))
    else:
        year = ""
    documents = websites.newest_first(documents)
    sheet: Sheet[PolicyDocument] = Paginator(documents, ROWS_PER_SHEET).get_page(query.get("page"))
    return {
        "items": sheet,
        "count": sheet.paginator.count,
        "query": {
            "q": words,
            "kind": kind,
            "validity": validity,
            "year": year,
            "on": on.isoformat() if on else "",
            "organ": organ,
            "theme": theme,
        },
        "found": documents,
        "years": years,
        "is_query": True,
    }


def _narrowed(
    documents: QuerySet[PolicyDocument], query: QueryDict
) -> tuple[QuerySet[PolicyDocument], str, str]:
    """Return the documents of the organ and theme a reader chose, and these as understood."""
    organ, theme = query.get("organ", ""), query.get("theme", "")
    if organ.isdecimal() and organ.isascii() and len(organ) < 10:  # noqa: PLR2004 -- an id
        documents = documents.filter(Q(organ_id=int(organ)) | Q(joint_organs=int(organ))).distinct()
    else:
        organ = ""
    if theme in {one.name for one in THEMES}:
        documents = documents.filter(theme=theme)
    else:
        theme = ""
    return documents, organ, theme


def _day(text: str) -> date | None:
    """Return the day a reader typed; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _organs(documents: QuerySet[PolicyDocument]) -> list[tuple[str, str]]:
    """Return the organs that issued documents, as choices."""
    rows = documents.order_by("organ__position").values_list("organ_id", "organ__name")
    return [(str(pk), name) for pk, name in dict.fromkeys(rows) if pk]


def _themes(documents: QuerySet[PolicyDocument]) -> list[str]:
    """Return the themes that documents have, in the order of the national list."""
    used = set(documents.order_by().values_list("theme", flat=True).distinct())
    return [theme.name for theme in THEMES if theme.name in used]


def _years(documents: QuerySet[PolicyDocument]) -> list[int]:
    """Return the years in which documents were signed, the newest first."""
    return [day.year for day in documents.dates("signed_on", "year", order="DESC")]


def _number_filter(words: str) -> Q:
    """Return the condition that a document number, or a part of it, is what was typed."""
    found = Q(issuer_code__icontains=words)
    try:
        number = DocumentNumber.parse(words)
    except Refusal:  # any other text is simply not a number
        return found
    return found | Q(
        issuer_code=number.issuer_code, number_year=number.year, number_serial=number.number
    )


def section_context(section: Any, request: HttpRequest) -> Mapping[str, Any]:
    """Return what the library's section shows: newest, month or what the reader seeks."""
    documents = of_section(section)
    query = websites.reading_of(request).query
    choices = {
        "kinds": DocumentKind.choices(),
        "validities": Validity.choices(),
        "organs": _organs(documents),
        "themes": _themes(documents),
        "table_url": f"{section.url}documents.xlsx",
    }
    if query is not None:
        links = websites.links_of(section)
        return {**links, **choices, **library(query, documents), "asked": query.urlencode()}
    listed = websites.list_context(section, documents, request)
    return {**choices, **listed, "years": _years(documents)}


def parts_of(section: Any) -> list[str]:
    """Return the months of the library's archive."""
    return websites.month_parts(of_section(section))


def newest(count: int) -> list[PolicyDocument]:
    """Return the newest documents in force."""
    today = clock.today()
    binding = {Validity.IN_FORCE, Validity.AMENDED, Validity.NOT_YET}
    found = [row for row in published()[: count * 4] if row.validity_on_day(today) in binding]
    return found[:count]


def get_document(document_id: int) -> PolicyDocument:
    """Return one document.

    Raises:
        PolicyDocument.DoesNotExist: there is none.
    """
    return PolicyDocument.objects.select_related("organ").get(pk=document_id)


def found(document_id: int) -> tuple[int, int | None] | None:
    """Return the ids of a document, public or not, and of its organ; None when there is none."""
    rows = PolicyDocument.objects.filter(pk=document_id)
    return rows.values_list("pk", "organ_id").first()


def is_document(page: Any) -> bool:
    """Return whether a page is a document of the library."""
    return isinstance(page, PolicyDocument)


def bodies(ids: Iterable[int]) -> list[tuple[int, Any]]:
    """Return the texts of documents with their ids."""
    return list(PolicyDocument.objects.filter(pk__in=list(ids)).values_list("pk", "body"))


def number_faults() -> tuple[list[str], list[str]]:
    """Return document numbers given twice and numbers left out, drafts included."""
    numbers = [
        DocumentNumber(*row)
        for row in PolicyDocument.objects.values_list("issuer_code", "number_year", "number_serial")
    ]
    return [str(n) for n in duplicates(numbers)], [str(n) for n in gaps(numbers)]


def expiring(on: date, months: int = ASSESS_MONTHS_AHEAD) -> list[PolicyDocument]:
    """Return the published documents whose term ends within the months ahead, soonest first."""
    rows = published().annotate(ends_after=Coalesce("term_ends_on", "expires_on"))
    rows = rows.filter(ends_after__gte=on, repealed_on__isnull=True).order_by("ends_after", "pk")
    return [row for row in rows if expires_soon(row.lifespan(), on, months)]
