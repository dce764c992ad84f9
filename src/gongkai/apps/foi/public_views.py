"""Let citizens ask and follow: three screens, no account, no session, no script.

The secret in the address of a draft, and the signed address of an opened request, stand for
the person: both are kept from search engines, caches and other sites.
"""

from __future__ import annotations

import secrets
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.models import InformationRequest, RequestDraft, RequestLetter
from gongkai.apps.foi.public_forms import (
    ApplicantForm,
    CorrectionForm,
    PublicForm,
    StatusForm,
    WantedForm,
    WithdrawForm,
)
from gongkai.apps.foi.public_pages import (
    may_be_public_already,
    organs_by_level,
    section_for,
    status_context,
)
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.application import DRAFT_DAYS, matters, query_code
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.refusals import sentence

_UNPROCESSABLE = 422
_OPEN_SECONDS = 2 * 60 * 60
_SIGNER = TimestampSigner(salt="foi.status")
_STEPS = ("申请人", "需要的信息", "核对并提交")


def _kept_private(view: Any) -> Any:
    """Keep what a view shows out of caches, search engines and the addresses others see.

    Without a token of the session: there is none, and the secret in the address is what a
    stranger's page would have to know.
    """

    @wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(require_http_methods(["GET", "POST"])(private))


def _page(
    request: HttpRequest, organ: Organ | None, name: str, *, status: int = 200, **said: Any
) -> HttpResponse:
    """Return a page in the frame of the organ's own site."""
    section = section_for(organ)
    request.gongkai_page = section  # type: ignore[attr-defined]
    context = {"organ": organ, "guide_url": section.url if section else "", **said}
    return render(request, f"foi/public/{name}.html", context, status=status)


def _draft(secret: str) -> RequestDraft:
    """Return a draft.

    Raises:
        Http404: there is none, or its time is over.
    """
    try:
        return queries.draft_of(secret)
    except RequestDraft.DoesNotExist:
        raise Http404("没有这份草稿，或者已经过期删除") from None


@_kept_private
def organs(request: HttpRequest) -> HttpResponse:
    """List whom one may ask."""
    return _page(request, None, "organs", groups=organs_by_level())


@_kept_private
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Ask who asks; the first valid screen becomes a draft."""
    try:
        organ = queries.asked_organ(code)
    except Organ.DoesNotExist:
        raise Http404("没有这个机关") from None
    return _first_screen(request, organ, secrets.token_urlsafe(24), {})


@_kept_private
def applicant(request: HttpRequest, secret: str) -> HttpResponse:
    """Go back to who asks."""
    draft = _draft(secret)
    if draft.request_id is not None:
        return redirect("foi_receipt", secret)
    return _first_screen(request, draft.organ, secret, queries.content_of(draft), draft)


def _first_screen(
    request: HttpRequest,
    organ: Organ,
    secret: str,
    held: dict[str, str],
    draft: RequestDraft | None = None,
) -> HttpResponse:
    papers = list(queries.papers_of(draft=draft)) if draft else []
    has_paper = any(paper.kind == "identity" for paper in papers)
    initial = {**held, "has_identity_paper": has_paper}
    said: dict[str, Any] = {"steps": _STEPS, "step": 1, "papers": papers}
    if request.method != "POST":
        return _page(request, organ, "applicant", form=ApplicantForm(initial=initial), **said)
    form = ApplicantForm(request.POST, request.FILES, initial=initial)
    if form.is_by_machine:  # told what people are told, kept nowhere
        return redirect("foi_organs")
    is_for_later = "later" in request.POST
    if form.is_valid() or is_for_later:
        try:
            services.save_draft(
                secret=secret,
                organ_id=organ.pk,
                content=form.content(),
                papers=form.papers(),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("identity_paper", sentence(refusal))
        else:
            return redirect("foi_draft" if is_for_later else "foi_wanted", secret)
    return _page(request, organ, "applicant", status=_UNPROCESSABLE, form=form, **said)


@_kept_private
def wanted(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask what is wanted."""
    draft = _draft(secret)
    if draft.request_id is not None:
        return redirect("foi_receipt", secret)
    held = queries.content_of(draft)
    said: dict[str, Any] = {"steps": _STEPS, "step": 2, "secret": secret}
    if request.method != "POST":
        form = WantedForm(initial=held, held=held)
        found = may_be_public_already(held.get("wanted", ""))
        return _page(request, draft.organ, "wanted", form=form, found=found, **said)
    form = WantedForm(request.POST, held=held)
    is_for_later = "later" in request.POST
    if form.is_valid() or is_for_later:
        services.save_draft(
            secret=secret, organ_id=draft.organ_id, content=form.content(), at=clock.now()
        )
        return redirect("foi_draft" if is_for_later else "foi_send", secret)
    found = may_be_public_already(request.POST.get("wanted", ""))
    return _page(
        request, draft.organ, "wanted", status=_UNPROCESSABLE, form=form, found=found, **said
    )


