"""Write a letter of a request, look at it as it will be printed, and carry it through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import letter_print, letter_word, services
from gongkai.apps.foi.letter_forms import (
    DecisionForm,
    LetterActForm,
    LetterForm,
    TextForm,
    act_forms,
    entered,
)
from gongkai.apps.foi.letter_hints import hints_for
from gongkai.apps.foi.models import InformationRequest, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.views import opened
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.letters.facts import Decision
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, LetterKind
from gongkai.domain.foi.letters.linting import HINTS
from gongkai.domain.foi.letters.standing import LetterAct, LetterState, ServiceWay, kinds_for
from gongkai.domain.foi.lifecycle import State
from gongkai.foundation import clock
from gongkai.foundation.personal_data import mask_name
from gongkai.foundation.refusals import sentence

_UNPROCESSABLE = 422
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _context(row: InformationRequest, title: str, **said: Any) -> dict[str, Any]:
    return {
        "row": row,
        "title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
            {"url": reverse("foi_requests:detail", args=[row.pk]), "label": row.number},
            {"url": "", "label": title},
        ],
        **said,
    }


def _letter(row: InformationRequest, letter_id: int) -> RequestLetter:
    letter: RequestLetter = get_object_or_404(
        row.letters.select_related("request__organ"), pk=letter_id
    )
    letter.request = row
    return letter


class WriteView(View):
    """Word a letter: for a reply first what it decides, then what it must say."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Ask for what the letter needs; what the case knows is filled in."""
        row, chosen = opened(request, pk), LetterKind(kind)
        if chosen not in kinds_for(State(row.state)):
            messages.error(request, f"申请现在是“{State(row.state).label}”，不拟{chosen.label}。")
            return redirect("foi_requests:detail", row.pk)
        again = self._again(request, row)
        if chosen is not LetterKind.REPLY:
            return self._page(request, row, chosen, None, None, again)
        said: Any = request.GET if "outcome" in request.GET else None
        decided = queries.decision_of(again) if again is not None else None
        if said is None and decided is not None:
            said = queries.told_decision(decided)
        asking = DecisionForm(said)
        if said is None or not asking.is_valid():
            context = _context(row, chosen.label, deciding=asking, again=again)
            return render(request, "foi/letter_new.html", context)
        return self._page(request, row, chosen, asking.decision(), None, again)

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Word the letter, or say what is missing beside what was entered."""
        row, chosen, decision = opened(request, pk), LetterKind(kind), None
        if chosen is LetterKind.REPLY:
            asking = DecisionForm(request.POST)
            if not asking.is_valid():
                context = _context(row, chosen.label, deciding=asking)
                return render(request, "foi/letter_new.html", context, status=_UNPROCESSABLE)
            decision = asking.decision()
        again = self._again(request, row)
        form = LetterForm(request.POST, kind=chosen, decision=decision)
        if not form.is_valid():
            return self._page(request, row, chosen, decision, form, again)
        user: Any = request.user
        try:
            letter = services.draft_letter(
                request_id=row.pk,
                kind=chosen,
                decision=decision,
                letter_id=again.pk if again else None,
                actor=user,
                at=clock.now(),
                **form.letter(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            return self._page(request, row, chosen, decision, form, again)
        return redirect("foi_requests:letter", row.pk, letter.pk)

    def _again(self, request: HttpRequest, row: InformationRequest) -> RequestLetter | None:
        """Return the draft that is to be worded anew."""
        told = request.POST.get("again") or request.GET.get("again") or ""
        if not told.isdecimal():
            return None
        found = row.letters.filter(pk=int(told), state=LetterState.DRAFT.value).first()
        if found is None:
            raise Http404
        return found

    def _page(
        self,
        request: HttpRequest,
        row: InformationRequest,
        kind: LetterKind,
        decision: Decision | None,
        tried: LetterForm | None,
        again: RequestLetter | None,
    ) -> HttpResponse:
        initial = hints_for(row, kind, decision) | (entered(again) if again else {})
        form = tried or LetterForm(kind=kind, decision=decision, initial=initial)
        told = queries.told_decision(decision) if decision else {}
        context = _context(row, kind.label, form=form, decision=decision, told=told, again=again)
        return render(
            request, "foi/letter_new.html", context, status=_UNPROCESSABLE if tried else 200
        )


class LetterView(View):
    """One letter as it will be printed, what is wrong with it, and what may be done."""

    def get(
        self, request: HttpRequest, pk: int, letter_id: int, tried: TextForm | None = None
    ) -> HttpResponse:
        """Show the letter; to whom it goes shows masked, the file holds the name."""
        row = opened(request, pk)
        letter, today = _letter(row, letter_id), clock.today()
        is_draft, found = letter.state == LetterState.DRAFT.value, queries.written(letter)
        to_applicant = KINDS[LetterKind(letter.kind)].addressee is Addressee.APPLICANT
        try:
            faults = queries.faults_of(letter, today) if is_draft else []
        except Refusal as refusal:
            faults = []
            messages.error(request, sentence(refusal))
        may_edit = is_draft and LetterKind(letter.kind) in kinds_for(State(row.state))
        context = _context(
            row,
            letter.number or f"{letter.get_kind_display()}（草稿）",
            letter=letter,
            found=found,
            addressee=mask_name(row.applicant_name) if to_applicant else found.addressee,
            faults=[(fault, fault.kind in HINTS) for fault in faults],
            acts=act_forms(letter, today),
            text=(tried or TextForm(row=letter)) if may_edit else None,
            is_draft=is_draft,
            is_reply=letter.kind == LetterKind.REPLY.value,
        )
        status = _UNPROCESSABLE if tried else 200
        return render(request, "foi/letter.html", context, status=status)


class TextView(View):
    """Change the words of a draft."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, letter_id: int) -> HttpResponse:
        """Keep the words, or say why not."""
        row = opened(request, pk)
        letter, user = _letter(row, letter_id), request.user
        form = TextForm(request.POST, row=letter)
        if not form.is_valid():
            return LetterView().get(request, pk, letter_id, form)
        who: dict[str, Any] = {"actor": user, "at": clock.now()}
        try:
            services.edit_letter(letter_id=letter.pk, texts=form.texts(), **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, "已保存。")
        return redirect("foi_requests:letter", row.pk, letter.pk)


