"""Show everybody the answers given on request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.foi.queries.disclosed import disclosed_answers as public_answers
from gongkai.foundation import clock


def address_of_list(_site: object) -> str:
    """Return the address of the list, for every platform's front page."""
    return reverse("disclosed_answers")


@require_safe
def disclosed_answers(request: HttpRequest) -> HttpResponse:
    """List the public answers; nothing of who asked is read for it."""
    rows = [
        {
            "pk": row.pk,
            "title": row.title,
            "question": row.question,
            "answer": row.answer,
            "organ": row.request.organ.name,
            "published_on": clock.day_of(row.published_at) if row.published_at else None,
        }
        for row in public_answers()
    ]
    return render(request, "foi/disclosed_answers.html", {"rows": rows})
