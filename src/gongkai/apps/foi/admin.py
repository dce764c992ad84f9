"""The registers of requests, fees and remedies in the admin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import path, register_converter, reverse
from wagtail.admin.ui.tables import Column

from gongkai.apps.foi import (
    answer_file_views,
    correction_views,
    desk_views,
    disclosure_views,
    letter_views,
    lineage_views,
    paper_views,
    queries,
    search_views,
    sheet_views,
    views,
)
from gongkai.apps.foi.forms import RegistrationForm, RemedyForm
from gongkai.apps.foi.letter_forms import LetterHeadForm
from gongkai.apps.foi.models import InformationRequest, LetterHead, ProcessingFee, RemedyCase
from gongkai.domain.foi.letters.forms import ProofForm
from gongkai.domain.foi.letters.kinds import LetterKind
from gongkai.domain.foi.letters.standing import LetterAct
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.terms import Term
from gongkai.foundation import clock
from gongkai.foundation.ui.records import RecordViewSet


class _TermConverter:
    """An entry of a closed list in an address."""

    regex = ""

    def to_python(self, value: str) -> str:
        """Return the value as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the value as it stands."""
        return str(value)


def _register(terms: type[Term], name: str) -> None:
    register_converter(type(name, (_TermConverter,), {"regex": "|".join(terms.values())}), name)


_register(Event, "foi_event")
_register(LetterKind, "foi_letter")
_register(LetterAct, "foi_letter_act")
_register(ProofForm, "foi_proof")


SHOWN_CHARACTERS = 30


def _day(name: str, label: str) -> Column:
    """Return a column that shows a day as a date, not as the time gone by since."""

    def shown(row: Any) -> str:
        value: date | None = getattr(row, name)
        return f"{value:%Y-%m-%d}" if value else ""

    return Column(name, label=label, accessor=shown, sort_key=name)


def _answer_due(case: RemedyCase) -> str:
    if case.answered_on:
        return f"{case.answered_on:%Y-%m-%d}已答复"
    due_on = queries.answer_due_on(case)
    return f"{due_on:%Y-%m-%d}前" if due_on else ""


def _wanted(request: InformationRequest) -> str:
    words = request.wanted
    return words if len(words) <= SHOWN_CHARACTERS else f"{words[:SHOWN_CHARACTERS]}…"


def _due(request: InformationRequest) -> str:
    return queries.due_chip(request, clock.today()).words


def _paper_patterns() -> list[Any]:
    """Return the addresses of what is written and given: letters, forms, files."""
    return [
        path("<int:pk>/letters/new/<foi_letter:kind>/", letter_views.write, name="write_letter"),
        path("<int:pk>/letters/<int:letter_id>/", letter_views.letter, name="letter"),
        path("<int:pk>/letters/<int:letter_id>/text/", letter_views.text, name="letter_text"),
        path(
            "<int:pk>/letters/<int:letter_id>/<foi_letter_act:act>/",
            letter_views.act,
            name="letter_act",
        ),
        path(
            "<int:pk>/letters/<int:letter_id>/file.<str:form>",
            letter_views.file,
            name="letter_file",
        ),
        path("<int:pk>/files/", answer_file_views.add, name="add_answer_file"),
        path("<int:pk>/files/<int:file_id>/", answer_file_views.file, name="answer_file"),
        path(
            "<int:pk>/files/<int:file_id>/<str:which>/<int:page>.png",
            answer_file_views.page,
            name="answer_file_page",
        ),
        path(
            "<int:pk>/files/<int:file_id>/<str:act>/",
            answer_file_views.act,
            name="answer_file_act",
        ),
        path("<int:pk>/deadline/", sheet_views.deadline, name="deadline"),
        path("<int:pk>/forms/<foi_proof:form>/", sheet_views.proof, name="proof"),
    ]


class InformationRequestViewSet(RecordViewSet):
    """Requests; they are registered and take steps, never edited or deleted."""

    model = InformationRequest
    icon = "mail"
    menu_label = "依申请公开"
    menu_order = 300
    add_to_admin_menu = True
    index_view_class = views.RequestIndexView
    add_view_class = views.RegisterView
    list_display = [
        "number",
        Column("organ", label="机关", accessor="organ.short_name"),
        "applicant_kind",
        Column("masked_name", label="申请人"),
        Column("wanted", label="所需信息", accessor=_wanted),
        _day("received_on", "收到日期"),
        "state",
        Column("due", label="答复期限", accessor=_due),
        "outcome",
        _day("concluded_on", "办结日期"),
    ]
    # Names stay out of spreadsheets.
    list_export = [
        "number", "organ", "applicant_kind", "wanted", "intake_channel", "received_on", "state",
        "due_on", "outcome", "concluded_on",
    ]  # fmt: skip
    list_filter = {
        "received_on": ["year"],
        "concluded_on": ["year"],
        "organ": ["exact"],
        "state": ["exact"],
        "outcome": ["exact"],
        "applicant_kind": ["exact"],
    }
    search_fields = ["number", "wanted"]
    form_fields = ["organ"]

    @property
    def menu_url(self) -> str:
        """Open the desk; the register is one step further."""
        return reverse(self.get_url_name("desk"))

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form of registration."""
        return RegistrationForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out Wagtail's own editing: the ledger is the history."""
        return super().get_common_view_kwargs(  # type: ignore[no-any-return]
            **{"edit_url_name": self.get_url_name("detail"), "delete_url_name": None, **kwargs}
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = InformationRequest.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the list, the registration, and each request with its steps."""
        kept = [p for p in super().get_urlpatterns() if p.name in _KEPT]
        return [
            *kept,
            path("desk/", desk_views.desk, name="desk"),
            path("proposals/", lineage_views.proposal, name="proposals"),
            path("<int:pk>/split/", lineage_views.split, name="split"),
            path("<int:pk>/join/", lineage_views.join, name="join"),
            path("calendar/", desk_views.calendar, name="calendar"),
            path("organs/", desk_views.organs, name="organs"),
            path("<int:pk>/", views.detail, name="detail"),
            path("<int:pk>/edit/", views.detail, name="edit"),
            path("<int:pk>/step/<foi_event:event>/", views.step, name="step"),
            path("<int:pk>/applicant/", views.reveal, name="reveal"),
            path("<int:pk>/evidence/", paper_views.evidence, name="evidence"),
            path("<int:pk>/papers/", paper_views.add_paper, name="add_paper"),
            path("<int:pk>/papers/<int:paper>/", paper_views.paper, name="paper"),
            *_paper_patterns(),
            path("<int:pk>/search/", search_views.search, name="search"),
            path("<int:pk>/correction/", correction_views.propose, name="propose_correction"),
            path(
                "<int:pk>/correction/<int:correction_id>/",
                correction_views.decide,
                name="decide_correction",
            ),
            path("<int:pk>/answer/", disclosure_views.draft, name="draft_answer"),
            path("<int:pk>/answer/publish/", disclosure_views.publish, name="publish_answer"),
            path("<int:pk>/answer/take-down/", disclosure_views.take_down, name="take_answer_down"),
        ]


_KEPT = frozenset({"index", "index_results", "add"})


class ProcessingFeeViewSet(RecordViewSet):
    """Fees; noticed and paid on the page of their request."""

    model = ProcessingFee
    icon = "tag"
    menu_label = "信息处理费"
    menu_order = 310
    add_to_admin_menu = True
    organ_path = "request__organ"
    index_view_class = views.FeeIndexView
    list_display = [
        Column("request", label="申请编号", accessor="request.number"),
        "tariff",
        "quantity",
        "amount_yuan",
        _day("notified_on", "通知日期"),
        _day("paid_on", "缴费日期"),
        "receipt_number",
    ]
    list_filter = {"paid_on": ["year"], "tariff": ["exact"]}
    search_fields = ["request__number", "receipt_number"]
    form_fields = ["request"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their requests."""
        rows = ProcessingFee.objects.select_related("request")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the list alone."""
        kept = [p for p in super().get_urlpatterns() if p.name in {"index", "index_results"}]
        return [*kept, path("<int:pk>/", views.fee, name="edit")]


class RemedyCaseViewSet(RecordViewSet):
    """Reconsiderations and lawsuits."""

    model = RemedyCase
    icon = "clipboard-list"
    menu_label = "复议诉讼"
    menu_order = 320
    add_to_admin_menu = True
    list_display = [
        "number",
        Column("organ", label="机关", accessor="organ.short_name"),
        "kind",
        "applicant_label",
        _day("filed_on", "受理日期"),
        Column("answer", label="答复期限", accessor=_answer_due),
        "result",
        _day("concluded_on", "审结日期"),
        "is_co_defendant",
    ]
    list_filter = {
        "filed_on": ["year"],
        "organ": ["exact"],
        "kind": ["exact"],
        "result": ["exact"],
    }
    search_fields = ["number", "applicant_label"]
    form_fields = [
        "organ", "request", "kind", "number", "applicant_label", "filed_on",
        "received_copy_on", "is_simple", "answered_on", "result", "concluded_on",
        "is_co_defendant",
    ]  # fmt: skip
    import_fields = (
        "organ", "kind", "number", "applicant_label", "filed_on", "result", "concluded_on",
    )  # fmt: skip

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form that takes a request by its number."""
        return RemedyForm

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = RemedyCase.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses with the list first: the menu opens the first one."""
        return sorted(super().get_urlpatterns(), key=lambda pattern: pattern.name != "index")


class LetterHeadViewSet(RecordViewSet):
    """What the letters of each organ share."""

    model = LetterHead
    icon = "doc-full"
    menu_label = "文书设置"
    menu_order = 330
    add_to_admin_menu = True
    list_display = [
        Column("organ", label="机关", accessor="organ.short_name"),
        "number_mark",
        "reconsideration_body",
        "court",
        "is_required",
        "template_name",
    ]
    list_filter = {"organ": ["exact"]}
    search_fields = ["number_mark"]
    form_fields = [
        "organ", "number_mark", "reconsideration_body", "court", "online_reconsideration",
        "is_required",
    ]  # fmt: skip

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form that takes a template."""
        return LetterHeadForm

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses with the list first, and the template to start from."""
        kept = sorted(super().get_urlpatterns(), key=lambda pattern: pattern.name != "index")
        return [*kept, path("template.docx", letter_views.starter, name="starter")]


VIEWSETS: list[RecordViewSet] = [
    InformationRequestViewSet("foi_requests"),
    ProcessingFeeViewSet("foi_fees"),
    RemedyCaseViewSet("foi_remedies"),
    LetterHeadViewSet("foi_letter_heads"),
]
