"""The register of requests, one request with its steps, and the look at who asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.answer_file_forms import AnswerFileForm
from gongkai.apps.foi.correction_forms import CorrectionForm, correction_card
from gongkai.apps.foi.desk_views import whose_turn
from gongkai.apps.foi.disclosure_forms import DisclosedAnswerForm, disclosure_card
from gongkai.apps.foi.forms import PaperForm, RegistrationForm, StepForm
from gongkai.apps.foi.letter_forms import letter_card
from gongkai.apps.foi.lineage_forms import lineage_card
from gongkai.apps.foi.models import InformationRequest, ProcessingFee, RequestEvent
from gongkai.apps.foi.queries.letters import live_reply
from gongkai.apps.foi.queries.waiting import waiting_now
from gongkai.apps.foi.search_forms import SearchForm, search_card
from gongkai.apps.foi.services.answer_files import MAKERS
from gongkai.apps.foi.services.posts import roles_for
from gongkai.apps.foi.step_notes import step_notes
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.lifecycle import Event, State, allowed_events
from gongkai.domain.foi.risk import NEXT_STEPS, Risk
from gongkai.domain.foi.urgency import Urgency
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.refusals import sentence
from gongkai.foundation.ui.records import RecordCreateView, RecordIndexView, visible_to

_CHIPS = {
    Urgency.OVERDUE: "late",
    Urgency.RED: "now",
    Urgency.ORANGE: "soon",
    Urgency.YELLOW: "soon",
}


class RequestIndexView(RecordIndexView):
    """The register: every row opens its request."""

    add_item_label = "登记申请"

    def get_edit_url(self, instance: InformationRequest) -> str:
        """Return the page of the request; rows are not edited, they take steps."""
        return reverse("foi_requests:detail", args=[instance.pk])

    def get_delete_url(self, instance: InformationRequest) -> None:
        """Return nothing: what was registered stays."""


class FeeIndexView(RecordIndexView):
    """The list of fees: every row opens the request it belongs to."""

    def get_edit_url(self, instance: ProcessingFee) -> str:
        """Return the page of the request."""
        return reverse("foi_requests:detail", args=[instance.request_id])

    def get_delete_url(self, instance: ProcessingFee) -> None:
        """Return nothing: a notice that went out stays."""

    def get_add_url(self) -> None:
        """Return nothing: a fee is noticed from its request."""


class RegisterView(RecordCreateView):
    """Register a request."""

    def get_form(self, form_class: Any = None) -> Any:
        """Offer the organs whose requests the person registers."""
        form = super().get_form(form_class)
        organs = form.fields["organ"].queryset
        form.fields["organ"].queryset = visible_to(organs, self.request.user, "pk")
        return form

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        """Register, or show why not beside the fields."""
        try:
            response: HttpResponse = super().form_valid(form)
        except Refusal as refusal:
            self.produced_error_message = sentence(refusal)
            form.add_error(None, self.produced_error_message)
            response = self.form_invalid(form)
        return response

    def save_instance(self) -> InformationRequest:
        """Register through the service."""
        form: Any = self.form
        user: Any = self.request.user
        return services.register(**form.registration(), actor=user, at=clock.now())

    def get_success_url(self) -> str:
        """Go on with the request itself."""
        return reverse("foi_requests:detail", args=[self.object.pk])


def opened(request: HttpRequest, pk: int) -> InformationRequest:
    """Return a request that the person may see.

    Raises:
        PermissionDenied: it was made to another organ.
    """
    rows = InformationRequest.objects.select_related("organ")
    row = get_object_or_404(rows, pk=pk)
    if not visible_to(rows.filter(pk=pk), request.user, "organ").exists():
        raise PermissionDenied
    return row


def _roles(request: HttpRequest, row: InformationRequest, today: date) -> frozenset[Role]:
    """Return the roles the person holds in the organ of the request."""
    posts = posts_held(request.user.pk, today) if request.user.pk else []
    return frozenset(Role(post.role) for post in posts if post.organ_id == row.organ_id)


def _steps(
    row: InformationRequest, held: frozenset[Role], today: date, tried: StepForm | None
) -> tuple[list[StepForm], list[tuple[str, str]]]:
    """Return the forms of the steps a person may take, and who takes the others."""
    state = State(row.state)
    steps: list[StepForm] = []
    others: list[tuple[str, str]] = []
    # The usual step stands first; 申请人撤回, possible nearly always and wanted rarely, last.
    usual, _ = NEXT_STEPS.get(state, (None, ""))
    for event in sorted(
        allowed_events(state), key=lambda event: (event is Event.WITHDRAW, event is not usual)
    ):
        roles = roles_for(event, state)
        if held.isdisjoint(roles):
            others.append((event.label, roles[0].label))
        elif tried is not None and tried.event is event:
            steps.append(tried)
        else:
            steps.append(StepForm(event=event, today=today, said=_said_already(row, event)))
    for form in steps:
        form.notes = step_notes(row, form.event, today)
    return steps, others


def _said_already(row: InformationRequest, event: Event) -> dict[str, Any]:
    """Return what the written reply says already of a step."""
    reply = live_reply(row) if event is Event.SUBMIT_REVIEW else None
    decided = reply.decision if reply is not None else None
    return dict(decided or {})


def request_page(
    request: HttpRequest,
    row: InformationRequest,
    *,
    tried: StepForm | None = None,
    tried_search: SearchForm | None = None,
    tried_correction: CorrectionForm | None = None,
    tried_answer: DisclosedAnswerForm | None = None,
    personal: services.PersonalData | None = None,
) -> HttpResponse:
    """Return the page of one request."""
    user: Any = request.user
    today = clock.today()
    held = _roles(request, row, today)
    steps, others = _steps(row, held, today, tried)
    chip = queries.due_chip(row, today)
    ledger = queries.ledger_of(row)
    context = {
        "row": row,
        "title": f"依申请公开　{row.number}",
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
            {"url": "", "label": row.number},
        ],
        "chip": chip,
        "chip_class": _CHIPS.get(chip.mark) if chip.mark else "hold",
        "events": _entries(row, ledger),
        **_handling(row, ledger, today),
        "steps": steps,
        "tried": tried,
        "others": others,
        "fees": row.fees.all(),
        "remedies": row.remedies.all(),
        "personal": personal,
        "same": queries.same_applicant(row),
        **_papers(row, held),
        "searches": search_card(
            row, held=held, searcher_name=user.name, today=today, tried=tried_search
        ),
        "corrections": correction_card(
            row, ledger, held=held, user_id=user.pk, tried=tried_correction
        ),
        "disclosure": disclosure_card(row, held=held, user_id=user.pk, tried=tried_answer),
    }
    refused = tried or tried_search or tried_correction or tried_answer
    status = 422 if refused else 200
    return render(request, "foi/request.html", context, status=status)


def _papers(row: InformationRequest, held: frozenset[Role]) -> dict[str, Any]:
    """Return what was written, given and handed in."""
    return {
        "letters": letter_card(row, held=held),
        "answer_files": row.answer_files.defer("original", "redacted"),
        "answer_file_form": None if held.isdisjoint(MAKERS) else AnswerFileForm(),
        "papers": queries.papers_of(request=row),
        "paper_form": PaperForm(),
        "lineage": lineage_card(row, held=held),
    }


def _handling(row: InformationRequest, ledger: list[RequestEvent], today: date) -> dict[str, Any]:
    """Return whose turn it is, and how much of the period is over."""
    days = queries.explained(ledger)
    counted = [day for day in days if day.count]
    waiting = waiting_now(row, today)
    return {
        "days": days,
        "count": counted,
        "passed": [day for day in counted if day.on <= today],
        "waiting": waiting,
        "turn": whose_turn(waiting) if waiting else "",
        "bar_css": "fbad" if waiting and waiting.risk in (Risk.LATE, Risk.HIGH) else "f1",
    }


def _entries(
    row: InformationRequest, ledger: list[RequestEvent]
) -> list[tuple[str, RequestEvent, date | None]]:
    """Return each entry as written, with the day it is read as where that was corrected."""
    read = {entry.pk: entry.occurred_on for entry in ledger}
    return [
        (
            Event(entry.event).label,
            entry,
            read[entry.pk] if read[entry.pk] != entry.occurred_on else None,
        )
        for entry in row.events.all()
    ]


class RequestView(View):
    """One request: facts, deadline, ledger and the steps it may take."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the request."""
        return request_page(request, opened(request, pk))