class ActView(View):
    """Sign, send, prove the service, or give up."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, letter_id: int, act: str) -> HttpResponse:
        """Do it, or say why not."""
        row = opened(request, pk)
        letter = _letter(row, letter_id)
        form = LetterActForm(request.POST, act=LetterAct(act), row=letter, today=clock.today())
        if not form.is_valid():
            told = "；".join(str(fault) for faults in form.errors.values() for fault in faults)
            messages.error(request, f"没有办成：{told}")
            return redirect("foi_requests:letter", row.pk, letter.pk)
        try:
            _do(letter, form, request.user)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, f"已办：{form.act.label}。")
        return redirect("foi_requests:letter", row.pk, letter.pk)


def _do(letter: RequestLetter, form: LetterActForm, user: Any) -> None:
    """Call the service of an act."""
    data = form.cleaned_data
    said: dict[str, Any] = {"letter_id": letter.pk, "actor": user, "at": clock.now()}
    if form.act is LetterAct.SIGN:
        services.sign_letter(**said)
    elif form.act is LetterAct.SEND:
        services.send_letter(
            sent_on=data["on"],
            way=ServiceWay(data["way"]),
            tracking_number=data["tracking_number"],
            takes_step=data.get("takes_step", False),
            **said,
        )
    elif form.act is LetterAct.SERVE:
        services.serve_letter(served_on=data["on"], note=data["note"], **said)
    elif form.act is LetterAct.RETURN:
        services.return_letter(returned_on=data["on"], note=data["note"], **said)
    else:
        services.void_letter(note=data["note"], **said)


class FileView(View):
    """Give a letter as a file, and remember who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, letter_id: int, form: str) -> HttpResponse:
        """Give the signed file, or a draft as it would be printed."""
        if form not in ("docx", "pdf"):
            raise Http404
        row = opened(request, pk)
        letter, user = _letter(row, letter_id), request.user
        who: dict[str, Any] = {"actor": user, "at": clock.now()}
        try:
            letter = services.open_letter(letter_id=letter.pk, **who)
            content = _file(letter, form)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:letter", row.pk, letter.pk)
        kind = _WORD if form == "docx" else "application/pdf"
        response = HttpResponse(content, content_type=kind)
        name = f"{letter.number or f'{row.number}{letter.get_kind_display()}草稿'}.{form}"
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = disposition or "attachment"
        response["Cache-Control"] = "no-store"
        return response


def _file(letter: RequestLetter, form: str) -> bytes:
    """Return what was signed, or a draft as it would be printed today."""
    if letter.word_sha256:
        return bytes(letter.word if form == "docx" else letter.printed)
    draft = queries.letter_of(letter, queries.facts_of(letter, clock.today()))
    if form == "pdf":
        return letter_print.build(draft)
    return letter_word.in_template(draft, bytes(queries.head_of(letter.organ_id).template or b""))


class StarterView(View):
    """Give the Word template to start from."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Give the file."""
        response = HttpResponse(letter_word.starter(), content_type=_WORD)
        disposition = content_disposition_header(as_attachment=True, filename="文书样板.docx")
        response["Content-Disposition"] = disposition or "attachment"
        return response


write = require_admin_access(WriteView.as_view())
letter = require_admin_access(LetterView.as_view())
text = require_admin_access(TextView.as_view())
act = require_admin_access(ActView.as_view())
file = require_admin_access(FileView.as_view())
starter = require_admin_access(StarterView.as_view())
