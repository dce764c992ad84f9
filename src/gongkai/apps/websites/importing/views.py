"""The screen on which an editor starts a text (写信息)."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.apps.websites.importing import queries, services
from gongkai.apps.websites.importing.forms import WriteForm
from gongkai.apps.websites.importing.markup import shown_again
from gongkai.apps.websites.importing.reading import from_html
from gongkai.apps.websites.importing.word_files import html_of
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.files import services as files

UNPROCESSABLE = 422


@dataclass
class _Brought:
    """What a request brought: kept even when something is wrong with it."""

    html: str = ""
    documents: list[Any] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def write(request: HttpRequest) -> HttpResponse:
    """Show the form; make a draft of what was pasted and open it in the editor."""
    actor = officer_of(request)
    sections = queries.section_choices(queries.writable_sections(actor))
    if not sections:
        raise PermissionDenied
    if request.method != "POST":
        initial = {"section": request.GET.get("section")}
        return _page(request, WriteForm(sections, initial=initial), _Brought())
    form = WriteForm(sections, request.POST, request.FILES)
    is_valid = form.is_valid()
    brought = _brought(request, form)
    if is_valid and not brought.faults:
        return _write(request, form, brought)
    return _page(request, form, brought, status=UNPROCESSABLE)


def _brought(request: HttpRequest, form: WriteForm) -> _Brought:
    """Return text and attachments of a request, the attachments kept already."""
    brought = _Brought(html=str(form.cleaned_data.get("pasted") or ""))
    typed = str(request.POST.get("text") or "")
    if not brought.html and typed.strip():
        brought.html = "".join(f"<p>{escape(line)}</p>" for line in typed.splitlines())
    word_file = request.FILES.get("word_file")
    if word_file is not None:
        try:
            brought.html = html_of(word_file.read(), str(word_file.name)) + brought.html
        except Refusal as refusal:
            brought.faults.append(refusals.sentence(refusal))
    _keep_attachments(request, brought)
    if not brought.html.strip() and not brought.faults:
        brought.faults.append("还没有正文。请粘贴正文，或者上传Word文件。")
    elif not form.cleaned_data.get("title") and brought.html and not from_html(brought.html).title:
        brought.faults.append("没有认出标题。请填写标题。")
    return brought


def _keep_attachments(request: HttpRequest, brought: _Brought) -> None:
    """Keep every attachment that can be taken, so that nobody has to choose it again."""
    actor, at = officer_of(request), clock.now()
    kept = [int(number) for number in request.POST.getlist("kept") if number.isdigit()]
    brought.documents = queries.own_documents(actor, kept)
    for upload in request.FILES.getlist("attachments"):
        try:
            document = files.add_document(upload=upload, actor=actor, at=at)
        except Refusal as refusal:
            brought.faults.append(refusals.sentence(refusal))
        else:
            brought.documents.append(document)


def _write(request: HttpRequest, form: WriteForm, brought: _Brought) -> HttpResponse:
    """Make the draft and open it."""
    try:
        written = services.write(
            section_id=form.cleaned_data["section"],
            draft=from_html(brought.html),
            title=form.cleaned_data["title"].strip(),
            document_ids=[document.pk for document in brought.documents],
            actor=officer_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        brought.faults.append(refusals.sentence(refusal))
        return _page(request, form, brought, status=UNPROCESSABLE)
    messages.success(request, "草稿已存好。看一遍预览，没有问题就点“保存并送审”。")
    for hint in written.hints:
        messages.warning(request, hint.sentence)
    return redirect("wagtailadmin_pages:edit", written.page.pk)


def _page(
    request: HttpRequest, form: WriteForm, brought: _Brought, status: int = 200
) -> HttpResponse:
    """Show the form with all that was brought."""
    own = [str(one) for found in form.errors.values() for one in found] if form.is_bound else []
    context = {
        "title": "写信息",
        "form": form,
        "faults": [*own, *brought.faults],
        "box": shown_again(brought.html),
        "documents": brought.documents,
        "breadcrumbs_items": [{"url": "", "label": "写信息"}],
        "header_icon": "edit",
    }
    return render(request, "websites/write.html", context, status=status)