@_kept_private
def draft(request: HttpRequest, secret: str) -> HttpResponse:
    """Show where a draft can be found again."""
    row = _draft(secret)
    if row.request_id is not None:
        return redirect("foi_receipt", secret)
    address = request.build_absolute_uri(reverse("foi_draft", args=[secret]))
    return _page(
        request,
        row.organ,
        "draft",
        secret=secret,
        address=address,
        days=DRAFT_DAYS,
        missing=queries.application_of(row).missing,
    )


@_kept_private
def send(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what will be sent, and send it."""
    row = _draft(secret)
    if row.request_id is not None:
        return redirect("foi_receipt", secret)
    application = queries.application_of(row)
    said: dict[str, Any] = {
        "steps": _STEPS,
        "step": 3,
        "secret": secret,
        "application": application,
        "papers": queries.papers_of(draft=row),
        "matters": matters(application.wanted),
        "found": may_be_public_already(application.wanted),
    }
    if request.method != "POST":
        return _page(request, row.organ, "send", **said)
    try:
        services.submit(secret=secret, at=clock.now(), note=_crowd(request))
    except Refusal as refusal:
        return _page(
            request, row.organ, "send", status=_UNPROCESSABLE, error=sentence(refusal), **said
        )
    return redirect("foi_receipt", secret)


@_kept_private
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """Show that a request was received, with the code that opens it."""
    row = _draft(secret)
    if row.request is None:
        return redirect("foi_send", secret)
    return _page(request, row.request.organ, "receipt", row=row.request, code=query_code(secret))


def _crowd(request: HttpRequest) -> str:
    """Return what the registrar should know when one place sends very many requests.

    A request is never refused for it: Art. 35 asks for reasons, by the office, afterwards.
    """
    place = str(request.META.get(settings.GONGKAI_CLIENT_ADDRESS_HEADER, ""))[:64]
    most, minutes = settings.GONGKAI_FOI_PACE
    if not place:
        return ""
    key = "foi.place." + salted_hmac("foi.place", place).hexdigest()
    cache.add(key, 0, minutes * 60)
    try:
        count = cache.incr(key)
    except ValueError:  # its time ended in between
        return ""
    if count <= most:
        return ""
    return f"同一来源{minutes}分钟内第{count}件。登记前请与申请人联系确认。"


# --- following a request ---


@_kept_private
def find(request: HttpRequest) -> HttpResponse:
    """Open a request by its code."""
    if request.method != "POST":
        return _page(request, None, "find", form=StatusForm())
    form = StatusForm(request.POST)
    if form.is_valid():
        row = queries.request_by_code(form.cleaned_data["code"], form.cleaned_data["tail"])
        if row is not None:
            return redirect("foi_status", _SIGNER.sign_object(row.pk))
        form.add_error(
            "code", "查询码和后四位对不上，请对照回执再填一次；忘记了可以打受理机构的电话"
        )
    return _page(request, None, "find", status=_UNPROCESSABLE, form=form)


def _opened(opened: str) -> InformationRequest | None:
    """Return the request of a signed address; None when its two hours are over."""
    try:
        number = _SIGNER.unsign_object(opened, max_age=_OPEN_SECONDS)
    except (BadSignature, signing.SignatureExpired):
        return None
    return queries.get_request(int(number))


@_kept_private
def status(request: HttpRequest, opened: str) -> HttpResponse:
    """Show how far a request has come, and take what its applicant does."""
    row = _opened(opened)
    if row is None:
        return redirect("foi_find")
    forms: dict[str, PublicForm] = {"withdraw": WithdrawForm(), "correct": CorrectionForm()}
    error, code = "", 200
    act = request.POST.get("act", "")
    if request.method == "POST" and act in forms:
        form = forms[act] = type(forms[act])(request.POST)
        code = _UNPROCESSABLE
        if form.is_valid():
            try:
                _act(row, act, form)
            except Refusal as refusal:
                error = sentence(refusal)
            else:
                return redirect("foi_status", opened)
    said = {"opened": opened, **status_context(row, clock.today())}
    return _page(request, row.organ, "status", status=code, error=error, forms=forms, **said)


def _act(row: InformationRequest, act: str, form: PublicForm) -> None:
    """Call the service of what the applicant does."""
    if act == "withdraw":
        services.withdraw(request_id=row.pk, at=clock.now())
    else:
        services.correct(request_id=row.pk, text=form.cleaned_data["text"], at=clock.now())


@_kept_private
def letter(request: HttpRequest, opened: str, letter_id: int) -> HttpResponse:
    """Give the applicant a letter that was sent to him; that he took it is remembered."""
    row = _opened(opened)
    if row is None or request.method != "POST":
        return redirect("foi_status", opened) if row is not None else redirect("foi_find")
    try:
        found = services.take_letter(request_id=row.pk, letter_id=letter_id, at=clock.now())
    except RequestLetter.DoesNotExist:
        raise Http404("没有这份文书") from None
    response = HttpResponse(bytes(found.printed), content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=f"{found.number}.pdf")
    response["Content-Disposition"] = disposition or "attachment"
    return response
