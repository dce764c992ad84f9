"""Which reviews the texts of each organ pass."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongkai.apps.review import queries, services
from gongkai.apps.review.forms import ChainForm
from gongkai.apps.review.views.access import posts_of, sets_chains
from gongkai.apps.review.views.turns import LEVEL_NAMES
from gongkai.domain.errors import Refusal
from gongkai.domain.review.chains import ChainRule
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.models import GovPage


def _allowed(request: HttpRequest) -> User:
    """Return the officer when he may set the reviews.

    Raises:
        PermissionDenied: he may not.
    """
    actor = officer_of(request)
    if not sets_chains(actor, posts_of(actor)):
        raise PermissionDenied
    return actor


def kinds() -> dict[str, str]:
    """Return the kinds of pages that carry information: ``app.model`` → its name."""
    return {
        model._meta.label_lower: str(model._meta.verbose_name)
        for model in apps.get_models()
        if issubclass(model, GovPage) and model.counts_as_information
    }


def chains(request: HttpRequest) -> HttpResponse:
    """List the organs with the reviews their texts pass."""
    _allowed(request)
    known = kinds()
    rules = queries.chain_rules()
    rows = [
        (organ, *_in_words(rules.get(organ.pk, queries.NO_RULE), known))
        for organ in Organ.objects.all()
    ]
    context = {
        "title": "审核流程",
        "rows": rows,
        "breadcrumbs_items": [
            {"url": reverse("review:desk"), "label": "审校"},
            {"url": "", "label": "审核流程"},
        ],
        "header_icon": "list-ul",
    }
    return render(request, "review/chains.html", context)


def _in_words(rule: ChainRule, known: dict[str, str]) -> tuple[str, str]:
    """Return the levels of every text, and the kinds that pass the legality review too."""
    levels = " → ".join(LEVEL_NAMES[level] for level in rule.chain(""))
    return levels, "、".join(known.get(kind, kind) for kind in sorted(rule.legality_kinds))


def chain(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Show and set the reviews of one organ."""
    actor = _allowed(request)
    organ = get_object_or_404(Organ, pk=organ_id)
    rule = queries.chain_rule(organ_id)
    initial = {"reviews": rule.reviews, "legality_kinds": sorted(rule.legality_kinds)}
    form = ChainForm(kinds(), request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_chain(
                organ_id=organ_id,
                reviews=form.cleaned_data["reviews"],
                legality_kinds=form.cleaned_data["legality_kinds"],
                actor=actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(
                request, f"{organ.short_name}的审核流程已保存，以后送审的稿件照此办理。"
            )
            return redirect("review:chains")
    context = {
        "title": f"审核流程：{organ.short_name}",
        "organ": organ,
        "form": form,
        "breadcrumbs_items": [
            {"url": reverse("review:chains"), "label": "审核流程"},
            {"url": "", "label": organ.short_name},
        ],
        "header_icon": "list-ul",
    }
    return render(request, "review/chain.html", context)