class StepView(View):
    """Take one step."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Take the step, or say why not."""
        row = opened(request, pk)
        form = StepForm(request.POST, event=Event(event), today=clock.today())
        if not form.is_valid():
            return request_page(request, row, tried=form)
        try:
            _take(row, form, request.user)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, f"已登记：{form.event.label}。")
        return redirect("foi_requests:detail", row.pk)


def _take(row: InformationRequest, form: StepForm, user: Any) -> None:
    """Call the service of a step."""
    data = dict(form.cleaned_data)
    on, note = data.pop("occurred_on"), data.pop("note")
    who = {"actor": user, "at": clock.now()}
    if form.event is Event.FEE_NOTICE:
        data["tariff"] = Tariff(data["tariff"])
        services.charge_fee(request_id=row.pk, notified_on=on, note=note, **data, **who)
    elif form.event is Event.FEE_PAID:
        fee = get_object_or_404(row.fees.filter(paid_on__isnull=True))
        services.pay_fee(fee_id=fee.pk, paid_on=on, **data, **who)
    else:
        services.perform(
            request_id=row.pk, event=form.event, occurred_on=on, note=note, **data, **who
        )


class RevealView(View):
    """Show who asked, once, and remember who looked."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the applicant's data on the page of the request."""
        row = opened(request, pk)
        user: Any = request.user
        try:
            personal = services.reveal(request_id=row.pk, actor=user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        return request_page(request, row, personal=personal)


class FeeView(View):
    """Go from a fee to its request."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Redirect to the request's own page."""
        return redirect("foi_requests:detail", get_object_or_404(ProcessingFee, pk=pk).request_id)


detail = require_admin_access(RequestView.as_view())
step = require_admin_access(StepView.as_view())
reveal = require_admin_access(RevealView.as_view())
fee = require_admin_access(FeeView.as_view())
